import JOSE
import JSON
import JWT
import RPC

/// An encryption that a call asks for, checked and ready to be made.
struct EncryptionOrder {
    private var draft: EncryptionDraft
    private let recipients: [RecipientOrder]
    private let isUnsafe: Bool

    /// Reads what is asked for. The arguments' keys are those at `pointer`, which ends before `/key`.
    init(
        _ arguments: Arguments, for call: Call, at pointer: String, type: [UInt8]?, contentType: [UInt8]?,
        now: NumericDate, _ surroundings: Surroundings
    ) throws(RPCError) {
        let wanted = try Self.wanted(arguments, for: call, at: pointer, surroundings)
        let named = arguments["enc"]?.withString { ContentEncryption.named($0) } ?? nil
        let isDirect = arguments["alg"]?.isString("dir") == true
        let encryption = named ?? ContentEncryption.natural(for: wanted.map(\.key), isDirect: isDirect)
        recipients = try wanted.map { (recipient) throws(RPCError) in
            try RecipientOrder(recipient.key, recipient.own, arguments, encryption, now: now, at: recipient.pointer)
        }
        let isSeveral = recipients.count > 1
        let serialization =
            arguments.serialization ?? (isSeveral ? .general : .compact)
        isUnsafe = arguments["unsafe"] != nil
        do throws(EncryptionDraft.Fault) {
            draft = try EncryptionDraft(
                encryption: encryption, recipients: recipients.map(\.recipient),
                serialization: serialization)
        } catch {
            throw RPCError(error)
        }
        draft.isCompressed = arguments["zip"] != nil
        try readHeaders(arguments, type, contentType)
        draft.additionalData = try arguments.octets("aad")
        if let unsafe = arguments["unsafe"] {
            draft.fixed = try FixedValues(reading: unsafe, for: call, at: "\(pointer)/unsafe", surroundings)
        }
    }

    /// What a signed token can be put into as it is made.
    private static let around = MethodDescription(
        "encrypt", "Encrypts a signed token.",
        parameters: [Parameter("key", .schema(.key), "The recipient's key or password.")] + Parameter.encrypting + [
            Parameter("typ", .schema(.nameOrNot), "typ of the header: a string, or false for none (none)."),
            Parameter("serialization", .choice(["compact", "flattened", "general"]), "How the token is written."),
        ],
        result: Schema("Encryption", [.object], "{}"))

    /// Reads what a call of `sign` asks for around the token that it signs, which is of this content type (RFC 7519 §5.2).
    init(
        around contentType: [UInt8], _ value: JSONValue, for call: Call, now: NumericDate, _ surroundings: Surroundings
    ) throws(RPCError) {
        do throws(RPCError) {
            let arguments = try Arguments(value, for: Self.around)
            try self.init(
                arguments, for: call, at: "", type: try SigningHeader.type(arguments, isClaims: false),
                contentType: contentType, now: now, surroundings)
        } catch {
            if error.isDeferral { throw error }
            throw error.inside("/encrypt")
        }
    }

    private mutating func readHeaders(
        _ arguments: Arguments, _ type: [UInt8]?, _ contentType: [UInt8]?
    ) throws(RPCError) {
        if let type { draft.protected.append(.text("typ", type)) }
        if let contentType = arguments["cty"]?.utf8 ?? contentType {
            draft.protected.append(.text("cty", contentType))
        }
        if let header = arguments["header"] {
            try RecipientOrder.refuse(RecipientOrder.reserved + ["typ", "cty"], in: header, at: "/header")
            draft.protected += HeaderMember.members(of: header)
        }
        if let header = arguments["unprotectedHeader"] {
            // A published example may have anything where nothing covers it.
            try RecipientOrder.refuse(
                isUnsafe ? ["zip", "crit"] : RecipientOrder.reserved, in: header, at: "/unprotectedHeader")
            draft.shared = HeaderMember.members(of: header)
        }
    }

    // A recipient's key, and what a list of several says of that one.
    private struct Wanted {
        let key: EncryptionKey
        let own: Arguments?
        let pointer: String
    }

