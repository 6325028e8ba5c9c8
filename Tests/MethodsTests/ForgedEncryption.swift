import JOSE
import JSON
import OpenSSL
import Testing

/// An encrypted token put together by hand, so that each part can be what no honest maker would write.
struct ForgedEncryption {
    var header: String
    var encryptedKey: [UInt8] = []
    var vector: [UInt8]
    var ciphertext: [UInt8]
    var tag: [UInt8]

    /// A token whose content opens with this content key.
    init(
        _ header: String, key: [UInt8], _ cipher: ContentCipher = .gcm(keyLength: 16),
        content: [UInt8] = Array(#"{"sub":"alice"}"#.utf8), encryptedKey: [UInt8] = []
    ) throws {
        self.header = header
        self.encryptedKey = encryptedKey
        let vector = [UInt8](repeating: 7, count: cipher.vectorLength)
        let text = Array(encode(Array(header.utf8)).utf8)
        let sealed = try cipher.encrypt(
            content.span, key: SecretBytes(copying: key.span), vector: vector.span, additional: text.span)
        self.vector = vector
        ciphertext = sealed.ciphertext
        tag = sealed.tag
    }

    var compact: String {
        [Array(header.utf8), encryptedKey, vector, ciphertext, tag].map(encode).joined(separator: ".")
    }

    /// The octets of the sample secret with this many.
    static func octets(_ count: Int) throws -> [UInt8] {
        let key = try JSONDocument(Array(EncryptionSample.secret(count).utf8)).root["jwk"]?["k"]?.string
        return try decode(try #require(key))
    }

    /// A token that is encrypted with a shared key directly, and then changed.
    static func direct(
        _ enc: String = "A128GCM", _ cipher: ContentCipher = .gcm(keyLength: 16), more: String = "",
        content: String = #"{"sub":"alice"}"#, _ change: (inout ForgedEncryption) throws -> Void = { _ in }
    ) throws -> String {
        var token = try ForgedEncryption(
            #"{"alg":"dir","enc":"\#(enc)"\#(more)}"#, key: octets(cipher.keyLength), cipher,
            content: Array(content.utf8))
        try change(&token)
        return token.compact
    }

    /// A token made by the service itself.
    static func made(_ parameters: Parameters) throws -> String {
        let claims: Parameters = parameters["text"] == nil ? ["claims": #"{"sub":"alice"}"#] : [:]
        let answer = try Service().call("encrypt", claims.with(parameters))
        return try #require(answer.result?["token"]?.lexeme, "\(answer.text)")
    }

    /// A compact token with one of its parts changed.
    static func changing(_ part: Int, of token: String, _ change: ([UInt8]) -> [UInt8]) throws -> String {
        let text = try #require(try JSONDocument(Array(token.utf8)).root.string)
        var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        parts[part] = encode(change(try decode(parts[part])))
        return parts.joined(separator: ".")
    }

    /// A compact token with its protected header changed.
    static func changingHeader(of token: String, _ change: (String) -> String) throws -> String {
        try changing(0, of: token) { Array(change(String(decoding: $0, as: UTF8.self)).utf8) }
    }
}
