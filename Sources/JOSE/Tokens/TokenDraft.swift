package import JSON

/// A token before it is signed: what each signature will cover, and how the whole will be written (RFC 7515 §5.1).
package struct TokenDraft: Sendable {
    /// What each signature is made with, and the header that it covers.
    package let signers: [Signer]
    private let payload: Payload
    /// The payload as it is signed.
    private let payloadText: [UInt8]
    private let serialization: SignedToken.Serialization

    /// One signature to be made.
    package struct Signer: Sendable {
        /// The algorithm.
        package let algorithm: SigningAlgorithm
        /// The protected header, JSON on one line.
        package let protected: [UInt8]
        /// The protected header as it is signed.
        let protectedText: [UInt8]
        /// The unprotected header, JSON on one line; JSON serializations only.
        package let unprotected: [UInt8]?

        /// A signature with these headers.
        package init(algorithm: SigningAlgorithm, protected: [UInt8], unprotected: [UInt8]? = nil) {
            self.algorithm = algorithm
            self.protected = protected
            protectedText = Base64URL.encode(protected.span)
            self.unprotected = unprotected
        }
    }

    /// What is signed.
    package struct Payload: Sendable {
        /// The content.
        package let content: [UInt8]
        /// Whether it is signed as base64url; not with `b64: false` (RFC 7797).
        package let isEncoded: Bool
        /// Whether it stays out of the token (RFC 7515 appendix F).
        package let isDetached: Bool

        /// This content.
        package init(content: [UInt8], isEncoded: Bool = true, isDetached: Bool = false) {
            self.content = content
            self.isEncoded = isEncoded
            self.isDetached = isDetached
        }

        var text: [UInt8] { isEncoded ? Base64URL.encode(content.span) : content }
    }

    /// Why a draft cannot be written.
    package enum Fault: Error, Equatable {
        /// Compact and flattened tokens have one signature.
        case tooManySigners
        /// A compact token has no unprotected header.
        case unprotectedHeader
        /// An unencoded payload that a compact token would have to hold has a dot in it (RFC 7797 §5.2).
        case dotInPayload
        /// An unencoded payload that JSON would have to hold is not UTF-8.
        case payloadNotText
    }

    /// A draft, checked to be one that its serialization can hold.
    package init(
        signers: [Signer], payload: Payload, serialization: SignedToken.Serialization
    ) throws(Fault) {
        guard signers.count == 1 || serialization == .general else { throw .tooManySigners }
        if serialization == .compact, signers.contains(where: { $0.unprotected != nil }) { throw .unprotectedHeader }
        if !payload.isEncoded, !payload.isDetached {
            // Printable ASCII without a dot is what a compact token can hold as it is.
            let isPlain = payload.content.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
            if serialization == .compact, !isPlain { throw .dotInPayload }
            if payload.content.span.firstInvalidUTF8 != nil { throw .payloadNotText }
        }
        self.signers = signers
        self.payload = payload
        payloadText = payload.text
        self.serialization = serialization
    }

    /// What one signature covers: its header, a dot, the payload.
    package func signingInput(_ signer: Signer) -> [UInt8] {
        var input: [UInt8] = []
        input.reserveCapacity(signer.protectedText.count + 1 + payloadText.count)
        input += signer.protectedText
        input.append(UInt8(ascii: "."))
        input += payloadText
        return input
    }

    /// Writes the token, of which this is the text: a string where it is compact, else an object.
    package func write(_ text: [UInt8], to writer: inout JSONWriter) {
        guard serialization == .compact else { return writer.verbatim(text.span) }
        // Content that is not encoded can hold a quote or a backslash.
        if payload.isEncoded { writer.plainString(text.span) } else { writer.string(text.span) }
    }

    /// The token with these signatures, in the order of the signers, as text: compact, or the JSON of its serialization.
    package func text(_ signatures: [[UInt8]]) -> [UInt8] {
        guard serialization != .compact else { return compact(signatures) }
        var writer = JSONWriter()
        writeJSON(signatures, to: &writer)
        return writer.bytes
    }

    private func writeJSON(_ signatures: [[UInt8]], to writer: inout JSONWriter) {
        switch serialization {
        case .compact: return
        case .flattened:
            writer.object { writer in
                writePayload(to: &writer)
                for (signer, signature) in zip(signers, signatures) { write(signer, signature, to: &writer) }
            }
        case .general:
            writer.object { writer in
                writePayload(to: &writer)
                writer.array("signatures") { writer in
                    for (signer, signature) in zip(signers, signatures) {
                        writer.object { write(signer, signature, to: &$0) }
                    }
                }
            }
        }
    }

    private func compact(_ signatures: [[UInt8]]) -> [UInt8] {
        guard let signer = signers.first, let signature = signatures.first else { return [] }
        var token: [UInt8] = []
        token.reserveCapacity(signer.protectedText.count + payloadText.count + 2 + signature.count / 3 * 4 + 4)
        token += signer.protectedText
        token.append(UInt8(ascii: "."))
        if !payload.isDetached { token += payloadText }
        token.append(UInt8(ascii: "."))
        Base64URL.append(signature.span, to: &token)
        return token
    }

    private func writePayload(to writer: inout JSONWriter) {
        guard !payload.isDetached else { return }
        writer.name("payload")
        writer.string(payloadText.span)
    }

    private func write(_ signer: Signer, _ signature: [UInt8], to writer: inout JSONWriter) {
        writer.name("protected")
        writer.plainString(signer.protectedText.span)
        if let unprotected = signer.unprotected {
            writer.name("header")
            writer.verbatim(unprotected.span)
        }
        writer.name("signature")
        writer.plainString(Base64URL.encode(signature.span).span)
    }
}
