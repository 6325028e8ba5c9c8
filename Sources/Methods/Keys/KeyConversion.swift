import JOSE
import JSON
import JWT
import RPC

/// A conversion that a call of `key/convert` asks for, checked and ready to be written.
struct KeyConversion {
    private let target: KeyTarget
    private let keys: [Key]
    private let skipped: [KeyInput.Skipped]
    private let isPublic: Bool
    private let form: KeyForm
    private let container: KeyOrigin.Container?

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let arguments = call.arguments
        let target = KeyTarget(arguments["to"]) ?? .jwk
        try Self.refuseContradictions(arguments, target)
        let password = try KeyForm.password("newPassword", of: call)
        let input = try KeyInput.some("key", for: call, surroundings)
        let places = input.places
        guard target == .jwks || places.keys.count == 1 else {
            throw RPCError(
                .invalidParameters, "\(target.name) holds one key; key holds \(places.keys.count).", parameter: "/key",
                hint: "Convert to jwks, or give one of them alone.")
        }
        let named = try Self.renamed(places.keys.map(\.key), arguments, surroundings)
        keys = try Self.certified(named, arguments, target, surroundings)
        self.target = target
        skipped = places.skipped
        let wantsPublic = arguments.boolean("public") ?? false
        isPublic = wantsPublic || target.isPublic || !keys.contains(where: \.isSecret)
        if wantsPublic, let secret = places.keys.first(where: { $0.key.type == .oct }) {
            throw RPCError(
                .keyRefused, "A shared secret has no public part (key \(secret.index)).", parameter: "/key",
                hint: "Whoever may verify with a shared secret can sign with it too.")
        }
        if target == .raw {
            (form, container) = (.secret(try Self.secretEncoding(arguments, named)), .secret)
            return
        }
        guard let encoding = target.encoding(arguments.string("encoding")) else {
            (form, container) = (password.map(KeyForm.encryptedJWK) ?? .jwk, nil)
            return
        }
        let container = target.container(isPublic: isPublic, isEncrypted: password != nil)
        guard let container else {
            throw RPCError(
                .keyRefused, "\(target.name) holds private keys, and this one is public.", parameter: "/key",
                hint: "A public key goes into spki, or for RSA into pkcs1.")
        }
        self.container = container
        form = .structure(container, encoding, password: password)
    }

    private static func refuseContradictions(_ arguments: Arguments, _ target: KeyTarget) throws(RPCError) {
        let forJSON: [StaticString] = ["kid", "alg", "use"]
        let unfit: [StaticString] =
            (target.encodings.isEmpty ? ["encoding"] : []) + (target.isJSON ? [] : forJSON)
            + (target.isEncryptable ? [] : ["newPassword"])
            + (target.hasCertificates ? [] : ["subject", "days"])
            + (target.hasComment ? [] : ["comment"])
        for name in unfit where arguments[name] != nil {
            let hint: String? =
                name.description == "newPassword" ? "Only jwk, jwks, pkcs8, openssh and pkcs12 are encrypted." : nil
            throw RPCError(
                .invalidParameters, "\(target.name) takes no \(name).", parameter: "/\(name)", hint: hint)
        }
        if let encoding = arguments["encoding"], !target.encodings.contains(where: encoding.isString) {
            let known = target.encodings.map(\.description).joined(separator: ", ")
            throw RPCError(
                .invalidParameters, "\(target.name) is written as one of \(known).", parameter: "/encoding")
        }
        if target == .pkcs12, arguments["newPassword"] == nil {
            throw RPCError(.invalidParameters, "pkcs12 is always encrypted.", parameter: "/newPassword")
        }
        if target.isPrivate, arguments.boolean("public") == true {
            throw RPCError(
                .invalidParameters, "\(target.name) holds private keys only.", parameter: "/public",
                hint: "A public key goes into spki, or for RSA into pkcs1.")
        }
    }

    private static func secretEncoding(_ arguments: Arguments, _ keys: [Key]) throws(RPCError) -> SecretEncoding {
        if let key = keys.first(where: { $0.type != .oct }) {
            throw RPCError(
                .keyRefused, "raw holds a shared secret; this key is of type \(key.type.name).", parameter: "/key")
        }
        guard let encoding = arguments.string("encoding").flatMap(SecretEncoding.init(rawValue:)) else {
            throw RPCError(
                .invalidParameters, "raw is written in an encoding: utf8, base64url, base64 or hex.",
                parameter: "/encoding",
                hint: "Encodings are never guessed: the same text is a different key in each.")
        }
        return encoding
    }

    // A certificate is the one that the key has, or a new one where a name for it is given.
    private static func certified(
        _ keys: [Key], _ arguments: Arguments, _ target: KeyTarget, _ surroundings: Surroundings
    ) throws(RPCError) -> [Key] {
        if let order = try CertificateOrder(arguments) {
            var certified: [Key] = []
            for key in keys { certified.append(try order.certify(key, surroundings)) }
            return certified
        }
        guard target != .x509 || keys.allSatisfy({ !$0.attributes.certificates.isEmpty }) else {
            throw RPCError(
                .keyRefused, "The key has no certificate.", parameter: "/key",
                hint: "With subject, a private key makes one and signs it itself.")
        }
        return keys
    }

    // What the owner says about the keys, with what the caller sets.
    private static func renamed(
        _ keys: [Key], _ arguments: Arguments, _ surroundings: Surroundings
    ) throws(RPCError) -> [Key] {
        let name = try KeyName(arguments["kid"])
        if case .text = name, keys.count > 1 {
            throw RPCError(.invalidParameters, "Several keys cannot have one kid.", parameter: "/kid")
        }
        let algorithm = try algorithm(arguments, keys)
        let use = arguments["use"]?.utf8.map(KeyUse.init)
        let comment = try comment(arguments)
        guard name != nil || algorithm != nil || use != nil || comment != nil else { return keys }
        var renamed: [Key] = []
        for key in keys {
            var attributes = key.attributes
            if let name { attributes.keyID = try name.keyID(of: key, surroundings) }
            if let algorithm { attributes.algorithm = algorithm }
            if let use { attributes.use = use }
            if let comment { attributes.comment = comment }
            renamed.append(key.with(attributes))
        }
        return renamed
    }

    private static func comment(_ arguments: Arguments) throws(RPCError) -> [UInt8]? {
        guard let text = arguments["comment"]?.utf8 else { return nil }
        guard text.count <= KeyLimits().commentOctets, text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw RPCError(
                .invalidParameters, "comment has at most \(KeyLimits().commentOctets) bytes, and is one line.",
                parameter: "/comment")
        }
        return text
    }

    private static func algorithm(_ arguments: Arguments, _ keys: [Key]) throws(RPCError) -> [UInt8]? {
        guard let name = arguments["alg"]?.utf8 else { return nil }
        guard let registered = AlgorithmRegistry.algorithm(named: name.span), registered.name != "none" else {
            let suggestion = AlgorithmRegistry.suggest(for: name.span)
            throw RPCError(
                .algorithmUnsupported, "alg is not the name of a registered algorithm.", parameter: "/alg",
                hint: suggestion.map { "Did you mean \($0)?" })
        }
        if keys.contains(where: { $0.type == .akp && $0.algorithm != name }) {
            throw RPCError(
                .keyRefused, "The alg of a key of type \(KeyType.akp.name) is part of the key.", parameter: "/alg")
        }
        if let signing = SigningAlgorithm.named(name.span), let key = keys.first(where: { !signing.fits($0) }) {
            throw RPCError(
                .keyRefused,
                "\(signing.name) takes a key of type \(signing.requirement.keyType.name), and on its curve; "
                    + "this one is of type \(key.type.name).",
                parameter: "/alg")
        }
        return name
    }
}

