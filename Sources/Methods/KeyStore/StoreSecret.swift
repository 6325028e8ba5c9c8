import JOSE
import JSON
package import RPC

/// What protects the secret keys of the store: a password, or a key. The process is started with it; no request can name it.
package struct StoreSecret: Sendable {
    let wrapper: EncryptionKey

    /// A password, which is taken over: the array is left empty.
    package init(password: inout [UInt8]) throws(RPCError) {
        let password = Password(wiping: &password)
        guard (1...1024).contains(password.count) else {
            throw RPCError(.keyPassword, "The store's password has 1 to 1024 bytes.")
        }
        wrapper = .password(password)
    }

    /// The content of a key file, which is wiped: 32 octets as they are, or a secret key in any form that encrypts.
    package init(key content: inout [UInt8]) throws(RPCError) {
        defer { content.wipe() }
        let set: KeySet
        do throws(KeyFault) {
            set = try Self.read(content)
        } catch {
            throw RPCError(.keyUnusable, "The store's key cannot be used: \(error.explanation).")
        }
        guard set.keys.count == 1, let key = set.keys.first, SealedJWK.canBeWrapper(key) else {
            throw RPCError(
                .keyUnusable, "The store's key is one secret key that encrypts, and opens again what it encrypted.",
                hint: "For example 32 random octets, or what jwtls keygen --alg A256KW makes.")
        }
        wrapper = .key(key)
    }

    /// Whether each key that it opens costs a derivation, which is slow on purpose.
    var isSlow: Bool {
        if case .password = wrapper { return true }
        return false
    }

    // No text of this length is a key that encrypts.
    private static func read(_ content: [UInt8]) throws(KeyFault) -> KeySet {
        if content.count == 32 {
            var text = Base64.encode(content.span)
            defer { text.wipe() }
            return KeySet(keys: [try Key(secret: text.span, encoding: .base64)])
        }
        let isDER = KeyText.recognise(content.span) == nil && content.first == 0x30
        return isDER ? try KeySet(der: content.span) : try KeySet(text: content.span)
    }
}
