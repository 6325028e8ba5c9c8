/// Which rows of the table of attacks are held where, as data: the families of the table and how many rows each has, the
/// rows that a test of another name holds, and those that mean nothing yet, with the reason.
///
/// A row that stands by its name in a test or a conformance vector needs no entry here.
enum AttackCoverage {
    /// A family, and the number of its last row.
    static let families: [(name: String, count: Int)] = [
        ("ALG", 29), ("CRT", 16), ("HDR", 18), ("ENC", 15), ("JSN", 16), ("CLM", 25), ("SER", 16), ("JWE", 32),
        ("SIG", 15), ("KEY", 40), ("TYP", 15), ("SDJ", 15), ("DPO", 9), ("REV", 19), ("RPL", 8), ("RFT", 6), ("ROT", 8),
        ("CCH", 9), ("OUT", 16), ("RPC", 45), ("LSP", 16), ("FIL", 11), ("ENV", 8), ("STO", 16), ("MKR", 12),
    ]

    /// Rows, and the test that holds them: its file below `Tests`, and the beginning of its name.
    static let elsewhere: [(family: String, rows: [Int], file: String, test: String)] = [
        ("HDR", [9], "JOSETests/OpenSSLProgramTests.swift", "explicit curve parameters are refused"),
        ("CLM", [21], "JWTTests/PatternPropertyTests.swift", "expressions that exhaust other matchers"),
        ("CLM", [24], "JWTTests/TimeTests.swift", "the ends of time are not passed"),
        ("SIG", [14], "HouseTests/ComparisonTests.swift", "tags and secrets are compared in constant time"),
        ("KEY", [1, 2, 3], "OpenSSLTests/RSAKeyTests.swift", "takes moduli of 1024 to 16384 bits"),
        ("KEY", [4], "OpenSSLTests/RSAKeyTests.swift", "refuses a public key that anybody could use"),
        ("KEY", [5, 6], "OpenSSLTests/RSAKeyTests.swift", "finds what is weak about a key that works"),
        ("KEY", [8], "OpenSSLTests/RSAKeyTests.swift", "refuses private numbers that do not fit each other"),
        ("KEY", [9], "JOSETests/JWKReaderTests.swift", "leading zeros are found and change nothing"),
        ("KEY", [10, 13], "JOSETests/JWKReaderTests.swift", "refuses what is not a key and says where"),
        ("KEY", [11], "OpenSSLTests/CurveKeyTests.swift", "refuses coordinates that are no point of the curve"),
        ("KEY", [12], "OpenSSLTests/CurveKeyTests.swift", "refuses a private scalar out of range or of another point"),
        ("KEY", [14], "JOSETests/OpenSSLProgramTests.swift", "explicit curve parameters are refused"),
        ("KEY", [15], "OpenSSLTests/CurveKeyTests.swift", "refuses every point of small order on Ed25519"),
        ("KEY", [17], "JOSETests/KeyFindingTests.swift", "a secret that can be guessed is found"),
        ("KEY", [18], "JOSETests/RawSecretTests.swift", "has a limit"),
        ("KEY", [19], "JOSETests/JWKReaderTests.swift", "ignores members of other types and says so"),
        ("KEY", [20, 28], "JOSETests/KeySetTests.swift", "a broken key does not spoil the others"),
        ("KEY", [21], "JOSETests/JWKReaderTests.swift", "refuses a member that stands twice"),
        ("KEY", [24], "JOSETests/KeyRefusalTests.swift", "an asymmetric key does what it is for"),
        ("KEY", [25], "MethodsTests/KeyInspectTests.swift", "judges validity at the instant that is given"),
        ("KEY", [26, 27], "JOSETests/KeySetTests.swift", "what is odd about keys together is found"),
        ("KEY", [29], "JOSETests/KeySetTests.swift", "refuses what is no set"),
        ("KEY", [30], "JOSETests/PEMTests.swift", "refuses what is not PEM and says where"),
        ("KEY", [31], "OpenSSLTests/EncryptedPKCS8Tests.swift", "reads the price and the kind of encryption"),
        ("KEY", [32], "OpenSSLTests/EncryptedPKCS8Tests.swift", "cannot tell a wrong password from damage"),
        ("KEY", [33], "JOSETests/PKCS12Tests.swift", "null where something must be is refused"),
        ("KEY", [34], "JOSETests/OpenSSLProgramTests.swift", "other keys are refused by name"),
        ("KEY", [35], "JOSETests/OpenSSHTests.swift", "more rounds than the limit are refused before any is made"),
        ("KEY", [36], "MethodsTests/KeyThumbprintTests.swift", "is the same for a private key and its public part"),
        ("KEY", [37], "JOSETests/KeyWriterTests.swift", "a public JWK has no private member"),
        ("KEY", [38], "OpenSSLTests/KeyGenerationTests.swift", "refuses to generate moduli"),
        ("KEY", [40], "JOSETests/Base64Tests.swift", "both ways agree about every byte"),
        ("TYP", [7], "JWTTests/DecodeClaimTests.swift", "decodes tokens inside tokens, four deep"),
        ("TYP", [14], "JWTTests/DecodeDamageTests.swift", "answers for a token with any byte changed"),
        ("CCH", [4], "JWTTests/VerifiedTokensTests.swift", "what differs from a remembered token in any byte"),
        (
            "CCH", [6], "CommandLineTests/ConfigurationFileTests.swift",
            "a file in the same place with the same size and the same time is another one"
        ),
        ("OUT", [2], "CommandLineTests/TerminalTests.swift", "people see a page with colour"),
        ("OUT", [3, 4, 13], "JSONTests/EscapeTests.swift", "text that could change how the text around it reads"),
        ("OUT", [5], "EditorTests/HoverTests.swift", "no claim changes how the rest reads"),
        ("OUT", [6], "EditorTests/LeadingTests.swift", "no link carries a token, and other JSON has none"),
        ("OUT", [7], "EditorTests/HoverTests.swift", "a page is short, however much the token says"),
        ("OUT", [8], "CommandLineTests/AllowedFileTests.swift", "anything else is refused, and says why"),
        ("OUT", [9, 10], "ProcessTests/CanaryTests.swift", "no secret stands in an answer"),
        ("OUT", [11], "ProcessTests/SignalTests.swift", "signals end the program at once"),
        ("OUT", [12], "JSONTests/EscapeTests.swift", "bytes that are not UTF-8 are replaced"),
        ("RPC", [45], "ProcessTests/StreamTests.swift", "descriptor 1 is standard error"),
        (
            "LSP", [9], "EditorTests/PositionTests.swift",
            "what lies beyond a line or inside a character is brought back"
        ),
        ("LSP", [10], "EditorTests/ScannedTextTests.swift", "a change in a text with more than is told"),
        ("LSP", [12], "EditorTests/DocumentAddressTests.swift", "an address is a name, whatever it says"),
        ("LSP", [13], "EditorTests/DocumentAddressTests.swift", "looking at a token reads no file"),
        ("LSP", [14], "EditorTests/CommandTests.swift", "whatever a command is called with, it is answered"),
        ("LSP", [15], "EditorTests/DocumentAddressTests.swift", "a project's settings reach no file outside it"),
        ("LSP", [16], "AssistantTests/ToolTests.swift", "parameters that are not offered are not taken"),
        ("LSP", [7], "CommandLineTests/ServiceOptionTests.swift", "it ends when its client has ended"),
        (
            "FIL", [1, 2, 3, 4, 5, 9], "CommandLineTests/AllowedFileTests.swift",
            "anything else is refused, and says why"
        ),
        (
            "FIL", [6, 7], "CommandLineTests/AllowedFileTests.swift",
            "without the option no file and no variable is read"
        ),
        ("FIL", [8], "CommandLineTests/SecretTests.swift", "a line end behind a secret is part of it"),
        ("FIL", [10], "CommandLineTests/KeyCommandTests.swift", "a file that a key goes into is closed to others"),
        ("ENV", [1], "CommandLineTests/AllowedFileTests.swift", "only variables that were named are read"),
        ("ENV", [2], "ProcessTests/StartTests.swift", "nothing that the environment names is opened"),
        ("ENV", [3, 6], "ProcessTests/StartTests.swift", "the environment changes no answer"),
        ("ENV", [7], "CommandLineTests/SecretTests.swift", "a secret in the argument list is refused"),
        ("ENV", [8], "ProcessTests/ScarcityTests.swift", "a few descriptors are enough to serve"),
        (
            "REV", [1, 2, 3], "MethodsTests/RevocationTests.swift",
            "a revoked token stays revoked however it is written"
        ),
        ("REV", [4], "MethodsTests/RevocationTests.swift", "a revoked token stays revoked inside an encrypted one"),
        ("REV", [5], "MethodsTests/RevocationTests.swift", "an identifier is one issuer's, unless no issuer is said"),
        ("REV", [6], "MethodsTests/RevocationTests.swift", "a token whose identifier is no text is refused"),
        ("REV", [7], "MethodsTests/RevocationTests.swift", "a key is revoked by its name or its thumbprint"),
        ("REV", [8], "MethodsTests/RevocationTests.swift", "what was issued before is revoked"),
        ("REV", [9], "MethodsTests/RevocationTests.swift", "of a time of which entries were taken away"),
        ("REV", [10], "StoreTests/RevocationStoreTests.swift", "entries go when what they hit has expired"),
        ("REV", [11], "MethodsTests/RevocationTests.swift", "an SD-JWT is revoked whatever it discloses"),
        ("REV", [12], "MethodsTests/RevocationTests.swift", "a token that nobody verified revokes itself alone"),
        (
            "REV", [13], "StoreTests/RevocationStoreTests.swift",
            "what is revoked by one process is revoked for the others"
        ),
        ("REV", [14], "MethodsTests/RevocationTests.swift", "a token that is remembered is revoked none the less"),
        ("REV", [15], "MethodsTests/RevocationTests.swift", "a store that cannot answer is no reason to believe"),
        ("REV", [18], "MethodsTests/StatusListExchangeTests.swift", "a list that may not be believed is not kept"),
        ("RPL", [1], "ProcessTests/StateTests.swift", "of eight processes that use one token, one may"),
        ("RPL", [2], "MethodsTests/ReplayTests.swift", "a token that is refused anyway leaves no trace"),
        ("RPL", [3], "ProcessTests/StateTests.swift", "what was kept stays whole, at whichever call"),
        ("RPL", [4], "StoreTests/ReplayStoreTests.swift", "none is forgotten to make room"),
        ("RPL", [5], "MethodsTests/ReplayTests.swift", "names that run into each other are two"),
        ("RPL", [6], "StoreTests/ReplayStoreTests.swift", "a clock that was set back forgets nothing early"),
        ("RPL", [7], "MethodsTests/ReplayTests.swift", "a token counts once in each scope"),
        ("RPL", [8], "ProcessTests/StateTests.swift", "of two uses in one batch, one counts"),
        ("RFT", [1], "MethodsTests/RotationTests.swift", "a token that is used again takes its whole family"),
        ("RFT", [2, 5], "MethodsTests/RotationTests.swift", "within the grace the same request gets the same"),
        ("RFT", [3], "MethodsTests/RotationTests.swift", "the grace ends with the use of the successor"),
        ("RFT", [4], "MethodsTests/RotationTests.swift", "claims are changed by a merge patch, and who it is stays"),
        ("ROT", [1, 2], "MethodsTests/KeyRotationTests.swift", "a key is published, signs, is accepted for a while"),
        ("ROT", [3], "StoreTests/KeyStoreTests.swift", "eight processes rotate at once"),
        (
            "ROT", [4, 8], "StoreTests/KeyTimelineTests.swift",
            "whatever is rotated whenever, exactly one key is current"
        ),
        ("ROT", [5], "MethodsTests/KeyRotationTests.swift", "the grace is what the longest token needs"),
        ("ROT", [6, 7], "MethodsTests/KeyStoreMethodTests.swift", "a kid names one key, and a set one kind of key"),
        ("STO", [5], "CommandLineTests/KeyStoreCommandTests.swift", "nothing of a key or a password is readable"),
        ("STO", [6], "MethodsTests/KeyRotationTests.swift", "rows that were changed or swapped sign nothing"),
        ("STO", [6], "MethodsTests/KeySealTests.swift", "a key of which anything was changed verifies nothing"),
        ("STO", [1], "StoreTests/StoreFileTests.swift", "tables that somebody changed are refused"),
        ("STO", [2], "StoreTests/StoreFileTests.swift", "a link is no store, in place of the file or beside it"),
        ("STO", [3], "StoreTests/StoreFileTests.swift", "what others can reach is refused"),
        ("STO", [11], "StoreTests/PostgreSQLStoreTests.swift", "a server on another machine is one whose certificate"),
        ("STO", [11], "StoreTests/PostgreSQLTLSTests.swift", "a server that nobody answers for is told nothing"),
        ("STO", [12], "StoreTests/PostgreSQLStoreTests.swift", "what lies in other schemas under the same names"),
        ("STO", [13], "StoreTests/RevocationStoreTests.swift", "names of other parts are other names"),
        ("STO", [14], "StoreTests/PostgreSQLOutageTests.swift", "a server that is killed loses nothing"),
        ("STO", [14], "StoreTests/PostgreSQLCutTests.swift", "a use counts once, at whichever question"),
        ("STO", [16], "StoreTests/PostgreSQLStoreTests.swift", "a machine whose clock is ahead takes nothing away"),
        ("STO", [7], "MethodsTests/RevocationTests.swift", "entries are listed by pages, and by kind"),
        ("ENV", [5], "StoreTests/StoreFileTests.swift", "the user's own place is found by the environment"),
        ("MKR", [7], "OpenSSLTests/PreparedKeyTests.swift", "signs what it verifies, and nothing else"),
        ("MKR", [12], "AssistantTests/ToolTests.swift", "parameters that are not offered are not taken"),
    ]

