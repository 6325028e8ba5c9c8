import Launching
import Testing

struct KeyCommandTests {
    @Test(arguments: ["ES256", "HS256", "Ed25519", "RS256"])
    func `a key that is made signs, and its public part verifies`(algorithm: String) throws {
        let script = """
            jwtls keygen --alg \(algorithm) > key
            jwtls sign --key key --claims '{"sub":"alice"}' --expires-in 5m | jwtls verify --key key
            """
        let outcome = try CommandLineRun.check(script, gives: 0, output: #""valid":true"#)
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [
        "--format jwk", "--format pem", "--format der", "--format jwk --count 3", "--format der --count 2",
    ])
    func `a file that a key goes into is closed to others`(options: String) throws {
        let script = "umask 022; jwtls keygen --alg ES256 \(options) > key; stat -c %a key"
        try CommandLineRun.check(script, gives: 0, output: "600\n")
    }

    @Test func `a file that a public key goes into stays open`() throws {
        let script = """
            umask 022; jwtls keygen --alg ES256 | jwtls key convert --to spki --public > key; stat -c %a key; head -n 1 key
            """
        try CommandLineRun.check(script, gives: 0, output: "644\n-----BEGIN PUBLIC KEY-----\n")
    }

    @Test(arguments: ["pkcs8 --encoding der", "pkcs8 --encoding pem", "sec1 --encoding der", "jwk", "jwks"])
    func `a key is the same in every form`(form: String) throws {
        let script = """
            jwtls keygen --alg ES256 > a; jwtls key convert a --to \(form) > b
            jwtls key match a b && jwtls key match --a a --b - < b
            """
        try CommandLineRun.check(script, gives: 0, output: #""same":true"#)
    }

    @Test(arguments: ["utf8", "base64url", "base64", "hex"])
    func `a secret goes into a file and comes back`(encoding: String) throws {
        let script = """
            umask 022; printf 'correct horse battery staple' > text; chmod 600 text
            jwtls key convert --secret-file text --secret-encoding utf8 --to jwk > jwk
            jwtls key convert jwk --to raw --encoding \(encoding) > raw; stat -c %a raw
            jwtls key convert --secret-file raw --secret-encoding \(encoding) --to raw --encoding utf8 | cmp - text
            """
        let outcome = try CommandLineRun.check(script, gives: 0, output: "600\n")
        #expect(!outcome.errors.contains("line end"))
        try CommandLineRun.check(
            "printf 00ff > hex; jwtls key convert --secret-file hex --secret-encoding hex --to raw --encoding utf8",
            gives: 3, errors: "not UTF-8")
    }

    @Test(.enabled(if: BuiltProgram.has("openssl")))
    func `DER in a file is DER`() throws {
        let script = """
            jwtls keygen --alg ES256 --format der > key.der; openssl pkey -inform der -in key.der -noout && echo read
            """
        try CommandLineRun.check(script, gives: 0, output: "read")
    }

    @Test(arguments: [
        ("jwtls key match a b", 1), ("jwtls key match a a", 0), ("jwtls key match a", 0), ("jwtls key match", 2),
        ("jwtls key inspect a b", 0), ("jwtls key inspect < a", 0), ("jwtls key inspect --key a b", 0),
        ("jwtls key inspect -", 0), ("jwtls key inspect none", 3), ("jwtls key thumbprint a", 0),
    ])
    func `keys are arguments, options or standard input`(command: String, status: Int32) throws {
        let script = "jwtls keygen --alg ES256 > a; jwtls keygen --alg ES256 > b; { \(command); } < a"
        try CommandLineRun.check(script, gives: status)
    }

    @Test func `a password comes from a file or a variable`() throws {
        let script = """
            echo open sesame > password; chmod 600 password; P='open sesame'; export P
            jwtls keygen --alg ES256 --password-file password > key; head -n 1 key
            jwtls key inspect key --password-env P | grep -o '"encrypted":true'
            jwtls key convert key --password-file password --to pkcs8 --new-password-env P | head -n 1
            """
        let line = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        try CommandLineRun.check(script, gives: 0, output: "\(line)\"encrypted\":true\n\"encrypted\":true\n\(line)")
        try CommandLineRun.check("jwtls keygen --alg ES256 --password x", gives: 2, errors: "--password-file")
    }
}
