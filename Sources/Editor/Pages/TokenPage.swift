import JSON
import JWT
import RPC

/// What is shown of a token: what `decode` answers, and what `verify` says of its signature under the configured keys, asked now.
struct TokenPage {
    private let call: EditorCall
    private let note: TokenNote
    private let decoded: JSONValue
    /// The part that the place is in, by the name that `decode` gives it.
    let part: JSONValue?
    private(set) var page: HoverPage

    /// The most rows of one table.
    private static let rows = 64

    /// A page on the token with these octets; `offset` counts from its first byte, and is nil where all of it is wanted.
    init(
        _ octets: [UInt8], _ note: TokenNote, at offset: Int?, for call: EditorCall, isMarkdown: Bool
    ) throws(RPCError) {
        self.call = call
        self.note = note
        page = HoverPage(isMarkdown: isMarkdown)
        decoded = try call.workspace.world.call("decode") { writer in
            writer.object { writer in
                writer.name("token")
                writer.string(octets.span)
            }
        }.root
        part = decoded["segments"]?.elements.first { segment in
            guard let offset, let range = segment.byteRange else { return false }
            return range.contains(offset)
        }
        page.heading(summary)
        page.line(SignatureState(octets, note, for: call).sentence(on: page))
        describe()
    }

    /// The bytes of the part that is told of, counted from the token's first.
    var range: Range<Int>? { part?.byteRange }

    private var name: String { part?["name"]?.string ?? "" }

    // Our words alone: `JWT · ES256 · expires in 14 min`.
    private var summary: String {
        var words = [Self.kinds[note.kind] ?? "Token"]
        if let profile = decoded["profile"]?["name"]?.string, profile != words[0].lowercased() { words.append(profile) }
        if AlgorithmWord.isKnown(note.algorithm) { words.append(note.algorithm) }
        if let state = TimeState(note, at: call.now).text { words.append(state) }
        return words.joined(separator: " · ")
    }

    private static let kinds: [DecodedToken.Kind: String] = [
        .jws: "JWT", .jwe: "Encrypted JWT", .unsecured: "Unsecured JWT", .selectivelyDisclosable: "SD-JWT",
        .keyBound: "SD-JWT with key binding",
    ]

    private mutating func describe() {
        switch name {
        case "header": describe("Header", decoded["parameters"], isFull: true)
        case "payload": describe("Claims", decoded["claims"], isFull: true)
        case "signature": describeSignature()
        case "disclosure": describeDisclosure()
        case "encrypted_key", "iv", "ciphertext", "tag": describeOpaque()
        case "key_binding": describe("Key binding", decoded["sdJwt"]?["keyBinding"]?["claims"], isFull: true)
        default: describe("Header", decoded["parameters"])
        }
        if name != "payload" { describe("Claims", decoded["claims"]) } else { describeRest() }
        if name != "disclosure" { describeDisclosures() }
        if let nested = decoded["nested"] { describeNested(nested) }
        describeFindings()
    }

    // What a payload is that holds no claims.
    private mutating func describeRest() {
        guard decoded["claims"] == nil else { return }
        switch decoded["payloadType"]?.string {
        case "text": page.line("The payload is text: \(page.quoted(decoded["payloadText"]?.string ?? "", atMost: 400))")
        case "binary": page.line("The payload is binary: \(part?["length"]?.integer ?? 0) octets.")
        case "detached": page.line("The payload is not in the token.")
        default: break
        }
    }

    private mutating func describe(_ title: String, _ members: JSONValue?, isFull: Bool = false) {
        guard let members, members.count > 0 else { return }
        page.table(title, members.elements.prefix(Self.rows).map { row($0, isFull: isFull) })
        if members.count > Self.rows { page.line("… and \(members.count - Self.rows) more") }
    }

