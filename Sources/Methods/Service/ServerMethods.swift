import JOSE
import JSON
package import RPC

extension Methods {
    /// What is here: versions, algorithms, limits.
    static let serverInfo = Method(
        MethodDescription(
            "server/info", "Says what is here: version, OpenSSL, methods, algorithms, key formats, limits in force.",
            result: Schema(
                "ServerInfo", [.object],
                """
                {"type": "object", "required": ["name", "version", "openssl", "methods", "algorithms", "keys", "limits"]}
                """))
    ) { _, bench, writer in
        writer.object { writer in
            writer.member("name", "jwtls" as StaticString)
            writer.member("version", Surroundings.version)
            writer.object("openssl") { writer in
                writer.member("version", CryptographicLibrary.version)
                writer.member("linked", CryptographicLibrary.isShared ? "shared" : "static" as StaticString)
            }
            writer.member("methods", Methods.descriptions.map(\.name.description))
            writer.object("algorithms") { writer in
                writer.member("sign", SigningAlgorithm.available.map(\.description))
                writer.member("keyManagement", KeyManagementAlgorithm.available.map(\.description))
                writer.member("contentEncryption", ContentEncryption.available.map(\.description))
                let others = SigningAlgorithm.bySwiftCrypto
                if !others.isEmpty { writer.member("bySwiftCrypto", others.map(\.description)) }
            }
            writer.object("keys") { writer in
                writer.member("types", KeyType.allCases.map(\.name.description))
                writer.member("curves", NamedCurve.available.map(\.name.description))
                writer.member("reads", KeyOrigin.Container.readable + ["jwks"])
                writer.member("writes", KeyTarget.allCases.map(\.name.description))
            }
            writer.name("limits")
            Limits.write(bench.surroundings, to: &writer)
        }
    }

    /// What was done since the start.
    static let serverStats = Method(
        MethodDescription(
            "server/stats", "Counts what was answered since the start.",
            result: Schema("ServerStats", [.object], #"{"type": "object", "required": ["calls"]}"#))
    ) { _, bench, writer in
        writer.object { writer in
            writer.object("calls") { writer in
                for (method, count) in bench.surroundings.statistics.calls { writer.member(method.name, count) }
            }
        }
    }

    /// The OpenRPC document.
    static let discover = Method(
        MethodDescription(
            "rpc.discover", "Answers the OpenRPC document of every method here.",
            result: Schema("OpenRPC", [.object], #"{"type": "object", "required": ["openrpc", "info", "methods"]}"#))
    ) { _, _, writer in
        openRPC.write(to: &writer)
    }

    /// The document that `rpc.discover` answers.
    package static var openRPC: OpenRPC {
        OpenRPC(
            title: "jwtls", version: Surroundings.version,
            summary:
                "A token service for editors, shells and programs: decode, verify, sign, encrypt and decrypt JSON Web Tokens.",
            methods: descriptions)
    }
}
