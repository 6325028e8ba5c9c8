/// The kind of JSON value that a specification asks of a registered member; the raw value is its name for people.
package enum ExpectedType: String, Sendable, Hashable, CaseIterable {
    /// Seconds since 1970-01-01T00:00:00Z, fractions allowed (RFC 7519 §2).
    case numericDate = "NumericDate"
    /// A string; where it contains a colon it has to be a URI (RFC 7519 §2).
    case stringOrURI = "StringOrURI"
    /// Any string.
    case string = "string"
    /// One string, or an array of strings, as in `aud`.
    case stringOrStringArray = "string or array of strings"
    /// `true` or `false`.
    case boolean = "boolean"
    /// A number without a fraction.
    case integer = "integer"
    /// A JSON object.
    case object = "object"
    /// A JSON array.
    case array = "array"
    /// Several kinds are allowed, or the specification leaves the kind open.
    case any = "any"
}
