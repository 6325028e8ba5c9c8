/// A key that was made for these tests and for nothing else, and the certificates that lead from it to a root.
enum CertifiedKey {
    /// P-256.
    static let jwk = #"""
        {"kty":"EC","crv":"P-256","x":"wttomZ7KZGQfV1LH1ao_Au2z_siN_vw7JwObT-_7xRE","y":"s5GAp2i9oJC_dbM3RcOBnEkkMh1cg\#
        xu5ud_CoiG9opI","d":"6iCfDCDW2s999riQ6R5GzkaQsICpBCM7WOcLFKNjtJ4"}
        """#
    /// Its certificate, base64: for the host api.example, spiffe://example/a and 127.0.0.1; its subject is leaf.example.
    static let certificate = """
        MIIByTCCAW+gAwIBAgIUYwj1+0T3vvM2BT8jWk8kCZM8hiowCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPand0bHMgdGVzdCByb290MCAXDTI2\
        MTEyOTAyNTYwNFoYDzIxMjUwNjIzMDI1NjA0WjAXMRUwEwYDVQQDDAxsZWFmLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATC\
        22iZnspkZB9XUsfVqj8C7bP+yI3+/DsnA5tP7/vFEbORgKdovaCQv3WzN0XDgZxJJDIdXIMbubnfwqIhvaKSo4GTMIGQMDAGA1UdEQQpMCeC\
        C2FwaS5leGFtcGxlhhJzcGlmZmU6Ly9leGFtcGxlL2GHBH8AAAEwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFNEi\
        DmTUr797E0/enyS2jG5ICAnlMB8GA1UdIwQYMBaAFLiXRHIZgkSUz9K+s9Wh3NcoYPl3MAoGCCqGSM49BAMCA0gAMEUCIByUqixBMyDIkIun\
        ueEKpaZSjPA9GztZF11QASG/oLwiAiEA6WZXI3ROyhCp7t1IC6yFt4fANfWx+HGz81+f+WtQ2M4=
        """
    /// Whoever issued it, base64.
    static let root = """
        MIIBizCCATGgAwIBAgIUKDUEKDwRNjgpy7OFCYKabm5SXa8wCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPand0bHMgdGVzdCByb290MCAXDTI2\
        MTEyOTAyNTYwNFoYDzIxMjYxMTA1MDI1NjA0WjAaMRgwFgYDVQQDDA9qd3RscyB0ZXN0IHJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC\
        AATT/RmHNVd9KEYz2DnNAz037SlrLZhget5nRrPhRkrpv33B8xJ6Rqqcg0bqgG1c/6FrMsEeLpSLE0V7URd7NLrFo1MwUTAdBgNVHQ4EFgQU\
        uJdEchmCRJTP0r6z1aHc1yhg+XcwHwYDVR0jBBgwFoAUuJdEchmCRJTP0r6z1aHc1yhg+XcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQD\
        AgNIADBFAiBwJDXJ8S9eVHRsQFQPNxHukwvaf9an1Wuo3mok74B4vgIhAKZI3bKytCb7+2Vrgbaj4oNsmD8fB1OSHUYqUrn6ICN+
        """
}
