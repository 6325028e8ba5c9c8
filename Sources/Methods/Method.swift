package import JSON
package import RPC

/// One thing that a client can ask for: what it is, and how it is done.
package struct Method: Sendable {
    /// Its name, parameters and documentation.
    package let description: MethodDescription
    let run: @Sendable (Call, Bench, inout JSONWriter) throws(RPCError) -> Void
    /// Does it again about another subject, with what the bench prepared for the call before; false where it did not.
    let runAgain: @Sendable (Repetition, Bench, inout JSONWriter) -> Bool

    /// A method that writes its result, or throws what stands in its place.
    init(
        _ description: MethodDescription,
        again: @escaping @Sendable (Repetition, Bench, inout JSONWriter) -> Bool = { _, _, _ in false },
        run: @escaping @Sendable (Call, Bench, inout JSONWriter) throws(RPCError) -> Void
    ) {
        self.description = description
        self.run = run
        runAgain = again
    }
}

/// Answers calls of the methods in the list.
package final class MethodResponder: Responder {
    private let bench: Bench
    private var lastRepeated: Method?

    /// A responder for one thread.
    package init(_ surroundings: Surroundings) {
        bench = Bench(surroundings)
    }

    package func respond(to repetition: Repetition, into writer: inout JSONWriter) -> Bool {
        let description = repetition.template.method
        if lastRepeated?.description !== description {
            lastRepeated = Methods.all.first { $0.description === description }
        }
        guard let method = lastRepeated, method.runAgain(repetition, bench, &writer) else { return false }
        bench.surroundings.statistics.count(description, by: 1)
        return true
    }

    package func respond(to call: Call, into writer: inout JSONWriter) throws(RPCError) {
        for method in Methods.all where method.description === call.method {
            do throws(RPCError) {
                bench.surroundings.statistics.count(call.method, by: 1)
                return try method.run(call, bench, &writer)
            } catch {
                // A call that is put off is counted when it is made again.
                if error.isDeferral { bench.surroundings.statistics.count(call.method, by: -1) }
                throw error
            }
        }
        throw RPCError(.methodNotFound, "There is no method \(call.method.name).")
    }
}
