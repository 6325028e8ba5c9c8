import JOSE
import JSON

/// What the disclosures of an SD-JWT say and where it belongs, for people: nobody looked at a signature.
struct DecodedDisclosures: Sendable {
    /// What the digests are made by, if that is known here.
    let hash: NamedHash?
    /// The disclosures in their order.
    let disclosures: [Disclosure]
    /// The claims with what is disclosed in its place.
    let claims: DisclosedClaims?
    /// What is not as it must be.
    let findings: [Finding]
    private let pointers: [Int: String]
    private let binding: [DecodedToken]
    private let claimsValue: JSONValue?
    /// Disclosures of what only the owner of a key may see.
    private let secrets: Set<Int>

    /// The key binding.
    var keyBinding: DecodedToken? { binding.first }

    /// What stands behind a token; nil where that is no SD-JWT.
    init?(_ reading: TokenReading, now: NumericDate, depth: Int) {
        guard let selective = reading.selective else { return nil }
        var findings: [Finding] = []
        var hash: NamedHash? = .sha256
        let payload = reading.payload
        do throws(DisclosureFault) {
            hash = try payload?.object.map { (object) throws(DisclosureFault) in try DisclosedClaims.hash(of: object) }
        } catch {
            findings.append(error.finding)
            hash = nil
        }
        disclosures = selective.disclosures.compactMap { Self.disclosure($0, hash) }
        if let payload, let object = payload.object, hash != nil {
            let place = PayloadPlace(start: payload.range.lowerBound, isEncoded: reading.serialization == .compact)
            let claims = DisclosedClaims(object, place, disclosures)
            findings += claims.faults.map(\.finding)
            pointers = Dictionary(
                claims.found.compactMap { found in found.pointer.map { (found.index, $0) } },
                uniquingKeysWith: { first, _ in first })
            self.claims = claims
        } else {
            findings += disclosures.compactMap { $0.fault?.finding }.prefix(DisclosureLimits.faults)
            (claims, pointers) = (nil, [:])
        }
        claimsValue = claims.flatMap { Self.value(of: $0) }
        secrets = Self.secrets(in: claimsValue, pointers)
        self.hash = hash
        self.findings = findings
        binding =
            depth < DecodedToken.depth
            ? selective.keyBinding.map { [DecodedToken(MendedText(Array($0.text)), now: now, depth: depth + 1)] }
                ?? [DecodedToken]() : []
    }

    private static func disclosure(_ piece: SelectiveToken.Piece, _ hash: NamedHash?) -> Disclosure? {
        do throws(KeyFault) {
            return try Disclosure(piece, hash)
        } catch {
            return nil
        }
    }

    // Claims that are too large when they are put together are shown in their parts.
    private static func value(of claims: DisclosedClaims) -> JSONValue? {
        do throws(JSONFault) {
            return try JSONDocument(claims.json).root
        } catch {
            return nil
        }
    }

    // Whether a member is one of a private key can only be seen where it belongs.
    private static func secrets(in claims: JSONValue?, _ pointers: [Int: String]) -> Set<Int> {
        guard let claims else { return [] }
        let hidden = SecretMembers.ranges(in: claims)
        guard !hidden.isEmpty else { return [] }
        return Set(
            pointers.filter { _, pointer in
                guard let start = JSONPointer(pointer)?.value(in: claims)?.range.lowerBound else { return true }
                return hidden.contains { $0.contains(start) }
            }.keys)
    }

    /// Writes the member `sdJwt`.
    func write(to writer: inout JSONWriter, now: NumericDate, describes: Bool, redaction: Redaction) {
        writer.object("sdJwt") { writer in
            writer.member("hashAlg", hash?.rawValue)
            writer.array("disclosures") { writer in
                for (index, disclosure) in disclosures.enumerated() {
                    write(disclosure, index, redaction, to: &writer)
                }
            }
            if let claims { write(claims, redaction, to: &writer) }
            guard let keyBinding else { return }
            writer.name("keyBinding")
            keyBinding.write(to: &writer, now: now, describes: describes, redaction: redaction)
        }
    }

    private func write(
        _ disclosure: Disclosure, _ index: Int, _ redaction: Redaction, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("pointer", pointers[index])
            if let content = disclosure.content {
                writer.member("name", content.name)
                writer.name("value")
                if redaction < .claims, !secrets.contains(index) {
                    ShownMembers(hiding: SecretMembers.ranges(in: content.value)).copy(content.value, to: &writer)
                } else {
                    writer.string(Redaction.mark)
                }
            }
            if !disclosure.digest.isEmpty {
                writer.name("digest")
                writer.plainString(disclosure.digest.span)
            }
            writer.member("range", disclosure.range)
        }
    }

    private func write(_ claims: DisclosedClaims, _ redaction: Redaction, to writer: inout JSONWriter) {
        writer.member("undisclosed", claims.undisclosed.count)
        writer.array("digests") { writer in
            for digest in claims.undisclosed { writer.string(digest.span) }
        }
        guard redaction < .claims, let claimsValue else { return }
        writer.name("claims")
        ShownMembers(hiding: SecretMembers.ranges(in: claimsValue)).copy(claimsValue, to: &writer)
    }
}
