/// Signatures that were made outside, with RSA, and break a rule of RFC 8017: made for `{"alg":…}` and `{"sub":"alice"}`.
extension ForgedSignature {
    static let rsa: [ForgedSignature] = [
        .bad(
            "ALG-23 salt of 0", "PS256", SampleKey.rsa,
            #"""
            oyO-xuUHcIJeibqr98kmNStksoS6HhuJrw0mN9GXgK7fZRmu6hz8B0oT1-SdY74wYijRbmgmodYy1K5cdnLPMmKSMmDCQ5xnzwCp\#
            iIRxiMgmyGqyQFhwdpvTKdK-HPfhsrak2Xr4396hnSVhAxoWslda-ochDcA83ji_58ou0LRY4emKDvHxmXgJAXdpckmN_LBvyTCr\#
            pFoCFPljnxtFg4tgnJAIz69_xp3Yv2YqAMT09ZoHa4KwgSuxmY9QMjpSwvZ1DpMlMcYx680s0yI8ZJjOyBD9EJVIZoJSB1_aun6f\#
            PRuuFyN0ZkDePEaGzLfvVTqgs9V8H1rxxLAIIdF4Cg
            """#),
        .bad(
            "ALG-23 salt of 1", "PS256", SampleKey.rsa,
            #"""
            IB0g-g5zBDy7zaHacx-5OEy_nZS9wjg8vdQ4smjgACCSYIYdgvLLjamLaSOZPo_9Yf9qAr7x_9Ic4XsNBh3iPXSxcFy8eyV_4nzU\#
            Geb_ekMjDkj9DKKBHq_MNGeMd5e_pEPqm_9VNV9b8p7rUx0rhgH7nuqNuAmGgLUs2u34Ac9qSix5e_V3jWGFQKEpfl1RtlkgPQNo\#
            HQ6H1CcMdOb68z_-ZEO6s3AaR0ha2XNmCvVYnvddoq7CQhK9eUQjyoFgB2N_2xDeJtZdbuzqc3wXGsL5_PFk1JnBcSYRPbzUyZny\#
            VSSWAY929Jgs2DKR1_wUY4Oq2_Ws-_CeShwK2BeD8Q
            """#),
        .bad(
            "ALG-23 salt of 31", "PS256", SampleKey.rsa,
            #"""
            TTCCJxSjQ4Hg4h5iYlNuGwyImt2JylQs0H7OODdaJ-dY0CIesEEVv1XVYhs5x911rPVp3zB-wIi1Gk_XLLGZhoUwaa2VsLbeT-kx\#
            GGSqVpS_z7B7C3S9zfOEdhD1BMRdVBkEais8Zeksx8NwuQA-oJeAED_P18bsugmW3zc4zm5-E34LJiOO1Db2lYGvs5i2SXqOzS8X\#
            otbMd0GTF3uxWucDdYWVpG-s1hQmbc9jqIauvxHg1YnuYmNih2Lzi1-eK78AWRxLmNzRdWgodIGWsR5aLUCgmo4aecFTC92WLdLh\#
            wL4ijvaabp5VL1fi-ykj5EOioa-2YHyuklAcssi2zA
            """#),
        .bad(
            "ALG-23 salt of 33", "PS256", SampleKey.rsa,
            #"""
            qnPpJWXD9o66kRQCRSKcZETpTqS-c-mjMMMuBckQdhci69FmOgKOQZZCySI0_wgx85szd4E0fwJ3tLZF531Re4Bb5SHXdmTAFyQq\#
            syQM-6wnz8Am1yoiQoAoTy0RyjpUPocFu44payzSHSD8w7No4pQY3N4zrfRvZjtAXMEYOMr4mpt-q8IWma2cdPDkdjJWr1qaOkAh\#
            wHHlk_hSeXv_zNOoEXGth355EB9lCPJoKV3Sw52CX4KrW8Tjkl0PWDzhF8X35IFP4V5ryTF9ETaEvdFUgmFLjYj_qAuOIWbeTMX5\#
            9EqOXKfpgsY9po0vXgW1HqPc_rho0Ocsxzr60LeU4g
            """#),
        .bad(
            "ALG-23 longest salt", "PS256", SampleKey.rsa,
            #"""
            GWYjdeCYIF5hsqSPhTsz3sVV1NhPGiNw7voTnJr0UuqxUv9OLknnMyUaDvDxls3x5HIlye98DiUTxze3F44TZQXpl259kvw0oQj6\#
            vW-tesSnUulfAk26vt9hZ9WUclCxkumpIK_97YHIO7UQy6POgDNBkjU7xvn8MB7NCgMPkkdTzjvVjAUu8PUSxzQgBKwmmu7CkHKS\#
            KMTefzirza7AN00Bf8wwopVgc_3fvrwaMcUbl1IL_sxAmnZ1wiL0fMrrg6e0Z9iowGpGJYnp48uZaJMG9k_j1TgIyE3qqMIXsWlB\#
            rtXYrt9HAg52_zJ1x5DIaWDppW-oAbJjSWwVccBDFA
            """#),
        .good(
            "ALG-23 control", "PS256", SampleKey.rsa,
            #"""
            pi_orxiinbh1P9dkJEYaelQZv0jT5j4CgW4hSzmQBz7kT9qDE-kSlhLara9cJztn-pmAvv_rWMEWXAvA0RByuZww4cRt58GOjNJ3\#
            efSTWzjjyPGsCyjR_o3L0Ioov6W7CwhfFoz-F0S1oDtwnQtxqNK0elzj-EXdiRC4l1hT8FUdDQ9dyjmQYMmEqH50Ts_8I3JyM9u6\#
            EJ68Quy_12U1MRQX5sKgifiFyF8RX2yao73Bc2SsHdACef4Bx8g1QgRXGxcWWbS4OmG0RFO-kepiW9JgKVb_FfaoP7wJTKdJptpt\#
            ryUyziz3lBJJCegtkVkG4WoQ_dFFkGLvSca_qa9bIw
            """#),
        .bad(
            "ALG-24 mask with SHA-1", "PS256", SampleKey.rsa,
            #"""
            vKJocPZgYEymYLxQBBGMPw_SDuWBlP9ArVcQzjErGWsBmo3sN4ZblkRKeIZQFT5a_3v9sQat6YGfaeq63e_D-e13V9wzhROtJg7H\#
            B6KKu7Lf20iEKO3Znc6EsS-sg6-DtUEB3I6LtZTtWcMp-Dbq4wdhUwNiRQf2tXy2piHcXYD_n0vX6oAcA4i9wKyy__3tgqVqWKhb\#
            w8Af7Cvk3KVrZ_W7F_NeByea-DV1UImkd3FB-mJy0567UIeOnuhyNPhvV_ArBn5aZEeEJ70-hiFTzwicfQ6Oj56cwtCcZAkddjfz\#
            2gZEH1t0G2kNXkUms8Ef7HGAmWpgBaGXZtVgRQCNgA
            """#),
        .bad(
            "ALG-24 mask with SHA-512", "PS256", SampleKey.rsa,
            #"""
            VMvaR2Josc2oaSAb6T_JS7FHY80-6jDk5i_5ouGLMFi5jiXKdFkzCXrFsBu_KrvxV-BJfYEE4UPxidpJl0tYRA_jNajqHMDE1aZZ\#
            cMWGCH8WroXbeZGhg5CUjbAkibeMJPpnq29Fea4-5znHA7s2kMDSCqSYqZWGTKoTmvhLOEC1DwgsSclUBW_P7wWISy-v_YZZfaLl\#
            LpCz1uWyfxNekU947ciIj4Ef-V9DMljWXU5IbB8RuYPlw3yfULvci0rlrfORdd4lCndN9lTbxkKdBqSA1MCb8sgQgFGxpNbGKX51\#
            StioMJy3eTOzfePTQLkj4gK-JMaDrHOtkC9i25u0BA
            """#),
        .bad(
            "ALG-24 hash with SHA-384", "PS256", SampleKey.rsa,
            #"""
            lonPjnGIMiFjnGZN_u4Cfal6dcNbUmXoo0AeybspKYuH0mWTzUOd7aKvX6RB6xTG21fhm6aYaGORFarNdWXnRwvSs7RwaZtDovGp\#
            mnWiPETxc2Xllmvw3VX44cqhP2kCJW10iT7l725XI2UY4ZT-5BTjJ6uuXBsPs8ythJzzWG0q_9_EmRryk_d4jIRsAhZ5p1fnw3RI\#
            hSvZ9ecxAMFyZqledISwi5E_iNr2pT3Tyyv1Jw38meD3B_dJm-GxGPFOTsOaXbTCnOJyqyAWPcfnxHzbT4kJoN7MWbTgwpvO6Yej\#
            76HOzY3-uCSq57-XwkFp3YT6r2m3KG9K50JE-xkjKQ
            """#),
        .good(
            "ALG-25 control", "RS256", SampleKey.rsa,
            #"""
            pBEDqZsUkJMV2t6x6Ve2KgOn_vjN59lKqGyoMLz-KYTMWZSZ37FIFXu_5K3i6mTGRgTqDhe2R3UeUs4JLu_nZ9OpcPP4ynyVB0cQ\#
            _Q2Caa2N1TWQUXj1tUrQTG40sbkLykxqniGu-Rz4vPPDtb0WUnqW3S9r0Q98PwZdImAvTuFjMnOkMGiq1A8eKdsTrI_1isRsQ3E2\#
            yrsYp5WrnGjNuIgtUIklLZOojp7jIPLxCis6uPAjthy7iliRBmJUkQy6txAFhiudh0f_UwoGZJZOdIk6YkYeyXii3ftn9jaDKoQB\#
            wbeuWV2fcMcKBVOpmboO9-cfkkigqsXACFN5WbD_hw
            """#),
        .bad(
            "ALG-25 a zero before", "RS256", SampleKey.rsa,
            #"""
            AKQRA6mbFJCTFdreselXtioDp_74zefZSqhsqDC8_imEzFmUmd-xSBV7v-St4upkxkYE6g4Xtkd1HlLOCS7v52fTqXDz-Mp8lQdH\#
            EP0NgmmtjdU1kFF49bVK0ExuNLG5C8pMap4hrvkc-Lzzw7W9FlJ6lt0va9EPfD8GXSJgL07hYzJzpDBoqtQPHinbE6yP9YrEbENx\#
            Nsq7GKeVq5xozbiILVCJJS2TqI6e4yDy8QorOrjwI7Ycu4pYkQZiVJEMurcQBYYrnYdH_1MKBmSWTnSJOmJGHsl4ot37Z_Y2gyqE\#
            AcG3rlldn3DHCgVTqZm6DvfnH5JIoKrFwAhTeVmw_4c
            """#),
        .bad(
            "ALG-25 a byte short", "RS256", SampleKey.rsa,
            #"""
            EQOpmxSQkxXa3rHpV7YqA6f--M3n2UqobKgwvP4phMxZlJnfsUgVe7_kreLqZMZGBOoOF7ZHdR5Szgku7-dn06lw8_jKfJUHRxD9\#
            DYJprY3VNZBRePW1StBMbjSxuQvKTGqeIa75HPi888O1vRZSepbdL2vRD3w_Bl0iYC9O4WMyc6QwaKrUDx4p2xOsj_WKxGxDcTbK\#
            uxinlaucaM24iC1QiSUtk6iOnuMg8vEKKzq48CO2HLuKWJEGYlSRDLq3EAWGK52HR_9TCgZklk50iTpiRh7JeKLd-2f2NoMqhAHB\#
            t65ZXZ9wxwoFU6mZug735x-SSKCqxcAIU3lZsP-H
            """#),
        .bad(
            "ALG-25 the last byte missing", "RS256", SampleKey.rsa,
            #"""
            pBEDqZsUkJMV2t6x6Ve2KgOn_vjN59lKqGyoMLz-KYTMWZSZ37FIFXu_5K3i6mTGRgTqDhe2R3UeUs4JLu_nZ9OpcPP4ynyVB0cQ\#
            _Q2Caa2N1TWQUXj1tUrQTG40sbkLykxqniGu-Rz4vPPDtb0WUnqW3S9r0Q98PwZdImAvTuFjMnOkMGiq1A8eKdsTrI_1isRsQ3E2\#
            yrsYp5WrnGjNuIgtUIklLZOojp7jIPLxCis6uPAjthy7iliRBmJUkQy6txAFhiudh0f_UwoGZJZOdIk6YkYeyXii3ftn9jaDKoQB\#
            wbeuWV2fcMcKBVOpmboO9-cfkkigqsXACFN5WbD_
            """#),
        .bad(
            "ALG-25 n more", "RS256", SampleKey.rsa,
            #"""
            AWfV7VPOiBn__WRKMgxUXST3V5i43KjvCdvSCtRwltu4Kfl_TsfP5Hxlv60U2Q_8SWeV8GqdJE1MlIkuyE1qC6DSW5r44DnOxqy4\#
            C5FA35CE_qxgVt9IX7cbeNbZ7tdoyXF7bRAStyqmvgDWqyKo4PmLP4g5qnvj4ywrfAGjwSw60YjkPxiO0bV31o5OFZdSSxUfYrkx\#
            8gA9Pfexve7CFxnoKCx6sikzbYu4uHM14hRjTnecIbaI4A3iwo8kIyhYNlkyQ7blZyZqlUdoFvX5TnMUWj3wT0Bj07hVmPKNOo8S\#
            e8YeQtW9Eczfc75yT64N5LtMoWoT2BMUnSBpOhG9x8g
            """#),
        .bad(
            "ALG-25 n itself", "RS256", SampleKey.rsa,
            #"""
            w8TpqjNziWzniWuAIvym-vOvmcAOwRW_M2Vio7OYsjNdn-q06B6cZun_yGb2JZeDIZEGXIVuBdd2NmC_HnokOP6yKgTnb1IxpXD6\#
            lDNdJtdw1yrGjc9qAdCoimu6Ja-9py8CcfEIMYnFQ-LnbOvKpxCoqwo-qtRm7SUe30OR3VluVnCa6CYm4Wi4ZHMB6sJVilr2dcC7\#
            NYIlUBwSUllJYV_62_GM-5_E_RnVUkLxCjgTvqv-AGwkg4oxiMHOl0t7oiI-MLnJnyKV9F4QkWL__osf26owdusw2low_Fa3ZI56\#
            BGaUfF9yXBhpuR6mFFPVw2WB18s3aE7dGBXAuAzIQQ
            """#),
        .bad(
            "ALG-25 zeros", "RS256", SampleKey.rsa,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """#),
        .bad(
            "ALG-25 ones", "RS256", SampleKey.rsa,
            #"""
            ____________________________________________________________________________________________________\#
            ____________________________________________________________________________________________________\#
            ____________________________________________________________________________________________________\#
            _________________________________________w
            """#),
        .bad(
            "ALG-25 one", "RS256", SampleKey.rsa,
            #"""
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\#
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ
            """#),
        .good(
            "ALG-26 control", "RS256", SampleKey.rsa,
            #"""
            pBEDqZsUkJMV2t6x6Ve2KgOn_vjN59lKqGyoMLz-KYTMWZSZ37FIFXu_5K3i6mTGRgTqDhe2R3UeUs4JLu_nZ9OpcPP4ynyVB0cQ\#
            _Q2Caa2N1TWQUXj1tUrQTG40sbkLykxqniGu-Rz4vPPDtb0WUnqW3S9r0Q98PwZdImAvTuFjMnOkMGiq1A8eKdsTrI_1isRsQ3E2\#
            yrsYp5WrnGjNuIgtUIklLZOojp7jIPLxCis6uPAjthy7iliRBmJUkQy6txAFhiudh0f_UwoGZJZOdIk6YkYeyXii3ftn9jaDKoQB\#
            wbeuWV2fcMcKBVOpmboO9-cfkkigqsXACFN5WbD_hw
            """#),
        .bad(
            "ALG-26 DigestInfo without NULL", "RS256", SampleKey.rsa,
            #"""
            W7OFgayTiFCsq_QmQJZDz8GmpBCJm_G3WZ8Jv4D1h6PXeSB_C_Bp02esNKDu6HyQ_wXH8E-wFiv8UOF3BL9pYnFUBsS3UEJx8hhF\#
            KNF8DS9fAdc9_xLJOKdJwOIH1_9BaVosaFjHWuLrSWOp5YUd9qyNHlqIzjTtii3NN6eKeo0aZUZ9GJZ44CDBKFQTs0PVZ-d2Oirm\#
            -_smVJtJVfaxM0gQkNZtetMKCVWo6HTpEsa48ETdpxMcS1XIJ4eqtZvbQ_g7j5A-K56ljxUBOEweEArcEK9V0AvcNKi0LtbfJx2U\#
            xdhpZq6kv0m9X5SNfKJIJp6OHOo2D3_T3PGZi7275A
            """#),
        .bad(
            "ALG-26 long lengths", "RS256", SampleKey.rsa,
            #"""
            B7cUF7Er4V98QSJyzJa8E7ODG2XCgHS5XBHXGpefMITX_qIcezpJt5WvH6S5pabMzYTryfHYljSq5SZvc63yBomqSZV3Pk-Ojk8z\#
            Ng-cSshBzbuBNOcwrOpDXj_uDYx8X8lSkb3szQnxA1YfC3QCq3zLX03aZnsWmskaL-XuiNtkjGgqWzUq3fyazfdmUg3OTk04OE2K\#
            9jk66kweDEaWVFoqLCMJzHk2C2wCksJ_JXdw6ylYHp6_gzwcBakyTgOPqFee7yPh3gaBv4jI7wmOrYtiWhYSwqmC_7eSXAPDKOdv\#
            X2iLwuR8e6afvLF6DNH8Ior_MxGcaYDtAGpZZP3baw
            """#),
        .bad(
            "ALG-26 bytes behind the hash", "RS256", SampleKey.rsa,
            #"""
            a6omEnnA9r654-BloUwbX8ykGrSf2S1rVHB9ijajkr5w2TKLVANdzDSgHhu8xlIdZAUfg6N6i6EJO9PmDV2F02g_qz92OAloZdbs\#
            XqjZSHnAL-aDezW-oNkonyALm9eZ3zt30dNNKbyVVWTIiOruSma-FfB1VFclU__UEkR2y9iHZ6Ioz5Z9P6ASrYAFdQUjC48DtKls\#
            _V5wqQn4tFXynwgRxI87JAJprE4IYzc1cQo_PPg--rU9v1wz4Hbvf3kKvcRipD4Pe4YEtyCmsuG5nJEmapOErEEFHKuGy3rKKsgK\#
            ISuVwokxLgqomQ4VijI6clx-GylqyKiTmImayTuPrg
            """#),
        .bad(
            "ALG-26 seven bytes of padding", "RS256", SampleKey.rsa,
            #"""
            TCN2JTmCNxGBFevHL14iXXsQJSGH3OdkrUSdve6wYRoL5c5hiHMJSdrKEL8EQ4qWaDTA67xKCveusab4K0LQzu563S_4t1j7GA34\#
            lNopcFYBkS_J0ki_NrsWRGS2W6GIHf0DRTZ9M3yWyClJP1tG-kDB6CVePHT7Br4JYNuqk22BauclrMIOJttGpRUhyfyrDvTCmVry\#
            Qc_ANEGPwbeX23XVrZvjKdOasCMow74RnJvFyeJPoF_VesZgTOzoDdArsScauiofKLec-SsSZzfD51diTww59L6okzpfEXd_FJvq\#
            vN6Gi5_-4hGp6uwpZMHCqLqwmfNyxoYbWvM_9-Ugnw
            """#),
        .bad(
            "ALG-26 SHA-512 DigestInfo", "RS256", SampleKey.rsa,
            #"""
            GGShneKPTsa7evkKRKwOElsYA1nwrykHx4TbgR0diH1eMDisFynyqUZwPr2NWvH7BgFNqpLtySmvKE_b3sATKiASIcEManSdaeC-\#
            czh-MV7Ws2vKDPAi-N0TZr8R5q3OGbvJ5t3lojSrYTeApybdcfkZmgJXsjAE2qFU-SQY0XNM0qDmkdPIRYh_p-522yOWEbvu2KPo\#
            ulcJWh8AiIA7yRgo0DEfeToqzC9cAvEfCazF2g988dnZFcFo77aPp_I6KK4OMvacFzSj0RGSEfyGGWI41k_TQ0er17D3eXrL7gfW\#
            IJKQRJDxqmdApE2d-1I8o3LzzvENZwrcQlXGWVKHGw
            """#),
        .bad(
            "ALG-26 no DigestInfo", "RS256", SampleKey.rsa,
            #"""
            LRnzxSGw1502dh1vzTrCUM0iGEwb4G_3LJvu2UZZVH_s9eOojy3C2euuPDHy3nF0tpBgUe3Kf3skb_XaIYPhEACIbhpvUf3MITRa\#
            Asc7TyW4gjDVGytQBGlBluve2K-rciom7I6rxIPeLwTGBuA5_2Ka_teao68JVpabsxYar04Iqa0juFBFdSofSmoHNYCmnnIqszrN\#
            lYAj8LHU_lDGukFN7BHeyJzO_jWz9nV-W6IRF6GbZjTMFwk-XoaGD_RNcl3LKaq8mIUaJ1lVlt23DgcJmdj0h5rS_3mxoZvO0doa\#
            dA9TNYLKRMTFn6OyKH2tC2dxwT_Zim2hAi-oxTSNjw
            """#),
        .bad(
            "ALG-26 block type 2", "RS256", SampleKey.rsa,
            #"""
            c2KdWKEZY5V1bclsWkgD71xy1rTrkfEooR8UwidfNKIt_zlUuhTJfIL0Zhjdu2CY9K9sroTD7EUQkr5Exu5vVN1SHMUCkuNg4hbu\#
            ESdZUiHR9KunwlTXEgzlHiwpSuKgqyO3r_X6J9fPonwzu6PkzYGxAVSI_Znmb4sIsUCp7Ln5oDiQ3v41U7-miql4FRdLeoHLvDt7\#
            4Gcj9v3rH-fLOG5BGipw0LBk89gb0RgJPfadXmmv62EedCh2yRvnGsFMWC_Le5dlpSLuiVsldmeuzQ1G43cNhjLn1JfKWPhDsEEY\#
            8sKaaEuiVSFFkFuTPq5RgKgP1R7MwMY1hLR6-Gk0ZQ
            """#),
    ]
}
