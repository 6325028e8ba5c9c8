/// Keys that were made for these tests and for nothing else: one of each kind, and a second one that is never right.
///
/// Private JWKs and secrets, as JSON text.
enum SampleKey {
    /// RSA of 2048 bits.
    static let rsa = #"""
        {"kty":"RSA","n":"w8TpqjNziWzniWuAIvym-vOvmcAOwRW_M2Vio7OYsjNdn-q06B6cZun_yGb2JZeDIZEGXIVuBdd2NmC_HnokOP6yKg\#
        Tnb1IxpXD6lDNdJtdw1yrGjc9qAdCoimu6Ja-9py8CcfEIMYnFQ-LnbOvKpxCoqwo-qtRm7SUe30OR3VluVnCa6CYm4Wi4ZHMB6sJVilr2dc\#
        C7NYIlUBwSUllJYV_62_GM-5_E_RnVUkLxCjgTvqv-AGwkg4oxiMHOl0t7oiI-MLnJnyKV9F4QkWL__osf26owdusw2low_Fa3ZI56BGaUfF\#
        9yXBhpuR6mFFPVw2WB18s3aE7dGBXAuAzIQQ","e":"AQAB","d":"AmTSJCMGrMWkg6dJPPRIsO0hprBE5erHiJ_636xSp8wtvwa6UVPNfw\#
        spteg_ZoiGoZaRxLgbdy4SK5pNf_iHoJxJrq6aa1-ujHq4D6-cmhzci_8BiEqi3dSQuQeV8j_Gwoh2P9EuE9f-zeSUhp4P_3C6VUQV7dYUz5\#
        3KdbmwawvXTQk8jIldbJ2NF-TmFBSP9rCWwkZr0gLSI3jutFWkXxZNpwdTZdt35O_08b2LS7fAXYrXdkCebS-Z80lYYgqXSHR5BVG7gBjC4w\#
        EIesGkbLcV69nw_hqgfKqieg3CglFx2OJX_X29-CwY6ywWlJWe64WwmY1Ec7QgXCDRSBP-6Q","p":"6ceT0ZhRB0efHkKmPppZQ_2deb8tz\#
        Wz0QSahA5oBvlkuljW5dk1jHuUve-teR1B9bomijrvH7Y_qWVG9AbodCYX_lMJT13QrLcx09lcnpV4z9B1n01HukWErPOBVQN6GBEfL-eC04\#
        S0DF9BJj62wZVQ3HtvBI7rair9_BhqXG1k","q":"1mBzQrIhkIhs2sxjoeXyxx30K2qbXSI8JNZH7cVy1I1jWcMEPcE_Pmv6hPGojgJjm7q\#
        9pL8BW3iqs8scEOdAoXQupiS5TOgT4hn1zk4om7hWAlrBE3TkJ-essQtbzr86wrL_1IV4WJavEQ4BnDIatnfZ5JCBtcSrXeJ-uBfCvyk","d\#
        p":"iZLoO1S-gmE0k1M3j-m3FFrgXDAUXSp8BwcbhAoScpj64GyXSrY52YmXyv30ylTkq7MVVZfODNA_YfbHGogS5HLVuA4v1r_HVTlXr0wU\#
        ya1JN6RCYEp78VPUZQvDP9xz03sI33DMISMjCdWKJKJbBxZrJZ6-5y7jwvj0YHwvZmk","dq":"ksUkBIS6cB7HECGhEOXDCsoaMmNhjSj0L\#
        nA6fLKTBKzsWTcoPzOAHjeFI-HjeZ5vHd6DGjjfMAX0MPYc-AGrgR5vFbbM2reFbWZCoQVnzf0tfZ0u1ShRUHTQCcJyD6FjFIvClXjvxQ8dO\#
        rrxJUQ0f7qchlzdQVotzTBVe6pg3ck","qi":"KO7_OIy0ne7pCk8zTo4BhkDd2knscmwZZIi3iVCqHi5rjrijn9vhFWRiWNl3w2BlLNn5v_\#
        zkdUggaGULmWO3rHrP1Vh01hU56QN5TJgHocWDZdImAW2AneNau7QfQ5f-4R88Jw_bhZCpj8dp5JKBvUNppQn2fBozhrqB2ru_cuM"}
        """#
    /// P-256.
    static let p256 = #"""
        {"kty":"EC","crv":"P-256","x":"NJo5Z8Txxbt276E3QnMwlNAF2kwMcOECBs3QFX0jq8U","y":"0AuLEJtp-cae_2Pwv_fc1PhF4vi\#
        Yg-eVTxAvNoea5Ro","d":"ZvCA-J5H736gYu8JsQlkUP-AmVtdiJcYfAGTyWTdQ5I"}
        """#
    /// P-384.
    static let p384 = #"""
        {"kty":"EC","crv":"P-384","x":"_Y5VzEZ9_ElHy6PhYT50xigNuK7uWjw0Cz4hy2N_rhSiD_nj5BREwEXVET5E7swt","y":"j6L8nv\#
        gzXPiQmCqmRwId3wGsfIsG8nTi6rtdwrfZo4F1DbkuyPhbayv5zaznxZP7","d":"RCp3d9f0gjmYd92ob58hxbXnii9VuzoLYxsjKDniq66\#
        lESOU1skdn2xRNxLGS36k"}
        """#
    /// P-521.
    static let p521 = #"""
        {"kty":"EC","crv":"P-521","x":"AMrcUxEBYgf98LdeFeUQUt6qAkX0VqYOVH4LTFYyKTEg8zAT7jp58aF9S7Ft1xvQfI15jqnAVohrK\#
        uXj0iQMjTan","y":"ADIM67vW6Toq7wabTGidUb7AaR_zehVoEIrItkmCrPfXjOpBODwmoDJoxYQVFRI8wjFF37x-AQemdk02z5osJvI4",\#
        "d":"AIbLcFyJ42GU3i92m3Ec3_MGQmOleJdrsfIReTHYfQOUPVI047QZrBpTqnyEx_JJKOiTM7JZ2uwC1RuT0c2jhYv1"}
        """#
    /// secp256k1.
    static let secp256k1 = #"""
        {"kty":"EC","crv":"secp256k1","x":"RQLsrGKNGTvuMHuPS4EJ4fqKTb7NJLlYZOnBRK6QOfk","y":"45bNhHhRlKGfvAh5PWA-L2F\#
        m7VhTQO3YYRy6IzDO-DM","d":"Tbazj3tgU_QqRYhBRB9h_1FDe0RN7RA3t2pMmcFCWY8"}
        """#
    /// Ed25519.
    static let ed25519 = #"""
        {"kty":"OKP","crv":"Ed25519","x":"B_7NBrmbQeKoVzsSlG1wncIt8LF2a4-4Yg2J2Tn1WkI","d":"DISTwho8SwIyT2MCxVOMX9QN\#
        d2gltEJzv6FKY9OHi3U"}
        """#
    /// Ed448.
    static let ed448 = #"""
        {"kty":"OKP","crv":"Ed448","x":"P2VeLH35DobFePKHcebbFDMqrJtUVh-L8YFLMblib0-wQUmGP4wTB-X3bC1jFbeB_CIXh2eHjhEA\#
        ","d":"qaUdRsOeYB55cK1UdamEJJxWi9T5en5JEiVg-N4hiWs-y_Tu3sY2UzljPmUuZErGB6D0xwnL52fL"}
        """#
    /// 64 random octets.
    static let secret = #"""
        {"kty":"oct","k":"qES2uimKjgL-ueWQiKXsZQIvu_t_Av1EyQZO7EWKp0F6KqCQAMkJd2CGIs_2RAPcnbb1YjiVwMSBiLAnJBukPQ"}
        """#
}
