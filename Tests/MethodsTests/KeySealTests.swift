import JSON
import Launching
import Methods
import Testing

/// Public keys in a file that others may write, who do not know what the process was started with.
struct KeySealTests {
    private let folder: ScratchFolder
    private let client: KeyStoreClient

    init() throws {
        folder = try ScratchFolder()
        client = KeyStoreClient(file: folder.file)
    }

    private func put(_ client: KeyStoreClient, key: String = SampleKey.p256) throws {
        let service = client.service()
        try service.result("keys/put", #"{"set":"api","kid":"a","key":\#(jwk(try publicJWK(key)))}"#)
        try service.result("keys/put", #"{"set":"partner","jwks":{"keys":[\#(try publicJWK(key))]},"maxAge":"1h"}"#)
    }

    private func token(by key: String = SampleKey.p256) throws -> String {
        try forged(#"{"alg":"ES256"}"#, #"{"sub":"alice"}"#, by: "ES256", with: key)
    }

    @Test(arguments: [
        "UPDATE keys SET reached = 1", "UPDATE keys SET verify_until = 5", "UPDATE keys SET activates = 5",
        "UPDATE keys SET place = 9", "UPDATE keys SET created = 5", "UPDATE keys SET alg = x'4553323536'",
        "UPDATE keys SET seal = NULL", "UPDATE keys SET seal = x'00'", "UPDATE keys SET kid = x'62'",
        "UPDATE keys SET secret = public", "DELETE FROM seals",
    ])
    func `a key of which anything was changed verifies nothing, and is not written anew`(sql: String) throws {
        try put(client)
        #expect(try client.service().verdict(try token(), "api").isValid)
        folder.sqlite(sql)
        #expect(try client.service().verdict(try token(), "api").error == "store.corrupt")
        for (method, text) in [
            ("keys/put", #"{"set":"api","kid":"c","generate":{"alg":"ES256"}}"#), ("keys/rotate", #"{"set":"api"}"#),
            ("keys/jwks", #"{"set":"api"}"#), ("keys/remove", #"{"set":"api","kid":"a"}"#),
        ] { #expect(try client.service().error(method, text) == "store.corrupt", "\(method)") }
        try client.service().result("keys/remove", #"{"set":"api","all":true}"#)
        try client.service().result("keys/remove", #"{"set":"partner","all":true}"#)
        try put(client)
        if sql != "DELETE FROM seals" { #expect(try client.service().verdict(try token(), "api").isValid) }
    }

    @Test func `keys of another store are none of this one`() throws {
        try put(client)
        let other = try ScratchFolder()
        try put(KeyStoreClient(file: other.file, secret: KeyStoreClient.secret(2)), key: OtherKey.p256)
        let mine = try token(by: OtherKey.p256)
        folder.sqlite(
            """
            ATTACH '\(other.file)' AS other; DELETE FROM keys; INSERT INTO keys SELECT * FROM other.keys;
            DELETE FROM fetched_keys; INSERT INTO fetched_keys SELECT * FROM other.fetched_keys
            """)
        for set in ["api", "partner"] { #expect(try client.service().verdict(mine, set).error == "store.corrupt") }
        folder.sqlite(
            "ATTACH '\(other.file)' AS other; DELETE FROM seals; INSERT INTO seals SELECT * FROM other.seals")
        for set in ["api", "partner"] { #expect(try client.service().verdict(mine, set).error == "key.password") }
    }

    @Test(arguments: [
        "UPDATE fetched_keys SET until = NULL", "UPDATE fetched_keys SET fetched = 5",
        "UPDATE fetched_keys SET seal = NULL", "UPDATE fetched_keys SET content = x'7B226B657973223A5B5D7D'",
    ])
    func `a set that was fetched is as it was put, or nothing, until it is put again`(sql: String) throws {
        try put(client)
        #expect(try client.service().verdict(try token(), "partner").isValid)
        folder.sqlite(sql)
        #expect(try client.service().verdict(try token(), "partner").error == "store.corrupt")
        try client.service().result(
            "keys/put", #"{"set":"partner","jwks":{"keys":[\#(try publicJWK(SampleKey.p256))]}}"#)
        #expect(try client.service().verdict(try token(), "partner").isValid)
    }

    @Test func `without the store's key nothing is sealed, and no seal is looked at`() throws {
        let open = KeyStoreClient(file: folder.file, secret: nil)
        try put(open)
        #expect(try open.service().verdict(try token(), "api").isValid)
        #expect(try client.service().verdict(try token(), "api").error == "store.corrupt")
        for set in ["api", "partner"] {
            try client.service().result("keys/remove", #"{"set":"\#(set)","all":true}"#)
        }
        try put(client)
        for client in [client, open] { #expect(try client.service().verdict(try token(), "api").isValid) }
    }

    @Test func `a seal holds while keys sign, rotate and retire`() throws {
        try client.service().result("keys/put", #"{"set":"own","generate":{"alg":"ES256"}}"#)
        let token = try client.service().token("own", #","expiresIn":"3d""#)
        #expect(try client.service().verdict(token, "own").isValid)
        try client.service().result("keys/rotate", #"{"set":"own"}"#)
        #expect(try client.service().verdict(token, "own").isValid)
        client.seconds = 10
        try client.service().result("keys/rotate", #"{"set":"own","grace":0}"#)
        #expect(try client.service().verdict(try client.service().token("own"), "own").isValid)
    }
}
