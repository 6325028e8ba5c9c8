/// Signatures that were made outside, with Ed25519, and break a rule of RFC 8032.
extension ForgedSignature {
    static let eddsa: [ForgedSignature] = [
        .bad(
            "SIG-07 S + L", "EdDSA", SampleKey.ed25519,
            "w0YEa4SoMEEEeymIUYDru1ak11oZ1We-Lgiiddof6I6MK97IyDQ8AM2rRxqZUtsQzfzn3thoYBcSvuxPkee1EA"),
        .bad(
            "SIG-09 a byte short", "EdDSA", SampleKey.ed25519,
            "w0YEa4SoMEEEeymIUYDru1ak11oZ1We-Lgiiddof6I6fV-hrrtEpqPYOUHe6WPz7zPzn3thoYBcSvuxPkee1"),
        .bad(
            "SIG-09 a byte more", "EdDSA", SampleKey.ed25519,
            "w0YEa4SoMEEEeymIUYDru1ak11oZ1We-Lgiiddof6I6fV-hrrtEpqPYOUHe6WPz7zPzn3thoYBcSvuxPkee1AAA"),
        .bad(
            "SIG-09 DER", "EdDSA", SampleKey.ed25519,
            "MEIEQMNGBGuEqDBBBHspiFGA67tWpNdaGdVnvi4IonXaH-iOn1foa67RKaj2DlB3ulj8-8z8597YaGAXEr7sT5HntQA"),
        .bad(
            "SIG-09 hex", "EdDSA", SampleKey.ed25519,
            #"""
            YzM0NjA0NmI4NGE4MzA0MTA0N2IyOTg4NTE4MGViYmI1NmE0ZDc1YTE5ZDU2N2JlMmUwOGEyNzVkYTFmZTg4ZTlmNTdlODZiYWVk\#
            MTI5YThmNjBlNTA3N2JhNThmY2ZiY2NmY2U3ZGVkODY4NjAxNzEyYmVlYzRmOTFlN2I1MDA
            """#),
        .bad(
            "SIG-10 Ed25519ph", "EdDSA", SampleKey.ed25519,
            "j14Q-vm4UBA8Z88nFIHMpy9ORa9eZ3NIIW1pIcl8NoAwTsKuuT67VE5hrXSeeZ0CGJyeHsowtddRD4PGEz00BA"),
        .bad(
            "SIG-10 Ed25519ctx", "EdDSA", SampleKey.ed25519,
            "YZjAWQfy7eQK2DHYQDCnydVXmzyHdbV_CCdlVcQpK6I9HIIXKluvhT2zVZzPZfpb7ul7F_1-HXiEVDr-6XToAg"),
        .good(
            "SIG-07 control", "EdDSA", SampleKey.ed25519,
            "w0YEa4SoMEEEeymIUYDru1ak11oZ1We-Lgiiddof6I6fV-hrrtEpqPYOUHe6WPz7zPzn3thoYBcSvuxPkee1AA"),
    ]
}
