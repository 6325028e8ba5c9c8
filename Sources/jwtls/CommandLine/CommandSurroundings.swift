import ArgumentParser
import Methods

/// What a command's process reads and keeps beside its parameters: the options that every command has, and the service too.
struct CommandSurroundings {
    /// The configuration file, where one is named.
    private(set) var configuration: String?
    /// Where the store is, where that is said.
    private(set) var store: String?

    /// Takes up an option that is one of these; nil where it is none, false where its value does not fit.
    mutating func take(_ name: String, _ value: () -> String?) -> Bool? {
        switch name {
        case ServiceOptions.configuration.description:
            guard configuration == nil, let path = value() else { return false }
            configuration = path
        case ServiceOptions.store.description:
            guard store == nil, let place = value(), StorePlace.location(place) != nil else { return false }
            store = place
        default: return nil
        }
        return true
    }

    /// The surroundings of the method that is called.
    var surroundings: Surroundings {
        Surroundings(
            clock: SystemClock.now, configuration: ConfigurationFile(named: configuration),
            store: StorePlace.store(store))
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

    func validate() throws {
        if let store, StorePlace.location(store) == nil { throw ValidationError("--store takes a place.") }
    }

    /// What they come to.
    var choice: CommandSurroundings {
        var choice = CommandSurroundings()
        for (name, value) in [(ServiceOptions.configuration, configuration), (ServiceOptions.store, store)] {
            if let value { _ = choice.take(name.description) { value } }
        }
        return choice
    }
}
