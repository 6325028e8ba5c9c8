import JSON
import RPC

/// A revision of the Model Context Protocol, oldest first. Up to 2025-11-25 a connection begins with `initialize`; since
/// 2026-07-28 each request says by itself which one it is made in (2026-07-28, "Versioning and Compatibility").
enum Revision: String, CaseIterable, Sendable, Comparable {
    case first = "2024-11-05"
    case annotated = "2025-03-26"
    case structured = "2025-06-18"
    case lastWithHandshake = "2025-11-25"
    case stateless = "2026-07-28"

    /// Whether requests carry everything that is needed to answer them.
    var isStateless: Bool { self >= .stateless }

    /// Whether tools have hints about what they do.
    var hasAnnotations: Bool { self >= .annotated }

    /// Whether tools have titles and answer JSON whose schema is known.
    var hasStructure: Bool { self >= .structured }

    static func < (a: Revision, b: Revision) -> Bool { a.rawValue < b.rawValue }

    /// Every one, the newest first.
    static var names: [String] { allCases.reversed().map(\.rawValue) }

    /// What is agreed on with a client that begins with `initialize` and wants this one: the same, or the last of its kind.
    init(agreeingOn wanted: String) {
        let known = Revision(rawValue: wanted)
        self = known.flatMap { $0.isStateless ? nil : $0 } ?? .lastWithHandshake
    }

    /// The revision that a request says it is made in, or nil where it says nothing.
    init?(stating params: JSONValue?) throws(RPCError) {
        let meta = params?["_meta"]
        guard let stated = meta?[Self.versionKey] else { return nil }
        guard let text = stated.string else {
            throw RPCError(
                .invalidParameters, "\(Self.versionKey) is a string; this is \(stated.kind.phrase).",
                parameter: "/_meta/\(Self.pointer(Self.versionKey))")
        }
        guard let revision = Revision(rawValue: text), revision.isStateless else { throw .unsupported(text) }
        guard meta?[Self.capabilitiesKey]?.kind == .object else {
            throw RPCError(
                .invalidParameters, "_meta has no \(Self.capabilitiesKey), an object.",
                parameter: "/_meta/\(Self.pointer(Self.capabilitiesKey))")
        }
        self = revision
    }

    static let versionKey: StaticString = "io.modelcontextprotocol/protocolVersion"
    static let capabilitiesKey: StaticString = "io.modelcontextprotocol/clientCapabilities"

    private static func pointer(_ name: StaticString) -> String { JSONPointer.escape(Array(name.description.utf8)) }
}

extension RPCError {
    /// What answers a request that says nothing of its revision, where none was agreed on.
    static let noRevision = RPCError(
        .invalidParameters,
        "The request says nothing of its revision: _meta needs \(Revision.versionKey) and \(Revision.capabilitiesKey).",
        parameter: "/_meta",
        hint: "Or begin with initialize, for \(Revision.lastWithHandshake.rawValue) and before.")

    /// What answers a request in a revision that is not served.
    fileprivate static func unsupported(_ requested: String) -> RPCError {
        var error = RPCError(
            .revisionUnsupported, "This revision is not served.", parameter: "/_meta",
            hint: "supported lists those that are.")
        error.versions = (VisibleText.shorten(requested, to: 40), Revision.names)
        return error
    }
}
