import JOSE
import JSON
import JWT
import RPC
import Store

/// The keys that a request named, from wherever it said.
struct KeyInput {
    /// The keys, a set for each thing that was named.
    private(set) var sets: [KeySet] = []
    /// Whether the same request may mean other keys another time: they came from a file, a variable or the store.
    private(set) var isVolatile = false
    // Whether something was read from elsewhere, which the text of the parameter does not tell.
    private var isElsewhere = false
    /// Keys of the store that sign later, and ought not to have signed anything yet.
    private(set) var coming: [Key] = []
    /// Keys of the store that verify nothing any more.
    private(set) var retired: [RetiredKey] = []
    /// The rows of keys of the store that sign.
    private(set) var signers: [StoredKey] = []
    /// For how long the keys of the store that were named are these; nil where none were.
    private(set) var epoch: KeyEpoch?
    private var referenceCount = 0
    private let purpose: KeyPurpose
    private let hasPassword: Bool
    /// The configuration file that the keys are named in, if they are.
    private let file: PolicyFile?
    private let surroundings: Surroundings
    private let call: Call

    /// The keys of a parameter, read before or now. A password is no key, except where tokens are encrypted with one.
    init(
        _ value: JSONValue, at pointer: String, for call: Call, _ surroundings: Surroundings,
        to purpose: KeyPurpose = .show, allowsPasswords: Bool = false
    ) throws(RPCError) {
        self.purpose = purpose
        self.surroundings = surroundings
        self.call = call
        hasPassword = value["password"] != nil || value.elements.contains { $0["password"] != nil }
        let digest = try Self.digest(of: value, pointer)
        let policy = call.arguments.backing as? EffectivePolicy
        file = policy?.file(holding: value)
        if let sets = surroundings.keyCache.sets(for: digest) {
            self.sets = sets
            try judgeConfiguration(sets[...])
            if sets.contains(where: { !$0.passwords.isEmpty }) { try call.takesLong() }
        } else {
            try read(value, pointer, isNested: false)
            if !isElsewhere { surroundings.keyCache.remember(sets, for: digest) }
        }
        guard allowsPasswords || sets.allSatisfy(\.passwords.isEmpty) else {
            throw RPCError(
                .invalidParameters, "A password is a key for encrypt and decrypt only.", parameter: pointer,
                hint: "A shared secret is given as {\"secret\": …, \"encoding\": …}.")
        }
    }

    private static func digest(of value: JSONValue, _ pointer: String) throws(RPCError) -> TextDigest {
        let text = value.text
        do throws(KeyFault) {
            return try TextDigest(of: text.span)
        } catch {
            throw RPCError(error, at: pointer)
        }
    }

    /// Every key, in order.
    var keys: [Key] { sets.flatMap(\.keys) }

    /// Every key and every password, in order.
    var encryptionKeys: [EncryptionKey] {
        sets.flatMap { $0.keys.map(EncryptionKey.key) + $0.passwords.map(EncryptionKey.password) }
    }

    /// Whether a private key is among them, or a password stands beside them: nothing of the text that they were read from
    /// may then be kept. Secrets that are shared do not count.
    var isPrivate: Bool {
        hasPassword || sets.contains { $0.keys.contains { $0.isSecret && $0.type != .oct } }
    }

    /// Whether what was prepared with these keys, and the text that they were read from, may be kept for another call.
    var isLasting: Bool { !isVolatile && !isPrivate }

    /// Whether it may be kept for as long as the keys are what they are (`epoch`): all are of the store, and so nothing of them
    /// stands in the text.
    var isLastingForEpoch: Bool { referenceCount > 0 && referenceCount == sets.count }

    // A secret that stands in the configuration file itself is one only where nobody else can read that.
    private func judgeConfiguration(_ sets: ArraySlice<KeySet>) throws(RPCError) {
        guard let file, !file.isPrivate else { return }
        guard hasPassword || sets.contains(where: { $0.keys.contains(where: \.isSecret) }) else { return }
        throw RPCError(
            .configurationPermissions, "A secret key stands in \(file.path), and others can read the file.",
            hint: "chmod 600 \(file.path)")
    }

    private mutating func read(_ value: JSONValue, _ pointer: String, isNested: Bool) throws(RPCError) {
        let before = sets.count
        try readForm(value, pointer, isNested: isNested)
        if value.kind != .array, value["file"] == nil, value["env"] == nil, value["ref"] == nil {
            try judgeConfiguration(sets[before...])
        }
    }

