package import JOSE

/// What is written like a key in a text, read as one.
package struct ScannedKey {
    /// The key, if it is one.
    package let key: Key?
    /// How it is written.
    package let form: Sighting.Form
    /// Why it is none.
    package let fault: KeyFault?

    /// Reads the octets of a sighting.
    package init(_ octets: [UInt8], _ form: Sighting.Form) {
        var read: Key?
        var trouble: KeyFault?
        do throws(KeyFault) {
            let plain = Self.plain(octets, form)
            read = try KeySet(text: plain.span, password: nil as Password?, limits: KeyLimits()).keys.first
        } catch {
            trouble = error
        }
        (key, fault, self.form) = (read, trouble, form)
    }

    /// The octets of a sighting as token methods take a key: PEM in a string of another language has its line ends spelled out, and
    /// a JWK is JSON as it stands.
    package static func plain(_ octets: [UInt8], _ form: Sighting.Form) -> [UInt8] {
        if form == .jwk { return octets }
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var rest = octets[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first,
                next == UInt8(ascii: "n") || next == UInt8(ascii: "r")
            else {
                result.append(byte)
                continue
            }
            rest.removeFirst()
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    /// What is to be said of it.
    package var findings: [Finding] {
        if let key { return key.findings.map { Finding($0, of: nil) } }
        guard let fault else { return [] }
        return [Finding(Self.code(of: fault), "What is written like a key: \(fault.explanation).")]
    }

    private static func code(of fault: KeyFault) -> FindingCode {
        switch fault.kind {
        case .labelDiffers: .keyMislabelled
        case .defect, .factorsIncomplete, .certificateDiffers, .memberRepeated, .operationRepeated: .keyInconsistent
        default: .keyNotReadable
        }
    }

    /// What it gives away to whoever reads the text. A label says that it is private also where the rest cannot be read.
    package var exposure: FindingCode? {
        if let key, key.isSecret { return key.type == .oct ? .secretExposed : .privateKeyExposed }
        return key == nil && form.isLabelledPrivate ? .privateKeyExposed : nil
    }
}
