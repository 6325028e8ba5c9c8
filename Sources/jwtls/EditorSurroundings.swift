import Editor
import Glibc
import JSON
import JWT
import Methods
import RPC

/// What the editor's part sees of the world: the token methods, the clock, and files below the folders that are open.
final class EditorSurroundings: EditorWorld {
    private let surroundings: Surroundings
    /// Who answers calls, one at a time; made when an editor first has one.
    private let responder = Monitor<MethodResponder?>(nil)
    private let alarm = Alarm()

    /// The world as token methods see it.
    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func now() -> NumericDate { surroundings.clock() }

    func call(_ method: StaticString, _ params: (inout JSONWriter) -> Void) throws(RPCError) -> JSONDocument {
        guard let description = Methods.descriptions.first(where: { $0.name.withBytes { $0.equals(method) } }) else {
            throw RPCError(.methodNotFound, "There is no method \(method).")
        }
        var request = JSONWriter()
        params(&request)
        let document = try Self.document(request.bytes)
        request.wipe()
        let arguments = try Arguments(document.root, for: description)
        let call = Call(method: description, arguments: arguments, lane: .slow)
        let result = responder.withLock { [surroundings] known -> Result<[UInt8], RPCError> in
            let responder = known ?? MethodResponder(surroundings)
            known = responder
            var writer = JSONWriter()
            do throws(RPCError) {
                try responder.respond(to: call, into: &writer)
                return .success(writer.bytes)
            } catch {
                return .failure(error)
            }
        }
        document.wipe()
        return try Self.document(try result.get())
    }

    private static func document(_ bytes: [UInt8]) throws(RPCError) -> JSONDocument {
        do throws(JSONFault) {
            return try JSONDocument(bytes)
        } catch {
            throw RPCError(error)
        }
    }

    func file(_ path: String, below folder: String) throws(RPCError) -> [UInt8]? {
        let files: AllowedFiles
        do throws(CommandFailure) {
            files = try AllowedFiles(directories: [folder], variables: [])
        } catch {
            return nil
        }
        do throws(RPCError) {
            return try files.file("\(folder)/\(path)").bytes
        } catch {
            if error.code == .fileUnreadable, unsafe access("\(folder)/\(path)", F_OK) != 0 { return nil }
            throw error
        }
    }

    func isTracked(_ path: String) -> Bool { GitIndex.tracks(path) }

    func watch(process: Int32) { ClientWatch.start(ancestor: process) }

    func wake(at instant: NumericDate?, _ body: @escaping @Sendable () -> Void) {
        let now = now()
        alarm.set(after: instant.map { max(0, $0.seconds(since: now)) + 1 }, body)
    }
}
