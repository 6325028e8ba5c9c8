/// The `openssl` program, as a peer that makes and reads keys.
enum OpenSSLProgram {
    /// What a skipped test says.
    static let absence = "there is no openssl program"

    /// Whether it is there.
    static var isPresent: Bool { path != nil }

    /// What it answers to these arguments and this input; throws where it fails.
    static func run(_ arguments: [String], _ input: [UInt8] = []) throws -> [UInt8] {
        try ProgramRun.run(path, arguments, input)
    }

    /// Whether it knows ML-DSA, as it does from 3.5 on.
    static let hasMLDSA: Bool = {
        do {
            return !(try run(["genpkey", "-algorithm", "ML-DSA-44"])).isEmpty
        } catch {
            return false
        }
    }()

    /// Whether it has the ciphers that are kept in a module of their own.
    static let hasLegacy: Bool = {
        do {
            return !(try run(["enc", "-rc2-40-cbc", "-provider", "legacy", "-K", "00", "-iv", "00"], [1])).isEmpty
        } catch {
            return false
        }
    }()

    /// Whether it knows PBMAC1, as it does from 3.4 on.
    static let hasPBMAC1: Bool = {
        do {
            let key = try run(["genpkey", "-algorithm", "ed25519"])
            return !(try run(["pkcs12", "-export", "-nocerts", "-pbmac1_pbkdf2", "-passout", "pass:a"], key)).isEmpty
        } catch {
            return false
        }
    }()

    private static let path = ProgramRun.path("openssl")
}

/// The `ssh-keygen` program, as a peer that makes and reads keys.
enum SSHKeygenProgram {
    /// What a skipped test says.
    static let absence = "there is no ssh-keygen program"

    /// Whether it is there.
    static var isPresent: Bool { path != nil }

    /// What it answers to these arguments; throws where it fails.
    static func run(_ arguments: [String]) throws -> [UInt8] { try ProgramRun.run(path, arguments, []) }

    private static let path = ProgramRun.path("ssh-keygen")
}
