import JOSE
import JSON

/// Key files → what they are, and the same keys in every other form: DER as it is and in PEM, encrypted or not, or a text.
///
/// The first byte says which: `d` DER, `t` text, `s` OpenSSH's own format; anything else is what is named in PEM.
final class KeyFiles: FuzzTarget {
    private static let labels = [
        "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "RSA PRIVATE KEY", "RSA PUBLIC KEY", "EC PRIVATE KEY",
        "CERTIFICATE",
    ]
    private let questions = KeyQuestions()

    init(_ seeds: Seeds) {}

    func run(_ bytes: [UInt8]) {
        guard let manner = bytes.first else { return }
        let content = Array(bytes.dropFirst())
        let base64 = Base64.encode(content.span)
        switch manner {
        case UInt8(ascii: "t"):
            questions.ask(about: quoted(content))
            questions.ask(about: json(#"{"pem":"#) + quoted(content) + json("}"))
        case UInt8(ascii: "d"):
            questions.ask(about: json(#"{"der":"#) + quoted(base64) + json("}"))
            guard Self.isCheap(content) else { return }
            questions.ask(about: json(#"{"der":"#) + quoted(base64) + json(#","password":"fuzz"}"#))
        case UInt8(ascii: "s"):
            let armour = "OPENSSH PRIVATE KEY-----\n"
            let text = json("-----BEGIN \(armour)") + base64 + json("\n-----END \(armour)")
            questions.ask(about: quoted(text))
        default:
            let label = Self.labels[Int(manner) % Self.labels.count]
            let text = json("-----BEGIN \(label)-----\n") + base64 + json("\n-----END \(label)-----\n")
            let password = Self.isCheap(content) ? #","password":"fuzz"}"# : "}"
            questions.ask(about: json(#"{"pem":"#) + quoted(text) + json(password))
        }
    }

    // A file names its own price, up to seconds where somebody asked for it; that is no place to search for faults. So no
    // password is given where an integer in it is large, or all of them together are.
    private static func isCheap(_ der: [UInt8]) -> Bool {
        var product: UInt64 = 1
        for index in der.indices where der[index] == 0x02 && index + 2 < der.count {
            let length = Int(der[index + 1])
            guard (1...8).contains(length), index + 2 + length <= der.count else { continue }
            let value = der[(index + 2)..<(index + 2 + length)].reduce(0 as UInt64) { $0 &<< 8 | UInt64($1) }
            guard value <= 2000 else { return false }
            product *= max(1, value)
            guard product <= 1 << 18 else { return false }
        }
        return true
    }
}
