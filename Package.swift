// swift-tools-version: 6.2
import PackageDescription

// The rooms of jwtls and who may use whom: the one list of arrows, held against every `import` by the house tests.
// A room not named on the right of an arrow cannot be imported. `Sources/README.md` says what each room is for.
// `SwiftCrypto` has a package beside it, and that only with the trait `PostQuantum`.
let swiftCrypto = Target.Dependency.product(
    name: "Crypto", package: "swift-crypto", condition: .when(traits: ["PostQuantum"]))
// libpq and its headers are wanted with the trait `PostgreSQL` alone.
let libpq = Target.Dependency.target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"]))
let rooms: [(name: String, uses: [String], packages: [Target.Dependency])] = [
    ("SwiftCrypto", [], [swiftCrypto]),
    ("OpenSSL", ["COpenSSL", "SwiftCrypto"], []),
    ("JSON", [], []),
    ("Compression", ["CZlib"], []),
    ("JOSE", ["OpenSSL", "Compression", "JSON"], []),
    ("JWT", ["JOSE", "JSON"], []),
    ("RPC", ["JSON"], []),
    ("Editor", ["JWT", "JOSE", "RPC", "JSON"], []),
    ("Assistant", ["JWT", "RPC", "JSON"], []),
    ("Store", ["CSQLite"], [libpq]),
    ("Methods", ["Store", "JWT", "JOSE", "RPC", "JSON"], []),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let process = (
    name: "jwtls", uses: ["Methods", "Editor", "Assistant", "Store", "JWT", "RPC", "JSON", "CProcess"],
    packages: [argumentParser]
)

// A folder of tests a room, named for it, and what it uses. `Vectors` finds published vectors, `Launching` the program that
// was built, `ReferenceJSON` is a second reader of JSON to hold the first one against; `HouseTests` reads the sources as
// text and holds them to the rules of the house.
let tests: [(name: String, uses: [String])] = [
    ("HouseTests", []),
    ("JSONTests", ["JSON", "ReferenceJSON", "Vectors"]),
    ("OpenSSLTests", ["OpenSSL"]),
    ("CompressionTests", ["Compression"]),
    ("StoreTests", ["Store", "Launching"]),
    ("JOSETests", ["JOSE", "OpenSSL", "JSON", "Vectors", "Launching"]),
    ("JWTTests", ["JWT", "JOSE", "JSON", "Vectors"]),
    ("RPCTests", ["RPC", "JSON"]),
    ("EditorTests", ["jwtls", "Editor", "Methods", "JWT", "JOSE", "RPC", "JSON", "Launching"]),
    ("BenchmarkTests", ["Launching"]),
    ("CommandLineTests", ["jwtls", "Methods", "RPC", "JSON", "Launching"]),
    ("ProcessTests", ["jwtls", "RPC", "JSON", "Launching"]),
    ("ConformanceTests", ["Launching"]),
    ("DocumentationTests", ["jwtls", "Launching"]),
    (
        "MethodsTests",
        [
            "jwtls", "Methods", "Store", "JWT", "JOSE", "OpenSSL", "Compression", "RPC", "JSON", "Vectors", "Launching",
        ]
    ),
    ("EditorClientTests", ["jwtls", "JSON", "Launching"]),
    ("ClientTests", ["jwtls", "Launching"]),
    ("PeerTests", ["jwtls", "JOSE", "JSON", "Launching"]),
    ("AssistantTests", ["jwtls", "Assistant", "Methods", "Store", "JWT", "RPC", "JSON", "Launching"]),
    ("ProtocolTests", ["Methods", "Editor", "Assistant", "Store", "JWT", "RPC", "JSON"]),
    ("TranscriptTests", ["jwtls", "Methods", "Editor", "Assistant", "Store", "JWT", "RPC", "JSON", "Launching"]),
]

// What tests run beside Swift.
let scripts = [
    "ProcessTests": ["nonblocking.py", "memory.py", "signals.py", "canaries.py", "state.py"],
    "ConformanceTests": ["broken_server.py"],
    "EditorClientTests": [
        "neovim.lua", "plugin.lua", "plugin.vim", "jwtls-mode.el", "eglot.el", "lsp-mode.el", "channel.vim", "ale.vim",
        "strict.py", "session.py", "prepare",
    ],
    "AssistantTests": ["sdk.py", "prepare"],
    "PeerTests": ["peers.py", "encryption.py", "selective.py", "prepare"],
]

// Programs that are measured beside jwtls, by `Tests/Benchmarks/run`.
let measured: [(name: String, path: String, uses: [String])] = [
    ("InProcess", "Tests/Benchmarks/InProcess", ["JWT", "JOSE"])
]

// What a warning would say is an error here; `unsafe` marks every line that the compiler cannot check.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    // The linker leaves out functions that nothing calls, one by one.
    .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
]

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

// What throws bytes at the rooms for as long as it is let (Tests/Fuzzing). libFuzzer brings its `main`, so only
// Tests/Fuzzing/run builds it.
let fuzzing: [Target] =
    Context.environment["JWTLS_FUZZING"] == nil
    ? []
    : [
        .executableTarget(
            name: "Fuzzing",
            dependencies: dependencies([
                "Methods", "Editor", "Assistant", "JWT", "JOSE", "RPC", "JSON", "ReferenceJSON",
            ]),
            path: "Tests/Fuzzing", exclude: ["README.md", "run", "seeds.py", "jwtls.dict", "differential"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    ]

let package = Package(
    name: "jwtls",
    products: [.executable(name: "jwtls", targets: ["jwtls"])],
    traits: [
        .trait(
            name: "PostQuantum",
            description: "ML-DSA-65 and ML-DSA-87 through swift-crypto, where OpenSSL has no ML-DSA (before 3.5)."),
        .trait(name: "PostgreSQL", description: "A store that a fleet shares, in PostgreSQL through libpq."),
        .default(enabledTraits: []),
    ],
    // Without its trait, swift-crypto is not fetched.
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CProcess"),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CPostgreSQL", linkerSettings: [.linkedLibrary("pq", .when(traits: ["PostgreSQL"]))]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "Vectors", path: "Tests/Vectors", swiftSettings: settings),
        .target(name: "ReferenceJSON", dependencies: ["JSON"], path: "Tests/ReferenceJSON", swiftSettings: settings),
        .target(name: "Launching", path: "Tests/Launching", swiftSettings: settings),
        .executableTarget(
            name: process.name, dependencies: dependencies(process.uses) + process.packages, swiftSettings: settings),
    ]
        + rooms.map {
            .target(name: $0.name, dependencies: dependencies($0.uses) + $0.packages, swiftSettings: settings)
        }
        + measured.map {
            .executableTarget(
                name: $0.name, dependencies: dependencies($0.uses), path: $0.path, swiftSettings: settings)
        }
        + tests.map {
            .testTarget(
                name: $0.name, dependencies: dependencies($0.uses), exclude: scripts[$0.name, default: []],
                swiftSettings: settings)
        }
        + fuzzing
)
