package import JOSE
import JSON
package import JWT
package import RPC
package import Store

/// What methods see of the world: the clock, the limits, the files that they may read. Nothing else reaches them.
package final class Surroundings: Sendable {
    /// The version of jwtls, for example `0.1.0`.
    package static let version = "0.1.0"

    /// The instant that it is; read once a request.
    package let clock: @Sendable () -> NumericDate
    /// Random octets that nobody can guess.
    package let random: @Sendable (Int) throws(RPCError) -> [UInt8]
    /// What bounds a connection.
    package let limits: RPCLimits
    /// What bounds what is served beside the methods.
    package let otherLimits: [LimitRow]
    /// What bounds a token.
    package let tokenLimits = TokenLimits()
    /// What was answered since the start.
    package let statistics = Statistics()
    /// Keys that were given before.
    let keyCache = KeyCache(capacity: 1024)
    /// Tokens that wait for a signature from elsewhere.
    let preparedSignatures = PreparedSignatures()
    /// How many tokens whose signature held each thread remembers.
    package let rememberedTokens: Int
    /// What is kept from one call to the next.
    package let store: Store
    /// Secret keys of the store, and what opens them.
    let keyVault: KeyVault
    /// Sets of keys of the store that were read.
    let storedKeys: StoredKeySets
    /// Status lists that the store keeps.
    let statusLists: KeptStatusLists
    /// Policies that have a name.
    let policies: Policies
    private let files: any FileReading
    private let configuration: any ConfigurationReading

    /// Surroundings with this clock, these random octets and these files.
    package init(
        clock: @escaping @Sendable () -> NumericDate,
        random: @escaping @Sendable (Int) throws(RPCError) -> [UInt8] = { count throws(RPCError) in
            try Surroundings.randomOctets(count)
        },
        files: any FileReading = NoFiles(), configuration: any ConfigurationReading = NoConfiguration(),
        limits: RPCLimits = RPCLimits(), otherLimits: [LimitRow] = [], rememberedTokens: Int = 0,
        store: Store = Store(.none) { 0 },
        storeSecret: StoreSecret? = nil
    ) {
        self.store = store
        keyVault = KeyVault(storeSecret)
        storedKeys = StoredKeySets(store, keyVault)
        statusLists = KeptStatusLists(store)
        self.configuration = configuration
        policies = Policies(configuration, store)
        self.rememberedTokens = rememberedTokens
        self.clock = clock
        self.random = random
        self.files = files
        self.limits = limits
        self.otherLimits = otherLimits
    }

    /// Who reads what is named: by a request, or by the configuration file.
    func files(isConfigured: Bool) -> any FileReading { isConfigured ? configuration : files }

    /// Starts the cryptographic library before anything else in the process can, which would read configuration files.
    package static func startCryptography() { CryptographicLibrary.start() }

    /// Octets from the cryptographic library's generator.
    package static func randomOctets(_ count: Int) throws(RPCError) -> [UInt8] {
        do throws(KeyFault) {
            return try CryptographicLibrary.random(count)
        } catch {
            throw RPCError(.internalError, "No random octets could be had.")
        }
    }
}

/// Where keys are read from that a request names by a file or a variable.
package protocol FileReading: Sendable {
    /// What a file holds.
    func file(_ path: String) throws(RPCError) -> FileContent
    /// What a variable of the environment holds.
    func variable(_ name: String) throws(RPCError) -> FileContent
    /// Asks whether a secret key may be taken from a file that others can read.
    func judgeOpenFile(_ path: String) throws(RPCError)
}

/// What a file or a variable holds.
package struct FileContent: Sendable {
    /// The bytes.
    package private(set) var bytes: [UInt8]
    /// Whether nobody but the owner can read them.
    package let isPrivate: Bool

    /// Content that was read.
    package init(bytes: [UInt8], isPrivate: Bool) {
        self.bytes = bytes
        self.isPrivate = isPrivate
    }

    /// The bytes were read: a key may stand in them.
    mutating func wipe() { bytes.wipe() }
}

/// No files at all: what a service has unless it was started with some.
package struct NoFiles: FileReading {
    /// Nothing to read.
    package init() {}

    package func file(_ path: String) throws(RPCError) -> FileContent {
        throw RPCError(
            .fileRefused, "Files are not read unless that was allowed at start.",
            hint: "Start jwtls with --allow-file DIRECTORY, or give the key itself.")
    }

    package func variable(_ name: String) throws(RPCError) -> FileContent {
        throw RPCError(
            .fileRefused, "Variables are not read unless that was allowed at start.",
            hint: "Start jwtls with --allow-env NAME, or give the key itself.")
    }

    package func judgeOpenFile(_ path: String) throws(RPCError) {}
}
