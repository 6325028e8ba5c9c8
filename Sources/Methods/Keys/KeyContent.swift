import JOSE
package import JSON

/// What a file holds that is a key, as the parameter that says so: for those who read files themselves.
package enum KeyContent {
    /// Writes a key: text for what is text, DER for what is DER, with the password that opens it.
    package static func write(_ bytes: [UInt8], password: [UInt8]?, to writer: inout JSONWriter) {
        let isText = KeyText.recognise(bytes.span) != nil || bytes.first != derSequence
        if isText, password == nil { return writer.string(bytes.span) }
        writer.object { writer in
            if isText {
                writer.name("pem")
                writer.string(bytes.span)
            } else {
                var base64 = Base64.encode(bytes.span)
                writer.name("der")
                writer.plainString(base64.span)
                base64.wipe()
            }
            guard let password else { return }
            writer.name("password")
            writer.string(password.span)
        }
    }

    /// Writes a secret that is these bytes, whatever they are.
    package static func writeSecret(_ bytes: [UInt8], to writer: inout JSONWriter) {
        var base64 = Base64.encode(bytes.span)
        writer.object { writer in
            writer.name("secret")
            writer.plainString(base64.span)
            writer.member("encoding", "base64" as StaticString)
        }
        base64.wipe()
    }

    /// Whether this is a key, or a set with one, that must stay with its owner and is not encrypted.
    package static func holdsSecret(_ bytes: [UInt8]) -> Bool {
        do throws(KeyFault) {
            let isText = KeyText.recognise(bytes.span) != nil
            let set = isText ? try KeySet(text: bytes.span) : try KeySet(der: bytes.span)
            return set.keys.contains(where: \.isSecret)
        } catch {
            // What is no key, or cannot be opened, tells nothing.
            return false
        }
    }

    /// The bytes of a key that an answer gives as base64; nil where it is none.
    package static func der(_ text: [UInt8]) -> [UInt8]? {
        do throws(Base64.Fault) {
            return try Base64.decode(text.span)
        } catch {
            return nil
        }
    }

    private static let derSequence: UInt8 = 0x30
}
