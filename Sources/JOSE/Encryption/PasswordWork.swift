/// What a password's derivation may ask for: fewer rounds are weak, more are an attack on whoever waits (RFC 7518 §4.8.1).
package enum PasswordWork {
    /// Rounds of PBKDF2 (RFC 7518 §4.8.1.2).
    package static let iterations = 1_000...1_000_000
    /// Rounds that one call spends at most, whatever the recipients and however deep tokens stand in each other.
    package static let iterationsSummed = 2_000_000
    /// Octets of a salt (RFC 7518 §4.8.1.1).
    package static let saltOctets = 8...1024
    /// Octets of the salt of a new token.
    static let usualSaltOctets = 16
}
