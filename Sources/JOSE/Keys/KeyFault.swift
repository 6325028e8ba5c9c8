package import JSON
package import OpenSSL

/// Why something is not a key that can be used, and where that shows. It never holds a byte of a key.
package struct KeyFault: Error, Equatable, Sendable {
    /// What is wrong.
    package let kind: Kind
    /// Which key of several: an element of `keys`, or a PEM block, counted from 0.
    package var index: Int?
    /// The member of a JWK or JWK Set, from the outermost value that was read.
    package var pointer: JSONPointer?
    /// The byte where it shows, in what was read: the JSON document, the DER, or the PEM text, where what is wrong inside
    /// the DER of a block shows at its first dash.
    package var offset: Int?

    init(_ kind: Kind, index: Int? = nil, pointer: JSONPointer? = nil, offset: Int? = nil) {
        self.kind = kind
        self.index = index
        self.pointer = pointer
        self.offset = offset
    }

    /// What can be wrong.
    package enum Kind: Equatable, Sendable {
        /// The text is not JSON.
        case json(JSONFault)
        /// A key in JSON is not an object.
        case notAnObject
        /// An object has two members of one name (RFC 7517 §4).
        case memberRepeated
        /// A member that this type of key must have is not there.
        case memberMissing(String)
        /// A member has a value of another JSON type.
        case memberType(expected: String)
        /// A member is not base64url without padding.
        case base64URL(Base64URL.Fault)
        /// A member is not base64 with padding.
        case base64(Base64.Fault)
        /// A text is not an even number of hexadecimal digits.
        case hexadecimal
        /// A `kty` that is not supported; the one it resembles.
        case typeUnknown(suggestion: String?)
        /// A `crv` that does not exist for this type; the one it resembles.
        case curveUnknown(suggestion: String?)
        /// Some, but not all, of `p`, `q`, `dp`, `dq` and `qi` are there (RFC 7518 §6.3.2).
        case factorsIncomplete(missing: String)
        /// An operation stands twice in `key_ops` (RFC 7517 §4.3).
        case operationRepeated
        /// The certificate in `x5c` has another key (RFC 7517 §4.7), or another digest than the JWK says.
        case certificateDiffers
        /// A JWK Set has no array `keys` (RFC 7517 §5).
        case keysMissing
        /// The numbers are no key.
        case defect(KeyDefect)
        /// A secret of no octets.
        case secretEmpty
        /// A secret whose octets are no UTF-8 cannot be written as text.
        case secretNotText
        /// What was given as a secret is something that everybody may have, or a key of another kind.
        case secretIsKey(SecretShape)
        /// A limit on length, in bytes.
        case tooLong(limit: Int)
        /// A limit on the keys of a set.
        case tooManyKeys(limit: Int)
        /// A limit on the blocks of a PEM text.
        case tooManyBlocks(limit: Int)
        /// A limit on the certificates of a key.
        case tooManyCertificates(limit: Int)
        /// The text is not PEM.
        case pem(PEMFault)
        /// The bytes are not DER.
        case der(DERFault)
        /// The octets are no OpenSSH key.
        case openSSH(OpenSSHFault)
        /// DER that is no structure for keys.
        case structureUnknown
        /// A structure, or a type of key, that is known by name and not supported.
        case unsupported(String)
        /// A PEM block whose label says another structure than its content is.
        case labelDiffers(label: String, content: KeyOrigin.Container)
        /// A curve given by its parameters, which may differ from the named one in a way that nobody sees.
        case curveParametersExplicit
        /// A point in a form that only a mixture of the two usual ones has.
        case pointHybrid
        /// Two places of one structure that must agree do not.
        case contradiction
        /// RSASSA-PSS parameters that no JOSE algorithm has.
        case pssParameters
        /// The key is encrypted and no password was given.
        case passwordNeeded
        /// The password is wrong, or the encrypted key is damaged: nobody can tell which.
        case passwordWrong
        /// The encryption of the key asks for more work than the limit.
        case derivationTooCostly
        /// A plain text that is no JWK, JWK Set or PEM; it is never taken for a secret.
        case notRecognised
        /// The key cannot be written in this form.
        case cannotCarry(KeyOrigin.Container)
        /// The cryptographic library failed at something that should have worked.
        case failed(CryptoFault)
    }

    /// Whether the cryptographic library that is running has no such keys.
    package var isUnavailable: Bool { kind == .defect(.unavailable) }

    /// The same fault, inside a set or a text of several keys.
    func at(index: Int) -> KeyFault {
        var fault = self
        fault.index = index
        return fault
    }
}