extension KeyConversion {
    /// Writes the answer.
    func write(to writer: inout JSONWriter) throws(RPCError) {
        try writer.object { (writer) throws(RPCError) in
            let dropped = try writeKeys(to: &writer)
            writeFormat(to: &writer)
            writer.member("public", isPublic)
            writer.member("dropped", dropped)
            writer.skipped(skipped, at: "/key")
            let isAlone = keys.count == 1
            let findings = keys.enumerated().flatMap { index, key in
                key.allFindings.map { Finding($0, of: isAlone ? nil : index) }
            }
            writer.findings("findings", findings)
        }
    }

    // Gives what the form cannot carry, each name once.
    private func writeKeys(to writer: inout JSONWriter) throws(RPCError) -> [String] {
        guard target == .jwks else {
            guard let key = keys.first else { return [] }
            return try form.write(key, isPublic: isPublic, to: &writer)
        }
        try writeSet(to: &writer)
        var dropped: [String] = []
        for name in keys.flatMap({ $0.dropped(by: .jwk) })
        where !dropped.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            dropped.append(name)
        }
        return dropped
    }

    private func writeSet(to writer: inout JSONWriter) throws(RPCError) {
        guard case .encryptedJWK(let password) = form else { return try writer.keySet(keys, isPublic: isPublic) }
        var inside = JSONWriter()
        defer { inside.wipe() }
        try inside.keySetValue(keys, isPublic: isPublic)
        do throws(KeyFault) {
            try writer.encryptedJWK(inside.bytes, isSet: true, password)
        } catch {
            throw RPCError(writing: error)
        }
    }

    private func writeFormat(to writer: inout JSONWriter) {
        if case .secret = form { return writer.format(KeyOrigin.Container.secret.word, .text, isEncrypted: false) }
        guard let container, case .structure(_, let encoding, _) = form else {
            if case .encryptedJWK = form { return writer.format(target.name, .text, isEncrypted: true) }
            return writer.format(target.name, .json, isEncrypted: false)
        }
        writer.format(container.word, encoding, isEncrypted: KeyOrigin(container, encoding).isEncrypted)
    }
}
