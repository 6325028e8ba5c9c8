/// Signatures that were made outside, with ECDSA, and are none.
extension ForgedSignature {
    static let ecdsa: [ForgedSignature] = [
        .good(
            "SIG-05 ES256 n - s", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO6LCzZxJjCQzUXkEw9Ymjy5c_WC8SreOAjRqmyI07hhNg"),
        .bad(
            "SIG-01 ES256 zeros", "ES256", SampleKey.p256,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        .bad(
            "SIG-02 ES256 r = 0", "ES256", SampleKey.p256,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB09MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrEGw"),
        .bad(
            "SIG-02 ES256 s = 0", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        .bad(
            "SIG-02 ES256 r = n", "ES256", SampleKey.p256,
            "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVF09MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrEGw"),
        .bad(
            "SIG-02 ES256 s = n", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO7_____AAAAAP__________vOb6racXnoTzucrC_GMlUQ"),
        .bad(
            "SIG-02 ES256 r = n + 1", "ES256", SampleKey.p256,
            "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVJ09MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrEGw"),
        .bad(
            "SIG-02 ES256 s = p", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO7_____AAAAAQAAAAAAAAAAAAAAAP_______________w"),
        .bad(
            "SIG-02 ES256 r = s = 1", "ES256", SampleKey.p256,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ"),
        .bad(
            "SIG-02 ES256 ones", "ES256", SampleKey.p256,
            "_____________________________________________________________________________________w"),
        .bad(
            "SIG-03 ES256 DER", "ES256", SampleKey.p256,
            "MEUCIQCV8RCLQAxTQC1gwF9-Dpun5JOVa4MMlB7jDg2PSbQI7gIgdPTJjdnPbzO6G-zwp2XDRkjxd7x8OWZ8Ig9eOiiqxBs"),
        .bad(
            "SIG-04 ES256 a byte short", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO509MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrE"),
        .bad(
            "SIG-04 ES256 a byte more", "ES256", SampleKey.p256,
            "lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO509MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrEGwA"),
        .bad(
            "SIG-04 ES256 a zero before", "ES256", SampleKey.p256,
            "AJXxEItADFNALWDAX34Om6fkk5VrgwyUHuMODY9JtAjudPTJjdnPbzO6G-zwp2XDRkjxd7x8OWZ8Ig9eOiiqxBs"),
        .bad(
            "SIG-04 ES256 twice", "ES256", SampleKey.p256,
            #"""
            lfEQi0AMU0AtYMBffg6bp-STlWuDDJQe4w4Nj0m0CO509MmN2c9vM7ob7PCnZcNGSPF3vHw5ZnwiD146KKrEG5XxEItADFNALWDA\#
            X34Om6fkk5VrgwyUHuMODY9JtAjudPTJjdnPbzO6G-zwp2XDRkjxd7x8OWZ8Ig9eOiiqxBs
            """#),
        .good(
            "SIG-06 ES256 r with a leading zero", "ES256", SampleKey.p256,
            "AAttVb0r2FHOR4_6zquP3BP0qmEDW_fJWkHTcO-OggTpgs0Sebq9LRGtTmwMJlwAsQbew3QMRNSaZY6qWOgANg"),
        .bad(
            "SIG-04 ES256 leading zero left out", "ES256", SampleKey.p256,
            "C21VvSvYUc5Hj_rOq4_cE_SqYQNb98laQdNw746CBOmCzRJ5ur0tEa1ObAwmXACxBt7DdAxE1JpljqpY6AA2"),
        .good(
            "SIG-06 ES256 s with a leading zero", "ES256", SampleKey.p256,
            "L8NvKRh7kNqNnPO_VHKBc2rfPCPJZS9RHm0VtVeXj9IAz9bjq25bemDXy20f3YvNIzQZJP8jcuf9w4R8EeKT2w"),
        .good(
            "SIG-06 ES256 high bits", "ES256", SampleKey.p256,
            "6gkYMAv4QZCDIrX3PINtPnaAdIieQD_aDYJrDLoDqLyOcPy8sOyhnP-HT7vMUgvGJpRqfy41WB6wWhM3a7S0dg"),
        .good(
            "SIG-05 ES384 n - s", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmdH48EIgpb7ZzXtdjfN6-KBOAigo2PPBJqspw\#
            U4CTNo5lU8AXh8Xdgz-PeRrlwv2a
            """#),
        .bad(
            "SIG-01 ES384 zeros", "ES384", SampleKey.p384,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """#),
        .bad(
            "SIG-02 ES384 r = 0", "ES384", SampleKey.p384,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAi4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAivZ
            """#),
        .bad(
            "SIG-02 ES384 s = 0", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """#),
        .bad(
            "SIG-02 ES384 r = n", "ES384", SampleKey.p384,
            #"""
            ________________________________x2NNgfQ3Ld9YGg2ySLCneuzsGWrMxSlzi4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAivZ
            """#),
        .bad(
            "SIG-02 ES384 s = n", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNm________________________________x2NN\#
            gfQ3Ld9YGg2ySLCneuzsGWrMxSlz
            """#),
        .bad(
            "SIG-02 ES384 r = n + 1", "ES384", SampleKey.p384,
            #"""
            ________________________________x2NNgfQ3Ld9YGg2ySLCneuzsGWrMxSl0i4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAivZ
            """#),
        .bad(
            "SIG-02 ES384 s = p", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNm____________________________________\#
            ______7_____AAAAAAAAAAD_____
            """#),
        .bad(
            "SIG-02 ES384 r = s = 1", "ES384", SampleKey.p384,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAB
            """#),
        .bad(
            "SIG-02 ES384 ones", "ES384", SampleKey.p384,
            #"""
            ____________________________________________________________________________________________________\#
            ____________________________
            """#),
        .bad(
            "SIG-03 ES384 DER", "ES384", SampleKey.p384,
            #"""
            MGYCMQDySBEvULx2WK8y84sNUpbE_BuU7K83w_0h9rqjR-k4EVVvKmAB9wqq24KPmd2002YCMQCLgcPvd9aQSYyhKJyDIUHX7H91\#
            9cnDD7YcmN0uc6P3UPLGTZrA6sn3rVygT-cCK9k
            """#),
        .bad(
            "SIG-04 ES384 a byte short", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmi4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAis
            """#),
        .bad(
            "SIG-04 ES384 a byte more", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmi4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAivZAA
            """#),
        .bad(
            "SIG-04 ES384 a zero before", "ES384", SampleKey.p384,
            #"""
            APJIES9QvHZYrzLziw1SlsT8G5TsrzfD_SH2uqNH6TgRVW8qYAH3Cqrbgo-Z3bTTZouBw-931pBJjKEonIMhQdfsf3X1ycMPthyY\#
            3S5zo_dQ8sZNmsDqyfetXKBP5wIr2Q
            """#),
        .bad(
            "SIG-04 ES384 twice", "ES384", SampleKey.p384,
            #"""
            8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmi4HD73fWkEmMoSicgyFB1-x_dfXJww-2HJjd\#
            LnOj91Dyxk2awOrJ961coE_nAivZ8kgRL1C8dlivMvOLDVKWxPwblOyvN8P9Ifa6o0fpOBFVbypgAfcKqtuCj5ndtNNmi4HD73fW\#
            kEmMoSicgyFB1-x_dfXJww-2HJjdLnOj91Dyxk2awOrJ961coE_nAivZ
            """#),
        .good(
            "SIG-06 ES384 r with a leading zero", "ES384", SampleKey.p384,
            #"""
            ANr0_4bpBNEzp3DJ8FnT2iQ5euDggcL8MGP5D1GztYS5AzLT17RuKqJct7TBCPYNSpj_QVgC33swajzHRveMgKWm4Zw96MBbb0PD\#
            Q13u_gBgzG9fsCld1ZNDJlMWBXDc
            """#),
        .bad(
            "SIG-04 ES384 leading zero left out", "ES384", SampleKey.p384,
            #"""
            2vT_hukE0TOncMnwWdPaJDl64OCBwvwwY_kPUbO1hLkDMtPXtG4qoly3tMEI9g1KmP9BWALfezBqPMdG94yApabhnD3owFtvQ8ND\#
            Xe7-AGDMb1-wKV3Vk0MmUxYFcNw
            """#),
        .good(
            "SIG-06 ES384 s with a leading zero", "ES384", SampleKey.p384,
            #"""
            aZKd3IEPa8rgxOxHXQEbfZ6VadagRlv91qwxuiijyRRgmBIcJoHpsEk23YDe09bGAMl97FGIPKxiJwGkFWAfcwE5PD7tuk9O21iX\#
            BM9hZeDqp7WSCVuOjU8RthnIbQxp
            """#),
        .good(
            "SIG-06 ES384 high bits", "ES384", SampleKey.p384,
            #"""
            lunwlPJtKcTCTZIKOBaLJ29URu2Y0wJgODTyvE7EEgvC-W0rmq67SwwDN_f6fvx13BQODKFSpoChwJMzpWVHEqswi02cG6hlEz-z\#
            w7_idWh_70UVjPMqKrh-FTkTyEW9
            """#),
        .good(
            "SIG-05 ES512 n - s", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327ARgcGVnnCs81\#
            ZKaS-tDEYfwahRIVvF10fgaULmKixEXx6gjFFaOmiYtr_7kU9GX0cdrLl_jLyWpOH-P6Z3rAOlWQ
            """#),
        .bad(
            "SIG-01 ES512 zeros", "ES512", SampleKey.p521,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """#),
        .bad(
            "SIG-02 ES512 r = 0", "ES512", SampleKey.p521,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55
            """#),
        .bad(
            "SIG-02 ES512 s = 0", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327AAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """#),
        .bad(
            "SIG-02 ES512 r = n", "ES512", SampleKey.p521,
            #"""
            Af__________________________________________-lGGh4O_L5Zrf8wBSPcJpdA7tcm4iZxHrrtvtx6ROGQJAOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55
            """#),
        .bad(
            "SIG-02 ES512 s = n", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327Af__________\#
            ________________________________-lGGh4O_L5Zrf8wBSPcJpdA7tcm4iZxHrrtvtx6ROGQJ
            """#),
        .bad(
            "SIG-02 ES512 r = n + 1", "ES512", SampleKey.p521,
            #"""
            Af__________________________________________-lGGh4O_L5Zrf8wBSPcJpdA7tcm4iZxHrrtvtx6ROGQKAOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55
            """#),
        .bad(
            "SIG-02 ES512 s = p", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327Af__________\#
            ____________________________________________________________________________
            """#),
        .bad(
            "SIG-02 ES512 r = s = 1", "ES512", SampleKey.p521,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB
            """#),
        .bad(
            "SIG-02 ES512 ones", "ES512", SampleKey.p521,
            #"""
            ____________________________________________________________________________________________________\#
            ____________________________________________________________________________
            """#),
        .bad(
            "SIG-03 ES512 DER", "ES512", SampleKey.p521,
            #"""
            MIGIAkIAxzyNQdLBg8iLVvxcD-GQS8TSzzVfhFLycYDFTtaZCscnLmtCcWu8cBwJ8nzCiFCLZ7LpKMkjrygJ2S9ti0aXfbsCQgDn\#
            4-amGPUwyptZbQUvO54D5Xrt6kOii4H5a9GdXTu6DhBIwXHgGKYK_4AS7FSRFTP1cB3Q7MAx-Y7XdU-j0P4OeQ
            """#),
        .bad(
            "SIG-04 ES512 a byte short", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327AOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g4
            """#),
        .bad(
            "SIG-04 ES512 a byte more", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327AOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55AA
            """#),
        .bad(
            "SIG-04 ES512 a zero before", "ES512", SampleKey.p521,
            #"""
            AADHPI1B0sGDyItW_FwP4ZBLxNLPNV-EUvJxgMVO1pkKxycua0Jxa7xwHAnyfMKIUItnsukoySOvKAnZL22LRpd9uwDn4-amGPUw\#
            yptZbQUvO54D5Xrt6kOii4H5a9GdXTu6DhBIwXHgGKYK_4AS7FSRFTP1cB3Q7MAx-Y7XdU-j0P4OeQ
            """#),
        .bad(
            "SIG-04 ES512 twice", "ES512", SampleKey.p521,
            #"""
            AMc8jUHSwYPIi1b8XA_hkEvE0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327AOfj5qYY9TDK\#
            m1ltBS87ngPleu3qQ6KLgflr0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55AMc8jUHSwYPIi1b8XA_hkEvE\#
            0s81X4RS8nGAxU7WmQrHJy5rQnFrvHAcCfJ8wohQi2ey6SjJI68oCdkvbYtGl327AOfj5qYY9TDKm1ltBS87ngPleu3qQ6KLgflr\#
            0Z1dO7oOEEjBceAYpgr_gBLsVJEVM_VwHdDswDH5jtd1T6PQ_g55
            """#),
        .good(
            "SIG-06 ES512 s with a leading zero", "ES512", SampleKey.p521,
            #"""
            AQR-AMjTVRMKXngDDI6cHbfC9TrUEy-noh3zm8E-YFdUE0ztaGoq5_J11b9BNk0ZmX4GUEedOqkoQY2ifaWiZIJ4AJuKvfPmcSW_\#
            oLocb6321ivZRsS2Na8YBeXRZgooalFtw-HamdmONOw25vncBCAZtN2r1veQXefXiJT93yXk4sCl
            """#),
        .good(
            "SIG-06 ES512 high bits", "ES512", SampleKey.p521,
            #"""
            ARSJeSrDH8JKyyESFqjZnvgfp2JuBo1Ohijfxo5lufbya9Y44_gVLZd0LM6ugWN9URMZeO9vZytYkY-gjjfudL8lARqrrqerFgU0\#
            2kLWs6JSIk7bekPsX9KX5UQ80vTogXEKteWKM9plVHn_SHMTDI0dAk8PvzttnX9qcaG3LCXhY9ue
            """#),
        .good(
            "SIG-05 ES256K n - s", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjMtAWpOS_i8Ze2k4nyRf1RUa_uM9Xmobx_mYE2xp-vQFg"),
        .bad(
            "SIG-01 ES256K zeros", "ES256K", SampleKey.secp256k1,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        .bad(
            "SIG-02 ES256K r = 0", "ES256K", SampleKey.secp256k1,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpxKw"),
        .bad(
            "SIG-02 ES256K s = 0", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        .bad(
            "SIG-02 ES256K r = n", "ES256K", SampleKey.secp256k1,
            "_____________________rqu3OavSKA7v9JejNA2QUHS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpxKw"),
        .bad(
            "SIG-02 ES256K s = n", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjP____________________-uq7c5q9IoDu_0l6M0DZBQQ"),
        .bad(
            "SIG-02 ES256K r = n + 1", "ES256K", SampleKey.secp256k1,
            "_____________________rqu3OavSKA7v9JejNA2QULS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpxKw"),
        .bad(
            "SIG-02 ES256K s = p", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjP____________________________________-___8Lw"),
        .bad(
            "SIG-02 ES256K r = s = 1", "ES256K", SampleKey.secp256k1,
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ"),
        .bad(
            "SIG-02 ES256K ones", "ES256K", SampleKey.secp256k1,
            "_____________________________________________________________________________________w"),
        .bad(
            "SIG-03 ES256K DER", "ES256K", SampleKey.secp256k1,
            "MEUCIEdPhpca_7gIRw9qx4hICivv6O3DN-ijDa059Nl1bcYzAiEA0v6VsbQHQ5oSWx2DboCrqk6zT_E1oDEb2XIQ2yhKcSs"),
        .bad(
            "SIG-04 ES256K a byte short", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjPS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpx"),
        .bad(
            "SIG-04 ES256K a byte more", "ES256K", SampleKey.secp256k1,
            "R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjPS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpxKwA"),
        .bad(
            "SIG-04 ES256K a zero before", "ES256K", SampleKey.secp256k1,
            "AEdPhpca_7gIRw9qx4hICivv6O3DN-ijDa059Nl1bcYz0v6VsbQHQ5oSWx2DboCrqk6zT_E1oDEb2XIQ2yhKcSs"),
        .bad(
            "SIG-04 ES256K twice", "ES256K", SampleKey.secp256k1,
            #"""
            R0-Glxr_uAhHD2rHiEgKK-_o7cM36KMNrTn02XVtxjPS_pWxtAdDmhJbHYNugKuqTrNP8TWgMRvZchDbKEpxK0dPhpca_7gIRw9q\#
            x4hICivv6O3DN-ijDa059Nl1bcYz0v6VsbQHQ5oSWx2DboCrqk6zT_E1oDEb2XIQ2yhKcSs
            """#),
        .good(
            "SIG-06 ES256K r with a leading zero", "ES256K", SampleKey.secp256k1,
            "ALQ5d23wExuzrXNyZ6eBe7crZ00eA-WAO6UnLbwmNz65XCeiWoWUKeBEJP2GDQVduy8E_ZZXz1OwcLayYUzMWw"),
        .bad(
            "SIG-04 ES256K leading zero left out", "ES256K", SampleKey.secp256k1,
            "tDl3bfATG7Otc3Jnp4F7tytnTR4D5YA7pSctvCY3PrlcJ6JahZQp4EQk_YYNBV27LwT9llfPU7BwtrJhTMxb"),
        .good(
            "SIG-06 ES256K s with a leading zero", "ES256K", SampleKey.secp256k1,
            "XFk58PKhkLqGo1rcLPyzxV3fFPphP-gMGZCR8e3fs3kAv_Q_4VEzcvp8aLDJGbwDVxTleZC9NYyt_zEDv28znA"),
        .good(
            "SIG-06 ES256K high bits", "ES256K", SampleKey.secp256k1,
            "3t4uGr265_LCC0Ham2XqDJww0a3k7oWjjhRnsetm4IWHrl2MmAMBQdFSBEuzkjEkraDPms2qLhydq_W1tFIc4A"),
    ]
}
