import JWT
import Methods
import RPC
import Synchronization
import Testing

/// Key files that a request names are read each time: what is in them now counts.
struct KeyFileTests {
    private final class ChangingFile: FileReading {
        let text = Mutex("")

        func file(_ path: String) throws(RPCError) -> FileContent {
            FileContent(bytes: Array(text.withLock { $0 }.utf8), isPrivate: true)
        }

        func variable(_ name: String) throws(RPCError) -> FileContent { try file(name) }
        func judgeOpenFile(_ path: String) throws(RPCError) {}
    }

    @Test(arguments: ["file", "env"], [0, 64])
    func `a key set that changed in its place is another one for the same call`(form: String, remembered: Int) throws {
        let files = ChangingFile()
        let service = Service(
            Surroundings(
                clock: { NumericDate(seconds: Service.now) }, files: files, rememberedTokens: remembered))
        let token = try forged(#"{"alg":"HS256"}"#, #"{"sub":"a"}"#)
        let parameters: Parameters = ["token": quoted(token), "key": #"{"\#(form)":"keys.jwks"}"#]
        for round in 0..<6 {
            let isOurs = round.isMultiple(of: 2)
            let key = isOurs ? SampleKey.secret : OtherKey.secret
            files.text.withLock { $0 = #"{"keys":[\#(key)]}"# }
            for _ in 0..<2 { #expect(try service.call("verify", parameters).isValid == isOurs, "round \(round)") }
            let signed = try service.call("sign", ["key": parameters["key"] ?? "", "claims": #"{"sub":"a"}"#])
            let check = try service.call(
                "verify", ["token": quoted(signed["token"] ?? ""), "key": jwk(SampleKey.secret)])
            #expect(check.isValid == isOurs, "round \(round)")
        }
    }
}