    private static func wanted(
        _ arguments: Arguments, for call: Call, at pointer: String, _ surroundings: Surroundings
    ) throws(RPCError) -> [Wanted] {
        let place = "\(pointer)/\(arguments["recipients"] == nil ? "key" : "recipients")"
        let wanted: [Wanted]
        if let list = arguments["recipients"] {
            guard arguments["key"] == nil else {
                throw RPCError(.invalidParameters, "key and recipients exclude each other.", parameter: place)
            }
            wanted = try listed(list, for: call, at: place, surroundings)
        } else {
            guard let value = arguments["key"] else {
                throw RPCError(.invalidParameters, "A key is needed, or recipients.", parameter: place)
            }
            let keys = try KeyInput(value, at: place, for: call, surroundings, to: .encrypt, allowsPasswords: true)
            wanted = keys.encryptionKeys.map { Wanted(key: $0, own: nil, pointer: place) }
        }
        guard !wanted.isEmpty else {
            throw RPCError(.keyNotFound, "There is no key to encrypt for.", parameter: place)
        }
        let limit = surroundings.tokenLimits.signatures
        guard wanted.count <= limit else {
            throw RPCError(.invalidParameters, "A token has at most \(limit) recipients.", parameter: place)
        }
        return wanted
    }

    private static func listed(
        _ list: JSONValue, for call: Call, at pointer: String, _ surroundings: Surroundings
    ) throws(RPCError) -> [Wanted] {
        var wanted: [Wanted] = []
        for (index, element) in list.elements.enumerated() {
            let place = "\(pointer)/\(index)"
            let own: Arguments
            do throws(RPCError) {
                own = try Arguments(element, for: RecipientOrder.description)
            } catch {
                throw error.inside(place)
            }
            guard let value = own["key"] else { continue }
            let keys = try KeyInput(
                value, at: "\(place)/key", for: call, surroundings, to: .encrypt, allowsPasswords: true
            )
            .encryptionKeys
            guard keys.count == 1, let key = keys.first else {
                throw RPCError(.invalidParameters, "A recipient has one key.", parameter: "\(place)/key")
            }
            wanted.append(Wanted(key: key, own: own, pointer: "\(place)/key"))
        }
        return wanted
    }

    /// Encrypts a content and writes the answer's members.
    func answer(_ content: [UInt8], to writer: inout JSONWriter) throws(RPCError) {
        let text: [UInt8]
        do throws(EncryptionDraft.Fault) {
            text = try draft.text(of: content)
        } catch {
            throw RPCError(error)
        }
        writer.name("token")
        draft.write(text, to: &writer)
        writer.member("serialization", draft.serialization.rawValue)
        let algorithms = draft.recipients.map(\.sealing.algorithm.name)
        if algorithms.count == 1, let algorithm = algorithms.first { writer.member("alg", algorithm) }
        writer.member("enc", draft.encryption.name)
        if algorithms.count > 1 {
            writer.array("recipients") { writer in
                for recipient in draft.recipients {
                    writer.object { $0.member("alg", recipient.sealing.algorithm.name) }
                }
            }
        }
        if draft.serialization == .compact { writer.member("bytes", text.count) }
    }

    /// What there is to say about the keys and the values.
    var findings: [Finding] {
        recipients.flatMap(\.findings) + (isUnsafe ? [Finding(.encryptionUnsafe)] : [])
    }
}

extension RPCError {
    fileprivate init(_ fault: EncryptionDraft.Fault) {
        switch fault {
        case .tooManyRecipients:
            self.init(.invalidParameters, "Several recipients need the general serialization.")
        case .soleRecipient:
            self.init(
                .invalidParameters,
                "With dir and ECDH-ES the content key is one recipient's alone: others need an algorithm that wraps it.",
                hint: "For example ECDH-ES+A256KW.")
        case .compactHoldsNoMore:
            self.init(
                .invalidParameters, "A compact token holds no unprotected header and no aad.",
                hint: "Ask for serialization flattened or general.")
        case .fixedValue(let name):
            self.init(
                .invalidParameters, "The fixed value \(name) does not fit what is made.", parameter: "/unsafe/\(name)")
        case .repeated(let name):
            self.init(.invalidParameters, "The member \(name.prefix(80)) would stand in two headers.")
        case .compressionFailed: self.init(.internalError, "The content could not be compressed.")
        case .failed:
            self.init(.keyUnusable, "The cryptographic library could not encrypt with this key.", parameter: "/key")
        }
    }

    /// The same error about a value that stands inside another.
    func inside(_ pointer: String) -> RPCError {
        var error = self
        error.parameter = pointer + (parameter ?? "")
        return error
    }
}
