/// The claims of a token of each profile that is as it must be, at the instant of the tests, and tokens that differ from it
/// in one claim.
struct ProfileClaims: Sendable {
    private var members: [(name: String, value: String)]

    init(_ members: [(name: String, value: String)]) {
        self.members = members
    }

    /// The same with one claim changed, added, or left out where the value is nil.
    func with(_ name: String, _ value: String?) -> ProfileClaims {
        var others = members.filter { $0.name != name }
        if let value { others.append((name, value)) }
        return ProfileClaims(others)
    }

    var json: String { "{" + members.map { "\(quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}" }

    private static let common = [
        (name: "iss", value: #""https://as.example""#), (name: "aud", value: #""app""#),
        (name: "iat", value: "\(Service.now - 10)"), (name: "exp", value: "\(Service.now + 300)"),
    ]

    static let accessToken = ProfileClaims(
        common + [("sub", #""alice""#), ("client_id", #""web""#), ("jti", #""1""#), ("scope", #""read""#)])
    static let idToken = ProfileClaims(common + [("sub", #""alice""#), ("nonce", #""n-1""#)])
    static let logout = ProfileClaims(
        common + [
            ("sub", #""alice""#), ("jti", #""1""#),
            ("events", #"{"http://schemas.openid.net/event/backchannel-logout":{}}"#),
        ])
    static let assertion = ProfileClaims(common + [("sub", #""https://as.example""#)])
    static let request = ProfileClaims(
        [("iss", #""web""#), ("aud", #""app""#), ("client_id", #""web""#), ("response_type", #""code""#)])
    static let response = ProfileClaims(common + [("code", #""c-1""#), ("state", #""s-1""#)])
    static let event = ProfileClaims([
        ("iss", #""https://as.example""#), ("iat", "\(Service.now - 10)"), ("jti", #""1""#),
        ("events", #"{"urn:example:changed":{"subject":"alice"}}"#),
    ])
    static let proof = ProfileClaims([
        ("jti", #""1""#), ("htm", #""GET""#), ("htu", #""https://api.example/a/b""#), ("iat", "\(Service.now - 10)"),
    ])
    static let statusList = ProfileClaims([
        ("sub", #""https://as.example/list""#), ("iat", "\(Service.now - 10)"),
        ("status_list", #"{"bits":2,"lst":"eNo76fITAAPfAgc"}"#),
    ])
}
