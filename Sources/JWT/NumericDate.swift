/// A point in time in seconds since 1970-01-01T00:00:00Z, fractions allowed (RFC 7519 §2).
package struct NumericDate: Sendable, Hashable {
    /// Whole seconds, rounded towards the past.
    package var seconds: Int64
    /// What is left of the second, 0 to 999 999 999.
    package var nanoseconds: Int32
}
