/// Tokens of which their holder discloses what he chooses.
extension Profile {
    static let credentials: [Profile] = [
        Profile(
            "sd-jwt", "A token whose holder chooses which of its claims he discloses.", "RFC 9901 §7.3", types: [],
            takes: ["keyBinding"], required: [], disclosure: .chosen),
        Profile(
            "sd-jwt+kb", "The same, with which its holder shows that it is his, for one verifier.", "RFC 9901 §7.3",
            types: [], needs: ["keyBinding"], takes: ["keyBinding"], required: [], disclosure: .bound),
    ]
}
