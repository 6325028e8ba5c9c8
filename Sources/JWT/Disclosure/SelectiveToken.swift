package import JOSE
import JSON

/// An SD-JWT that was taken apart and not yet believed: the issuer's token, the disclosures, and the key binding
/// (RFC 9901 §4, §8).
package struct SelectiveToken: Sendable {
    /// The token that the issuer signed.
    package let issued: Verifier.Input
    /// The disclosures, in their order.
    package let disclosures: [Piece]
    /// The key binding, if there is one.
    package let keyBinding: Piece?

    /// A part behind the issuer's token.
    package struct Piece: Sendable {
        /// The text.
        package let text: ArraySlice<UInt8>
        /// Where it stands in the token as it was given.
        package let range: Range<Int>

        /// The text of its own.
        package var token: TokenText { TokenText(Array(text)) }
    }

    /// Takes a token apart.
    package init(_ input: Verifier.Input, limits: TokenLimits = TokenLimits()) throws(DisclosureFault) {
        switch input {
        case .object(let object): try self.init(object: object, limits)
        case .text(let text) where text.bytes[text.range].first == UInt8(ascii: "{"):
            try self.init(object: Self.object(text), limits)
        case .text(let text): try self.init(text, limits)
        }
    }

    // A token, and behind each tilde a disclosure; behind the last one the key binding, or nothing (RFC 9901 §4).
    private init(_ text: TokenText, _ limits: TokenLimits) throws(DisclosureFault) {
        guard text.range.count <= limits.tokenBytes else {
            throw DisclosureFault(.tooLarge, "The token is larger than \(limits.tokenBytes) bytes.")
        }
        let start = text.range.lowerBound
        let pieces = try Self.pieces(of: text)
        guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else {
            throw DisclosureFault(.kindNotAllowed, "The token is no SD-JWT: no tilde stands in it.")
        }
        issued = .text(TokenText(text.bytes, first))
        let piece = { (range: Range<Int>) in
            Piece(text: text.bytes[range], range: (range.lowerBound - start)..<(range.upperBound - start))
        }
        disclosures = pieces.dropFirst().dropLast().map(piece)
        keyBinding = last.isEmpty ? nil : piece(last)
        if let empty = disclosures.first(where: { $0.text.isEmpty }) {
            throw DisclosureFault(.malformed, "Between two tildes stands no disclosure.", at: empty.range)
        }
    }

    private static func pieces(of text: TokenText) throws(DisclosureFault) -> [Range<Int>] {
        let span = text.bytes.span.extracting(..<text.range.upperBound)
        var pieces: [Range<Int>] = []
        var start = text.range.lowerBound
        while let tilde = span.firstOffset(of: UInt8(ascii: "~"), from: start) {
            pieces.append(start..<tilde)
            start = tilde + 1
            guard pieces.count <= DisclosureLimits.disclosures + 1 else { throw tooMany }
        }
        pieces.append(start..<text.range.upperBound)
        return pieces
    }

    private static var tooMany: DisclosureFault {
        DisclosureFault(.tooLarge, "The token has more than \(DisclosureLimits.disclosures) disclosures.")
    }

    private static func object(_ text: TokenText) throws(DisclosureFault) -> JSONValue {
        do throws(JSONFault) {
            return try JSONDocument(Array(text.bytes[text.range])).root
        } catch {
            throw DisclosureFault(
                .malformed, "Refused as a token: the serialization is not JSON: \(error.explanation).")
        }
    }

    // Both stand in the first unprotected header, and in no other (RFC 9901 §8.1, §8.3).
    private init(object: JSONValue, _ limits: TokenLimits) throws(DisclosureFault) {
        issued = .object(object)
        let signatures = object["signatures"].map { Array($0.elements.prefix(limits.signatures)) }
        let headers = (signatures ?? [object]).map { $0["header"] }
        for later in headers.dropFirst() where later?["disclosures"] != nil || later?["kb_jwt"] != nil {
            throw DisclosureFault(.malformed, "Disclosures stand in the header of a signature that is not the first.")
        }
        guard let header = headers.first.flatMap({ $0 }), let list = header["disclosures"] else {
            throw DisclosureFault(.kindNotAllowed, "The token is no SD-JWT: its unprotected header has no disclosures.")
        }
        guard list.kind == .array else {
            throw DisclosureFault(.malformed, "\"disclosures\" must be an array of strings.")
        }
        guard list.count <= DisclosureLimits.disclosures else { throw Self.tooMany }
        var disclosures: [Piece] = []
        for element in list.elements { disclosures.append(try Self.piece(element, "disclosures", in: object)) }
        self.disclosures = disclosures
        keyBinding = try header["kb_jwt"].map { (value) throws(DisclosureFault) in
            try Self.piece(value, "kb_jwt", in: object)
        }
    }

    private static func piece(
        _ value: JSONValue, _ name: StaticString, in object: JSONValue
    ) throws(DisclosureFault) -> Piece {
        let start = object.range.lowerBound
        guard let text = value.utf8, !text.isEmpty else {
            throw DisclosureFault(
                .malformed, "\"\(name)\" must hold strings that are not empty.",
                at: (value.range.lowerBound - start)..<(value.range.upperBound - start))
        }
        let range = value.plainRange ?? value.range
        return Piece(text: text[...], range: (range.lowerBound - start)..<(range.upperBound - start))
    }

    /// Whether a text is spelled like a compact SD-JWT: a token with tildes behind it.
    static func looksLikeOne(_ text: TokenText, limits: TokenLimits) -> Bool {
        let span = text.bytes.span.extracting(text.range)
        guard span.firstOffset(of: UInt8(ascii: "~"), from: 0) != nil else { return false }
        do throws(DisclosureFault) {
            guard case .text(let issued) = try SelectiveToken(.text(text), limits: limits).issued else { return false }
            var reader = TokenReader(limits: limits)
            do throws(TokenFault) {
                _ = try reader.compact(issued)
                return true
            } catch {
                return false
            }
        } catch {
            return false
        }
    }

    /// What a key binding is a digest of: the issuer's token as compact text, and each disclosure with the tilde behind
    /// it (RFC 9901 §4.3.1, §8.1).
    package func presented(_ token: SignedToken) -> [UInt8] {
        var text = Self.compact(token)
        for disclosure in disclosures {
            text += disclosure.text
            text.append(UInt8(ascii: "~"))
        }
        return text
    }

    /// The issuer's token as compact text, with the tilde behind it.
    package static func compact(_ token: SignedToken) -> [UInt8] {
        guard let first = token.signatures.first else { return [] }
        var text = Array(first.signingInput(token.payload))
        text.append(UInt8(ascii: "."))
        Base64URL.append(first.signature.span, to: &text)
        text.append(UInt8(ascii: "~"))
        return text
    }

    /// The disclosures, each with its digest.
    func disclosures(by hash: NamedHash) throws(DisclosureFault) -> [Disclosure] {
        var disclosures: [Disclosure] = []
        disclosures.reserveCapacity(self.disclosures.count)
        for piece in self.disclosures {
            do throws(KeyFault) {
                disclosures.append(try Disclosure(piece, hash))
            } catch {
                // What cannot be decided is no yes.
                throw DisclosureFault(.disclosureUnreferenced, "A digest could not be computed.", at: piece.range)
            }
        }
        return disclosures
    }
}
