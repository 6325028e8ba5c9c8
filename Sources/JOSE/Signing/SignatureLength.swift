import JSON
import OpenSSL

extension SigningAlgorithm {
    /// How many octets a signature of the algorithm of this name can have, the usual number first; none where the key
    /// decides, as with RSA. Also for names that are registered, and that nothing here can sign with.
    package static func signatureLengths(named name: Span<UInt8>) -> [Int] {
        if let algorithm = named(name) {
            if let length = algorithm.expectedSignatureLength { return [length] }
            guard case .okp(let curves) = algorithm.requirement else { return [] }
            return curves.compactMap(\.signatureLength)
        }
        return []
    }
}
