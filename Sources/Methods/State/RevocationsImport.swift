import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// Keeps a status list that somebody else published.
    static let revocationsImport = Method(
        MethodDescription(
            "revocations/import",
            "Verifies a status list (Token Status List) and keeps it in the place of an earlier one: verify looks up in it the tokens that name it.",
            parameters: [
                Parameter("token", .schema(.token), "The list, a signed token as it was fetched.", required: true),
                Parameter("key", .schema(.key), "The keys of whoever issues the list.", required: true),
                Parameter("uri", .string, "Where it was fetched, which must be its sub (any)."),
            ],
            result: Schema(
                "StatusListImport", [.object],
                """
                {"type": "object", "required": ["valid"],
                 "properties": {"valid": {"type": "boolean", "description": "Whether the list was kept."},
                  "id": {"type": "integer"}, "kind": {"enum": ["list"]},
                  "about": {"type": "object", "description": "The list: its address (list), bits, size, issuedAt, expires, ttl."},
                  "since": {"type": "integer", "description": "When a list of this address was first kept."},
                  "failures": {"type": "array"}, "findings": {"type": "array"}}}
                """),
            errors: [
                .keyUnusable, .keyPassword, .keyLimit, .fileRefused, .fileUnreadable, .filePermissions,
            ] + ErrorCode.store,
            example: """
                {"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6InN0YXR1c2xpc3Qrand0In0.eyJzdWIiOiJodHRwczovL2lzc3Vlci5leGFtcGxlL3N0YXR1c2xpc3RzLzEiLCJpYXQiOjEzMDA4MTY4MDAsInN0YXR1c19saXN0Ijp7ImJpdHMiOjEsImxzdCI6ImVOcmpBQUFBQ1FBSiJ9fQ.vt1234sUocGXOEq3e8Hsx-nmCWQu3fuEc5yTk0l6c7U","key":{"secret":"correct horse battery staple, twice","encoding":"utf8"},"uri":"https://issuer.example/statuslists/1"}
                """)
    ) { (call, bench, writer) throws(RPCError) in
        guard let token = call.arguments.token, let value = call.arguments["key"] else { return }
        let keys = try KeyInput(value, at: "/key", for: call, bench.surroundings, to: .verify)
        var policy = Policy()
        policy.adopt(.statusList, ProfileArguments())
        policy.subjects = call.arguments["uri"]?.utf8.map { [$0] }
        let verifier = Verifier(policy: policy, keySets: keys.sets, limits: bench.surroundings.tokenLimits)
        let now = bench.surroundings.clock()
        var verdict = verifier.verify(token, at: now, using: &bench.desk)
        defer { bench.desk.reuse(&verdict) }
        guard verdict.isValid, let claims = verdict.claims else {
            return write(refused: verdict.failures, verdict.findings, to: &writer)
        }
        // What was issued in the future would keep out every list until then.
        guard let issued = verdict.issuedAt, issued <= now.advanced(by: Policy.clockToleranceLimit) else {
            return write(refused: [Finding(.issuedInFuture, pointer: "/iat")], verdict.findings, to: &writer)
        }
        try call.takesLong()
        let order = try StatusListImport(claims, at: now)
        let kept = try bench.surroundings.decideInStore { (connection) throws(RPCError) in try order.keep(connection) }
        guard let kept else {
            return write(refused: [Finding(.statusListOlder)], verdict.findings, to: &writer)
        }
        writer.object { writer in
            writer.member("valid", true)
            kept.writeMembers(to: &writer)
            writer.findings("findings", verdict.findings)
        }
    }

    private static func write(refused failures: [Finding], _ findings: [Finding], to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("valid", false)
            writer.findings("failures", failures)
            writer.findings("findings", findings)
        }
    }
}

/// A list that was verified, and is to be kept.
private struct StatusListImport {
    private let entry: Revocation
    private let content: StatusListTable.Content

    init(_ claims: JSONValue, at now: NumericDate) throws(RPCError) {
        let list: IssuedStatusList
        do throws(StatusList.Fault) {
            list = try IssuedStatusList(claims)
        } catch {
            throw RPCError(.tokenUnusable, "The status list is \(error.explanation).", parameter: "/token")
        }
        guard let name = Revocation.Name(.list, list.address) else {
            let limit = Revocation.Name.partLimit
            throw RPCError(
                .tokenUnusable, "The address of a list has at most \(limit) bytes.", parameter: "/token", limit: limit)
        }
        content = StatusListTable.Content(issued: list.issued.seconds, octets: Array(claims.text))
        var about = JSONWriter()
        about.object { writer in
            writer.name("list")
            writer.string(list.address.span)
            writer.member("bits", list.list.bits)
            writer.member("size", list.list.count)
            writer.member("issuedAt", list.issued.seconds)
            if let expires = list.expires { writer.member("expires", expires.seconds) }
            if let lifetime = list.lifetime { writer.member("ttl", lifetime.seconds) }
        }
        // A list that has expired is kept none the less: without it, the tokens that name it would be good again.
        entry = Revocation(name, since: now.seconds, until: nil, about: about.bytes)
    }

    /// Keeps it; nil where one is kept that is no older, and not the same.
    func keep(_ connection: any SQLConnection) throws(RPCError) -> Revocation? {
        do throws(StoreFault) {
            let (table, lists) = (RevocationTable(connection), StatusListTable(connection))
            if let known = try table.entry(named: entry.name), let held = try lists.content(of: known.id) {
                if held == content { return known }
                guard held.issued < content.issued else { return nil }
            } else if try lists.count() >= StatusListTable.limit {
                throw StoreFault(
                    .full, "The store keeps \(StatusListTable.limit) status lists.",
                    hint: "Take one away with revocations/remove.")
            }
            let kept = try table.put(entry)
            try lists.put(content, of: kept.id)
            return kept
        } catch {
            throw RPCError(error)
        }
    }
}
