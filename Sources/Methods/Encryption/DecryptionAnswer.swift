import JOSE
import JSON
import JWT

/// A decryption as `decrypt` answers it: what was inside only where everything holds, and each layer as it was opened.
struct DecryptionAnswer {
    let verdict: VerdictAnswer

    func write(_ decryption: borrowing Decryption, to writer: inout JSONWriter) {
        writer.beginObject()
        let isValid = decryption.verdict.isValid
        writer.member("valid", isValid)
        if isValid {
            verdict.writeContent(decryption.verdict, to: &writer)
        } else {
            writer.findings("failures", decryption.verdict.failures)
            verdict.writeBearerError(decryption.verdict, to: &writer)
        }
        writeLayers(decryption, from: 0, to: &writer)
        if isValid, let disclosure = decryption.verdict.disclosure { disclosure.write(to: &writer) }
        VerdictAnswer.writeState(decryption.verdict, to: &writer)
        if isValid { verdict.writeExpiry(decryption.verdict, to: &writer) }
        verdict.writeChecks(decryption.verdict, to: &writer)
        writer.findings("findings", decryption.verdict.findings)
        writer.endObject()
    }

    // The members of one layer, and the next one as an object inside.
    private func writeLayers(_ decryption: borrowing Decryption, from index: Int, to writer: inout JSONWriter) {
        guard index < decryption.layers.count else {
            if decryption.isSigned { VerdictAnswer.writeSignatures(decryption.verdict, to: &writer) }
            return
        }
        Self.write(decryption.layers[index], to: &writer)
        guard index + 1 < decryption.layers.count || decryption.isSigned else { return }
        writer.name("nested")
        writer.beginObject()
        writeLayers(decryption, from: index + 1, to: &writer)
        writer.endObject()
    }

    private static func write(_ layer: Decryption.Layer, to writer: inout JSONWriter) {
        writer.header("header", layer.header.protected)
        writer.header("unprotectedHeader", layer.header.shared)
        writer.header("recipientHeader", layer.header.own)
        writer.object("encryption") { writer in
            writer.member("status", layer.key == nil ? "failed" : "decrypted" as StaticString)
            writer.member("alg", layer.header.algorithmName)
            writer.member("enc", layer.header.encryptionName)
            writer.member("zip", layer.header.compression)
            writer.member("recipient", layer.recipient)
            switch layer.key {
            case .key(let key)?: KeySummary(key).write(to: &writer)
            case .password?: writer.member("key", "password" as StaticString)
            case nil: break
            }
        }
    }
}
