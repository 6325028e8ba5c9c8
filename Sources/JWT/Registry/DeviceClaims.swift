import JOSE

extension RegisteredClaim {
    /// What devices attest of their hardware and software, and what constrained devices are told.
    static let deviceClaims: [RegisteredClaim] = [
        RegisteredClaim(
            "eat_nonce", "Nonce", .stringOrStringArray, .rfc(9711, "4.1"),
            "The values that the verifier sent, which show that the attestation is fresh."),
        RegisteredClaim(
            "ueid", "Universal Entity ID", .string, .rfc(9711, "4.2.1"),
            "The one permanent name of the device, base64url."),
        RegisteredClaim(
            "sueids", "Semipermanent UEIDs", .object, .rfc(9711, "4.2.2"),
            "Names of the device that may change during its life, by label."),
        RegisteredClaim(
            "oemid", "Hardware OEM ID", .any, .rfc(9711, "4.2.3"),
            "Who made the hardware."),
        RegisteredClaim(
            "hwmodel", "Hardware Model", .string, .rfc(9711, "4.2.4"),
            "The model of the hardware, base64url."),
        RegisteredClaim(
            "hwversion", "Hardware Version", .array, .rfc(9711, "4.2.5"),
            "The version of the hardware and how such versions are written."),
        RegisteredClaim(
            "swname", "Software Name", .string, .rfc(9711, "4.2.6"),
            "The name of the running software."),
        RegisteredClaim(
            "swversion", "Software Version", .array, .rfc(9711, "4.2.7"),
            "The version of the running software and how such versions are written."),
        RegisteredClaim(
            "oemboot", "OEM Authorized Boot", .boolean, .rfc(9711, "4.2.8"),
            "Whether the device booted software that its maker authorized."),
        RegisteredClaim(
            "dbgstat", "Debug Status", .string, .rfc(9711, "4.2.9"),
            "Whether debugging is possible, and since when and for whom it is not."),
        RegisteredClaim(
            "location", "Location", .object, .rfc(9711, "4.2.10"),
            "Where on earth the device is."),
        RegisteredClaim(
            "uptime", "Uptime", .integer, .rfc(9711, "4.2.11"),
            "For how many seconds the device has been running."),
        RegisteredClaim(
            "bootcount", "Boot Count", .integer, .rfc(9711, "4.2.12"),
            "How many times the device has been started."),
        RegisteredClaim(
            "bootseed", "Boot Seed", .string, .rfc(9711, "4.2.13"),
            "A random value made at each start, which tells the starts apart, base64url."),
        RegisteredClaim(
            "dloas", "Digital Letters of Approval", .array, .rfc(9711, "4.2.14"),
            "Where the certifications of the device can be found."),
        RegisteredClaim(
            "manifests", "Software Manifests", .array, .rfc(9711, "4.2.15"),
            "Descriptions of the software that is installed."),
        RegisteredClaim(
            "measurements", "Measurements", .array, .rfc(9711, "4.2.16"),
            "What was measured of the software and memory of the device."),
        RegisteredClaim(
            "measres", "Measurement Results", .array, .rfc(9711, "4.2.17"),
            "How what was measured compares with the reference values."),
        RegisteredClaim(
            "submods", "Submodules", .object, .rfc(9711, "4.2.18"),
            "The same claims for parts of the device, by name."),
        RegisteredClaim(
            "eat_profile", "EAT Profile", .stringOrURI, .rfc(9711, "4.3.2"),
            "The profile that the attestation keeps to."),
        RegisteredClaim(
            "intuse", "Intended Use", .string, .rfc(9711, "4.3.3"),
            "What the attestation is meant to be used for."),
        RegisteredClaim(
            "cmw", "Conceptual Message Wrapper", .any, .rfc(9999, "3.1"),
            "An attestation message of any format, wrapped with its media type."),
        RegisteredClaim(
            "ace_profile", "ACE Profile", .any, .rfc(9200, "5.10"),
            "How a constrained device uses the token."),
        RegisteredClaim(
            "cnonce", "Client Nonce", .string, .rfc(9200, "5.10"),
            "The value that a device without a clock sent, which shows that the token is fresh."),
        RegisteredClaim(
            "exi", "Expires In", .integer, .rfc(9200, "5.10.3"),
            "For how many seconds the token is good once a device without a clock first sees it."),
    ]
}
