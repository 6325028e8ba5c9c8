package import JSON
package import JWT
package import RPC

/// What the editor's part sees of the world. Nothing else reaches it.
package protocol EditorWorld: Sendable {
    /// The instant that it is.
    func now() -> NumericDate

    /// Answers a call of a token method: its name, and what writes its parameters. What a key in them may name is what
    /// requests may name.
    func call(_ method: StaticString, _ params: (inout JSONWriter) -> Void) throws(RPCError) -> JSONDocument

    /// What a file below a folder holds; nil where there is none. No link is followed.
    func file(_ path: String, below folder: String) throws(RPCError) -> [UInt8]?

    /// Whether a file is one that its repository keeps, so that others get it.
    func isTracked(_ path: String) -> Bool

    /// Ends the service when this process ends, if it started us, itself or through others.
    func watch(process: Int32)

    /// Has the body called at an instant, and at no other that was asked for before; nil is never.
    func wake(at instant: NumericDate?, _ body: @escaping @Sendable () -> Void)
}
