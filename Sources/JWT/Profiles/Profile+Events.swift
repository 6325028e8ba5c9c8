/// Tokens that tell of something that happened, or of what has become of other tokens.
extension Profile {
    /// A status list.
    package static let statusList = Profile(
        "statuslist", "A list that says which of many tokens are revoked or suspended.", "Token Status List §5.1",
        types: ["statuslist+jwt"], isTyped: true, required: ["sub", "iat", "status_list"],
        isTimeless: true,
        rules: [{ checks, _ in checks.checkStatusList() }])

    static let events: [Profile] = [
        Profile(
            "secevent", "A message that something happened to a subject.", "RFC 8417 §2.2",
            types: ["secevent+jwt", "JWT"],
            needs: ["issuer"], required: ["iss", "iat", "jti", "events"],
            claimTypes: [("txn", .string), ("toe", .number), ("sub_id", .object)],
            isTimeless: true),
        statusList,
    ]
}
