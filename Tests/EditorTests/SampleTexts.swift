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

    /// A certificate of ours for the same key, which it signed itself.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBKjCB3aADAgECAhBTmpNhUXZ8eZDzEYywQl9hMAUGAytlcDAWMRQwEgYDVQQD
        DAtleGFtcGxlLmNvbTAgFw0yNjExMjQxOTQzNTNaGA8yMTI2MTAzMTE5NDM1Mlow
        FjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wKjAFBgMrZXADIQDXWpgBgrEKt9VL/tPJ
        ZAc6DuFy89qmIyWvAhpo9wdRGqM/MD0wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8E
        BAMCB4AwHQYDVR0OBBYEFAbj/Y/aKbtgq1lVfeYe2wrs2yMRMAUGAytlcANBAGnj
        g5roOzQ+jkGeK4sDBGB5y7CY+cxS5AvYTgXbJHyRGfBVuF5dBp2xkRFOiPOxsgI1
        sPrwo2BtRLiPf2gJ4QI=
        -----END CERTIFICATE-----
        """

    /// An SD-JWT of ours with one claim disclosed, and bound to the key of RFC 8037.
    static let presentation =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6InNkLWp3dCIsImtpZCI6ImFiYyJ9.eyJzdWIiOiJhbGljZSIsImlhdCI6MTc5NTk1MzkwMiwiY25mIjp7I"
        + "mp3ayI6eyJjcnYiOiJFZDI1NTE5Iiwia3R5IjoiT0tQIiwieCI6IjExcVlBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFwaU1scndJYWFQY0hVUm8"
        + "ifX0sIl9zZCI6WyJPQ2RVcGJjcFM3RVRPWmM1eGVRVlBpcFFqOTV4TTVZLVlIRmxxd1IxOGt3Il0sIl9zZF9hbGciOiJzaGEtMjU2In0.Xcn4H"
        + "sn2cLH3fLJ-M7znP21ezhtWLfn2p07Xq03n3-8~WyI5Q2dGU3dVSTVoZWRzWDQ0RGZNOE53IiwiZW1haWwiLCJhfGJgYyJd~eyJhbGciOiJFZD"
        + "I1NTE5IiwidHlwIjoia2Irand0In0.eyJpYXQiOjE3OTU5NTM5MDksImF1ZCI6Imh0dHBzOi8vdi5leGFtcGxlIiwibm9uY2UiOiJuMSIsInNk"
        + "X2hhc2giOiJNcW9UNDdsUlEwSHhoV1dTWXBib25xUlZzLXBzOFJZTHFjREFmMWt4eFZjIn0.KIGbdQA4H29JapD9P9qirFMpagASuamBQldMiu"
        + "29cTCT7zvHeVgVPgnQKRtjRw0Bb6e94I-9r6tUu0qw7VSqAg"

    /// An unverifiable token with this header and these claims.
    static func token(_ header: String = #"{"alg":"HS256"}"#, _ claims: String) -> String {
        let parts = [header, claims].map { part in
            let bytes = Array(part.utf8)
            return String(decoding: Base64URL.encode(bytes.span), as: UTF8.self)
        }
        return "\(parts[0]).\(parts[1]).\(String(repeating: "A", count: 43))"
    }
}
