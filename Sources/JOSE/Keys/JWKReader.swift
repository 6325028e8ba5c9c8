package import JSON
import OpenSSL

extension Key {
    /// The key that a JWK is (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2).
    ///
    /// Members of other key types are ignored with a finding; a member of its own type that is missing, of another JSON
    /// type, repeated, or not in its only spelling is refused. Pointers count from `jwk`, offsets from the first byte of its document.
    package convenience init(jwk: JSONValue, limits: KeyLimits = KeyLimits()) throws(KeyFault) {
        let duplicates = jwk.document.duplicates.map(\.range.lowerBound)
        try self.init(JWKReader(jwk, way: [], duplicates: duplicates, limits: limits))
    }

    convenience init(_ reader: JWKReader) throws(KeyFault) {
        var reader = reader
        var attributes = try reader.attributes()
        let numbers = try reader.numbers()
        attributes.otherMembers = reader.otherMembers.compactMap(\.string)
        let material: Material
        do throws(KeyFault) {
            material = try numbers.material(reader.limits)
        } catch {
            throw reader.placed(error)
        }
        attributes.certificates = try reader.certificates(of: material, attributes.certificateNames)
        self.init(
            material, attributes: attributes, origin: KeyOrigin(.jwk, .json), findings: reader.findings)
    }
}

/// One JWK on its way to a key.
struct JWKReader {
    let jwk: JSONValue
    let limits: KeyLimits
    /// What is odd so far.
    var findings: [KeyFinding] = []
    /// The names of members that mean nothing here.
    var otherMembers: [JSONValue] = []
    // The steps from the outermost value to this one.
    private let way: [[UInt8]]

    /// Looks at a JWK that stands behind these steps. `duplicates` are the places, in order, of all repeated names in the
    /// bytes of the document.
    init(_ jwk: JSONValue, way: [[UInt8]], duplicates: [Int], limits: KeyLimits) throws(KeyFault) {
        self.jwk = jwk
        self.way = way
        self.limits = limits
        guard jwk.kind == .object else { throw fault(.notAnObject) }
        guard jwk.range.count <= limits.octets else { throw fault(.tooLong(limit: limits.octets)) }
        if let repeated = Self.first(of: duplicates, in: jwk.range) {
            throw KeyFault(.memberRepeated, pointer: JSONPointer(steps: way), offset: repeated - jwk.document.start)
        }
    }

    // By halves: a set may have as many repeated names as its length allows, and a thousand keys.
    private static func first(of offsets: [Int], in range: Range<Int>) -> Int? {
        var (low, high) = (0, offsets.count)
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < offsets.count, range.contains(offsets[low]) else { return nil }
        return offsets[low]
    }

    /// The family of the key, the value of `kty`.
    func type() throws(KeyFault) -> KeyType {
        guard let name = try text("kty") else { throw missing("kty") }
        guard let type = KeyType.named(name.span) else {
            throw fault(.typeUnknown(suggestion: KeyType.resembling(name)?.name.description), at: "kty")
        }
        return type
    }

    /// A fault of the JWK as a whole, or of one of its members.
    func fault(_ kind: KeyFault.Kind, at name: StaticString? = nil) -> KeyFault {
        let step = name.map { [Array($0.description.utf8)] }
        let value = name.flatMap { jwk[$0] } ?? jwk
        return KeyFault(kind, pointer: JSONPointer(steps: way + (step ?? [[UInt8]]())), offset: value.offset)
    }

    /// A fault of the numbers, at the member that shows it.
    func placed(_ fault: KeyFault) -> KeyFault {
        switch fault.kind {
        case .defect(let defect): self.fault(fault.kind, at: defect.member?.memberName)
        case .secretEmpty, .secretIsKey, .tooLong: self.fault(fault.kind, at: "k")
        default: self.fault(fault.kind)
        }
    }

    func missing(_ name: StaticString) -> KeyFault {
        fault(.memberMissing(name.description))
    }

    /// The content of a string member, as UTF-8, or nil where there is no such member.
    func text(_ name: StaticString) throws(KeyFault) -> [UInt8]? {
        guard let value = jwk[name] else { return nil }
        guard let text = value.utf8 else { throw fault(.memberType(expected: "a string"), at: name) }
        return text
    }

    /// The octets of a base64url member, or nil where there is no such member.
    func octets(_ name: StaticString) throws(KeyFault) -> [UInt8]? {
        try decoded(name) { (text) throws(Base64URL.Fault) in try Base64URL.decode(text) }
    }

    /// The octets of a base64url member that nobody may see, or nil where there is no such member.
    func secret(_ name: StaticString) throws(KeyFault) -> SecretBytes? {
        try decoded(name) { (text) throws(Base64URL.Fault) in try Base64URL.decodeSecret(text) }
    }

    private func decoded<Octets>(
        _ name: StaticString, _ decode: (Span<UInt8>) throws(Base64URL.Fault) -> Octets
    ) throws(KeyFault) -> Octets? {
        guard let value = jwk[name] else { return nil }
        guard value.kind == .string else { throw fault(.memberType(expected: "a string"), at: name) }
        // base64url has no character that JSON would have to escape.
        guard let range = value.plainRange else {
            throw fault(.base64URL(.character(at: 0)), at: name)
        }
        let bytes = value.document.bytes
        do throws(Base64URL.Fault) {
            return try decode(bytes.span.extracting(range))
        } catch {
            var fault = fault(.base64URL(error), at: name)
            fault.offset = range.lowerBound - value.document.start + error.offset
            throw fault
        }
    }
}

extension KeyMember {
    /// The name of the member in a JWK.
    var memberName: StaticString {
        switch self {
        case .n: "n"
        case .e: "e"
        case .d: "d"
        case .p: "p"
        case .q: "q"
        case .dp: "dp"
        case .dq: "dq"
        case .qi: "qi"
        case .x: "x"
        case .y: "y"
        case .pub: "pub"
        case .priv: "priv"
        }
    }
}
