/// Public keys of the sample keys as text: what an attacker takes for a secret.
enum PublicText {
    /// RSA, SubjectPublicKeyInfo.
    static let spki = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAw8TpqjNziWzniWuAIvym
        +vOvmcAOwRW/M2Vio7OYsjNdn+q06B6cZun/yGb2JZeDIZEGXIVuBdd2NmC/Hnok
        OP6yKgTnb1IxpXD6lDNdJtdw1yrGjc9qAdCoimu6Ja+9py8CcfEIMYnFQ+LnbOvK
        pxCoqwo+qtRm7SUe30OR3VluVnCa6CYm4Wi4ZHMB6sJVilr2dcC7NYIlUBwSUllJ
        YV/62/GM+5/E/RnVUkLxCjgTvqv+AGwkg4oxiMHOl0t7oiI+MLnJnyKV9F4QkWL/
        /osf26owdusw2low/Fa3ZI56BGaUfF9yXBhpuR6mFFPVw2WB18s3aE7dGBXAuAzI
        QQIDAQAB
        -----END PUBLIC KEY-----

        """
    /// RSA, PKCS #1.
    static let pkcs1 = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEAw8TpqjNziWzniWuAIvym+vOvmcAOwRW/M2Vio7OYsjNdn+q06B6c
        Zun/yGb2JZeDIZEGXIVuBdd2NmC/HnokOP6yKgTnb1IxpXD6lDNdJtdw1yrGjc9q
        AdCoimu6Ja+9py8CcfEIMYnFQ+LnbOvKpxCoqwo+qtRm7SUe30OR3VluVnCa6CYm
        4Wi4ZHMB6sJVilr2dcC7NYIlUBwSUllJYV/62/GM+5/E/RnVUkLxCjgTvqv+AGwk
        g4oxiMHOl0t7oiI+MLnJnyKV9F4QkWL//osf26owdusw2low/Fa3ZI56BGaUfF9y
        XBhpuR6mFFPVw2WB18s3aE7dGBXAuAzIQQIDAQAB
        -----END RSA PUBLIC KEY-----

        """
    /// RSA, a certificate.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIICpTCCAY2gAwIBAgIBBzANBgkqhkiG9w0BAQsFADAVMRMwEQYDVQQDDApqd3Rs
        cyB0ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIwNTAwMTAxMDAwMDAwWjAVMRMwEQYD
        VQQDDApqd3RscyB0ZXN0MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
        w8TpqjNziWzniWuAIvym+vOvmcAOwRW/M2Vio7OYsjNdn+q06B6cZun/yGb2JZeD
        IZEGXIVuBdd2NmC/HnokOP6yKgTnb1IxpXD6lDNdJtdw1yrGjc9qAdCoimu6Ja+9
        py8CcfEIMYnFQ+LnbOvKpxCoqwo+qtRm7SUe30OR3VluVnCa6CYm4Wi4ZHMB6sJV
        ilr2dcC7NYIlUBwSUllJYV/62/GM+5/E/RnVUkLxCjgTvqv+AGwkg4oxiMHOl0t7
        oiI+MLnJnyKV9F4QkWL//osf26owdusw2low/Fa3ZI56BGaUfF9yXBhpuR6mFFPV
        w2WB18s3aE7dGBXAuAzIQQIDAQABMA0GCSqGSIb3DQEBCwUAA4IBAQA1L2ImzCxH
        zku2fggaMqr0+NxcwGueFRQass+SdY9gcilB0nKpxvLiWd7r9dUXrgTu/ZvYGda2
        LADXMejoUOWoMTobqPh6xeKD2eHU3m16e7Rb7h3c0NNavMSzbCaTX8NBT8ewSqlF
        RgFXe9qG3TC+eeyXSBE+LeN97JgDEjJD7UJDDGjFOcHtEvOLguOS78I0tLXjpdE9
        32qlFfh+cFC8vjzx2U7nb3QW1FziImnTTk7LsorAquGVAWN1MJCUQtEo77WZwJ/t
        x3yHmq94CYGvMNaLP4pQhrlnoG/b4GBwQNU+5rPU43PH+Z9pgZHWetF77bFHisEU
        +LXeeKStAG5j
        -----END CERTIFICATE-----

        """
    /// P-256, SubjectPublicKeyInfo.
    static let ecSPKI = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENJo5Z8Txxbt276E3QnMwlNAF2kwM
        cOECBs3QFX0jq8XQC4sQm2n5xp7/Y/C/99zU+EXi+JiD55VPEC82h5rlGg==
        -----END PUBLIC KEY-----

        """
    /// RSA, OpenSSH.
    static let openSSH = #"""
        ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDDxOmqM3OJbOeJa4Ai/Kb686+ZwA7BFb8zZWKjs5iyM12f6rToHpxm6f/IZvYll4MhkQZc\#
        hW4F13Y2YL8eeiQ4/rIqBOdvUjGlcPqUM10m13DXKsaNz2oB0KiKa7olr72nLwJx8QgxicVD4uds68qnEKirCj6q1GbtJR7fQ5HdWW5WcJro\#
        JibhaLhkcwHqwlWKWvZ1wLs1giVQHBJSWUlhX/rb8Yz7n8T9GdVSQvEKOBO+q/4AbCSDijGIwc6XS3uiIj4wucmfIpX0XhCRYv/+ix/bqjB2\#
        6zDaWjD8VrdkjnoEZpR8X3JcGGm5HqYUU9XDZYHXyzdoTt0YFcC4DMhB
        """#
    /// P-256, OpenSSH.
    static let ecOpenSSH = #"""
        ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDSaOWfE8cW7du+hN0JzMJTQBdpMDHDhAgbN\#
        0BV9I6vF0AuLEJtp+cae/2Pwv/fc1PhF4viYg+eVTxAvNoea5Ro=
        """#
    /// Ed25519, OpenSSH.
    static let edOpenSSH = #"""
        ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAf+zQa5m0HiqFc7EpRtcJ3CLfCxdmuPuGINidk59VpC
        """#
    /// RSA, SubjectPublicKeyInfo, DER in base64.
    static let spkiDER = #"""
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAw8TpqjNziWzniWuAIvym+vOvmcAOwRW/M2Vio7OYsjNdn+q06B6cZun/yGb2JZeD\#
        IZEGXIVuBdd2NmC/HnokOP6yKgTnb1IxpXD6lDNdJtdw1yrGjc9qAdCoimu6Ja+9py8CcfEIMYnFQ+LnbOvKpxCoqwo+qtRm7SUe30OR3Vlu\#
        VnCa6CYm4Wi4ZHMB6sJVilr2dcC7NYIlUBwSUllJYV/62/GM+5/E/RnVUkLxCjgTvqv+AGwkg4oxiMHOl0t7oiI+MLnJnyKV9F4QkWL//osf\#
        26owdusw2low/Fa3ZI56BGaUfF9yXBhpuR6mFFPVw2WB18s3aE7dGBXAuAzIQQIDAQAB
        """#

    /// The certificate as it stands in `x5c`.
    static let certificateBody = certificate.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
}
