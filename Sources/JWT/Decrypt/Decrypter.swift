package import JOSE
import JSON

/// The keys and policies to open tokens with: what `decrypt` prepares once and asks for each token.
///
/// It opens what is encrypted and nothing else: a token that is only signed never passes here, as none that is encrypted
/// passes a `Verifier`.
package final class Decrypter: Sendable {
    /// What is accepted of an encryption.
    package let policy: DecryptionPolicy
    /// What is accepted of the header, and of the content where it is no token; its keys are not used.
    package let verifier: Verifier
    /// What the content is held against where it must be a signed token.
    package let nested: Verifier?
    /// The keys and passwords, in the caller's order.
    package let keys: [EncryptionKey]
    private let selectsByKeyID: Bool

    /// A decrypter with the keys of these sets.
    package init(
        policy: DecryptionPolicy, content: Policy, nested: Verifier?, keySets: [KeySet],
        limits: TokenLimits = TokenLimits()
    ) {
        self.policy = policy
        self.nested = nested
        verifier = Verifier(policy: content, keySets: [], limits: limits)
        keys = keySets.flatMap { $0.keys.map(EncryptionKey.key) + $0.passwords.map(EncryptionKey.password) }
        let isOne = keys.count == 1 && !keySets.contains(where: \.isNamed)
        selectsByKeyID = content.keySelection == .keyID && !isOne
    }

    /// Opens a token, and what is in it to the last layer, at one instant.
    package func decrypt(
        _ input: Verifier.Input, at now: NumericDate, using desk: inout VerifierDesk
    ) -> Decryption {
        var decryption = Decryption()
        var work = 0
        do throws(TokenFault) {
            var input = input
            while let content = try openLayer(input, &work, &decryption, &desk) {
                guard let nested else {
                    try check(content, at: now, &decryption, &desk)
                    return decryption
                }
                // What is inside follows from what the caller asked for, and from its spelling which kind it is.
                noteMark(of: decryption.layers.last, &decryption)
                input = .text(TokenText(content))
                if Self.isEncrypted(content) { continue }
                decryption.isSigned = true
                var verdict = nested.verify(input, at: now, using: &desk)
                verdict.checks = decryption.verdict.checks + verdict.checks
                verdict.findings = decryption.verdict.findings + verdict.findings
                decryption.verdict = verdict
                compareClaims(&decryption)
                return decryption
            }
        } catch {
            decryption.verdict.fault = error
            decryption.verdict.checks.append(Check(error))
        }
        return decryption
    }

    // The content of one layer, or nil where it does not open.
    private func openLayer(
        _ input: Verifier.Input, _ work: inout Int, _ decryption: inout Decryption, _ desk: inout VerifierDesk
    ) throws(TokenFault) -> [UInt8]? {
        guard decryption.layers.count < DecryptionPolicy.depthLimit - (nested == nil ? 0 : 1) else {
            decryption.verdict.checks.append(Check(name: "nesting", status: .fail, code: .nestingTooDeep))
            return nil
        }
        let token = try desk.readEncrypted(input)
        var checks = EncryptionChecks(token, by: self)
        checks.run(isOutermost: decryption.layers.isEmpty)
        decryption.verdict.checks += checks.checks
        guard checks.isGood, let first = token.recipients.first?.header, let encryption = first.encryption else {
            token.recipients.first.map {
                decryption.layers.append(Decryption.Layer(header: $0.header, recipient: nil, key: nil))
            }
            return nil
        }
        var attempt = DecryptionAttempt(token, encryption, by: self, work: work)
        let opened = attempt.run()
        work = attempt.work
        decryption.verdict.checks += attempt.checks
        decryption.verdict.findings += attempt.findings
        decryption.layers.append(
            Decryption.Layer(
                header: opened.map { token.recipients[$0.recipient].header } ?? first,
                recipient: token.serialization == .general ? opened?.recipient : nil, key: opened?.key))
        guard let opened else { return nil }
        return expanded(opened.content, isCompressed: first.compression != nil, &decryption)
    }

    private func expanded(
        _ content: OpenedContent, isCompressed: Bool, _ decryption: inout Decryption
    ) -> [UInt8]? {
        guard isCompressed else { return content.bytes }
        do throws(OpenedContent.ExpansionFault) {
            return try content.expanded(limit: policy.expandedBytes)
        } catch {
            // What does not expand was made by somebody who has the key; even so it is the one failure.
            let code: FindingCode = error == .tooLarge ? .expansionTooLarge : .decryptionFailed
            decryption.verdict.checks.append(
                Check(
                    name: "zip", status: .fail, code: code,
                    expected: error == .tooLarge ? .integer(Int64(policy.expandedBytes)) : .none))
            return nil
        }
    }

    private func check(
        _ content: [UInt8], at now: NumericDate, _ decryption: inout Decryption, _ desk: inout VerifierDesk
    ) throws(TokenFault) {
        let place = PayloadPlace(start: nil, isEncoded: false)
        try verifier.checkContent(content, of: nil, place, nil, at: now, &decryption.verdict, &desk)
        compareClaims(&decryption)
    }

    // RFC 7519 §5.3: a claim that a header repeats must be the same there.
    private func compareClaims(_ decryption: inout Decryption) {
        guard let claims = decryption.verdict.claims else { return }
        for layer in decryption.layers {
            for name in ["iss", "sub", "aud"] as [StaticString] {
                guard let repeated = layer.header[name] else { continue }
                let isSame = claims[name].map { $0.text == repeated.text || $0.utf8 == repeated.utf8 && $0.utf8 != nil }
                guard isSame != true else { continue }
                decryption.verdict.checks.append(
                    Check(
                        name: name, status: .fail, code: .headerClaimDiffers, expected: .value(repeated),
                        actual: claims[name].map(Detail.value) ?? .none, pointer: "/\(name)"))
            }
        }
    }

    private func noteMark(of layer: Decryption.Layer?, _ decryption: inout Decryption) {
        let mark = layer?.header.protected?["cty"]
        let isMarked = mark?.utf8.map(MediaType.folded) == Array("jwt".utf8) || SelectiveType.isOne(mark)
        guard !isMarked else { return }
        decryption.verdict.findings.append(Finding(.nestedNotMarked, pointer: "/cty"))
    }

    // A compact token of five parts, or the JSON of one: what else it is, its reader says.
    private static func isEncrypted(_ content: [UInt8]) -> Bool {
        if content.first == UInt8(ascii: "{") {
            do throws(JSONFault) {
                return try JSONDocument(content).root["ciphertext"] != nil
            } catch {
                return false
            }
        }
        // Behind a tilde the dots are those of a key binding (RFC 9901 §4).
        let first = content.prefix { $0 != UInt8(ascii: "~") }
        return first.lazy.filter { $0 == UInt8(ascii: ".") }.prefix(4).count == 4
    }

    /// Why a recipient's algorithm is not accepted, or nil where it is.
    func refusal(of header: EncryptionHeader) -> String? {
        guard let algorithm = header.algorithm else {
            return "The algorithm is not one for encrypted tokens that is done here."
        }
        guard let allowed = policy.algorithms else {
            return algorithm.isForNewTokens
                ? nil : "The algorithm \(algorithm.name) is only accepted where it is asked for by name."
        }
        return allowed.contains(algorithm)
            ? nil : "The algorithm \(algorithm.name) is not one of those that are allowed."
    }

    /// The keys that a recipient's header may mean, in the caller's order.
    func keys(for header: EncryptionHeader) -> [EncryptionKey] {
        guard selectsByKeyID, let keyID = header.keyID else { return keys }
        let named = keys.filter { key in key.keyID.map { keyID.isString($0.span) } == true }
        return named.isEmpty ? keys.filter { $0.keyID == nil } : named
    }
}

extension EncryptionKey {
    /// `kid`, as UTF-8; a password has none.
    package var keyID: [UInt8]? {
        guard case .key(let key) = self else { return nil }
        return key.keyID
    }
}
