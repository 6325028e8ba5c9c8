/// How much an SD-JWT may ask of whoever reads it; everything is found by its digest, so that the work is linear.
package enum DisclosureLimits {
    /// Disclosures of one token.
    package static let disclosures = 1000
    /// Digests in one token and in its disclosures, decoys among them.
    package static let digests = 10_000
    /// Disclosures inside each other.
    package static let depth = 16
    /// Faults that are told of one token; there may be more.
    static let faults = 64
    /// Bytes of all pointers to what is disclosed; pointers beyond are left out.
    static let pointerBytes = 1 << 20
}
