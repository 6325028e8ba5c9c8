import JOSE
import JWT

/// Texts that tests open: published tokens and keys, and tokens of what a test wants them to say.
enum SampleTexts {
    /// RFC 7515, appendix A.1: `{"typ":"JWT","alg":"HS256"}` with line ends, and claims of the year 2011.
    static let token =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    /// Its key.
    static let key =
        #"{"kty":"oct","kid":"a1","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#
    /// RFC 8037, appendix A.2.
    static let publicKey =
        #"{"kty":"OKP","crv":"Ed25519","kid":"ed","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#

    /// An unverifiable token with this header and these claims.
    static func token(_ header: String = #"{"alg":"HS256"}"#, _ claims: String) -> String {
        let parts = [header, claims].map { part in
            let bytes = Array(part.utf8)
            return String(decoding: Base64URL.encode(bytes.span), as: UTF8.self)
        }
        return "\(parts[0]).\(parts[1]).\(String(repeating: "A", count: 43))"
    }
}
