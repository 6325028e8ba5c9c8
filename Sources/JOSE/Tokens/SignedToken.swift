import JSON

/// The text of a token, where it stands: no copy of it.
package struct TokenText: Sendable {
    /// The bytes that it stands in.
    package let bytes: [UInt8]
    /// Where it stands in them.
    package let range: Range<Int>

    /// The text at this range of the bytes.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// A text of its own.
    package init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }
}

/// A token that was taken apart and not yet believed: each part is spelled as it must be, nothing more (RFC 7515 §7).
package struct SignedToken: Sendable {
    /// How it was written.
    package let serialization: Serialization
    /// What was signed, as it stands in the token.
    package let payload: Payload
    /// Its signatures; a compact token has one.
    package let signatures: [SignatureEntry]

    /// How a token is written.
    package enum Serialization: String, Sendable, CaseIterable {
        case compact, flattened, general
    }

    /// The payload as it was signed.
    package struct Payload: Sendable {
        /// The bytes that the signature covers: base64url text, or the content itself.
        package let signed: ArraySlice<UInt8>
        /// Whether `signed` is base64url.
        package let isEncoded: Bool
        /// Whether it came beside the token.
        package let isDetached: Bool
        /// Where it stands in the token as it was given.
        package let range: Range<Int>?

        /// Appends the content.
        package func decode(into content: inout [UInt8]) throws(TokenFault) {
            guard isEncoded else {
                content += signed
                return
            }
            do throws(Base64URL.Fault) {
                try Base64URL.decode(signed.span, appendingTo: &content)
            } catch {
                throw TokenFault(.base64URL(error), .payload, at: range)
            }
        }
    }
}

/// One signature of a token, with its header.
package struct SignatureEntry: Sendable {
    /// The header.
    package let header: JOSEHeader
    /// The protected header as it was signed, base64url.
    package let protectedText: ArraySlice<UInt8>
    /// The signature, decoded.
    package let signature: [UInt8]
    /// Where the protected header stands in the token as it was given.
    package let headerRange: Range<Int>?
    /// Where the signature stands in the token as it was given.
    package let signatureRange: Range<Int>?
    /// The protected header, a dot and the payload, where they stand in a row already.
    private let contiguous: ArraySlice<UInt8>?

    init(
        header: JOSEHeader, protectedText: ArraySlice<UInt8>, signature: [UInt8], headerRange: Range<Int>?,
        signatureRange: Range<Int>?, contiguous: ArraySlice<UInt8>? = nil
    ) {
        self.header = header
        self.protectedText = protectedText
        self.signature = signature
        self.headerRange = headerRange
        self.signatureRange = signatureRange
        self.contiguous = contiguous
    }

    /// What was signed: the protected header, a dot, and the payload (RFC 7515 §5.1).
    package func signingInput(_ payload: SignedToken.Payload) -> ArraySlice<UInt8> {
        if let contiguous { return contiguous }
        return (protectedText + [UInt8(ascii: ".")] + payload.signed)[...]
    }
}