    /// Rows that mean nothing yet, and why.
    static let later: [(family: String, rows: [Int], reason: String)] = [
        ("KEY", [7], "no list of keys that became known is carried along"),
        ("KEY", [39], "without randomness the runtime ends the process before a key could be asked for"),
        ("REV", [16, 17], redis), ("STO", [8, 9], redis),
        ("REV", [19], "ten million entries were not tried; a pruning takes a thousand at most"),
        ("RFT", [6], "a family is one row, however long it lives: there is no chain to walk"),
        ("STO", [4], "one file in two places is made by an administrator, and a second name of it is refused"),
        ("STO", [10], "a million keys were not tried; a set has a limit"),
        ("STO", [15], "poolers in other modes than session, standbys and failover were not tried"),
        ("CCH", [3], "no verdict is kept, so that none has to be forgotten"),
        ("CCH", [8], "verify has no lenient mode"),

        ("OUT", [14], "nothing is written as CSV"),
        ("LSP", [11], "what a burst of changes costs is measured, by Tests/Benchmarks"),
        ("FIL", [11], "no file is watched"),
        ("ENV", [4], "who may preload a library is the same user, against whom nothing is promised"),
        ("MKR", [5], "sign copies nothing from a token"),
        ("MKR", [11], "the contents that a key signs are its owner's choice"),
    ]

    private static let redis = "there is no store on Redis"
}
