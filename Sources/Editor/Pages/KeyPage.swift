import JOSE
import JSON
import JWT

extension HoverPage {
    /// Adds what a key is: nothing that it keeps secret.
    mutating func describe(_ note: KeyNote, _ octets: [UInt8], for call: EditorCall) {
        let inspected = InspectedKey(octets, note.form, for: call)
        heading(note.title ?? "A key that cannot be read")
        line("Written as \(note.formName).")
        var rows: [Row] = []
        if let keyID = note.keyID {
            rows.append(Row(name: "kid", value: quoted(String(decoding: keyID, as: UTF8.self)), remark: ""))
        }
        if let algorithm = note.algorithm {
            let meaning = ValueMeaning(algorithm: algorithm)?.summary ?? ""
            rows.append(Row(name: "alg", value: quoted(String(decoding: algorithm, as: UTF8.self)), remark: meaning))
        }
        if let thumbprint = note.thumbprint {
            rows.append(
                Row(
                    name: "thumbprint", value: quoted(String(decoding: thumbprint, as: UTF8.self)),
                    remark: link("RFC 7638", "https://www.rfc-editor.org/rfc/rfc7638", isBrief: true)))
        }
        if !inspected.algorithms.isEmpty {
            rows.append(Row(name: "fits", value: inspected.algorithms, remark: ""))
        }
        table("Key", rows)
        for certificate in inspected.certificates(on: self, at: call.now) { table("Certificate", certificate) }
        if let exposure = note.exposure { item("\(exposure.severity.rawValue): \(sentence(exposure.summary))") }
        for finding in note.findings.prefix(8) {
            item("\(finding.severity.rawValue): \(sentence(finding.message))")
        }
    }

    /// Adds what a member of one of our objects means.
    mutating func describe(_ meaning: MemberMeaning) {
        heading("\(meaning.name): \(meaning.title)")
        line(meaning.summary)
        refer(to: meaning.specification)
    }

    /// Adds where the keys of a name stand.
    mutating func describe(_ places: [KeyPlace], named keyID: String) {
        line("The key \(quoted(keyID))")
        if places.isEmpty { line("No key of this name is open, nor in a file that the settings name.") }
        for place in places.prefix(8) {
            item(
                "\(sentence(place.title)), line \(place.name.start.line + 1) of \(quoted(FileAddress.name(place.uri)))")
        }
    }

    /// Adds what a value means.
    mutating func describe(_ value: String, _ meaning: ValueMeaning) {
        heading(value)
        line(meaning.summary)
        if meaning.isDeprecated { line("It is not to be used any more.") }
        refer(to: meaning.specification)
    }

    /// Adds what a time says.
    mutating func describe(_ time: ClaimedTime, of name: String, at now: NumericDate) {
        let unit = time.isMilliseconds ? ", counted in milliseconds; a NumericDate counts seconds" : ""
        let words = Calendar.distance(time.date, from: now)
        heading("\(name): \(Calendar.text(time.date) ?? "beyond all time")")
        line("\(words)\(unit)")
    }

    private mutating func refer(to specification: Specification?) {
        guard let specification else { return }
        line(link(specification.text, specification.url))
    }
}

extension KeyNote {
    /// How it is written, in words.
    fileprivate var formName: String {
        switch form {
        case .pem(let label): label.utf8.allSatisfy { $0.isOfWord || $0 == 0x20 } ? "PEM, \(label)" : "PEM"
        case .jwk: "a JWK"
        case .token, .jsonToken: "a token"
        }
    }
}