    private mutating func readForm(_ value: JSONValue, _ pointer: String, isNested: Bool) throws(RPCError) {
        switch value.kind {
        case .string: try readText(value, pointer, password: nil)
        case .object: try readObject(value, pointer)
        case .array where !isNested:
            guard (1...64).contains(value.count) else {
                throw RPCError(.invalidParameters, "\(pointer) holds 1 to 64 keys.", parameter: pointer)
            }
            for (index, element) in value.elements.enumerated() {
                try read(element, "\(pointer)/\(index)", isNested: true)
            }
        default:
            throw RPCError(
                .invalidParameters, "A key is an object or a string; this is \(value.kind.phrase).", parameter: pointer)
        }
    }

    private static let forms: [(name: StaticString, others: [StaticString])] = [
        ("jwk", []), ("jwks", []), ("pem", ["password"]), ("der", ["password"]),
        ("jwe", ["password"]), ("ssh", ["password"]), ("pkcs12", ["password"]),
        ("secret", ["encoding", "kid", "alg"]),
        ("file", ["encoding", "password"]), ("env", ["encoding", "password"]), ("password", []),
        ("ref", []),
    ]

    private mutating func readObject(_ object: JSONValue, _ pointer: String) throws(RPCError) {
        guard let form = Self.forms.first(where: { object[$0.name] != nil }), let value = object[form.name] else {
            let hint =
                object["kty"] != nil || object["keys"] != nil
                ? "Give a JWK as {\"jwk\": …} and a JWK Set as {\"jwks\": …}." : "See the schema Key in rpc.discover."
            throw RPCError(
                .invalidParameters, "A key is one of \(Self.forms.map { "\($0.name)" }.joined(separator: ", ")).",
                parameter: pointer, hint: hint)
        }
        let known = [form.name] + form.others
        for member in object.members where !known.contains(where: { member.name.isString($0) }) {
            throw RPCError(
                .invalidParameters, "A key given as \(form.name) takes no \(member.name.excerpt()).",
                parameter: pointer)
        }
        let place = "\(pointer)/\(form.name)"
        switch "\(form.name)" {
        case "jwk", "jwks": try readJSON(value, place, isSet: form.name.description == "jwks")
        case "pem", "ssh", "jwe": try readText(value, place, password: object["password"])
        case "der", "pkcs12": try readDER(value, place, password: object["password"])
        case "secret":
            var text = try text(value, place)
            defer { text.wipe() }
            try readSecret(text, object, place)
        case "password":
            if let password = try secret(value, place) { sets.append(KeySet(keys: [], passwords: [password])) }
        case "ref": try readReference(value, place)
        default: try readElsewhere(try text(value, place), object, isFile: form.name.description == "file", place)
        }
    }

    // A copy, for whoever takes it to wipe.
    private func text(_ value: JSONValue, _ pointer: String) throws(RPCError) -> [UInt8] {
        guard let text = value.utf8 else {
            throw RPCError(
                .invalidParameters, "\(pointer) must be a string; this is \(value.kind.phrase).", parameter: pointer)
        }
        return text
    }

    private mutating func readJSON(_ value: JSONValue, _ pointer: String, isSet: Bool) throws(RPCError) {
        try add(pointer) { (limits) throws(KeyFault) in
            isSet ? try KeySet(jwks: value, limits: limits) : KeySet(keys: [try Key(jwk: value, limits: limits)])
        }
    }

    private mutating func readText(_ value: JSONValue, _ pointer: String, password: JSONValue?) throws(RPCError) {
        let password = try secret(password, "\(pointer)/password")
        var text = try text(value, pointer)
        defer { text.wipe() }
        try add(pointer) { (limits) throws(KeyFault) in
            try KeySet(text: text.span, password: password, limits: limits)
        }
    }

    private mutating func readDER(_ value: JSONValue, _ pointer: String, password: JSONValue?) throws(RPCError) {
        let password = try secret(password, "\(pointer)/password")
        var text = try text(value, pointer)
        defer { text.wipe() }
        try add(pointer) { (limits) throws(KeyFault) in
            try KeySet(derText: text.span, password: password, limits: limits)
        }
    }

    // Work on a password is slow on purpose; it is done where it delays nobody.
    private func secret(_ value: JSONValue?, _ pointer: String) throws(RPCError) -> Password? {
        guard let value else { return nil }
        var text = try text(value, pointer)
        let password = Password(wiping: &text)
        guard (1...1024).contains(password.count) else {
            throw RPCError(.invalidParameters, "A password has 1 to 1024 bytes.", parameter: pointer)
        }
        try call.takesLong()
        return password
    }

