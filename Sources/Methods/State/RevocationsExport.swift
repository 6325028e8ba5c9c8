import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Publishes what was revoked as a status list.
    static let revocationsExport = Method(
        MethodDescription(
            "revocations/export",
            "Signs a status list (Token Status List) of the tokens that were revoked with key and name this list in status: what who verifies elsewhere asks.",
            parameters: [
                Parameter(
                    "uri", .string, "Where the list is published, as the tokens name it: its sub.", required: true),
                Parameter("key", .schema(.key), "The private key or the secret to sign it with.", required: true),
                Parameter("alg", .choice(Methods.signingNames), "The algorithm; without it, the key's own."),
                Parameter("bits", .integer(1...8), "Bits of one status: 1, 2, 4 or 8 (1)."),
                Parameter(
                    "size", .integer(8...(StatusList.octetLimit * 8)),
                    "The list has room for a multiple of so many tokens, so that its length tells of none (131072)."),
                Parameter("expiresIn", .schema(.span), "How long the list is good: sets exp."),
                Parameter("ttl", .schema(.span), "After how long the list is to be fetched anew: sets ttl."),
            ],
            result: Schema(
                "StatusListExport", [.object],
                """
                {"type": "object", "required": ["token", "serialization", "alg", "issuedAt", "list"],
                 "properties": {"token": {"type": "string"}, "serialization": {"type": "string"}, "alg": {"type": "string"}, "kid": {"type": "string"},
                  "issuedAt": {"type": "integer"}, "expires": {"type": "integer"}, "expiresInSeconds": {"type": "integer"}, "bytes": {"type": "integer"},
                  "findings": {"type": "array"},
                  "list": {"type": "object", "required": ["bits", "size", "revoked"], "properties": {"bits": {"type": "integer"},
                   "size": {"type": "integer", "description": "How many tokens it has room for."}, "revoked": {"type": "integer"}}}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .keyNotFound, .keyRefused, .algorithmUnsupported,
                .signingRefused, .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.store,
            example: """
                {"uri":"https://issuer.example/statuslists/1","key":{"secret":"correct horse battery staple, twice","encoding":"utf8"},"expiresIn":"1d","ttl":"1h"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        try call.takesLong()
        guard let address = call.arguments["uri"]?.utf8, let value = call.arguments["key"] else { return }
        let keys = try KeyInput(value, at: "/key", for: call, bench.surroundings, to: .sign)
        guard keys.keys.count == 1 else {
            throw RPCError(.keyRefused, "A status list is signed with one key.", parameter: "/key")
        }
        let export = try StatusListExport(call.arguments, of: address, bench.surroundings)
        let arguments = try export.arguments(beside: call.arguments)
        let order = try SigningOrder(
            Call(method: sign.description, arguments: arguments, lane: .slow), keys: keys.keys, kept: keys.signers,
            bench.surroundings)
        var answer = JSONWriter()
        var notes: HeaderNotes?
        try order.answer(try order.sign(), knowing: &notes, bench, for: call, to: &answer)
        let members = answer.bytes.dropFirst().dropLast()
        writer.object { writer in
            writer.verbatim(Array(members).span)
            writer.object("list") { writer in
                writer.member("bits", export.list.bits)
                writer.member("size", export.list.count)
                writer.member("revoked", export.count)
            }
        }
    }
}

/// What was revoked of the tokens of one list.
private struct StatusListExport {
    let address: [UInt8]
    /// The list.
    private(set) var list: StatusList
    /// How many of its tokens were revoked.
    private(set) var count = 0

    // As many as the smallest list that is allowed for credentials (Bitstring Status List §4.2): among fewer, who asks for the
    // list tells more of the token that he has.
    private static let usualSize = 131_072

    init(_ arguments: Arguments, of address: [UInt8], _ surroundings: Surroundings) throws(RPCError) {
        guard !address.isEmpty, address.count <= Revocation.Name.partLimit else {
            throw RPCError(
                .invalidParameters, "uri has 1 to \(Revocation.Name.partLimit) bytes.", parameter: "/uri",
                limit: Revocation.Name.partLimit)
        }
        self.address = address
        var places: [Int64] = []
        _ = try surroundings.readStore { (connection) throws(StoreFault) in
            try RevocationTable(connection).places(in: address) { places.append($0) }
        }
        let size = arguments.integer("size") ?? Self.usualSize
        let bits = arguments.integer("bits") ?? 1
        let (pages, overflow) = (Int(places.max() ?? 0) / size + 1).multipliedReportingOverflow(by: size)
        do throws(StatusList.Fault) {
            list = try StatusList(bits: bits, count: overflow ? Int.max : pages)
            for place in places {
                if list[Int(place)] == 0 { count += 1 }
                try list.set(Self.invalid, at: Int(place))
            }
        } catch {
            throw RPCError(
                .invalidParameters, "The list would be \(error.explanation).",
                parameter: error == .bits ? "/bits" : "/size",
                hint: error == .bits ? nil : "A list of bits 1 and a smaller size has room for more.")
        }
    }

    // The status of a token that was revoked (Token Status List §7.1).
    private static let invalid = 1

    /// What `sign` is asked for, beside what the call says itself.
    func arguments(beside call: Arguments) throws(RPCError) -> Arguments {
        let lifetime = try call["ttl"].map { (value) throws(RPCError) in
            guard let span = TimeSpan(value), span.seconds > 0 else {
                throw RPCError(
                    .invalidParameters, "ttl is seconds, or a length of time such as \"15m\".", parameter: "/ttl")
            }
            return span.seconds
        }
        let statuses = try claim()
        let address = address
        var params = JSONWriter()
        params.object { writer in
            writer.member("profile", "\(Profile.statusList.name)")
            writer.object("claims") { writer in
                writer.name("sub")
                writer.string(address.span)
                if let lifetime { writer.member("ttl", lifetime) }
                writer.name("status_list")
                writer.verbatim(statuses.span)
            }
            writer.member("expiresIn", call["expiresIn"])
            writer.member("alg", call["alg"])
        }
        return Arguments(unchecked: try SuccessorOrder.read(params.bytes))
    }

    // The claim that holds the list.
    private func claim() throws(RPCError) -> [UInt8] {
        do throws(StatusList.Fault) {
            return try list.json()
        } catch {
            throw RPCError(.internalError, "The list could not be written.")
        }
    }
}
