import Launching
import Testing

/// Policies that are put into the store by one process, and count in another.
struct StoredPolicyCommandTests {
    private static let setting = """
        umask 077; export HOME="$PWD" XDG_STATE_HOME="$PWD/state" XDG_CONFIG_HOME="$PWD/config"
        jwtls keygen --alg ES256 > key.jwk; jwtls key convert --to jwk --public < key.jwk > public.jwk
        put() { printf '{"key":{"jwk":%s},"issuer":"%s"}' "$(cat public.jwk)" "$2" > p; jwtls policies put "$1" --policy @p; }
        """

    private func check(
        _ script: String, gives status: Int32, output: String? = nil, errors: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        try CommandLineRun.check("\(Self.setting)\n\(script)", gives: status, output: output, errors: errors, location)
    }

    @Test func `a policy is put, listed, got, used and removed by its name`() throws {
        try check("put api joe", gives: 0, output: #"{"name":"api","created":true}"#)
        try check("put api joe; put api jim", gives: 0, output: #"{"name":"api","created":false}"#)
        try check(
            "put api joe > made; jwtls policies list", gives: 0, output: #"{"name":"api","from":"store","changed":"#)
        try check("put api joe > made; jwtls policies get api --pretty", gives: 0, output: #""joe""#)
        try check(
            "put api joe > made; jwtls sign --key key.jwk --policy api --claims '{}' | jwtls verify --policy api",
            gives: 0,
            output: #""iss":"joe""#)
        try check("put api joe > made; jwtls policies remove api", gives: 0, output: #"{"removed":true}"#)
        try check(
            "put api joe > made; jwtls policies remove api > gone; jwtls verify x --policy api", gives: 3,
            errors: "There is no policy api.")
        try check("put api joe > made; jwtls verify x --policy apo", gives: 3, errors: "Did you mean api?")
        try check("jwtls policies put --policy '{}'", gives: 2, errors: "jwtls policies put needs NAME.")
        try check(
            "jwtls policies put 'a b' --policy '{}'", gives: 2, errors: "The name of a policy has 1 to 64 letters")
        try check("jwtls policies put api --policy '{\"isuer\":\"a\"}'", gives: 2, errors: "Did you mean issuer?")
        try check("jwtls policies put api --policy '{}' --store none", gives: 3, errors: "without a store")
        let server = "jwtls policies put api --policy '{}' --store 'postgresql:///d?host=/nowhere'"
        #if PostgreSQL
            try check(server, gives: 3, errors: "The store's server cannot be reached")
        #else
            try check(server, gives: 2, errors: "swift build --traits PostgreSQL")
        #endif
        try check("jwtls policies put api --policy @key.jwk", gives: 2, errors: "A policy has no member \"kty\".")
    }

    @Test func `a running service sees what another process puts and removes`() throws {
        let script = """
            jwtls sign --key key.jwk --issuer joe --claims '{}' > token; mkfifo in out; jwtls < in > out & exec 3> in 4< out
            ask() {
              printf '{"jsonrpc":"2.0","id":%s,"method":"verify","params":{"token":"%s","policy":"api","checks":"none"}}\\n' "$1" "$(cat token)" >&3
              read -r answer <&4; printf '%s\\n' "$answer" | cut -c1-60
            }
            ask 1; put api joe > made; sleep 0.3; ask 2; ask 3; put api jim > made; ask 4; put api joe > made; ask 5; ask 6
            jwtls policies remove api > gone; ask 7; exec 3>&-; wait
            """
        let outcome = try CommandLineRun.run("\(Self.setting)\n\(script)")
        let seen = outcome.lines.map { line in
            line.contains(#""valid":true"#) ? "true" : line.contains(#""valid":false"#) ? "false" : "error"
        }
        #expect(
            seen == ["error", "true", "true", "false", "true", "true", "error"], "\(outcome.output)\n\(outcome.errors)")
    }

    @Test func `a policy may ask that a token counts once, and a trial uses none up`() throws {
        let script = """
            printf '{"key":{"jwk":%s},"replay":{"scope":"login"}}' "$(cat public.jwk)" > p; jwtls policies put once --policy @p > made
            jwtls sign --key key.jwk --policy once --jti one --expires-in 5m --claims '{}' > token
            jwtls policies test --policy once < token > first && jwtls policies test --policy once < token > second
            jwtls verify --policy once < token > third && jwtls verify --policy once < token
            """
        try check(script, gives: 1, output: "token.replayed")
    }
}
