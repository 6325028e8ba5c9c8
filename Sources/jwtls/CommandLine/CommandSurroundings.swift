import ArgumentParser
import Methods

/// What a command's process reads and keeps beside its parameters: the options that every command has, and the service too.
struct CommandSurroundings {
    /// The configuration file, where one is named.
    private(set) var configuration: String?
    /// Where the store is, where that is said.
    private(set) var store: String?
    /// What protects secret keys in it.
    private(set) var storeProtection = StoreProtection()

    /// Takes up an option that is one of these; nil where it is none, false where its value does not fit.
    mutating func take(_ name: String, _ value: () -> String?) -> Bool? {
        switch name {
        case ServiceOptions.configuration.description:
            guard configuration == nil, let path = value() else { return false }
            configuration = path
        case ServiceOptions.store.description:
            guard store == nil, let place = value(), StorePlace.location(place) != nil else { return false }
            store = place
        default:
            guard let way = StoreProtection.Way.allCases.first(where: { $0.option.description == name }) else {
                return nil
            }
            guard let place = value() else { return false }
            return storeProtection.take(way, place)
        }
        return true
    }

    /// The surroundings of the method that is called.
    func surroundings() throws(CommandFailure) -> Surroundings {
        Surroundings(
            clock: SystemClock.now, configuration: ConfigurationFile(named: configuration),
            store: try StorePlace.store(store), storeSecret: try storeProtection.secret())
    }
}

/// The same options, as the parser sees them.
struct SurroundingsOptions: ParsableArguments {
    @Option(
        name: .customLong("config"), help: ArgumentHelp("\(ServiceOptions.configurationSummary)", valueName: "file"),
        completion: .file())
    var configuration: String?
    @Option(
        name: .customLong("store"), help: ArgumentHelp("\(ServiceOptions.storeSummary)", valueName: "place"),
        completion: .file())
    var store: String?
    @Option(
        name: .customLong("store-password-file"),
        help: ArgumentHelp("\(StoreProtection.Way.passwordFile.summary)", valueName: "file"), completion: .file())
    var passwordFile: String?
    @Option(
        name: .customLong("store-password-env"),
        help: ArgumentHelp("\(StoreProtection.Way.passwordVariable.summary)", valueName: "name"))
    var passwordVariable: String?
    @Option(
        name: .customLong("store-key"),
        help: ArgumentHelp("\(StoreProtection.Way.keyFile.summary)", valueName: "file"), completion: .file())
    var keyFile: String?

    func validate() throws {
        if let store, StorePlace.location(store) == nil { throw ValidationError("--store takes a place.") }
        let places = [passwordFile, passwordVariable, keyFile].compactMap { $0 }
        guard places.count <= 1, places.allSatisfy({ !$0.isEmpty && $0 != "-" }) else {
            throw ValidationError(
                "One of --store-password-file, --store-password-env and --store-key is given, with a name.")
        }
    }

    /// What they come to.
    var choice: CommandSurroundings {
        var choice = CommandSurroundings()
        let protection: [(StaticString, String?)] = StoreProtection.Way.allCases.map { way in
            switch way {
            case .passwordFile: (way.option, passwordFile)
            case .passwordVariable: (way.option, passwordVariable)
            case .keyFile: (way.option, keyFile)
            }
        }
        for (name, value) in [(ServiceOptions.configuration, configuration), (ServiceOptions.store, store)] + protection
        {
            if let value { _ = choice.take(name.description) { value } }
        }
        return choice
    }
}
