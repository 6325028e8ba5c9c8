package import JOSE
package import JSON

/// An SD-JWT in its holder's hands: what it can disclose, and what of it is chosen (RFC 9901 §7.2).
package struct Presentation: Sendable {
    /// The token that it is chosen from.
    package let token: SelectiveToken
    /// The issuer's token, taken apart.
    private let signed: SignedToken
    private let payload: JSONValue
    private let disclosures: [Disclosure]
    private let claims: DisclosedClaims
    private let hash: NamedHash
    private var isChosen: [Bool]
    /// The disclosures by the pointer to what they disclose, and those that they are inside of.
    private let places: [[UInt8]: Int]
    private let parents: [Int: Int]

    /// Takes a token apart and holds its disclosures to its digests; the issuer's signature is not looked at.
    package init(_ input: Verifier.Input, limits: TokenLimits) throws(DisclosureFault) {
        token = try SelectiveToken(input, limits: limits)
        guard token.keyBinding == nil else {
            throw DisclosureFault(
                .malformed, "The token was presented already: a key binding stands behind it.",
                at: token.keyBinding?.range)
        }
        var desk = VerifierDesk(limits: limits)
        do throws(TokenFault) {
            signed = try desk.read(token.issued, detached: nil)
            var octets: [UInt8] = []
            try signed.payload.decode(into: &octets)
            payload = try Self.object(octets)
        } catch {
            throw DisclosureFault(.malformed, "Refused as a token: \(error.explanation).", at: error.range)
        }
        hash = try DisclosedClaims.hash(of: payload)
        disclosures = try token.disclosures(by: hash)
        let place = PayloadPlace(start: signed.payload.range?.lowerBound, isEncoded: signed.payload.isEncoded)
        claims = DisclosedClaims(payload, place, disclosures)
        if let fault = claims.faults.first { throw fault }
        isChosen = Array(repeating: false, count: disclosures.count)
        places = Dictionary(
            claims.found.compactMap { found in found.pointer.map { (Array($0.utf8), found.index) } },
            uniquingKeysWith: { first, _ in first })
        parents = Dictionary(
            claims.found.compactMap { found in found.parent.map { (found.index, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func object(_ octets: [UInt8]) throws(TokenFault) -> JSONValue {
        let root: JSONValue
        do throws(JSONFault) {
            root = try JSONDocument(octets).root
        } catch {
            throw TokenFault(.json(error), .payload)
        }
        guard root.kind == .object else { throw TokenFault(.notAnObject, .payload) }
        if let duplicate = root.firstDuplicate { throw TokenFault(.duplicate(duplicate.excerpt()), .payload) }
        return root
    }

    /// Chooses the disclosure of the value at this pointer, and those that it is inside of; with the empty pointer, all. False
    /// says that no disclosure is of that value.
    package mutating func choose(_ pointer: String) -> Bool {
        guard !pointer.isEmpty else {
            isChosen = Array(repeating: true, count: disclosures.count)
            return true
        }
        // Names are compared by their bytes, not as text that may be composed in several ways.
        guard let found = places[Array(pointer.utf8)] else { return false }
        var next: Int? = found
        // What is around a disclosure was found before it, so that this comes to an end.
        while let index = next, !isChosen[index] {
            isChosen[index] = true
            next = parents[index]
        }
        return true
    }

    /// The pointers of what is disclosed, in the order of the disclosures.
    package var disclosed: [String] { claims.found.filter { isChosen[$0.index] }.compactMap(\.pointer) }

    /// The pointers of what could be disclosed and is not.
    package var withheld: [String] { claims.found.filter { !isChosen[$0.index] }.compactMap(\.pointer) }

    private var chosen: [SelectiveToken.Piece] {
        zip(token.disclosures, isChosen).filter(\.1).map(\.0)
    }

    /// The key that the holder must sign with.
    package func holderKey() throws(DisclosureFault) -> Key {
        let place = PayloadPlace(start: signed.payload.range?.lowerBound, isEncoded: signed.payload.isEncoded)
        let holder = HolderKey(payload, claims, place)
        guard let key = holder.key else { throw holder.fault ?? DisclosureFault(.holderKey) }
        return key
    }

    /// The digest of what is presented, which a key binding holds (RFC 9901 §4.3.1).
    package func digest() throws(KeyFault) -> [UInt8] {
        let text = compact
        return try hash.digestText(of: text.span)
    }

    private var compact: [UInt8] {
        var text = SelectiveToken.compact(signed)
        for piece in chosen {
            text += piece.text
            text.append(UInt8(ascii: "~"))
        }
        return text
    }

    /// Writes the token with what was chosen, in the serialization that it came in, and answers how long it is.
    package func write(keyBinding: [UInt8]?, to writer: inout JSONWriter) -> Int {
        let start = writer.count
        guard case .object(let object) = token.issued else {
            let text = compact + (keyBinding ?? [UInt8]())
            writer.plainString(text.span)
            return text.count
        }
        writer.object { writer in
            for member in object.members {
                if member.name.isString("header") {
                    writer.name(member.name)
                    write(header: member.value, keyBinding, to: &writer)
                } else if member.name.isString("signatures") {
                    writer.array("signatures") { writer in
                        for (index, signature) in member.value.elements.enumerated() {
                            write(signature: signature, isFirst: index == 0, keyBinding, to: &writer)
                        }
                    }
                } else {
                    writer.name(member.name)
                    writer.copy(member.value)
                }
            }
        }
        return writer.count - start
    }

    private func write(
        signature: JSONValue, isFirst: Bool, _ keyBinding: [UInt8]?, to writer: inout JSONWriter
    ) {
        guard isFirst else { return writer.copy(signature) }
        writer.object { writer in
            for member in signature.members {
                writer.name(member.name)
                if member.name.isString("header") {
                    write(header: member.value, keyBinding, to: &writer)
                } else {
                    writer.copy(member.value)
                }
            }
        }
    }

    // RFC 9901 §8.1: other members of the header stay.
    private func write(header: JSONValue, _ keyBinding: [UInt8]?, to writer: inout JSONWriter) {
        writer.object { writer in
            for member in header.members where !member.name.isString("disclosures") {
                writer.name(member.name)
                writer.copy(member.value)
            }
            writer.array("disclosures") { writer in
                for piece in chosen { writer.plainString(piece.text.span) }
            }
            guard let keyBinding else { return }
            writer.name("kb_jwt")
            writer.plainString(keyBinding.span)
        }
    }

    /// The name of the serialization.
    package var serialization: SignedToken.Serialization { signed.serialization }
}
