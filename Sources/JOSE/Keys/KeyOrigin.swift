/// Where a key came from: the structure it stood in and how that was written down.
package struct KeyOrigin: Sendable, Equatable {
    /// The structure.
    package let container: Container
    /// How it was written down.
    package let encoding: Encoding

    /// A structure that carries a key.
    package enum Container: Sendable, Equatable, CaseIterable {
        /// RFC 7517.
        case jwk
        /// The same, encrypted with a password (RFC 7517 §7).
        case encryptedJWK
        /// `SubjectPublicKeyInfo` (RFC 5280 §4.1).
        case spki
        /// `PrivateKeyInfo` or `OneAsymmetricKey` (RFC 5958 §2).
        case pkcs8
        /// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
        case encryptedPKCS8
        /// `RSAPublicKey` (RFC 8017 §A.1.1).
        case pkcs1Public
        /// `RSAPrivateKey` (RFC 8017 §A.1.2).
        case pkcs1Private
        /// `ECPrivateKey` (RFC 5915 §3).
        case sec1
        /// A certificate (RFC 5280 §4.1).
        case x509
        /// A line as OpenSSH writes public keys (RFC 4253 §6.6).
        case opensshPublic
        /// OpenSSH's file for private keys (OpenSSH's PROTOCOL.key).
        case opensshPrivate
        /// The same, encrypted.
        case encryptedOpenSSH
        /// A file of keys and certificates under a password (RFC 7292).
        case pkcs12
        /// A secret as the caller wrote it.
        case secret
        /// Nothing: it was made here.
        case generated

        /// What people call it.
        package var name: String { row.name }

        /// What the protocol calls it; an encrypted structure and a public one go by the name of their family.
        package var word: StaticString { row.word }

        /// The label of its PEM blocks (RFC 7468), where it has them.
        package var label: String? { row.label }

        /// What the protocol calls the structures that keys are read from, each once.
        package static var readable: [String] {
            var words: [String] = []
            for word in allCases.filter({ $0 != .generated }).map(\.word.description) where !words.contains(word) {
                words.append(word)
            }
            return words
        }

        private var row: (word: StaticString, name: String, label: String?) {
            switch self {
            case .jwk: ("jwk", "a JWK", nil)
            case .encryptedJWK: ("jwk", "an encrypted JWK", nil)
            case .spki: ("spki", "a public key (SPKI)", "PUBLIC KEY")
            case .pkcs8: ("pkcs8", "a private key (PKCS #8)", "PRIVATE KEY")
            case .encryptedPKCS8: ("pkcs8", "an encrypted private key (PKCS #8)", "ENCRYPTED PRIVATE KEY")
            case .pkcs1Public: ("pkcs1", "an RSA public key (PKCS #1)", "RSA PUBLIC KEY")
            case .pkcs1Private: ("pkcs1", "an RSA private key (PKCS #1)", "RSA PRIVATE KEY")
            case .sec1: ("sec1", "an EC private key (SEC 1)", "EC PRIVATE KEY")
            case .x509: ("x509", "a certificate (X.509)", "CERTIFICATE")
            case .opensshPublic: ("openssh-public", "an OpenSSH public key", nil)
            case .opensshPrivate: ("openssh", "an OpenSSH private key", "OPENSSH PRIVATE KEY")
            case .encryptedOpenSSH: ("openssh", "an encrypted OpenSSH private key", "OPENSSH PRIVATE KEY")
            case .pkcs12: ("pkcs12", "a PKCS #12 file", nil)
            case .secret: ("secret", "a secret", nil)
            case .generated: ("generated", "a new key", nil)
            }
        }
    }

    /// How a structure was written down.
    package enum Encoding: String, Sendable, Equatable, CaseIterable {
        case json, pem, der, text
    }

    /// Whether it took a password to read it.
    package var isEncrypted: Bool { [.encryptedJWK, .encryptedPKCS8, .encryptedOpenSSH, .pkcs12].contains(container) }

    /// A key of this structure and encoding.
    package init(_ container: Container, _ encoding: Encoding) {
        self.container = container
        self.encoding = encoding
    }
}
