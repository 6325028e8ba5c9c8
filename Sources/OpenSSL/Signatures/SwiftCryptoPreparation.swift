import SwiftCrypto

/// A key of ML-DSA that swift-crypto holds, ready to verify and sign. All threads may use it.
final class SwiftCryptoPreparation: Sendable {
    /// Octets in a signature.
    let length: Int
    private let key: SwiftCryptoKey

    init(_ key: SwiftCryptoKey, _ parameters: MLDSAParameterSet) {
        self.key = key
        length = parameters.signatureLength
    }

    /// Whether the signature is this key's for the message.
    func verify(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
        guard signature.count == length else { return false }
        return key.verifies([UInt8](copying: signature), of: [UInt8](copying: message))
    }

    /// A signature, verified with the public part before anybody sees it.
    func sign(_ message: Span<UInt8>) throws(CryptoFault) -> [UInt8] {
        guard key.isPrivate else { throw .privateKeyMissing }
        guard let signature = key.sign([UInt8](copying: message)), verify(signature.span, of: message) else {
            throw .signatureWithheld
        }
        return signature
    }
}
