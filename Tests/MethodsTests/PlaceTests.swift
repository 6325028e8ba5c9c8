import JSON
import JWT
import Methods
import RPC
import Testing

/// Where a message stands among those that were read with it means nothing: the places that its answer names count from
/// its own first byte.
struct PlaceTests {
    @Test(arguments: [
        #"{"key":{"jwk":{"kty":"OKP","crv":"P-256","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}"#,
        #"{"key":{"jwk":{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfV+_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}}"#,
        #"{"key":{"jwk":{"kty":"oct","k":"AAAA","k":"AAAA"}}}"#, #"{"key":{"jwk":7}}"#, #"{"key":{"jwks":7}}"#,
        #"{"key":{"jwks":{}}}"#, #"{"key":{"jwks":{"keys":7}}}"#, #"{"key":{"jwks":{"keys":[],"keys":[]}}}"#,
        #"{"key":{"jwks":{"keys":[{"kty":"oct","k":"AAAA","k":"AAAA"}]}}}"#, #"{"key":{"pem":"-----BEGIN "}}"#,
        #"{"keys":7}"#, #"{"key":7}"#, #"{"key":{"secret":"+","encoding":"base64url"}}"#, #"{"key":{}"#,
    ])
    func `a key is refused at the same byte, whatever was read before it`(parameters: String) {
        check("key/inspect", parameters)
    }

    @Test(arguments: [
        #"{"key":\#(jwk(SampleKey.secret)),"claims":{},"expiresIn":"-1m"}"#,
        #"{"key":\#(jwk(SampleKey.secret)),"claims":{"a":1,"a":2}}"#,
        #"{"key":\#(jwk(SampleKey.secret)),"payload":"+"}"#, #"{"key":\#(jwk(SampleKey.secret)),"claims":[]}"#,
        #"{"key":\#(jwk(SampleKey.secret)),"claims":{},"header":{"alg":1}}"#,
    ])
    func `what is to be signed is refused at the same byte, whatever was read before it`(parameters: String) {
        check("sign", parameters)
    }

    private func check(_ method: String, _ parameters: String) {
        let message = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(parameters)}"# + "\n"
        let before = #"{"jsonrpc":"2.0","id":0,"method":"server/stats","params":{}}"# + "\n"
        let alone = answers(message)
        #expect(alone.count == 1)
        #expect(answers(before + message).last == alone.last)
    }

    private func answers(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let responder = MethodResponder(Surroundings(clock: { NumericDate(seconds: Service.now) }))
        let session = Session(methods: Methods.descriptions, framing: .lines)
        var buffer = AnswerBuffer(framing: .lines, limits: RPCLimits())
        while case .jobs(let jobs) = session.next(in: bytes, isEnd: true) {
            for job in jobs { _ = buffer.answer(job, by: responder, lane: .slow) }
            session.release()
        }
        return String(decoding: buffer.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
