package import JOSE
package import JSON

/// One disclosure: a salt, a name unless it is of an array's element, and a value (RFC 9901 §4.2).
package struct Disclosure: Sendable {
    /// The text that its digest is of: base64url, as it was given (RFC 9901 §4.2.3).
    package let text: ArraySlice<UInt8>
    /// Where it stands in the token as it was given.
    package let range: Range<Int>
    /// The digest of its text, in base64url; empty where nobody knows what it is made by.
    package let digest: [UInt8]
    /// What it says, if it is as it must be.
    package let content: Content?
    /// Why it says nothing.
    package let fault: DisclosureFault?

    /// What a disclosure says.
    package struct Content: Sendable {
        /// The name of the member; none for an element of an array.
        package let name: JSONValue?
        /// The value.
        package let value: JSONValue
    }

    /// A piece of a token as the disclosure that it is.
    package init(_ piece: SelectiveToken.Piece, _ hash: NamedHash?) throws(KeyFault) {
        text = piece.text
        range = piece.range
        let bytes = piece.text
        digest = try hash?.digestText(of: bytes.span) ?? [UInt8]()
        do throws(DisclosureFault) {
            content = try Self.read(piece)
            fault = nil
        } catch {
            content = nil
            fault = error
        }
    }

    private static func read(_ piece: SelectiveToken.Piece) throws(DisclosureFault) -> Content {
        let text = piece.text
        let octets: [UInt8]
        do throws(Base64URL.Fault) {
            octets = try Base64URL.decode(text.span)
        } catch {
            throw DisclosureFault(
                .disclosureMalformed, "The disclosure is not base64url: \(error.explanation).", at: piece.range)
        }
        let root: JSONValue
        do throws(JSONFault) {
            root = try JSONDocument(octets).root
        } catch {
            throw DisclosureFault(
                .disclosureMalformed, "The disclosure is not JSON: \(error.explanation).", at: piece.range)
        }
        let elements = Array(root.elements)
        guard root.kind == .array, elements.count == 2 || elements.count == 3 else {
            throw DisclosureFault(
                .disclosureMalformed, "A disclosure is an array of two elements or three.", at: piece.range)
        }
        guard elements[0].kind == .string, elements.count == 2 || elements[1].kind == .string else {
            throw DisclosureFault(
                .disclosureMalformed, "The salt and the name of a disclosure must be strings.", at: piece.range)
        }
        if let duplicate = root.firstDuplicate {
            throw DisclosureFault(
                .duplicateMember, "The disclosure has \(duplicate.excerpt()) twice.", at: piece.range)
        }
        return Content(name: elements.count == 3 ? elements[1] : nil, value: elements[elements.count - 1])
    }

    /// The names that are kept for digests: no claim may have one (RFC 9901 §4.2.1, §4.1.1).
    static let reservedNames: [StaticString] = ["_sd", "...", "_sd_alg"]

    /// Whether a member's name is kept for digests.
    static func isReserved(_ name: JSONValue) -> Bool { reservedNames.contains { name.isString($0) } }
}
