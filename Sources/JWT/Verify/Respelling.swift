import JOSE
import JSON

/// A token that was refused for how it is spelled, mended as `decode` would mend it: for saying what is wrong with it,
/// never for accepting it.
struct Respelling {
    /// The mended text.
    let text: [UInt8]
    /// What was mended, for a sentence.
    let mended: [String]

    /// Mends what people and their tools do to tokens; nil where there is nothing to mend.
    init?(_ given: ArraySlice<UInt8>) {
        var mended: [String] = []
        var text = Array(given)
        func apply(_ what: String, _ change: ([UInt8]) -> [UInt8]) {
            let changed = change(text)
            if changed != text { mended.append(what) }
            text = changed
        }
        apply("the word before it") { Self.withoutScheme($0) }
        apply("quotes") { $0.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") } }
        apply("white space") { $0.filter { !$0.isSpace } }
        apply("padding") { $0.filter { $0 != UInt8(ascii: "=") } }
        apply("the standard alphabet") { $0.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 } }
        apply("bits behind the last octet") { Self.withoutTrailingBits($0) }
        guard !mended.isEmpty else { return nil }
        self.text = text
        self.mended = mended
    }

    // `Bearer`, `DPoP` and their like stand before a token in a header of HTTP (RFC 9110 §11.4).
    private static func withoutScheme(_ text: [UInt8]) -> [UInt8] {
        let trimmed = text.drop(while: \.isSpace)
        let word = trimmed.prefix { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
        guard (1...16).contains(word.count), trimmed.dropFirst(word.count).first == UInt8(ascii: " ") else {
            return text
        }
        return Array(trimmed.dropFirst(word.count + 1))
    }

    private static func withoutTrailingBits(_ text: [UInt8]) -> [UInt8] {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return Array(parts.map { canonical($0) }.joined(separator: [UInt8(ascii: ".")]))
    }

    // The last character of two or three that are left carries four or two bits too many.
    private static func canonical(_ part: ArraySlice<UInt8>) -> [UInt8] {
        var part = Array(part)
        let mask: UInt8
        switch part.count % 4 {
        case 2: mask = 0x30
        case 3: mask = 0x3C
        case 1:
            part.removeLast()
            return part
        default: return part
        }
        guard let last = part.last, let value = alphabet.firstIndex(of: last) else { return part }
        part[part.count - 1] = alphabet[Int(UInt8(value) & mask)]
        return part
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}

extension Diagnosis {
    /// Explanations for a token that could not even be taken apart.
    static func explain(
        _ fault: TokenFault, of text: TokenText, detached: [UInt8]?, by verifier: Verifier
    ) -> [Finding] {
        if verifier.policy.keyBinding == nil, SelectiveToken.looksLikeOne(text, limits: verifier.limits) {
            return [Finding(.tokenIsSelective)]
        }
        if case .parts(let count) = fault.kind {
            // No mending makes fewer parts of too many, and a million of them are not looked at.
            guard count < 3 else { return [] }
            return [Finding(.tokenIsTruncated, "The token ends before its signature: it has \(count) of 3 parts.")]
        }
        guard let respelling = Respelling(text.bytes[text.range]) else { return [] }
        var reader = TokenReader(limits: verifier.limits)
        do throws(TokenFault) {
            let token = try reader.compact(TokenText(respelling.text), detached: detached)
            return explain(token, mended: respelling.mended, by: verifier)
        } catch {
            // Mended and still no token: then its spelling explains nothing.
            return []
        }
    }

    private static func explain(_ token: SignedToken, mended: [String], by verifier: Verifier) -> [Finding] {
        guard let entry = token.signatures.first, let algorithm = entry.header.algorithm else { return [] }
        let input = entry.signingInput(token.payload)
        let keys = verifier.keys.prefix(verifier.limits.keysTried)
        let signature = entry.signature
        for key in keys where algorithm.fits(key) && key.verifies(signature.span, of: input.span, with: algorithm) {
            let message =
                "The signature holds once this is taken away from the token: \(mended.joined(separator: ", "))."
            return [Finding(.tokenIsRespelled, message)]
        }
        guard let length = algorithm.expectedSignatureLength, signature.count < length else { return [] }
        let message = "The signature has \(signature.count) bytes where \(algorithm.name) makes \(length)."
        return [Finding(.tokenIsTruncated, message)]
    }
}
