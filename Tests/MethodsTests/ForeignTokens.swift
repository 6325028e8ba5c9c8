/// Tokens that jwcrypto made with the sample keys: for the algorithms of which no standard prints an example.
extension PrintedToken {
    static let foreign = [
        PrintedToken(
            name: "jwcrypto, PS256",
            token: #"""
                "eyJhbGciOiJQUzI1NiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.vNLKqcctQKjCRDaxkzH5kO8_jgZHc5naFDR6ME7bxSxZ4VjRYYSYNwMlHUHqSmolstnDwDPFRvAzt9x7rpUiiX8ftA8\#
                DkrAMqj-2bJyhlnP-Qz0tZILQ1nWUoogCMi9xXexLzqH4XtkJEM67wMYIe3vGfc1MjXsH5N3q1_PjhBD0TNxW0s25MXm3j8tzL1A\#
                Ozrtnpe8hW9fVr6EDRpyIX3ixL_gELYERe2lQwA3q51wLSJB7Mmt6CO2mIBjJ9g-A6Ga5xx3ekSzKp2wix2kkFchAcwyyMrknp9d\#
                0BB9oDM5HUIpflmNLq5IkslLMzPhUqD9j2M-0LCPLQNZ0iAdxdA"
                """#,
            key: SampleKey.rsa,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, PS384",
            token: #"""
                "eyJhbGciOiJQUzM4NCJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.UzR8c0yjkGO9Rsdg-MK8PYysxjMzZnL8agxA2BAL8RjZmabz944oLBYgUefWyyRBwETOg3cknpXo3qYub3sr10A3Oah\#
                tMtgq16mhG39V72HUabsUmBEt3XSN7TqZzNof5qgugyYBkcH7GgI-mfkPyVCXIA3mmuw7niP4kPengDd3rPZ8YR3RAR8ErcyXyTL\#
                1mUOhW1tG6kWpC8PqFYsn7mwy6C1KouadvGnqrbVoHibRFGQ6rmbk8dvXxP2T1JKJ_wKmmeqPCEVML1CCS49zMB5qbnRGRI4J_uG\#
                H1Z9EkCf3BgjGcTYbQBPkj9xCpW-afCsMzu9_sNlb_Bhs2p7b6w"
                """#,
            key: SampleKey.rsa,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, PS512",
            token: #"""
                "eyJhbGciOiJQUzUxMiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.c-Bkqvh7PpKsJbxEPr7my4Yy3HOg2nYvtR16Cp_-uKdTl39erPUjdYIl-S37zoSGTQ6soVQIoUhinWfLlIc00tUh4M7\#
                iPfROC-MKmIFfkOOUVKpcf6LiVzDZwMQGKq6c3S3BKerFmCPUTmGAJ8x2aisms6kVyKAHDCtC5qrF2350sTTpKv3o1kBIWI5hD8o\#
                CjY1GfyPrxItkLtnZsyb_CU3azQSqjRyghde8c09qWifT96t9fHOs6BMB1gUmztvOcDbVrjinKK93g-_RO1AHX61tKGuQ-XhJ6Zx\#
                O-layyjSlEw8VRi9y3PGwadN_AqlHqWxeNYtTbMQrM-j395jX4w"
                """#,
            key: SampleKey.rsa,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, ES384",
            token: #"""
                "eyJhbGciOiJFUzM4NCJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.T7kT7_37kIyALkwCfvFFr6FJK0UrmXV3oJa9fDiOS3PbRJTXecd1uHdpXAXNkh8FtSgJBcd3v6D8SzTErOgY8IDMUrS\#
                uDbFRS_k4FESKS0Sfrnel6nRU_-ambYSWyRow"
                """#,
            key: SampleKey.p384,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, ES256K",
            token: #"""
                "eyJhbGciOiJFUzI1NksifQ.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290\#
                Ijp0cnVlfQ.k77V-legSLBz85oo2-qwNhyOVhQVl2SYCZut0cTPC6dGBNjgIipixwac7zJ5jBzjnInqokHNsvMy_uwM_8UFog"
                """#,
            key: SampleKey.secp256k1,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, EdDSA with Ed448",
            token: #"""
                "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.Z0jYvp9v3ZjSHf9s0S5d1o93867Hv5l-dH_zzmS_PgzJzFQbDHW-hSIeJGPHNdm79MROLcFgPWWAgcTPd55r2fnsMlD\#
                m-mX-gqqh16pvnabE4FqF_e1ROpL2PZxAFjDrtmE3upAsKPUalidlwmbCmQQA"
                """#,
            key: SampleKey.ed448,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, HS384",
            token: #"""
                "eyJhbGciOiJIUzM4NCJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.Gwc07akTukN1Qn8MFQMg1jCRXBEr95LDxTr0zKk0dDDKT784WWvZ8tdQd5uDxP3G"
                """#,
            key: SampleKey.secret,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, HS512",
            token: #"""
                "eyJhbGciOiJIUzUxMiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.PNJUoNFL778QVQfe0Z7NuxAEy4rYJZirm_7kJJwKg_6AjpEaOxKAQsaSkV2A1GOnNv6eY0qNixF-GGZ9WIYGvQ"
                """#,
            key: SampleKey.secret,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, RS384",
            token: #"""
                "eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.N4eUykLmEDczHSRMfHYngmX-BsC0JYnJP_CSkIhvLVj_sB-g2sm1ff6Iaz-yZ0dUxHMlYuvYcKD6lRhm-58M0WX5UZJ\#
                swGy6AVs8Jt5_JmqOsjJLa8Yhwiq4E7Ba0lh-W3K8k8zyzWobiQ9bfmEbcJaUjaI0SRxrdfiAjgysIYCpp_FpokCeOcTWIDeoCk-\#
                Qg3KX4DXfNL__wPSdD7sI_Y0v3e2UZJdKTkFtkgF6aF7pHynGOyILtzJ_rJiXDlXhoyp-qRy8OGdv-yj-jkKAxQYUeqmeXHuwi5E\#
                glF3cU_nFk19WQpzvmm-9q_zlv07OWFApihNQYCO3hSTup1_vkg"
                """#,
            key: SampleKey.rsa,
            payload: foreignPayload),
        PrintedToken(
            name: "jwcrypto, RS512",
            token: #"""
                "eyJhbGciOiJSUzUxMiJ9.eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij\#
                p0cnVlfQ.PJClZtrV3gL8gj6VsVoqW5haSwMiqw-LrxMEeRW3Ky8gpw22ljnkMt2FAk-uuF_-kr6erYxSrLfcBLULmxTdbOo8TMs\#
                T3lUSpeL7vcQDIuQGXZI1QCb3Jqske61o7KCnaEJ_h5sIaOUnHnOb5Vc21i4biWDwUf1ZwtsuWbomhg6rfSSLF8SzmCE-RvII6MP\#
                WRAzFg6CdpqcAMPKJPyHmAUxjlelpoB_kyzuVS2rw7ut0hk2k49Da0tjypnZ1tG6X7zBXGWMGDgevLTOdb34tGkwEYDImzNIpBxX\#
                84OgpmxLep-GRBkANSaIm9p8COPtEwGKOm6Y6lzUUevWZ2q5gGg"
                """#,
            key: SampleKey.rsa,
            payload: foreignPayload),
    ]

    // {"iss":"joe","exp":1300819380,"http://example.com/is_root":true}
    private static let foreignPayload = #"""
        eyJpc3MiOiJqb2UiLCJleHAiOjEzMDA4MTkzODAsImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ
        """#
}
