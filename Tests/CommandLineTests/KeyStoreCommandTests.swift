import Testing

/// Keys of the store as a person at a shell has them.
struct KeyStoreCommandTests {
    private static let setting = """
        umask 077; export XDG_STATE_HOME="$PWD" STORE_PASSWORD="correct horse"
        head -c 32 /dev/urandom > store.key; printf 'correct horse\\n' > password
        put() { jwtls keys put --set api --generate '{"alg":"ES256"}' "$@"; }
        """

    private func check(
        _ script: String, gives status: Int32, output: String? = nil, errors: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        try CommandLineRun.check("\(Self.setting)\n\(script)", gives: status, output: output, errors: errors, location)
    }

    @Test(arguments: [
        "--store-key store.key", "--store-password-file password", "--store-password-env STORE_PASSWORD",
        "--store-key=store.key", "--store-password-file=password",
    ])
    func `a key is put, signs, verifies, is rotated and published`(protection: String) throws {
        try check(
            """
            set -e; put \(protection) | grep -q '"state":"current"'
            token=$(jwtls sign --key-ref api --claims '{"sub":"alice"}' --expires-in 1h \(protection))
            jwtls verify "$token" --key-ref api > /dev/null
            jwtls keys rotate --set api \(protection) | grep -q '"previous":\\[{"kid"'
            jwtls verify "$token" --key-ref api > /dev/null
            jwtls keys jwks --set api > published.jwks
            jwtls verify "$token" --key published.jwks | jq -r .claims.sub
            """, gives: 0, output: "alice")
    }

    @Test(arguments: [
        ("", "--store-password-file FILE"),
        ("--store-key nothing", "There is no file nothing"),
        ("--store-key open.key", "chmod 600 open.key"),
        ("--store-key short.key", "The store's key"),
        ("--store-key public.jwk", "is one secret key that encrypts"),
        ("--store-password-env NOTHING", "The variable NOTHING is not set"),
        ("--store-password-file empty", "has 1 to 1024 bytes"),
    ])
    func `what does not protect a key is told, and no key is kept`(protection: String, message: String) throws {
        let preparation = """
            : > empty; echo short > short.key; cp store.key open.key; chmod 644 open.key
            jwtls keygen --alg ES256 | jwtls key convert --to jwk --public > public.jwk
            """
        try check("\(preparation)\nput \(protection)", gives: 3, errors: message)
        try check("\(preparation)\nput \(protection) 2> /dev/null; jwtls keys list", gives: 0, output: #"{"keys":[]}"#)
    }

    @Test(arguments: [
        "--store-key store.key --store-password-file password", "--store-key -", "--store-key ''",
        "--store-key store.key --store-key store.key --store-password-env STORE_PASSWORD",
    ])
    func `one thing protects keys, and has a name`(protection: String) throws {
        try check("put \(protection)", gives: 2)
        try check("jwtls --store memory: \(protection) < /dev/null", gives: 2)
    }

    @Test func `a wrong password opens nothing and damages nothing`() throws {
        try check(
            """
            put --store-password-file password > /dev/null; echo wrong > wrong
            jwtls sign --key-ref api --claims '{}' --store-password-file wrong; echo "status $?"
            jwtls sign --key-ref api --claims '{}' --store-password-file password --json | jq -r .alg
            """, gives: 0, output: "status 3\nES256", errors: "does not open")
    }

    @Test func `people see which key signs, which comes, and until when`() throws {
        try check(
            """
            put --kid one --store-key store.key > /dev/null; now=$(date +%s)
            jwtls keys rotate --pretty --set api --kid two --publish-before 1d --store-key store.key | grep -q 'activates *two'
            jwtls keys list --pretty | grep 'one *current ES256' && jwtls keys list --pretty | grep 'two *next ES256 *from 2'
            jwtls keys rotate --pretty --set api --dry-run --grace 0 | grep 'revoked *one'
            """, gives: 0, output: "one")
    }

    @Test func `nothing of a key or a password is readable in the store`() throws {
        try check(
            """
            put --store-password-file password > /dev/null
            kid=$(jwtls keys get --set api | jq -r .kid)
            jwtls keys get --set api --kid "$kid" --export --store-password-file password | jq -r .key.jwk.d > d
            ! grep -a -q -F -f d jwtls/store.sqlite*; grep -a -c "correct horse" jwtls/store.sqlite | grep -x 0
            """, gives: 0)
    }
}
