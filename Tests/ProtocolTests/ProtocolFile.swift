import Editor
import Foundation
import JSON
import JWT
import Methods
import RPC

/// A file of `Protocol/` that is made from a table of the sources.
struct ProtocolFile: Sendable, CustomStringConvertible {
    /// The path below `Protocol/`.
    let path: String
    /// What it must hold.
    let content: String

    var description: String { path }

    /// The file as it lies there.
    var url: URL { Self.folder.appendingPathComponent(path) }

    /// Writes it anew.
    func write() throws {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: url, atomically: true, encoding: .utf8)
    }

    /// The folder of the contract.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Protocol").standardizedFileURL

    /// Every such file.
    static func all() throws -> [ProtocolFile] {
        try [
            ProtocolFile("openrpc.json") { Methods.openRPC.write(to: &$0) },
            ProtocolFile("errors.json", writeErrors), ProtocolFile("findings.json", writeFindings),
            ProtocolFile("limits.json", writeLimits),
        ] + (Methods.openRPC.schemas + [Schema.configuration, EditorSettings.schema]).map(ProtocolFile.init)
    }

    private init(_ path: String, _ write: (inout JSONWriter) -> Void) throws {
        var writer = JSONWriter()
        write(&writer)
        self.path = path
        content = PrettyJSON(try JSONDocument(writer.bytes).root).text
    }

    // In a file of its own a schema refers to other files, not to the components of a document.
    private init(_ schema: Schema) throws {
        let text = schema.text.replacing("#/components/schemas/", with: "")
        let references = /"\$ref": *"(\w+)"/
        let linked = text.replacing(references) { "\"$ref\": \"\($0.1).schema.json\"" }
        let value = try JSONDocument(Array(linked.utf8)).root
        try self.init("schemas/\(schema.name).schema.json") { writer in
            writer.object { writer in
                writer.member("$schema", "https://json-schema.org/draft/2020-12/schema" as StaticString)
                writer.member("title", schema.name)
                for member in value.members {
                    writer.name(member.name)
                    writer.copy(member.value)
                }
            }
        }
    }

    private static func writeErrors(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("errors") { writer in
                for row in ErrorCode.all {
                    writer.object { writer in
                        writer.member("number", row.number)
                        writer.member("code", row.word)
                        writer.member("blame", row.blame.rawValue)
                        writer.member("summary", row.summary)
                    }
                }
            }
        }
    }

    private static func writeFindings(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("findings") { writer in
                for row in FindingCode.all {
                    writer.object { writer in
                        writer.member("code", row.word)
                        writer.member("severity", row.severity.rawValue)
                        writer.member("summary", row.summary)
                        writer.member("specification", row.specification)
                    }
                }
            }
        }
    }

    private static func writeLimits(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.array("limits") { writer in
                for row in Limits.rows(RPCLimits()) + Editor.limits {
                    writer.object { writer in
                        writer.member("name", row.name)
                        writer.member("value", row.value)
                        writer.member("summary", row.summary)
                    }
                }
            }
        }
    }
}
