import JOSE
import JSON
import JWT
import RPC

extension Methods {
    /// What a key is.
    static let keyInspect = Method(
        MethodDescription(
            "key/inspect",
            "Says what keys are: type, size, what they may be used with, thumbprints, and what is weak or odd about them.",
            parameters: [
                Parameter("key", .schema(.key), "The keys, in any form.", required: true),
                Parameter(
                    "secretThumbprint", .boolean,
                    "Whether secrets get thumbprints too, which are digests of them (false)."),
                Parameter("now", .schema(.time), "The instant at which validity is judged (now)."),
            ] + Parameter.roots,
            result: Schema(
                "KeyInspection", [.object],
                """
                {"type": "object", "required": ["format", "keys"],
                 "properties": {"format": {"type": "object", "properties": {"container": {"type": "string"}, "encoding": {"type": "string"},
                   "encrypted": {"type": "boolean"}}},
                  "keys": {"type": "array", "items": {"type": "object", "required": ["index", "kty", "bits", "private", "format", "compatible"],
                   "properties": {"index": {"type": "integer"}, "kty": {"type": "string"}, "crv": {"type": "string"},
                    "bits": {"type": "integer"}, "publicExponent": {"type": "integer"}, "private": {"type": "boolean"},
                    "kid": {"type": "string"}, "use": {"type": "string"}, "key_ops": {"type": "array"}, "alg": {"type": "string"},
                    "format": {"type": "object"}, "compatible": {"type": "object", "properties": {"sign": {"type": "array"},
                     "verify": {"type": "array"}, "encrypt": {"type": "array"}, "decrypt": {"type": "array"}}}, "thumbprints": {"type": "object"}, "sshFingerprint": {"type": "string"}, "comment": {"type": "string"}, "validity": {"type": "object"},
                    "certificates": {"type": "array", "items": {"type": "object"}, "description": "What they say, the key's own first."},
                    "trust": {"type": "object", "required": ["trusted"], "properties": {"trusted": {"type": "boolean"}, "reason": {"type": "string"}}},
                    "otherMembers": {"type": "array", "items": {"type": "string"}}}}},
                  "skipped": {"type": "array"}, "findings": {"type": "array"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyNotFound, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions,
            ],
            example: """
                {"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        let now = try call.arguments.now(bench.surroundings.clock())
        let input = try KeyInput.some("key", for: call, bench.surroundings)
        let judge = try CertificateJudge(call, now: now, bench.surroundings)
        let inspection = KeyInspection(
            input: input, now: now, judge: judge,
            showsSecrets: call.arguments.boolean("secretThumbprint") ?? false)
        if inspection.isLong { try call.takesLong() }
        try inspection.write(to: &writer, call.cancellation)
    }
}

/// What is to be said about keys that were given.
private struct KeyInspection {
    let input: KeyInput
    let now: NumericDate
    let judge: CertificateJudge
    let showsSecrets: Bool

    /// Whether looking for weak moduli or checking certificates, which takes milliseconds each, delays others.
    var isLong: Bool { input.keys.count { $0.type == .rsa || !$0.attributes.certificates.isEmpty } > 4 }

    func write(to writer: inout JSONWriter, _ cancellation: Cancellation) throws(RPCError) {
        let (places, skipped) = input.places
        let isAlone = places.count == 1 && skipped.isEmpty
        var findings: [Finding] = []
        try writer.object { (writer) throws(RPCError) in
            writeFormat(to: &writer)
            try writer.array("keys") { (writer) throws(RPCError) in
                for (position, place) in places.enumerated() {
                    try cancellation.check()
                    let certificates = try judge.description(of: place.key)
                    try write(place, certificates, to: &writer)
                    findings += try self.findings(place.key, certificates, isAlone ? nil : position)
                }
            }
            writer.skipped(skipped, at: "/key")
            writer.findings("findings", findings + setFindings)
        }
    }

    // One structure that all came in, or `mixed`; each key has its own.
    private func writeFormat(to writer: inout JSONWriter) {
        let origins = input.keys.map(\.origin)
        guard let first = origins.first else { return }
        if input.sets.count == 1, input.sets[0].isNamed {
            writer.format("jwks", first.encoding, isEncrypted: false)
        } else {
            let isUniform = origins.allSatisfy { $0 == first }
            writer.format(
                isUniform ? first.container.word : "mixed", first.encoding,
                isEncrypted: origins.contains { $0.isEncrypted })
        }
    }

    private func write(
        _ place: KeyInput.Placed, _ certificates: CertificateDescription?, to writer: inout JSONWriter
    ) throws(RPCError) {
        let key = place.key
        try writer.object { (writer) throws(RPCError) in
            writer.member("index", place.index)
            writer.identity(of: key)
            if let exponent = key.publicExponent {
                writer.name("publicExponent")
                writer.verbatim("\(exponent)")
            }
            writer.member("private", key.isSecret)
            writer.format(
                key.origin.container.word, key.origin.encoding, isEncrypted: key.origin.isEncrypted)
            writeCompatible(key, to: &writer)
            try writeThumbprints(key, to: &writer)
            writer.member("sshFingerprint", key.openSSHFingerprint)
            if let comment = key.attributes.comment {
                writer.name("comment")
                writer.string(comment.span)
            }
            writeValidity(key, to: &writer)
            try certificates?.write(to: &writer)
            let others = key.attributes.otherMembers
            if !others.isEmpty { writer.member("otherMembers", others) }
        }
    }

    private func writeCompatible(_ key: Key, to writer: inout JSONWriter) {
        writer.object("compatible") { writer in
            for operation in SignatureOperation.allCases {
                let fitting = SigningAlgorithm.available.filter { key.refusal(for: $0, to: operation) == nil }
                writer.member(operation.name, fitting.map(\.description))
            }
            for (operation, name) in [(EncryptionOperation.encrypt, "encrypt"), (.decrypt, "decrypt")]
                as [(EncryptionOperation, StaticString)]
            {
                let fitting = KeyManagementAlgorithm.available.filter { algorithm in
                    (operation == .decrypt || algorithm.isForNewTokens)
                        && key.refusal(for: algorithm, nil, to: operation) == nil
                }
                writer.member(name, fitting.map(\.description))
            }
        }
    }

    private func writeThumbprints(_ key: Key, to writer: inout JSONWriter) throws(RPCError) {
        guard key.type != .oct || showsSecrets else { return }
        try writer.object("thumbprints") { (writer) throws(RPCError) in
            for hash in NamedHash.allCases {
                let thumbprint = try NamedHash.thumbprint(of: key, by: hash)
                writer.name(hash.rawValue)
                writer.plainString(Base64URL.encode(thumbprint.span).span)
                if hash == .sha256 { writer.member("uri", hash.uri(of: thumbprint.span)) }
            }
        }
    }

    private func writeValidity(_ key: Key, to writer: inout JSONWriter) {
        let attributes = key.attributes
        guard attributes.notBefore != nil || attributes.notAfter != nil else { return }
        writer.object("validity") { writer in
            writer.member("notBefore", attributes.notBefore.map { Int($0) })
            writer.member("notAfter", attributes.notAfter.map { Int($0) })
            let state: StaticString =
                isEarly(attributes) ? "not_yet_valid" : isLate(attributes) ? "expired" : "valid"
            writer.member("state", state)
        }
    }

    private func isEarly(_ attributes: KeyAttributes) -> Bool {
        attributes.notBefore.map { now.seconds < $0 } ?? false
    }

    private func isLate(_ attributes: KeyAttributes) -> Bool {
        attributes.notAfter.map { now.seconds > $0 } ?? false
    }

    private func findings(
        _ key: Key, _ certificates: CertificateDescription?, _ position: Int?
    ) throws(RPCError) -> [Finding] {
        guard let weaknesses = key.weaknessesIfJudged else {
            throw RPCError(.internalError, "The key could not be judged.")
        }
        var findings = (key.allFindings + weaknesses).map { Finding($0, of: position) }
        let subject = Finding.subject(position)
        let pointer = position.map { "/keys/\($0)" }
        if isEarly(key.attributes), let start = key.attributes.notBefore {
            let date = Calendar.text(NumericDate(seconds: start)) ?? "later"
            findings.append(Finding(.keyNotYetValid, "\(subject): it is valid from \(date) on.", pointer: pointer))
        }
        if isLate(key.attributes), let end = key.attributes.notAfter {
            let date = Calendar.text(NumericDate(seconds: end)) ?? "earlier"
            findings.append(Finding(.keyExpired, "\(subject): it was valid until \(date).", pointer: pointer))
        }
        return findings + (certificates?.findings(position) ?? [])
    }

    private var setFindings: [Finding] {
        let set = KeySet(keys: input.keys)
        return set.findings.map { Finding($0.code, "The set: \($0.explanation).") }
    }
}

extension NamedHash {
    /// The thumbprint of a key by a hash function.
    static func thumbprint(of key: Key, by hash: NamedHash) throws(RPCError) -> [UInt8] {
        do throws(KeyFault) {
            return try key.thumbprint(by: hash)
        } catch {
            throw RPCError(writing: error)
        }
    }
}
