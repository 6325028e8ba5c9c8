import JSON
import OpenSSL

/// A value of an OpenSSH key on its way to octets (RFC 4251 §5); lengths are known before anything is written.
enum SSHField: Sendable {
    case number(UInt32)
    /// As they are, without a length.
    case octets([UInt8])
    case string([UInt8])
    case secret(SecretBytes)
    /// An integer that is not negative, from its magnitude.
    case integer([UInt8])
    case secretInteger(SecretBytes)
    /// A string of further values.
    case fields([SSHField])

    static func text(_ text: String) -> SSHField { .string(Array(text.utf8)) }

    /// Values one behind the other.
    static func encoded(_ fields: [SSHField]) -> SecretBytes {
        SecretBytes(count: fields.reduce(0) { $0 + $1.length }) { output in
            for field in fields { field.write(to: &output) }
        }
    }

    private var length: Int {
        switch self {
        case .number: 4
        case .octets(let octets): octets.count
        case .string(let octets): 4 + octets.count
        case .secret(let secret): 4 + secret.count
        case .integer(let octets): 4 + Self.magnitude(octets).count
        case .secretInteger(let secret):
            4 + secret.withoutLeadingZeros().withBytes { $0.count + (Self.needsSign($0) ? 1 : 0) }
        case .fields(let fields): fields.reduce(4) { $0 + $1.length }
        }
    }

    private func write(to output: inout OutputSpan<UInt8>) {
        switch self {
        case .number(let number): Self.append(number, to: &output)
        case .octets(let octets): for octet in octets { output.append(octet) }
        case .string(let octets): Self.append(octets, to: &output)
        case .integer(let octets): Self.append(Self.magnitude(octets), to: &output)
        case .secret(let secret):
            Self.append(UInt32(truncatingIfNeeded: secret.count), to: &output)
            secret.append(to: &output)
        case .secretInteger(let secret):
            let magnitude = secret.withoutLeadingZeros()
            Self.append(UInt32(truncatingIfNeeded: length - 4), to: &output)
            if magnitude.withBytes({ Self.needsSign($0) }) { output.append(0) }
            magnitude.append(to: &output)
        case .fields(let fields):
            Self.append(UInt32(truncatingIfNeeded: length - 4), to: &output)
            for field in fields { field.write(to: &output) }
        }
    }

    private static func append(_ octets: [UInt8], to output: inout OutputSpan<UInt8>) {
        append(UInt32(truncatingIfNeeded: octets.count), to: &output)
        for octet in octets { output.append(octet) }
    }

    private static func append(_ number: UInt32, to output: inout OutputSpan<UInt8>) {
        for shift in [24, 16, 8, 0] as [UInt32] { output.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private static func magnitude(_ octets: [UInt8]) -> [UInt8] {
        let magnitude = Array(octets.drop { $0 == 0 })
        return needsSign(magnitude.span) ? [0] + magnitude : magnitude
    }

    private static func needsSign(_ magnitude: Span<UInt8>) -> Bool { !magnitude.isEmpty && magnitude[0] >= 0x80 }
}

extension SSHField {
    /// The values of a public key (RFC 4253 §6.6); nil where OpenSSH has no such keys.
    static func publicKey(_ key: AsymmetricKey) -> [SSHField]? {
        guard let type = SSHKeyType(key.kind) else { return nil }
        switch key.publicNumbers {
        case .rsa(let numbers): return [.text(type.name), .integer(numbers.e), .integer(numbers.n)]
        case .ec(let point): return [.text(type.name), .text(type.curveName), .string(point.octets)]
        case .okp(_, let x): return [.text(type.name), .string(x)]
        case .mlDSA: return nil
        }
    }

    /// The values of a private key; nil where OpenSSH has no such keys.
    static func privateKey(_ numbers: PrivateNumbers, _ type: SSHKeyType) -> [SSHField]? {
        let name = SSHField.text(type.name)
        switch numbers {
        case .rsa(let numbers):
            guard let factors = numbers.factors else { return nil }
            return [
                name, .integer(numbers.n), .integer(numbers.e), .secretInteger(numbers.d), .secretInteger(factors.qi),
                .secretInteger(factors.p), .secretInteger(factors.q),
            ]
        case .ec(let point, let d):
            return [name, .text(type.curveName), .string(point.octets), .secretInteger(d)]
        case .okp(_, let x, let d):
            let both = SecretBytes(count: d.count + x.count) { output in
                d.append(to: &output)
                for octet in x { output.append(octet) }
            }
            return [name, .string(x), .secret(both)]
        case .mlDSA: return nil
        }
    }
}
