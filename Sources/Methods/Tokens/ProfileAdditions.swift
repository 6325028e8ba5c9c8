import JOSE
import JSON
import JWT
import RPC

/// What a profile puts into the claims of a token that is made, beside those that its caller gives.
struct ProfileAdditions: Sendable {
    let profile: Profile
    private let texts: [(name: StaticString, value: [UInt8])]
    private let statusList: [UInt8]?

    /// What the arguments ask for; nil where they name no profile. Digests are by the hash function of the algorithm that the
    /// first key signs with.
    init?(_ arguments: Arguments, keys: [Key]) throws(RPCError) {
        let profile = arguments["profile"].flatMap { Profile.named($0) }
        let given: ProfileArguments
        do throws(PolicyFault) {
            given = try ProfileArguments(arguments.layers, for: profile)
        } catch {
            throw RPCError(error)
        }
        guard let profile else {
            guard arguments["statuses"] == nil else { throw Self.misplaced }
            return nil
        }
        self.profile = profile
        let algorithm = try keys.first.map { (key) throws(RPCError) in
            try SigningHeader.algorithm(arguments, for: key)
        }
        texts = try Self.texts(profile, given, algorithm)
        guard profile === Profile.statusList else {
            guard arguments["statuses"] == nil else { throw Self.misplaced }
            statusList = nil
            return
        }
        statusList = try arguments["statuses"].map { (value) throws(RPCError) in
            try StatusList.json(value, at: "/statuses")
        }
    }

    private static let misplaced = RPCError(
        .invalidParameters, "statuses belongs to profile statuslist.", parameter: "/statuses")

    private static func texts(
        _ profile: Profile, _ given: ProfileArguments, _ algorithm: SigningAlgorithm?
    ) throws(RPCError) -> [(name: StaticString, value: [UInt8])] {
        var texts: [(name: StaticString, value: [UInt8])] = []
        if let method = given.method { texts.append(("htm", method)) }
        if let address = given.address { texts.append(("htu", address.text)) }
        if profile.bringsKey {
            if let token = given.accessToken { texts.append(("ath", try digest(token, "accessToken"))) }
            return texts
        }
        guard profile.takes.contains(where: { "\($0)" == "accessToken" }) else {
            if let state = given.state { texts.append(("state", state)) }
            return texts
        }
        let halves: [(name: StaticString, parameter: String, text: [UInt8]?)] = [
            ("at_hash", "accessToken", given.accessToken), ("c_hash", "code", given.code),
            ("s_hash", "state", given.state),
        ]
        for half in halves {
            guard let text = half.text else { continue }
            guard let value = TokenDigest.half(of: text, as: algorithm) else {
                throw RPCError(
                    .invalidParameters, "Nobody has said which hash function \(half.name) uses with this algorithm.",
                    parameter: "/\(half.parameter)")
            }
            texts.append((half.name, value))
        }
        return texts
    }

    private static func digest(_ text: [UInt8], _ parameter: String) throws(RPCError) -> [UInt8] {
        guard let value = TokenDigest.whole(of: text) else {
            throw RPCError(.internalError, "The digest could not be computed.", parameter: "/\(parameter)")
        }
        return value
    }

    /// Whether each token gets an identifier, so that nobody takes it twice.
    var needsTokenID: Bool { profile.required.contains { "\($0)" == "jti" } }

    /// Adds the claims. What always stands in such a token is added where the caller does not give it.
    func add(to draft: inout ClaimsDraft) throws(ClaimsDraft.Fault) {
        for (name, value) in texts { try draft.add(name, value) }
        if let statusList { try draft.add("status_list", json: statusList) }
        if let event = profile.event, !draft.has("events") {
            try draft.add("events", json: Array("{\"\(event)\":{}}".utf8))
        }
    }
}

extension StatusList {
    /// The claim for a list that a call describes: `size`, or an earlier `list`; `bits`; and `set`, numbers with what has
    /// become of their tokens.
    fileprivate static func json(_ value: JSONValue, at pointer: String) throws(RPCError) -> [UInt8] {
        do throws(RPCError) {
            return try json(try Arguments(value, for: shape))
        } catch {
            throw error.inside(pointer)
        }
    }

    private static let shape = MethodDescription(
        "statuses", "A status list.",
        parameters: [
            Parameter("bits", .integer(1...8), "Bits of one status: 1, 2, 4 or 8 (1)."),
            Parameter("size", .integer(1...(octetLimit * 8)), "How many tokens it has room for."),
            Parameter("list", .object, "An earlier list: bits and lst."),
            Parameter("set", .object, "What has become of tokens: their numbers, each with its status."),
        ], result: Schema("StatusList", [.object], "{}"))

    private static func json(_ arguments: Arguments) throws(RPCError) -> [UInt8] {
        guard (arguments["size"] == nil) != (arguments["list"] == nil) else {
            throw RPCError(.invalidParameters, "A list has a size, or is made of an earlier list.", parameter: "/size")
        }
        var pointer = arguments["list"] == nil ? "/bits" : "/list"
        do throws(Fault) {
            var list: StatusList
            if let earlier = arguments["list"] {
                list = try StatusList(earlier)
                guard arguments.integer("bits").map({ $0 == list.bits }) != false else { throw .bits }
            } else {
                list = try StatusList(bits: arguments.integer("bits") ?? 1, count: arguments.integer("size") ?? 0)
            }
            if let statuses = arguments["set"] {
                for member in statuses.members {
                    pointer = "/set"
                    guard let index = member.name.string.flatMap({ Int($0) }), let status = member.value.integer else {
                        throw .outside
                    }
                    guard let status = Int(exactly: status) else { throw .outside }
                    try list.set(status, at: index)
                }
            }
            return try list.json()
        } catch {
            throw RPCError(.invalidParameters, "The list is \(error.explanation).", parameter: pointer)
        }
    }
}
