import JOSE
import JSON
import JWT

/// Tokens made for the tests of `decode`; nobody could verify them.
enum Sample {
    static let now = NumericDate(seconds: 1_700_000_000)
    static let header = part(#"{"alg":"HS256","typ":"JWT"}"#)
    static let payload = part(#"{"sub":"alice","name":"Zoë","exp":1700003600,"iat":1699999000}"#)
    static let signature = part([UInt8](repeating: 0x5A, count: 32))
    static let token = "\(header).\(payload).\(signature)"
    static let encrypted =
        part(#"{"alg":"dir","enc":"A128GCM"}"#) + ".." + part([UInt8](repeating: 1, count: 12)) + "."
        + part([UInt8](repeating: 2, count: 20)) + "." + part([UInt8](repeating: 3, count: 16))

    static func part(_ text: String) -> String { part(Array(text.utf8)) }

    static func part(_ octets: [UInt8]) -> String {
        String(decoding: Base64URL.encode(octets.span), as: UTF8.self)
    }

    /// A token with this payload and header and a signature that HS256 could have made.
    static func signed(_ payload: String, header: String = #"{"alg":"HS256"}"#) -> String {
        "\(part(header)).\(part(payload)).\(signature)"
    }

    static func decode(_ text: String) -> DecodedToken { DecodedToken(Array(text.utf8), now: now) }

    /// The answer as JSON, read back.
    static func answer(_ text: String, describes: Bool = false, redaction: Redaction = .none) throws -> JSONValue {
        try answer(decode(text), describes: describes, redaction: redaction)
    }

    static func answer(
        _ token: DecodedToken, describes: Bool = false, redaction: Redaction = .none
    ) throws -> JSONValue {
        var writer = JSONWriter()
        token.write(to: &writer, now: now, describes: describes, redaction: redaction)
        return try JSONDocument(writer.bytes).root
    }
}

extension DecodedToken {
    /// The words of the findings that are more than information.
    var complaints: [String] {
        findings.filter { $0.severity != .information }.map(\.code.word)
    }

    /// The words of all findings.
    var words: [String] { findings.map(\.code.word) }
}
