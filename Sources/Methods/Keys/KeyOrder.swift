import JOSE
import JSON
import RPC

/// The keys that a call of `keygen` asks for, checked and ready to be made.
struct KeyOrder {
    let recipe: KeyRecipe
    let attributes: KeyAttributes
    let name: KeyName
    let count: Int
    let privateForm: KeyForm
    let publicForm: KeyForm
    /// The certificate that each of them gets, where one is asked for.
    let certificate: CertificateOrder?
    /// Whether making them delays others.
    let isLong: Bool

    /// How many keys one call makes.
    static let counts = 1...100

    init(_ call: Call) throws(RPCError) {
        let arguments = call.arguments
        if let encryption = try Self.encryption(arguments) {
            recipe = try Self.recipe(arguments, for: encryption)
            attributes = Self.attributes(for: encryption)
        } else {
            let algorithm = try Self.algorithm(arguments)
            recipe = try Self.recipe(arguments, algorithm)
            attributes = try Self.attributes(arguments, algorithm, recipe)
        }
        count = arguments.integer("count") ?? 1
        name = try Self.name(arguments, recipe, count)
        (privateForm, publicForm) = try Self.forms(call, recipe)
        certificate = try CertificateOrder(arguments)
        isLong =
            switch recipe {
            case .rsa: true
            case .curve, .secret, .mlDSA: count > 8
            }
    }

    private static func algorithm(_ arguments: Arguments) throws(RPCError) -> SigningAlgorithm? {
        guard let value = arguments["alg"] else { return nil }
        guard let algorithm = value.withString({ SigningAlgorithm.named($0) }) ?? nil else {
            throw RPCError(.algorithmUnsupported, "alg is no algorithm for signatures.", parameter: "/alg")
        }
        guard SigningAlgorithm.available.contains(algorithm) else { throw RPCError(missing: algorithm, at: "/alg") }
        return algorithm
    }

    private static func recipe(_ arguments: Arguments, _ algorithm: SigningAlgorithm?) throws(RPCError) -> KeyRecipe {
        let given = arguments["kty"]?.withString { KeyType.named($0) } ?? nil
        let curve = arguments["crv"]?.withString { NamedCurve.named($0) } ?? nil
        guard let type = algorithm?.requirement.keyType ?? given ?? curve?.keyType else {
            throw RPCError(
                .invalidParameters, "keygen needs alg, or kty.", parameter: "/alg",
                hint: "For example {\"alg\": \"ES256\"}, or {\"kty\": \"OKP\", \"crv\": \"X25519\"}.")
        }
        if let given, given != type {
            throw contradiction("kty", "keys of type \(type.name)", algorithm)
        }
        let size = arguments.integer("size")
        switch type {
        case .rsa, .oct:
            guard curve == nil else {
                throw RPCError(.invalidParameters, "Keys of type \(type.name) have no crv.", parameter: "/crv")
            }
            return try sized(type, size, algorithm)
        case .ec, .okp:
            guard size == nil else {
                throw RPCError(
                    .invalidParameters, "The size of a key of type \(type.name) is its curve's.", parameter: "/size",
                    hint: "Choose the curve with crv.")
            }
            return .curve(try self.curve(type, curve, algorithm))
        case .akp:
            guard size == nil, curve == nil else {
                throw RPCError(
                    .invalidParameters, "Keys of type \(type.name) are as large as their alg says.",
                    parameter: size == nil ? "/crv" : "/size")
            }
            guard case .akp(let parameters) = algorithm?.requirement else {
                let names = SigningAlgorithm.all.filter { $0.requirement.keyType == .akp }.map(\.description)
                throw RPCError(
                    .invalidParameters,
                    "A key of type \(type.name) needs alg: one of \(names.joined(separator: ", ")).",
                    parameter: "/alg")
            }
            return .mlDSA(parameters)
        }
    }

