import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Revokes one token, or many.
    static let revoke = Method(
        MethodDescription(
            "revoke",
            "Revokes a token, or all tokens of a subject, an issuer or a key: verify refuses them from then on, in every process with the same store.",
            parameters: [
                Parameter(
                    "token", .schema(.token), "The token: by its jti where key is given, else by what was signed of it."
                ),
                Parameter("key", .schema(.key), "The keys that the token is signed with."),
                Parameter("jti", .string, "The identifier of one token; with issuer, of that issuer alone."),
                Parameter("subject", .string, "The subject of tokens; with issuer, of that issuer alone."),
                Parameter("issuer", .string, "The issuer of tokens, by itself or beside jti, subject or kid."),
                Parameter("kid", .string, "The name of a key that tokens are signed with."),
                Parameter("thumbprint", .string, "The thumbprint (RFC 7638, SHA-256) of such a key."),
                Parameter(
                    "issuedBefore", .schema(.time), "Only tokens of subject or issuer that were issued up to then."),
                Parameter("reason", .string, "Why; verify says it."),
                Parameter("note", .string, "For people who read the list."),
                Parameter(
                    "until", .schema(.time),
                    "When the last of these tokens has expired, and the entry may go (exp of a token, else never)."),
            ],
            result: Schema(
                "Revoked", [.object],
                """
                {"type": "object", "required": ["id", "kind", "since"],
                 "properties": {"id": {"type": "integer"}, "kind": {"enum": ["token", "jti", "subject", "issuer", "kid", "thumbprint", "list"]},
                  "about": {"type": "object", "description": "What is revoked: never a token."},
                  "since": {"type": "integer"}, "issuedBefore": {"type": "integer"}, "until": {"type": "integer"},
                  "status": {"type": "object", "description": "Where the token's status stands, for revocations/export: idx and uri."},
                  "reason": {"type": "string"}, "note": {"type": "string"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .tokenUnusable, .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.store,
            example:
                #"{"subject":"alice","issuer":"https://issuer.example","issuedBefore":"now","reason":"password changed"}"#
        )
    ) { (call, bench, writer) throws(RPCError) in
        let order = try RevocationOrder(call, bench)
        let now = bench.surroundings.clock().seconds
        let kept = try bench.surroundings.writeStore { (connection) throws(StoreFault) in
            let table = RevocationTable(connection)
            _ = try table.prune(at: now)
            return try table.put(order.entry)
        }
        kept.write(to: &writer)
    }

    /// Lists what is revoked.
    static let revocationsList = Method(
        MethodDescription(
            "revocations/list",
            "Lists what is revoked, and the status lists that are kept, in the order in which that was done.",
            parameters: [
                Parameter(
                    "kind", .choice(["token", "jti", "subject", "issuer", "kid", "thumbprint", "list"]),
                    "Only entries of this kind."),
                Parameter("limit", .integer(1...1000), "How many at most (100)."),
                Parameter("after", .integer(0...Int.max), "The id of the last entry of the page before."),
            ],
            result: Schema(
                "Revocations", [.object],
                """
                {"type": "object", "required": ["entries"],
                 "properties": {"entries": {"type": "array", "items": {"$ref": "#/components/schemas/Revoked"}},
                  "next": {"type": "integer", "description": "What after is for the next page, where there may be one."}}}
                """),
            errors: ErrorCode.store)
    ) { (call, bench, writer) throws(RPCError) in
        let limit = call.arguments.integer("limit") ?? 100
        let after = call.arguments["after"]?.integer ?? 0
        let kind = call.arguments.string("kind").flatMap { word in Revocation.Kind.allCases.first { $0.word == word } }
        let entries = try bench.surroundings.readStore { (connection) throws(StoreFault) in
            try RevocationTable(connection).entries(behind: after, limit: limit, kind: kind)
        }
        writer.object { writer in
            writer.array("entries") { writer in
                for entry in entries ?? [] { entry.write(to: &writer) }
            }
            if let entries, entries.count == limit, let last = entries.last { writer.member("next", last.id) }
        }
    }

    /// Takes an entry away.
    static let revocationsRemove = Method(
        MethodDescription(
            "revocations/remove",
            "Takes back a revocation, or a status list that is kept: the tokens that it hit are good again, if they were otherwise.",
            parameters: [
                Parameter("id", .integer(1...Int.max), "The entry's id, as revoke answers it.", required: true)
            ],
            result: Schema("RevocationRemoved", [.object], #"{"type": "object", "required": ["removed"]}"#),
            errors: [.entryNotFound] + ErrorCode.store, example: #"{"id":1}"#)
    ) { (call, bench, writer) throws(RPCError) in
        guard let id = call.arguments["id"]?.integer else { return }
        let isRemoved = try bench.surroundings.writeStoreIfThere { (connection) throws(StoreFault) in
            try RevocationTable(connection).remove(id)
        }
        guard isRemoved == true else {
            throw RPCError(.entryNotFound, "There is no revocation \(id).", parameter: "/id")
        }
        writer.object { $0.member("removed", id) }
    }

    /// Takes away what can hit nothing any more.
    static let revocationsPrune = Method(
        MethodDescription(
            "revocations/prune",
            "Takes away revocations whose tokens have all expired, as revoke does by itself now and then; status lists stay until they are removed.",
            result: Schema(
                "RevocationsPruned", [.object],
                #"{"type": "object", "required": ["removed"], "properties": {"removed": {"type": "integer"}}}"#),
            errors: ErrorCode.store)
    ) { (call, bench, writer) throws(RPCError) in
        let now = bench.surroundings.clock().seconds
        let removed = try bench.surroundings.writeStoreIfThere { (connection) throws(StoreFault) in
            try RevocationTable(connection).prune(at: now, limit: 100_000)
        }
        writer.object { $0.member("removed", removed ?? 0) }
    }
}

extension Revocation {
    /// Writes the entry as an object.
    fileprivate func write(to writer: inout JSONWriter) { writer.object { writeMembers(to: &$0) } }

    /// Writes the entry as members of the object that is open.
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("kind", name.kind.word)
        if !about.isEmpty {
            writer.name("about")
            writer.verbatim(about.span)
        }
        writer.member("since", since)
        if let before { writer.member("issuedBefore", before) }
        if let until { writer.member("until", until) }
        if let place {
            writer.object("status") { writer in
                writer.member("idx", place.index)
                writer.name("uri")
                writer.string(place.list.span)
            }
        }
        for (name, text) in [("reason", reason), ("note", note)] as [(StaticString, [UInt8]?)] {
            guard let text else { continue }
            writer.name(name)
            writer.string(text.span)
        }
    }
}
