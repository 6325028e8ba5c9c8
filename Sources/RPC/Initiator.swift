package import JSON

/// One who has something to say that no request asked for.
package protocol Initiator: Sendable {
    /// The client can be told things from now on.
    func begin(_ messenger: any Messenger)
    /// Everything that came together is answered: it is time to say what followed from it.
    func settle()
}

/// The way to the client for what it did not ask for; any thread may use it.
package protocol Messenger: Sendable {
    /// Sends a notification, or a request where there is an id: its method, and what writes its `params`.
    func send(_ method: StaticString, id: Int?, _ params: (inout JSONWriter) -> Void)
}

extension Messenger {
    /// Sends a notification.
    package func notify(_ method: StaticString, _ params: (inout JSONWriter) -> Void) {
        send(method, id: nil, params)
    }
}
