/// What can be wrong with disclosures, with the digests that they are found by, and with the binding to a holder's key.
extension FindingCode {
    package static let disclosureMalformed = FindingCode(
        "disclosure.malformed", .error, "A disclosure is no base64url of an array of a salt, a name and a value.",
        "RFC 9901 §4.2")
    package static let disclosureUnreferenced = FindingCode(
        "disclosure.unreferenced", .error, "No digest in the token is that of a disclosure.", "RFC 9901 §7.1")
    package static let disclosureRepeated = FindingCode(
        "disclosure.repeated", .error, "The same disclosure stands twice.", "RFC 9901 §7.1")
    package static let disclosureWrongForm = FindingCode(
        "disclosure.wrong_form", .error,
        "A disclosure of a member stands for an element of an array, or the other way round.", "RFC 9901 §7.1")
    package static let disclosureNameTaken = FindingCode(
        "disclosure.name_taken", .error, "A disclosure has the name of a member that is there already.",
        "RFC 9901 §7.1")
    package static let disclosureNameReserved = FindingCode(
        "disclosure.name_reserved", .error, "A disclosure has a name that is kept for digests.", "RFC 9901 §7.1")
    package static let digestMalformed = FindingCode(
        "disclosure.digest_malformed", .error, "A member that is kept for digests holds something else.",
        "RFC 9901 §4.2.4")
    package static let digestRepeated = FindingCode(
        "disclosure.digest_repeated", .error, "The same digest stands twice.", "RFC 9901 §7.1")
    package static let disclosureHash = FindingCode(
        "disclosure.hash_unsupported", .error, "The digests are made by a function that is not done here.",
        "RFC 9901 §4.1.1")

    package static let keyBindingMissing = FindingCode(
        "key_binding.missing", .error, "Nobody shows that the token is his who presents it.", "RFC 9901 §7.3")
    package static let keyBindingMismatch = FindingCode(
        "key_binding.mismatch", .error, "The key binding is of another presentation.", "RFC 9901 §4.3.1")
    package static let holderKey = FindingCode(
        "key_binding.holder_key", .error, "The token names no key that its holder could be known by.",
        "RFC 9901 §4.1.2")
    package static let keyBindingUnasked = FindingCode(
        "key_binding.unasked", .warning,
        "The key binding holds, and was not compared with an audience and a nonce: it may be a replay.",
        "RFC 9901 §7.3")

    static let disclosureRows = [
        disclosureMalformed, disclosureUnreferenced, disclosureRepeated, disclosureWrongForm, disclosureNameTaken,
        disclosureNameReserved, digestMalformed, digestRepeated, disclosureHash, keyBindingMissing, keyBindingMismatch,
        holderKey, keyBindingUnasked,
    ]
}
