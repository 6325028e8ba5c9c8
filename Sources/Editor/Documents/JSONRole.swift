import JOSE
import JSON
import JWT

/// What an object in a document is, as far as it concerns us: told by its members, so that no other JSON is spoken of.
enum JSONRole {
    /// The claims of a token.
    case claims
    /// The header of a token.
    case header
    /// A JWK.
    case key
    /// A JWK Set.
    case keySet
}

extension LooseJSON {
    /// What an object is; nil where nothing says that it is one of ours.
    func role(of object: Int) -> JSONRole? {
        if let kty = member("kty", of: object)?.value, kty.kind == .string { return .key }
        if let keys = member("keys", of: object)?.value, keys.kind == .array { return .keySet }
        if isHeader(object) { return .header }
        return isClaims(object) ? .claims : nil
    }

    private func isHeader(_ object: Int) -> Bool {
        if let range = string(member("alg", of: object)?.value) {
            let name = Array(text[range])
            let role = AlgorithmRegistry.algorithm(named: name.span)?.role
            if role == .signature || role == .keyManagement { return true }
        }
        guard let range = string(member("typ", of: object)?.value) else { return false }
        return TokenTypes.type(named: Array(text[range]).span) != nil
    }

    private func isClaims(_ object: Int) -> Bool {
        var names = 0
        for member in objects[object].members {
            let name = text[member.name]
            if Self.times.contains(where: { name.elementsEqual("\($0)".utf8) }), member.value?.kind == .number {
                return true
            }
            if Self.claims.contains(where: { name.elementsEqual("\($0)".utf8) }) { names += 1 }
        }
        return names >= 2
    }

    private static let times: [StaticString] = ["exp", "nbf", "iat"]
    private static let claims: [StaticString] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope"]
}

/// What is known of a member of one of our objects.
struct MemberMeaning {
    let name: String
    let title: String
    let summary: String
    let specification: Specification?
    /// The kind of value that it has.
    let type: ExpectedType

    /// What the registries say of a name in an object of this kind.
    init?(_ name: [UInt8], in role: JSONRole) {
        switch role {
        case .claims:
            guard let row = ClaimRegistry.claim(named: name.span) else { return nil }
            self.init(row)
        case .header:
            guard let row = HeaderRegistry.header(named: name.span) else { return nil }
            self.init(row)
        case .key, .keySet:
            guard let row = KeyMemberRegistry.member(named: name.span) else { return nil }
            self.init(row)
        }
    }

    /// What is said of a claim.
    init(_ row: RegisteredClaim) {
        (name, title, summary, specification) = (row.name, row.title, row.summary, row.specification)
        type = row.type
    }

    /// What is said of a header parameter.
    init(_ row: RegisteredHeader) {
        (name, title, summary) = (row.name, row.title, row.summary)
        specification = row.envelopes.first.flatMap { row.specification(in: $0) }
        type = row.type
    }

    /// What is said of a member of a key.
    init(_ row: RegisteredKeyMember) {
        (name, title, summary, specification) = (row.name, row.title, row.summary, row.specification)
        type = row.type
    }

    /// Every member that an object of this kind may have, the ones seen most first.
    static func all(in role: JSONRole) -> [MemberMeaning] {
        switch role {
        case .claims: ClaimRegistry.all.map { MemberMeaning($0) }
        case .header: HeaderRegistry.all.map { MemberMeaning($0) }
        case .key: KeyMemberRegistry.all.filter { $0.name != "keys" }.map { MemberMeaning($0) }
        case .keySet: KeyMemberRegistry.all.filter { $0.name == "keys" }.map { MemberMeaning($0) }
        }
    }
}

/// What is known of a word that stands as a value.
struct ValueMeaning {
    let summary: String
    let specification: Specification?
    /// Whether it is not to be used any more.
    var isDeprecated = false

    /// What a value says under a name of ours.
    init?(_ value: [UInt8], under name: [UInt8]) {
        let name = String(decoding: name, as: UTF8.self)
        let found: (String, Specification)? =
            switch name {
            case "alg", "enc": AlgorithmRegistry.algorithm(named: value.span).map { ($0.summary, $0.specification) }
            case "typ", "cty": TokenTypes.type(named: value.span).map { ($0.summary, $0.specification) }
            default: KeyMemberRegistry.value(value, of: name).map { ($0.summary, $0.specification) }
            }
        guard let found else { return nil }
        (summary, specification) = found
        if name == "alg" || name == "enc" { isDeprecated = Self.isDeprecated(value) }
    }

    /// What an algorithm is.
    init?(algorithm name: [UInt8]) { self.init(name, under: Array("alg".utf8)) }

    private static func isDeprecated(_ algorithm: [UInt8]) -> Bool {
        let requirement = AlgorithmRegistry.algorithm(named: algorithm.span)?.requirement
        return requirement == .deprecated || requirement == .prohibited
    }
}
