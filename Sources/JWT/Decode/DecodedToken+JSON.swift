import JOSE
package import JSON

/// How the answer of `decode` is written.
extension DecodedToken {
    /// Writes the answer. With `describes` every claim and header parameter is explained; `redaction` says what is left
    /// out of it.
    package func write(
        to writer: inout JSONWriter, now: NumericDate, describes: Bool = true, redaction: Redaction = .none
    ) {
        writer.object { writer in
            writer.member("verified", false)
            writer.member("kind", kind.rawValue)
            writer.member("serialization", serialization.rawValue)
            writer.member("complete", isComplete)
            if let profile {
                writer.name("profile")
                profile.write(to: &writer)
            }
            writer.array("segments") { writer in
                for part in parts { part.writeSegment(to: &writer) }
            }
            writeHeader(to: &writer, describes, redaction)
            writePayload(to: &writer, now, describes, redaction)
            writeSignatures(to: &writer, redaction)
            writeRecipients(to: &writer, redaction)
            if redaction < .all {
                writer.name("keyHints")
                keyHints.write(to: &writer, showsIssuer: redaction < .claims)
            }
            disclosures?.write(to: &writer, now: now, describes: describes, redaction: redaction)
            if let nested {
                writer.name("nested")
                nested.write(to: &writer, now: now, describes: describes, redaction: redaction)
            }
            writer.array("findings") { writer in
                for finding in findings { finding.shown(under: redaction).write(to: &writer) }
            }
        }
    }

    /// Writes the headers and the payload alone.
    func writeContents(to writer: inout JSONWriter) {
        if kind != .unknown { writer.member("header", header, .none) }
        writer.member("unprotectedHeader", unprotectedHeader, .none)
        writer.member("payloadType", payloadType.rawValue)
        guard let payload, payloadType != .detached else { return }
        guard let value = payload.value else { return writeContent(payload, to: &writer, .none) }
        writer.name("payload")
        ShownMembers(payload).copy(value, to: &writer)
    }

    private func writeHeader(to writer: inout JSONWriter, _ describes: Bool, _ redaction: Redaction) {
        if let header, kind != .unknown {
            writer.member("header", header, redaction)
            if redaction < .claims {
                writer.name("headerText")
                writer.text(of: header)
            }
        }
        writer.member("unprotectedHeader", unprotectedHeader, redaction)
        guard describes, header?.object != nil || unprotectedHeader != nil else { return }
        writer.array("parameters") { writer in
            for part in [header, unprotectedHeader].compactMap({ $0 }) {
                guard let object = part.object else { continue }
                let shown = ShownMembers(part)
                for member in object.members {
                    let description = MemberDescription(parameter: member, of: part, kind == .jwe ? .jwe : .jws)
                    let isShown = redaction.shows(parameter: member.name)
                    description.write(to: &writer, isShown ? shown : nil, now: nil, describes: true)
                }
            }
        }
    }

    private func writePayload(
        to writer: inout JSONWriter, _ now: NumericDate, _ describes: Bool, _ redaction: Redaction
    ) {
        writer.member("payloadType", payloadType.rawValue)
        guard let payload, payloadType != .detached else { return }
        let shown = ShownMembers(payload)
        if redaction < .claims {
            if let value = payload.value {
                writer.name("payload")
                shown.copy(value, to: &writer)
            }
            writeContent(payload, to: &writer, redaction)
        }
        guard let claims = payload.object else { return }
        writer.array("claims") { writer in
            for member in claims.members {
                let description = MemberDescription(claim: member, of: payload)
                description.write(to: &writer, redaction < .claims ? shown : nil, now: now, describes: describes)
            }
        }
        if let times {
            writer.name("times")
            times.write(to: &writer)
        }
    }

    private func writeContent(_ payload: TokenPart, to writer: inout JSONWriter, _ redaction: Redaction) {
        switch payloadType {
        case .token where redaction >= .signature: return
        case .binary: writer.member("payloadBase64url", String(decoding: payload.base64URL, as: UTF8.self))
        default:
            writer.name("payloadText")
            writer.text(of: payload)
        }
    }

    private func writeSignatures(to writer: inout JSONWriter, _ redaction: Redaction) {
        if let signature = signatures.first {
            writer.name("signature")
            signature.write(to: &writer)
        }
        guard serialization == .general, !signatures.isEmpty else { return }
        writer.array("signatures") { writer in
            for signature in signatures {
                writer.object { writer in
                    writer.member("header", signature.header, redaction)
                    writer.member("unprotectedHeader", signature.unprotectedHeader, redaction)
                    writer.name("signature")
                    signature.write(to: &writer)
                }
            }
        }
    }

    private func writeRecipients(to writer: inout JSONWriter, _ redaction: Redaction) {
        guard !recipients.isEmpty, serialization != .compact else { return }
        writer.array("recipients") { writer in
            for recipient in recipients {
                writer.object { writer in
                    writer.member("header", recipient.header, redaction)
                    writer.member("encryptedKeyLength", recipient.encryptedKey?.octets.count)
                    writer.member("range", recipient.encryptedKey?.range)
                }
            }
        }
    }
}

extension TokenPart {
    /// The octets as base64url says them.
    fileprivate var base64URL: [UInt8] {
        let octets = octets
        return Base64URL.encode(octets.span)
    }

    /// Where the values of the outermost members stand that an answer does not show.
    fileprivate func hidden(under redaction: Redaction) -> [Range<Int>] {
        guard redaction >= .claims, let object else { return [] }
        return object.members.filter { !redaction.shows(parameter: $0.name) }.map(\.value.range)
    }

    fileprivate func writeSegment(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name.rawValue)
            writer.member("range", range)
            writer.member("length", octets.count)
            writer.member("whole", isWhole)
        }
    }
}

extension JSONWriter {
    // A header as a member, or nothing where there is none.
    fileprivate mutating func member(_ name: StaticString, _ part: TokenPart?, _ redaction: Redaction) {
        guard let part, let value = part.value else { return }
        self.name(name)
        ShownMembers(part, hiding: part.hidden(under: redaction)).copy(value, to: &self)
    }
}

extension MemberDescription {
    fileprivate func write(
        to writer: inout JSONWriter, _ shown: ShownMembers?, now: NumericDate?, describes: Bool
    ) {
        writer.object { writer in
            writer.member("name", name)
            if let shown {
                writer.name("value")
                shown.copy(value, to: &writer)
            } else {
                writer.member("value", Redaction.mark)
            }
            writer.member("pointer", Self.pointer(name))
            writer.member("range", range)
            writer.member("registered", isRegistered)
            if let time, let now {
                writer.name("time")
                time.write(to: &writer, now: now)
            }
            guard describes else { return }
            writer.member("title", title)
            writer.member("description", summary)
            writer.member("meaning", meaning)
            guard let specification else { return }
            writer.name("specification")
            writer.plainString { specification.appendText(to: &$0) }
            writer.name("url")
            writer.plainString { specification.appendURL(to: &$0) }
        }
    }
}

extension Finding {
    /// The finding without what it quotes of claims or headers that are left out.
    fileprivate func shown(under redaction: Redaction) -> Finding {
        guard redaction >= .claims else { return self }
        var finding = self
        if case .value = actual { finding.actual = .none }
        if redaction == .all || code == .duplicateMember { finding.message = code.summary }
        return finding
    }
}
