import JSON
import JWT
import RPC
import Store

/// What a set is after a rotation, or would be.
struct RotationReport {
    let set: StoredKeySet
    let timeline: KeyTimeline
    let isDry: Bool
    /// Whether a key would be made, which has no name yet.
    let isMade: Bool
    /// The key of which everything is revoked.
    let revoked: StoredKey?
    let findings: [Finding]

    /// Writes it as the answer.
    func write(to writer: inout JSONWriter) throws(RPCError) {
        try writer.object { (writer) throws(RPCError) in
            writer.member("set", set.shownName)
            writer.member("current", named: timeline.current)
            writer.member("next", named: timeline.next)
            writer.array("previous") { writer in
                for key in timeline.keys(.previous) {
                    writer.object { writer in
                        writer.member("kid", named: key)
                        if let until = key.verifyUntil { writer.member("verifyUntil", until) }
                    }
                }
            }
            writer.array("retired") { writer in
                for key in timeline.keys(.retired) { writer.string(key.keyID.span) }
            }
            // Of shared secrets nothing is published.
            let published = set.published(timeline)
            if !published.isEmpty { try writer.keySet(published, isPublic: true) }
            writer.array("schedule") { writer in
                for event in events {
                    writer.object { writer in
                        writer.member("at", event.at)
                        writer.member("event", event.word)
                        writer.member("kid", named: event.key)
                    }
                }
            }
            if let revoked { writer.member("revoked", named: revoked) }
            if isMade { writer.member("makes", true) }
            if isDry { writer.member("dryRun", true) }
            writer.findings("findings", findings)
        }
    }

    // What happens from now on, in its order.
    private var events: [(at: Int64, word: StaticString, key: StoredKey)] {
        var events: [(at: Int64, word: StaticString, key: StoredKey)] = []
        for entry in timeline.entries {
            if entry.state == .next, let activates = entry.key.activates {
                events.append((activates, "activate", entry.key))
            }
            if entry.state < .retired, let until = entry.key.verifyUntil { events.append((until, "retire", entry.key)) }
        }
        return events.sorted { $0.at < $1.at }
    }
}

extension JSONWriter {
    // A key that is not made yet has no name.
    fileprivate mutating func member(_ name: StaticString, named key: StoredKey?) {
        guard let key, !key.keyID.isEmpty else { return }
        self.name(name)
        string(key.keyID.span)
    }
}

extension Schema {
    /// What `keys/rotate` answers.
    static let rotation = Schema(
        "Rotation", [.object],
        """
        {"type": "object", "required": ["set", "previous", "retired", "schedule"],
         "description": "The keys by their kid. A dry run has no name for a key that would be made.",
         "properties": {"set": {"type": "string"}, "current": {"type": "string"}, "next": {"type": "string"},
          "previous": {"type": "array", "items": {"type": "object", "required": ["kid"], "properties": {"kid": {"type": "string"}, "verifyUntil": {"type": "integer"}}}},
          "retired": {"type": "array", "items": {"type": "string"}},
          "jwks": {"type": "object", "description": "The public set to publish from now on; not there for shared secrets."},
          "schedule": {"type": "array", "items": {"type": "object", "required": ["at", "event"], "properties": {"at": {"type": "integer"}, "event": {"enum": ["activate", "retire"]}, "kid": {"type": "string"}}}},
          "revoked": {"description": "The key of which everything is revoked.", "type": "string"}, "makes": {"type": "boolean"}, "dryRun": {"type": "boolean"}, "findings": {"type": "array"}}}
        """)
}
