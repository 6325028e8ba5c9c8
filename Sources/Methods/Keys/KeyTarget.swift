import JOSE
import JSON
import RPC

/// A form that keys are converted to.
enum KeyTarget: CaseIterable {
    case jwk, jwks, pkcs8, pkcs1, sec1, spki, x509, openssh, opensshPublic, pkcs12, raw

    /// The form with the name that a parameter holds, or nil.
    init?(_ value: JSONValue?) {
        guard let value, let target = Self.allCases.first(where: { value.isString($0.name) }) else { return nil }
        self = target
    }

    /// What the protocol calls it.
    var name: StaticString {
        switch self {
        case .jwk: "jwk"
        case .jwks: "jwks"
        case .pkcs8: "pkcs8"
        case .pkcs1: "pkcs1"
        case .sec1: "sec1"
        case .spki: "spki"
        case .x509: "x509"
        case .openssh: "openssh"
        case .opensshPublic: "openssh-public"
        case .pkcs12: "pkcs12"
        case .raw: "raw"
        }
    }

    /// Whether the form is JSON, which carries what the owner says about the key.
    var isJSON: Bool { self == .jwk || self == .jwks }

    /// Whether the form holds private keys alone.
    var isPrivate: Bool { [.pkcs8, .sec1, .openssh, .pkcs12].contains(self) }

    /// Whether the form holds public keys alone.
    var isPublic: Bool { self == .spki || self == .x509 || self == .opensshPublic }

    /// Whether the form can be encrypted.
    var isEncryptable: Bool { [.jwk, .jwks, .pkcs8, .openssh, .pkcs12].contains(self) }

    /// How the form is written where the caller says nothing; nil for JSON.
    func encoding(_ wanted: String?) -> KeyOrigin.Encoding? {
        switch self {
        case .jwk, .jwks: nil
        case .opensshPublic, .raw: .text
        case .pkcs12: .der
        default: wanted == "der" ? .der : .pem
        }
    }

    /// The ways to write it that a caller may choose from. A secret has no usual one: where its encoding is not told, the
    /// same text is a different key.
    var encodings: [StaticString] {
        switch self {
        case .jwk, .jwks, .openssh, .opensshPublic, .pkcs12: []
        case .pkcs8, .pkcs1, .sec1, .spki, .x509: Self.structureEncodings
        case .raw: SecretEncoding.allCases.map(\.name)
        }
    }

    /// Every way to write a form, of whatever form.
    static let allEncodings = structureEncodings + SecretEncoding.allCases.map(\.name)

    private static let structureEncodings: [StaticString] = ["pem", "der"]

    /// Whether a name for people stands beside the key.
    var hasComment: Bool { [.openssh, .opensshPublic, .pkcs12].contains(self) }

    /// Whether the form carries certificates.
    var hasCertificates: Bool { isJSON || self == .x509 || self == .pkcs12 }

    /// The structure for a public or a private key; nil for a form that is JSON, or that has none of that kind.
    func container(isPublic: Bool, isEncrypted: Bool) -> KeyOrigin.Container? {
        switch (self, isPublic) {
        case (.jwk, _), (.jwks, _), (.pkcs8, true), (.sec1, true), (.openssh, true), (.pkcs12, true): nil
        case (.pkcs8, false): isEncrypted ? .encryptedPKCS8 : .pkcs8
        case (.pkcs1, true): .pkcs1Public
        case (.pkcs1, false): .pkcs1Private
        case (.sec1, false): .sec1
        case (.spki, _): .spki
        case (.x509, _): .x509
        case (.openssh, false): isEncrypted ? .encryptedOpenSSH : .opensshPrivate
        case (.opensshPublic, _): .opensshPublic
        case (.pkcs12, false): .pkcs12
        case (.raw, _): .secret
        }
    }
}