    private func row(_ member: JSONValue, isFull: Bool) -> HoverPage.Row {
        var remarks: [String] = []
        if let time = member["time"] {
            let text = [time["iso"]?.string, time["relative"]?.string].compactMap { $0 }.joined(separator: ", ")
            remarks.append(time["unit"]?.isString("ms") == true ? "\(text), counted in milliseconds." : "\(text).")
        }
        if let meaning = member["meaning"]?.string { remarks.append(meaning) }
        if let title = member["title"]?.string {
            let url = member["url"]?.string
            guard isFull else {
                return HoverPage.Row(
                    name: page.named(member["name"] ?? member), value: value(member["value"]),
                    remark: remarks.first.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
                        ?? page.link(title, url, isBrief: true))
            }
            remarks.append("\(page.link(title, url, isBrief: true)): \(member["description"]?.string ?? "")")
        }
        return HoverPage.Row(
            name: page.named(member["name"] ?? member), value: value(member["value"]),
            remark: remarks.joined(separator: " "))
    }

    private func value(_ value: JSONValue?) -> String { page.quoted(value?.excerpt(400) ?? "", atMost: 120) }

    private mutating func describeSignature() {
        let signature = decoded["signature"]
        let length = signature?["length"]?.integer ?? 0
        var words = "The signature has \(length) octets"
        if let expected = signature?["expectedLength"]?.integer, expected != length {
            words += ", and should have \(expected)"
        }
        page.line(words + ".")
        describe("Header", decoded["parameters"])
    }

    private mutating func describeOpaque() {
        let names = [
            "encrypted_key": "The encrypted content key", "iv": "The initialization vector",
            "tag": "The authentication tag",
            "ciphertext": "The encrypted content",
        ]
        page.line("\(names[name] ?? "This part") has \(part?["length"]?.integer ?? 0) octets.")
        describe("Header", decoded["parameters"])
    }

    private mutating func describeDisclosure() {
        let all = decoded["sdJwt"]?["disclosures"]?.elements.map { $0 } ?? []
        let place = part?.byteRange?.lowerBound
        guard let disclosure = all.first(where: { $0.byteRange?.lowerBound == place }) else { return }
        page.table("Disclosure", [row(of: disclosure)])
    }

    private mutating func describeDisclosures() {
        guard let disclosed = decoded["sdJwt"] else { return }
        let all = disclosed["disclosures"]?.elements.map { $0 } ?? []
        page.table("Disclosed", all.prefix(Self.rows).map { row(of: $0) })
        if let count = disclosed["undisclosed"]?.integer, count > 0 {
            page.line(count == 1 ? "One claim is not disclosed." : "\(count) claims are not disclosed.")
        }
    }

    private func row(of disclosure: JSONValue) -> HoverPage.Row {
        let pointer = disclosure["pointer"].map { page.quoted($0.string ?? "", atMost: 64) } ?? "belongs nowhere"
        return HoverPage.Row(
            name: disclosure["name"].map { page.named($0) } ?? "an element", value: value(disclosure["value"]),
            remark: pointer)
    }

    private mutating func describeNested(_ nested: JSONValue) {
        describe("Inside: header", nested["parameters"])
        describe("Inside: claims", nested["claims"])
        if let deeper = nested["nested"] { describe("Inside of it: claims", deeper["claims"]) }
    }

    // Times are told of above. What is known from elsewhere than `decode` comes first.
    private mutating func describeFindings() {
        let findings = decoded["findings"]?.elements.map { $0 } ?? []
        let decodedCodes = Set(findings.compactMap { $0["code"]?.string })
        for finding in note.findings where !decodedCodes.contains(finding.code.word) {
            page.item("\(finding.severity.rawValue): \(page.sentence(finding.message))")
        }
        let told = [FindingCode.expired, .notYetValid, .noExpiry].map(\.word)
        for finding in findings.prefix(16) {
            guard finding["severity"]?.isString("hint") != true, let message = finding["message"]?.string,
                !told.contains(finding["code"]?.string ?? "")
            else { continue }
            page.item("\(finding["severity"]?.string ?? ""): \(page.sentence(message))")
        }
    }
}
