/// The second key of each kind: one that has nothing to do with the token.
enum OtherKey {
    /// RSA of 2048 bits.
    static let rsa = #"""
        {"kty":"RSA","n":"q8YW_vnvONx_SyrEz8SuIKtOTk6s8jpvkI0qeVvfERvoook0BGWdGlxce_bp098KiDuekYF40mWOkOlple-NnSLZuF\#
        TLchj7pYUWNx_FHWotzA_y3q9pNWrXoxEwch2W25BWON54CMgke1JHyjPcMzYxkDGUHgcVOoo6zETo8qUpJTd4-EkCB9WF6MQgpanwyc-ubI\#
        U6OWK5LLGtqnVSZzSl5Pqn2CYU1Gb_370eKEGX-FgqEfhSJGkQfH3dOiY8XkF--f6MCUIhriDQpfVN0fVE2gla6NkI7vTqS_hDZZTEgIvpJJ\#
        lSQLZ73sGPVlbQR2bc9V7HlU5qEUJ73iTuvw","e":"AQAB","d":"EB4yyzMdmNrL0PxO4mYEpskcPGnSfZoxHMG6Qg_2Uu8o-ZNhP6ZfQv\#
        l2riUhlMFhhh3-B448DZX89ikIwMptIdkCz_KY8nhYqJPf3UVMZDGx4Wt_sRiJiTsgx8rVnmebX7ff908cuUo6bh3u4ZDTMTT9GpgkW1rzyX\#
        3t_Xvb1eS1J4gaJq2fs6KctkFB-oLDNm3UhYmhFDiQuppE3KbmhZeXD7Owy8FEZ-p68ZfKeiwLWCDoTKyGIomWeQSWuAWSSHx096aBroZ_M6\#
        psIDFrK-6zV0vOahqRx2h0xnSZuKReLcUvFhWefGF4tw1sIcLKc1FvoJC6MxYR4nUEj5-boQ","p":"1LXJqmLyNE2wU2JQRoN8JplGbYX-C\#
        UexUsMqzZDkqzzO10FXS4s4NwOLqr4gMm7iM6ESPhck0jIIddyCPhuC8NNC7K7fK3jJ_7z1DqrL7GdGXocTojv4IaaJdgtE0iuJseN8dCwyA\#
        VcyRhjd4JGcxF1PrkdP5Vx58vfgJd-3NyE","q":"zruETNAWaG6YfxD_F7vdVOlecJJY36Xr5DWSzb6dXRDKe0OhV3P0P_ho0N8kUUfT2Xq\#
        Vz8XBi28W-2NY3I9hB3n6k7RSNrRjVEk7lelc_F4YezY1Z9WyYzGY1-V5rJSFYykg0oVvePWsi4H8cctpVtJt0L48ujlResLshiHjyd8","d\#
        p":"WG5TLuD_7Lq3qZLf6NDVFn72hqYEHPuPPucgrmGkj4QyQc9KaX-xmT2CHTP50r3CkNBP8zxP9IsUdVt9UjDB2TkbQ6bX5QzMfeOixbxA\#
        F0JAQSBLC1F_MQ45a7f3nqC3GBuJLAsLpv8HSZkg9THUSNa6P6wqDSLLGDXxHA3L78E","dq":"lhQpen4CFnRbfrt_BOLcTh1Q8xY7MLlKY\#
        5TE61o68WoUJKI3Sb6jDaGvrhqgSeWEFTjZ80kUNb5DB-LaitwHy56w23Onz5DrHzA-8pjEaW2CBkiXQrcvVrWVyP4Nc80qfI9KBara_wwS5\#
        ABMnOvXoDEJieXhPiwIS7-gZ8vIiy8","qi":"izyNBETc09qBeWib1IoA0yjWL2zs84-mVLSjW8YjkSKqDaPK_zGc2GWnZ3FYPSWtHCcwBw\#
        4lEBUo5bEVOVYqnpLXCVoaUZuR-pA-aXniSCwMqheGsJQ33Lx6Jg7re3AjYxK8QjWpJUsiDnOf2Krl4Em3g4ddUVgH_PETdFECQLA"}
        """#
    /// P-256.
    static let p256 = #"""
        {"kty":"EC","crv":"P-256","x":"lLjVj3UKaUwGoefaUo69Lvl85S4d2rIUdTbdEyhjbUw","y":"qbNDAi1qMHCEXL1Z8d9jOw_erG2\#
        qjZzIsN7gc0a2Du0","d":"yuej9-DM84BvcG1N621qucavlDRML2RxmoT_VRBLaPk"}
        """#
    /// P-384.
    static let p384 = #"""
        {"kty":"EC","crv":"P-384","x":"PnRQA9QOTPzTaXQpgDXwqDPYvLXdE8mtwhtHQfZf7QmuWXp-hauCEnfhFvYzxPla","y":"GDFXcw\#
        sa634WIRTipvzD05Y4NGr1ZrKRwPNw13bKCPa93wr22fD323Vj3Fae-YhG","d":"SKpzBIetS0wJk_325gGH3dHJStXVUeAfcW5-MnbqxSY\#
        NLtNaPN_zFzck7IoKRLO1"}
        """#
    /// P-521.
    static let p521 = #"""
        {"kty":"EC","crv":"P-521","x":"AGBDVTEZMoySnVEhsohhWuq5xDI57oBxkIk7nGwNowzmdaB5qhVML1hCAhCbWKXgW_UuVCmkgY6lu\#
        XCQDxh-cZGl","y":"ARSEpyc3TsysXBOCPnt-vOqBH0701jzIkWEEebksMJ2uXcZMdN7FaHew5s6fRUaHJWj6zzCiadeKhccovBUvvqV2",\#
        "d":"AZSd8jc2CRV1sH3hDBbQ4ciIb1nsBLfjwhFC10rOAxX7WlsQcf0B1qbLKdc6Rv4th3oP1La96j7MfbNorV-WZI0f"}
        """#
    /// secp256k1.
    static let secp256k1 = #"""
        {"kty":"EC","crv":"secp256k1","x":"MARvGf71b69Wh0mE5R1loqJV5WrI74rLYmgZ02305bM","y":"j6VkVqbkVrhwlzS4fZNlnm6\#
        vAV5zImvFk3nQrKJDR9k","d":"sNcY5IBxnbSTYgyBtBHhbZwUYst4d2Ywfp7Xaaue9gA"}
        """#
    /// Ed25519.
    static let ed25519 = #"""
        {"kty":"OKP","crv":"Ed25519","x":"iUmT_00uJwbhuLCpuqVELUzREw-VAPQ6PGqHxtu6jaU","d":"UNLCicP_GmjQK9ywrInNumRV\#
        L8qd1RFuUORqrMUkdQs"}
        """#
    /// Ed448.
    static let ed448 = #"""
        {"kty":"OKP","crv":"Ed448","x":"4ABDJSXx7fW7l8VOZgsnCnNYYnHbSP84aorFDXKtA5f1YKXD6_83hIcsxWf5EWpi-Kdntz1IuAQA\#
        ","d":"keAMztQWHqlu1ja97SMR7RJdjJeNeUS3BV7lH2ITikVFnNm2J8MwcM_FjVKdgUa3E5VkphZjvPUm"}
        """#
    /// 64 random octets.
    static let secret = #"""
        {"kty":"oct","k":"InaHZKPCxjmr8-QdbPt5YBXHhMnRQ7teQdB7RGiPDH5vpXpIpIO-FZyDEY14Vy6p-lthn5lsTWVDx41rlekotQ"}
        """#
}
