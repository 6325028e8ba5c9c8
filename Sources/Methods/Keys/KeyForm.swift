import JOSE
import JSON
import RPC

/// How a key is written in an answer.
enum KeyForm {
    /// As JSON.
    case jwk
    /// As JSON in a token that a password opens.
    case encryptedJWK(Password)
    /// As a structure of DER, in PEM or base64.
    case structure(KeyOrigin.Container, KeyOrigin.Encoding, password: Password?)
    /// As the octets of a shared secret, in an encoding that stands beside them.
    case secret(SecretEncoding)

    /// How structures are written beside it.
    var encoding: KeyOrigin.Encoding {
        switch self {
        case .jwk, .encryptedJWK, .secret: .pem
        case .structure(_, let encoding, _): encoding
        }
    }

    /// Writes the key as a member named for its form: `jwk`, `jwe`, `pem`, `der`, `ssh` or `secret`. Gives what the form cannot
    /// carry, by the names of JWK members.
    func write(_ key: Key, isPublic: Bool, to writer: inout JSONWriter) throws(RPCError) -> [String] {
        do throws(KeyFault) {
            switch self {
            case .jwk:
                writer.name("jwk")
                try key.writeJWK(isPublic: isPublic, to: &writer)
                return key.dropped(by: .jwk)
            case .encryptedJWK(let password):
                var inside = JSONWriter()
                defer { inside.wipe() }
                try key.writeJWK(isPublic: isPublic, to: &inside)
                try writer.encryptedJWK(inside.bytes, isSet: false, password)
                return key.dropped(by: .jwk)
            case .structure(let container, let encoding, let password):
                let names: [KeyOrigin.Encoding: StaticString] = [.pem: "pem", .der: "der", .text: "ssh"]
                writer.name(names[encoding] ?? "der")
                return try key.writeString(container, encoding, password: password, to: &writer)
            case .secret(let encoding):
                try key.writeSecret(encoding, to: &writer)
                writer.member("encoding", encoding.name)
                return key.dropped(by: .secret)
            }
        } catch {
            throw RPCError(writing: error)
        }
    }

    /// The password of a parameter: 1 to 1024 bytes. Work on one is slow on purpose, and done where it delays nobody.
    static func password(_ name: StaticString, of call: Call) throws(RPCError) -> Password? {
        guard var text = call.arguments[name]?.utf8 else { return nil }
        let password = Password(wiping: &text)
        guard (1...1024).contains(password.count) else {
            throw RPCError(.invalidParameters, "A password has 1 to 1024 bytes.", parameter: "/\(name)")
        }
        try call.takesLong()
        return password
    }
}

extension RPCError {
    /// An algorithm that is known, and that no library here does.
    init(missing algorithm: SigningAlgorithm, at parameter: String) {
        self.init(
            .algorithmUnsupported, "The cryptographic library that is running does not do \(algorithm.name).",
            parameter: parameter, hint: "server/info lists those that it does.")
    }

    /// A key that could not be made or written, as the error of the call.
    init(writing fault: KeyFault) {
        switch fault.kind {
        case .secretNotText:
            self.init(
                .keyRefused, "It cannot be done: \(fault.explanation).", parameter: "/encoding",
                hint: "base64url, base64 and hex carry any octets.")
        case .cannotCarry(.jwk): self.init(.keyRefused, "A shared secret has no public part.", parameter: "/key")
        case .cannotCarry: self.init(.keyRefused, "It cannot be done: \(fault.explanation).", parameter: "/key")
        case _ where fault.isUnavailable:
            self.init(.algorithmUnsupported, "The cryptographic library that is running has no such keys.")
        default: self.init(.internalError, "The key could not be made or written: \(fault.explanation).")
        }
    }
}

extension JSONWriter {
    /// Writes the JSON of a key or a set, encrypted with a password, as the member `jwe`. The JSON is wiped.
    mutating func encryptedJWK(_ json: consuming [UInt8], isSet: Bool, _ password: Password) throws(KeyFault) {
        defer { json.wipe() }
        name("jwe")
        let token = try EncryptedJWK.seal(json, isSet: isSet, password: password)
        plainString(token.span)
    }

    /// Writes what structure a key stood in, or stands in now.
    mutating func format(_ container: StaticString, _ encoding: KeyOrigin.Encoding, isEncrypted: Bool) {
        object("format") { writer in
            writer.member("container", container)
            writer.member("encoding", encoding.rawValue)
            writer.member("encrypted", isEncrypted)
        }
    }
}
