import JSON
import Methods
import RPC

/// What protects the secret keys of the store, as it is named at start: a password in a file or a variable, or a key's file.
struct StoreProtection {
    /// One way to name it.
    enum Way: CaseIterable, Sendable {
        case passwordFile, passwordVariable, keyFile

        /// The option's name.
        var option: StaticString {
            switch self {
            case .passwordFile: "store-password-file"
            case .passwordVariable: "store-password-env"
            case .keyFile: "store-key"
            }
        }

        /// What the option does.
        var summary: StaticString {
            switch self {
            case .passwordFile: "The file whose first line is the password of secret keys in the store."
            case .passwordVariable: "The variable that holds that password; it is taken out of the environment."
            case .keyFile:
                "The file with the key of secret keys in the store instead: 32 octets, or a JWK that encrypts."
            }
        }

        /// The word for the option's value.
        var value: StaticString { self == .passwordVariable ? "name" : "file" }
    }

    private var way: Way?
    private var place = ""

    /// Takes up one of the options; false where one was there before, or nothing is named.
    mutating func take(_ way: Way, _ place: String) -> Bool {
        // Standard input is the service's own.
        guard self.way == nil, !place.isEmpty, place != "-" else { return false }
        (self.way, self.place) = (way, place)
        return true
    }

    /// What protects the keys; nil where nothing was named. It is read now, and the work on a password waits for its first use.
    func secret() throws(CommandFailure) -> StoreSecret? {
        guard let way else { return nil }
        var files = CommandFiles()
        var bytes: [UInt8]
        switch way {
        case .passwordVariable: bytes = try files.variable(place)
        case .passwordFile, .keyFile:
            let content = try files.read(place, for: "--\(way.option)")
            bytes = content.bytes
            guard content.isPrivate else {
                bytes.wipe()
                throw .input(
                    "Others can read \(place), which protects the keys of the store.", hint: "chmod 600 \(place)")
            }
        }
        defer { bytes.wipe() }
        do throws(RPCError) {
            if way == .keyFile { return try StoreSecret(key: &bytes) }
            var password = way == .passwordFile ? bytes.firstLine : bytes
            return try StoreSecret(password: &password)
        } catch {
            throw CommandFailure(error, at: way == .passwordVariable ? nil : place)
        }
    }
}
