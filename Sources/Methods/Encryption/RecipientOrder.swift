import JOSE
import JSON
import JWT
import RPC

/// One recipient that a call asks to encrypt for: key, algorithm, and what stands in its header.
struct RecipientOrder {
    let recipient: EncryptionDraft.Recipient
    /// What there is to say about it.
    private(set) var findings: [Finding] = []

    /// What a recipient in a list of several takes.
    static let description = MethodDescription(
        "recipients", "One recipient of a token.",
        parameters: [Parameter("key", .schema(.key), "The recipient's key or password.", required: true)]
            + Parameter.encrypting.filter { ["alg", "kid", "header", "apu", "apv", "p2c"].contains("\($0.name)") },
        result: Schema("Recipient", [.object], "{}"))

    /// Reads what is asked for one key. A member of the call that a recipient of several has itself is that one's.
    init(
        _ key: EncryptionKey, _ own: Arguments?, _ shared: Arguments, _ encryption: ContentEncryption,
        now: NumericDate, at pointer: String
    ) throws(RPCError) {
        try Self.checkTime(of: key, now, at: pointer)
        let argument = { (name: StaticString) in own?[name] ?? shared[name] }
        let algorithm = try Self.algorithm(argument("alg"), key, at: pointer)
        if let refusal = key.refusal(for: algorithm, encryption, to: .encrypt) {
            throw RPCError(
                .keyRefused, "The key may not encrypt with \(algorithm.name): \(refusal.explanation).",
                parameter: pointer)
        }
        let iterations = argument("p2c")?.integer.map { Int($0) }
        let sealing = ContentKeySealing(
            key, algorithm, producer: try argument("apu")?.octets(for: "apu"),
            recipient: try argument("apv")?.octets(for: "apv"), iterations: iterations)
        try Self.checkUse(of: algorithm, argument)
        var members: [HeaderMember] = []
        if let keyID = try Self.keyID(argument("kid"), key) { members.append(.text("kid", keyID)) }
        if let header = own?["header"] {
            try Self.refuse(Self.reserved, in: header, at: "\(pointer)/header")
            members += HeaderMember.members(of: header)
        }
        recipient = EncryptionDraft.Recipient(sealing, members: members)
        findings = Self.findings(of: key, algorithm, iterations)
    }

    /// Members that a caller's header must not set: each has a parameter of its own, or is not the caller's to choose.
    static let reserved: [StaticString] = [
        "alg", "enc", "zip", "crit", "b64", "jwk", "kid", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c",
    ]

    static func refuse(_ names: [StaticString], in header: JSONValue, at pointer: String) throws(RPCError) {
        if let duplicate = header.firstDuplicate {
            throw RPCError(
                .invalidParameters, "The header has \(duplicate.lexeme.prefix(80)) twice.", parameter: pointer)
        }
        for name in names where header[name] != nil {
            throw RPCError(
                .invalidParameters,
                "A header must not set \(name): it has a parameter of its own, or no place here.",
                parameter: "\(pointer)/\(name)")
        }
    }

    // Nobody is helped by a token that its recipient no longer wants to open.
    private static func checkTime(of key: EncryptionKey, _ now: NumericDate, at pointer: String) throws(RPCError) {
        guard case .key(let key) = key, let end = key.attributes.notAfter, now.seconds > end else { return }
        throw RPCError(.keyRefused, "The key was to be used until a time that has passed.", parameter: pointer)
    }

    private static func algorithm(
        _ name: JSONValue?, _ key: EncryptionKey, at pointer: String
    ) throws(RPCError) -> KeyManagementAlgorithm {
        let named = name?.withString { KeyManagementAlgorithm.named($0) } ?? nil
        guard let algorithm = named ?? KeyManagementAlgorithm.natural(for: key), algorithm.isForNewTokens else {
            throw RPCError(
                .algorithmUnsupported, "The key is for no key management that makes new tokens here.",
                parameter: pointer)
        }
        return algorithm
    }

    // An option that would do nothing was meant for something else.
    private static func checkUse(
        of algorithm: KeyManagementAlgorithm, _ argument: (StaticString) -> JSONValue?
    ) throws(RPCError) {
        if argument("p2c") != nil, !algorithm.takesPassword {
            throw RPCError(.invalidParameters, "p2c is for passwords only.", parameter: "/p2c")
        }
        guard case .agreement = algorithm.scheme else {
            for name in ["apu", "apv"] as [StaticString] where argument(name) != nil {
                throw RPCError(.invalidParameters, "\(name) is for ECDH-ES only.", parameter: "/\(name)")
            }
            return
        }
    }

    private static func keyID(_ value: JSONValue?, _ key: EncryptionKey) throws(RPCError) -> [UInt8]? {
        guard let value else { return key.keyID }
        if let text = value.utf8 { return text }
        if value.boolean == false { return nil }
        throw RPCError(.invalidParameters, "kid must be a string, or false for none.", parameter: "/kid")
    }

    private static func findings(
        of key: EncryptionKey, _ algorithm: KeyManagementAlgorithm, _ iterations: Int?
    ) -> [Finding] {
        switch key {
        case .key(let key):
            return key.findings.map { Finding($0) }
        case .password:
            guard let rounds = iterations ?? algorithm.usualIterations, rounds > 10_000 else { return [] }
            return [
                Finding(
                    .passwordWorkUnusual,
                    "The token asks for \(rounds) rounds; some libraries accept 10 000, 16 384 or 32 768 at most.",
                    hint: "For them, set p2c lower and the password longer.")
            ]
        }
    }
}