    private static func sized(
        _ type: KeyType, _ size: Int?, _ algorithm: SigningAlgorithm?
    ) throws(RPCError) -> KeyRecipe {
        let least = algorithm?.minimumSecretBits
        let range = type == .rsa ? KeyRecipe.modulusBits : (least ?? 8)...KeyRecipe.secretBits.upperBound
        let usual = type == .rsa ? KeyRecipe.usualModulusBits : least ?? KeyRecipe.usualSecretBits
        let bits = size ?? usual
        guard range.contains(bits), bits.isMultiple(of: 8) else {
            let what = algorithm.map { "a key for \($0.name)" } ?? "a key of type \(type.name)"
            throw RPCError(
                .invalidParameters,
                "The size of \(what) is \(range.lowerBound) to \(range.upperBound) bits, a multiple of 8.",
                parameter: "/size")
        }
        return type == .rsa ? .rsa(bits: bits) : .secret(octets: bits / 8)
    }

    private static func curve(
        _ type: KeyType, _ given: NamedCurve?, _ algorithm: SigningAlgorithm?
    ) throws(RPCError) -> NamedCurve {
        let fitting = NamedCurve.all.filter { algorithm?.takes($0) ?? ($0.keyType == type) }
        let names = fitting.map(\.name.description).joined(separator: ", ")
        guard let given else {
            if algorithm != nil, let usual = fitting.first { return usual }
            throw RPCError(
                .invalidParameters, "A key of type \(type.name) needs crv: one of \(names).", parameter: "/crv")
        }
        guard fitting.contains(where: { $0.curve == given.curve }) else {
            throw contradiction("crv", "a key of type \(type.name) on \(names)", algorithm)
        }
        return given
    }

    private static func contradiction(
        _ name: StaticString, _ wanted: String, _ algorithm: SigningAlgorithm?
    ) -> RPCError {
        let who = algorithm.map { "\($0.name) takes" } ?? "The other parameters ask for"
        return RPCError(
            .invalidParameters, "\(who) \(wanted).", parameter: "/\(name)", hint: "Leave \(name) out, or the other.")
    }

    private static func attributes(
        _ arguments: Arguments, _ algorithm: SigningAlgorithm?, _ recipe: KeyRecipe
    ) throws(RPCError) -> KeyAttributes {
        let isForSignatures = arguments["use"].map { $0.isString("sig") } ?? recipe.isForSignatures
        if isForSignatures, !recipe.isForSignatures {
            throw RPCError(.invalidParameters, "Keys on this curve do not sign.", parameter: "/use")
        }
        if !isForSignatures, let algorithm {
            throw RPCError(.invalidParameters, "\(algorithm.name) is for signatures.", parameter: "/use")
        }
        var attributes = KeyAttributes()
        attributes.use = isForSignatures ? .signature : .encryption
        if isForSignatures, let name = (algorithm ?? recipe.onlyAlgorithm)?.name {
            attributes.algorithm = Array(name.description.utf8)
        }
        return attributes
    }

    // A thumbprint is a digest of the whole key, which for a secret nobody should see (RFC 7638 §7).
    private static func name(_ arguments: Arguments, _ recipe: KeyRecipe, _ count: Int) throws(RPCError) -> KeyName {
        let name = try KeyName(arguments["kid"]) ?? (recipe.keyType == .oct ? .random : .thumbprint)
        if case .text = name, count > 1 {
            throw RPCError(
                .invalidParameters, "Several keys cannot have one kid.", parameter: "/kid",
                hint: "Their thumbprints differ: leave kid out.")
        }
        return name
    }

    private static func forms(_ call: Call, _ recipe: KeyRecipe) throws(RPCError) -> (KeyForm, KeyForm) {
        let format = call.arguments.string("format")
        let hasPassword = call.arguments["password"] != nil
        if hasPassword, format == "jwk" {
            let password = try KeyForm.password("password", of: call)
            return (password.map(KeyForm.encryptedJWK) ?? .jwk, .jwk)
        }
        guard hasPassword || (format ?? "jwk") != "jwk" else { return (.jwk, .jwk) }
        guard recipe.keyType != .oct else {
            throw RPCError(
                .invalidParameters, "A secret is written as a JWK alone.",
                parameter: hasPassword ? "/password" : "/format")
        }
        let password = try KeyForm.password("password", of: call)
        let encoding: KeyOrigin.Encoding = format == "der" ? .der : .pem
        let container: KeyOrigin.Container = password == nil ? .pkcs8 : .encryptedPKCS8
        return (
            .structure(container, encoding, password: password), .structure(.spki, encoding, password: nil)
        )
    }
}
