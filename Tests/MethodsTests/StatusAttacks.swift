import Compression

/// Tokens whose status stands in a list, and lists that say nothing that may be believed (Token Status List).
extension Attack {
    private static let unknown = "status.unknown"

    private static func list(_ claims: ProfileClaims = .statusList, with key: String = SampleKey.secret) throws
        -> String
    {
        try forged(#"{"alg":"HS256","typ":"statuslist+jwt"}"#, claims.json, with: key)
    }

    private static func row(
        _ id: String, _ code: String?, at index: String, _ address: String = "https://as.example/list",
        lists: @autoclosure () throws -> [String] = [try list()]
    ) -> Attack {
        let given: Parameters
        do {
            given = ["statusList": "[\(try lists().map(quoted).joined(separator: ","))]"]
        } catch {
            given = ["statusList": "0"]
        }
        return Attack(id, code.map { .refused($0) } ?? .valid, given) {
            try forged(
                #"{"alg":"HS256"}"#,
                #"{"status":{"status_list":{"idx":\#(index),"uri":"\#(address)"}}}"#)
        }
    }

    private static let unsignedList = unsigned(#"{"alg":"none","typ":"statuslist+jwt"}"#)

    static let statuses: [Attack] = [
        row("TYP-15 valid", nil, at: "2"),
        row(
            "TYP-15 the second of two lists", nil, at: "2",
            lists: [
                try list(ProfileClaims.statusList.with("sub", #""https://other.example/""#)), try list(),
            ]),
        row("TYP-15 revoked", "status.invalid", at: "0"),
        row("TYP-15 suspended", "status.suspended", at: "1"),
        row("TYP-15 the issuer's own", "status.application_specific", at: "3"),
        row("TYP-15 beyond the list", unknown, at: "12"),
        row("TYP-15 far beyond the list", unknown, at: "9223372036854775807"),
        row("TYP-15 below zero", "claim.wrong_type", at: "-1"),
        row("TYP-15 no number", "claim.wrong_type", at: quoted("2")),
        row("TYP-15 a fraction", "claim.wrong_type", at: "2.5"),
        row("TYP-15 another list", unknown, at: "2", "https://as.example/other"),
        row("TYP-15 a list of another key", unknown, at: "2", lists: [try list(with: OtherKey.secret)]),
        row("TYP-15 a list that is not signed", unknown, at: "2", lists: [unsignedList]),
        row("TYP-15 a list that is no token", unknown, at: "2", lists: ["x"]),
        row(
            "TYP-15 a list that has expired", unknown, at: "2",
            lists: [
                try list(ProfileClaims.statusList.with("exp", "1"))
            ]),
        row(
            "TYP-15 a list of three bits", unknown, at: "2",
            lists: [
                try list(ProfileClaims.statusList.with("status_list", #"{"bits":3,"lst":"eNo76fITAAPfAgc"}"#))
            ]),
        row(
            "TYP-15 a list that expands without end", unknown, at: "2",
            lists: [
                try list(ProfileClaims.statusList.with("status_list", bomb))
            ]),
        row(
            "TYP-15 a token with the list's subject", unknown, at: "2",
            lists: [
                try forged(#"{"alg":"HS256"}"#, ProfileClaims.statusList.json)
            ]),
        Attack("TYP-15 no status", .refused("status.missing"), ["statusList": quoted((try? list()) ?? "")]) {
            try forged()
        },
        Attack(
            "TYP-15 a list that is past its time", .found("status.list_stale"),
            ["statusList": quoted((try? list(ProfileClaims.statusList.with("ttl", "5"))) ?? "")]
        ) {
            try forged(#"{"alg":"HS256"}"#, #"{"status":{"status_list":{"idx":2,"uri":"https://as.example/list"}}}"#)
        },
        Attack("TYP-15 keys of lists without a list", .error("params.invalid"), ["statusKey": jwk(SampleKey.secret)]) {
            try forged()
        },
    ]

    /// Five million octets in a few thousand.
    private static let bomb: String = {
        let content = [UInt8](repeating: 0, count: 5 << 20)
        let stream = (try? ZlibStream.compress(content.span)) ?? []
        return #"{"bits":1,"lst":"\#(encode(stream))"}"#
    }()
}
