import JOSE
import JSON
import RPC

/// Keys that `keygen` makes for an algorithm that encrypts.
extension KeyOrder {
    /// The key management that a key can be made for: a password is none.
    static let encryptionNames: [StaticString] = KeyManagementAlgorithm.all.filter {
        $0.isForNewTokens && !$0.takesPassword
    }.map(\.name)

    /// The key management that `alg` names, or nil where it names none.
    static func encryption(_ arguments: Arguments) throws(RPCError) -> KeyManagementAlgorithm? {
        guard let algorithm = arguments["alg"]?.withString({ KeyManagementAlgorithm.named($0) }) ?? nil else {
            return nil
        }
        if arguments["use"]?.isString("sig") == true {
            throw RPCError(.invalidParameters, "\(algorithm.name) is for encryption.", parameter: "/use")
        }
        return algorithm
    }

    /// What is made for it: the size and the curve are the algorithm's, or one that the caller chooses among its own.
    static func recipe(
        _ arguments: Arguments, for algorithm: KeyManagementAlgorithm
    ) throws(RPCError) -> KeyRecipe {
        switch algorithm.scheme {
        case .rsaOAEP, .rsaPKCS1:
            try refuse(["crv"], arguments, algorithm, type: .rsa)
            return .rsa(bits: try size(arguments, KeyRecipe.modulusBits, KeyRecipe.usualModulusBits))
        case .keyWrap(let octets), .gcmWrap(let octets):
            try refuse(["crv"], arguments, algorithm, type: .oct)
            let bits = octets * 8
            return .secret(octets: try size(arguments, bits...bits, bits) / 8)
        case .direct:
            try refuse(["crv"], arguments, algorithm, type: .oct)
            let bits = try size(arguments, 128...512, 256)
            guard [128, 192, 256, 384, 512].contains(bits) else {
                throw RPCError(
                    .invalidParameters, "A content key has 128, 192, 256, 384 or 512 bits.", parameter: "/size")
            }
            return .secret(octets: bits / 8)
        case .agreement: return .curve(try curve(arguments, algorithm))
        case .password:
            throw RPCError(.invalidParameters, "\(algorithm.name) takes a password, and no key.", parameter: "/alg")
        }
    }

    /// What a key for it says about itself.
    static func attributes(for algorithm: KeyManagementAlgorithm) -> KeyAttributes {
        var attributes = KeyAttributes()
        attributes.use = .encryption
        attributes.algorithm = Array(algorithm.name.description.utf8)
        return attributes
    }

    private static func curve(
        _ arguments: Arguments, _ algorithm: KeyManagementAlgorithm
    ) throws(RPCError) -> NamedCurve {
        try refuse(["size"], arguments, algorithm, type: nil)
        let type = arguments["kty"]?.withString { KeyType.named($0) } ?? nil
        let fitting = NamedCurve.all.filter { curve in
            curve.agreesOnKeys && (type.map { $0 == curve.keyType } ?? true)
        }
        let named = arguments["crv"].flatMap { crv in fitting.first { crv.isString($0.name) } }
        guard let curve = arguments["crv"] == nil ? fitting.first : named else {
            let names = fitting.map(\.name.description).joined(separator: ", ")
            throw RPCError(
                .invalidParameters, "\(algorithm.name) takes a key on one of \(names).", parameter: "/crv")
        }
        return curve
    }

    private static func size(
        _ arguments: Arguments, _ range: ClosedRange<Int>, _ usual: Int
    ) throws(RPCError) -> Int {
        let bits = arguments.integer("size") ?? usual
        guard range.contains(bits), bits.isMultiple(of: 8) else {
            throw RPCError(
                .invalidParameters,
                "The size of this key is \(range.lowerBound) to \(range.upperBound) bits, a multiple of 8.",
                parameter: "/size")
        }
        return bits
    }

    private static func refuse(
        _ names: [StaticString], _ arguments: Arguments, _ algorithm: KeyManagementAlgorithm, type: KeyType?
    ) throws(RPCError) {
        for name in names where arguments[name] != nil {
            throw RPCError(.invalidParameters, "\(algorithm.name) takes no \(name).", parameter: "/\(name)")
        }
        guard let type, let given = arguments["kty"], !given.isString(type.name) else { return }
        throw RPCError(.invalidParameters, "\(algorithm.name) takes a key of type \(type.name).", parameter: "/kty")
    }
}
