import JSON
import JWT
import Methods
import Store
import Synchronization
import Testing

/// A service with a store, whose clock can be moved.
final class KeyStoreClient: Sendable {
    private let clock = Atomic(Service.now)
    private let location: StoreLocation
    private let secret: StoreSecret?

    /// A client of a store in memory, or in this file, under 32 octets, or what else is given.
    init(file: String? = nil, secret: StoreSecret? = KeyStoreClient.secret(1)) {
        location = file.map { .file(path: $0) } ?? .memory
        self.secret = secret
    }

    /// The service, as one process has it.
    func service() -> Service {
        Service(
            Surroundings(
                clock: { [self] in NumericDate(seconds: clock.load(ordering: .relaxed)) },
                store: Store(location) { 0 }, storeSecret: secret))
    }

    /// The instant, behind the one at which the clock began.
    var seconds: Int64 {
        get { clock.load(ordering: .relaxed) - Service.now }
        set { clock.store(Service.now + newValue, ordering: .relaxed) }
    }

    /// A key of 32 octets.
    static func secret(_ octet: UInt8) -> StoreSecret? {
        var key = [UInt8](repeating: octet, count: 32)
        return try? StoreSecret(key: &key)
    }
}

extension Service {
    /// The result of a call that must have one.
    @discardableResult
    func result(
        _ method: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONValue {
        let answer = try call(method, text: text)
        return try #require(answer.result, "\(answer.text)", sourceLocation: sourceLocation)
    }

    /// The word of the error that a call must have.
    func error(_ method: String, _ text: String) throws -> String? { try call(method, text: text).error }

    /// A token that a set's current key signs.
    func token(_ ref: String, _ more: String = "") throws -> String {
        let answer = try result("sign", #"{"key":{"ref":"\#(ref)"},"claims":{"sub":"a"}\#(more)}"#)
        return try #require(answer["token"]?.string)
    }

    /// What a token is under the keys of a set.
    func verdict(_ token: String, _ ref: String) throws -> Answer {
        try call("verify", text: #"{"token":"\#(token)","key":{"ref":"\#(ref)"}}"#)
    }
}

extension JSONValue {
    /// A member that is text.
    subscript(text name: StaticString) -> String? { self[name]?.string }
}