    private mutating func readSecret(_ text: [UInt8], _ object: JSONValue, _ pointer: String) throws(RPCError) {
        guard let encoding = try encoding(object, pointer) else {
            throw RPCError(
                .invalidParameters, "A secret is given with its encoding: utf8, base64url, base64 or hex.",
                parameter: pointer, hint: "Encodings are never guessed: the same text is a different key in each.")
        }
        var attributes = KeyAttributes()
        attributes.keyID = object["kid"]?.utf8
        attributes.algorithm = object["alg"]?.utf8
        try add(pointer) { (limits) throws(KeyFault) in
            KeySet(keys: [try Key(secret: text.span, encoding: encoding, attributes: attributes, limits: limits)])
        }
    }

    private func encoding(_ object: JSONValue, _ pointer: String) throws(RPCError) -> SecretEncoding? {
        guard let value = object["encoding"] else { return nil }
        guard let encoding = value.string.flatMap(SecretEncoding.init(rawValue:)) else {
            throw RPCError(
                .invalidParameters, "encoding is utf8, base64url, base64 or hex.", parameter: pointer)
        }
        return encoding
    }

    // A file or a variable holds a key that is recognised; with an encoding it holds a secret.
    private mutating func readElsewhere(
        _ name: [UInt8], _ object: JSONValue, isFile: Bool, _ pointer: String
    ) throws(RPCError) {
        isElsewhere = true
        // Who reads for the configuration file says by its generation when something is another.
        if file == nil { isVolatile = true }
        let name = String(decoding: name, as: UTF8.self)
        let files = surroundings.files(isConfigured: file != nil)
        var content: FileContent
        do throws(RPCError) {
            content = try isFile ? files.file(name) : files.variable(name)
        } catch {
            var error = error
            error.parameter = pointer
            throw error
        }
        defer { content.wipe() }
        if object["encoding"] != nil {
            try readSecret(content.bytes, object, pointer)
        } else {
            try readContent(content.bytes, pointer, password: object["password"])
        }
        let isSecret = sets.last?.keys.contains(where: \.isSecret) == true
        if isSecret, !content.isPrivate { try files.judgeOpenFile(name) }
    }

    // Which keys it means, the store and the clock say each time anew.
    private mutating func readReference(_ value: JSONValue, _ pointer: String) throws(RPCError) {
        isElsewhere = true
        isVolatile = true
        let reference = try KeyReference(value, at: pointer)
        let keys = try ReferencedKeys(
            reference, to: purpose, at: surroundings.clock().seconds, for: call, surroundings, pointer)
        sets.append(keys.set)
        referenceCount += 1
        epoch = epoch?.joined(with: keys.epoch) ?? keys.epoch
        coming += keys.coming
        retired += keys.retired
        if let signer = keys.signer { signers.append(signer) }
    }

    private mutating func readContent(_ bytes: [UInt8], _ pointer: String, password: JSONValue?) throws(RPCError) {
        if KeyText.recognise(bytes.span) == nil, bytes.first == 0x30 {
            let password = try secret(password, "\(pointer)/password")
            return try add(pointer) { (limits) throws(KeyFault) in
                try KeySet(der: bytes.span, password: password, limits: limits)
            }
        }
        let password = try secret(password, "\(pointer)/password")
        try add(pointer) { (limits) throws(KeyFault) in
            try KeySet(text: bytes.span, password: password, limits: limits)
        }
    }

    private mutating func add(
        _ pointer: String, _ read: (KeyLimits) throws(KeyFault) -> KeySet
    ) throws(RPCError) {
        do throws(KeyFault) {
            sets.append(try read(KeyLimits()))
        } catch {
            throw RPCError(error, at: pointer)
        }
    }
}

extension RPCError {
    /// A key that cannot be used, as the error of the parameter that it was given in.
    init(_ fault: KeyFault, at pointer: String) {
        let code: ErrorCode =
            switch fault.kind {
            case .passwordNeeded, .passwordWrong: .keyPassword
            case .tooLong, .tooManyKeys, .tooManyBlocks, .tooManyCertificates, .derivationTooCostly: .keyLimit
            default: .keyUnusable
            }
        let place = fault.index.map { " (key \($0))" } ?? ""
        self.init(
            code, "The key cannot be used\(place): \(fault.explanation).",
            parameter: pointer + (fault.pointer?.text ?? ""), offset: fault.offset)
    }
}
