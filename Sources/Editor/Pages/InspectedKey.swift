import JSON
import JWT
import RPC

/// What `key/inspect` says of a key in a text beyond what is noted of it: what it may be used for, and its certificates.
struct InspectedKey {
    private let answer: JSONValue?

    /// Asks about a key; there is nothing to say of one that cannot be read.
    init(_ octets: [UInt8], _ form: Sighting.Form, for call: EditorCall) {
        let plain = ScannedKey.plain(octets, form)
        do throws(RPCError) {
            answer = try call.workspace.world.call("key/inspect") { writer in
                writer.object { writer in
                    writer.name("key")
                    writer.string(plain.span)
                }
            }.root["keys"]?.elements.first { _ in true }
        } catch {
            answer = nil
        }
    }

    /// The names of the algorithms that it fits.
    var algorithms: String {
        let uses: [StaticString] = ["verify", "encrypt", "decrypt"]
        var names: [String] = []
        for use in uses {
            for name in answer?["compatible"]?[use]?.elements.compactMap(\.string) ?? [] where !names.contains(name) {
                names.append(name)
            }
        }
        return names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    }

    /// Its certificate and those behind it, each as rows of a table.
    func certificates(on page: HoverPage, at now: NumericDate) -> [[HoverPage.Row]] {
        (answer?["certificates"]?.elements.map { $0 } ?? []).prefix(4).map { Self.rows($0, on: page, at: now) }
    }

    // Whoever made it chose its names.
    private static func rows(_ certificate: JSONValue, on page: HoverPage, at now: NumericDate) -> [HoverPage.Row] {
        let names: [StaticString] = ["subject", "issuer"]
        var rows = names.compactMap { name in
            certificate[name]?.string.map { HoverPage.Row(name: "\(name)", value: page.quoted($0), remark: "") }
        }
        let times: [(String, StaticString)] = [("valid from", "notBefore"), ("valid until", "notAfter")]
        for (title, name) in times {
            guard let seconds = certificate[name]?.integer else { continue }
            let date = NumericDate(seconds: seconds)
            rows.append(
                HoverPage.Row(
                    name: title, value: Calendar.text(date) ?? "", remark: Calendar.distance(date, from: now)))
        }
        if certificate["selfSigned"]?.boolean == true {
            rows.append(HoverPage.Row(name: "signed by", value: "itself", remark: ""))
        }
        return rows
    }
}
