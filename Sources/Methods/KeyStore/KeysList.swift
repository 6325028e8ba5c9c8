import JOSE
import JSON
import JWT
import RPC
import Store

extension Methods {
    /// What the store has of keys.
    static let keysList = Method(
        MethodDescription(
            "keys/list", "Lists the keys of the store, by set and in their order, a page at a time.",
            parameters: [
                Parameter("set", .string, "The name of the only set to list."),
                Parameter(
                    "limit", .integer(KeyStoreLimits.page),
                    "How many keys a page has at most (\(KeyStoreLimits.usualPage))."),
                Parameter("cursor", .string, "What the page before gave as next."),
                .keyInstant,
            ],
            result: Schema(
                "StoredKeys", [.object],
                """
                {"type": "object", "required": ["keys"],
                 "properties": {"keys": {"type": "array", "items": {"$ref": "#/components/schemas/StoredKey"}},
                  "fetched": {"description": "The sets that were fetched; on the first page alone.", "type": "array", "items": {"$ref": "#/components/schemas/FetchedSet"}},
                  "next": {"description": "The cursor of the next page, where there is one.", "type": "string"}}}
                """, references: [.storedKey, .fetchedSet]),
            errors: [.keyUnusable] + ErrorCode.keyStoreFaults + ErrorCode.store, example: #"{"set":"api"}"#)
    ) { (call, bench, writer) throws(RPCError) in
        let page = try KeyPage(call, bench.surroundings)
        let now = try call.arguments.now(bench.surroundings.clock()).seconds
        var sets: [[UInt8]: (set: StoredKeySet, timeline: KeyTimeline)] = [:]
        for row in page.rows where sets[row.set] == nil {
            guard let set = try bench.surroundings.storedKeys.set(named: row.set, for: call) else { continue }
            sets[row.set] = (set, set.timeline(at: now))
        }
        writer.object { writer in
            writer.array("keys") { writer in
                for row in page.rows {
                    guard let known = sets[row.set],
                        let entry = known.timeline.entries.first(where: { $0.key.keyID == row.keyID })
                    else { continue }
                    let key = known.set.publicKey(of: row)
                    writer.object { $0.members(of: entry.key, entry.state, key) }
                }
            }
            if !page.fetched.isEmpty {
                writer.array("fetched") { writer in
                    for row in page.fetched { writer.object { $0.members(of: row) } }
                }
            }
            if let next = page.next {
                writer.name("next")
                writer.plainString(next.span)
            }
        }
    }
}

/// One page of the keys of the store.
private struct KeyPage {
    let rows: [StoredKey]
    let fetched: [FetchedKeys]
    /// What the next page begins behind.
    let next: [UInt8]?

    init(_ call: Call, _ surroundings: Surroundings) throws(RPCError) {
        let limit = call.arguments.integer("limit") ?? KeyStoreLimits.usualPage
        let only = try call.arguments["set"].map { (_) throws(RPCError) in try KeyReference.set(of: call) }
        let cursor = try call.arguments["cursor"].map { (value) throws(RPCError) in try Self.read(value) }
        if let only, let cursor, cursor.set != only { throw Self.unreadable }
        let from = cursor ?? (set: only ?? [], place: Int64.min)
        let found: (rows: [StoredKey], fetched: [FetchedKeys])?
        do throws(StoreFault) {
            found = try surroundings.store.read { (connection) throws(StoreFault) in
                let table = KeyTable(connection)
                let rows = try table.keys(behind: from.set, from.place, limit: limit + 1)
                let fetched = cursor == nil ? try table.allFetched() : []
                return (rows.filter { only == nil || $0.set == only }, fetched.filter { only == nil || $0.set == only })
            }
        } catch {
            throw RPCError(error)
        }
        let all = found?.rows ?? []
        rows = Array(all.prefix(limit))
        fetched = found?.fetched ?? []
        next = all.count > limit ? rows.last.map(Self.cursor) : nil
    }

    private static func cursor(behind row: StoredKey) -> [UInt8] {
        let text = row.set + [UInt8(ascii: "/")] + Array(String(row.place).utf8)
        return Base64URL.encode(text.span)
    }

    private static func read(_ value: JSONValue) throws(RPCError) -> (set: [UInt8], place: Int64) {
        let given = value.utf8 ?? []
        guard given.count <= 256 else { throw unreadable }
        let text: [UInt8]
        do throws(Base64URL.Fault) {
            text = try Base64URL.decode(given.span)
        } catch {
            throw unreadable
        }
        guard let slash = text.firstIndex(of: UInt8(ascii: "/")),
            let place = Int64(String(decoding: text[(slash + 1)...], as: UTF8.self))
        else { throw unreadable }
        return (Array(text[..<slash]), place)
    }

    private static var unreadable: RPCError {
        RPCError(.invalidParameters, "cursor is what the page before gave as next.", parameter: "/cursor")
    }
}
