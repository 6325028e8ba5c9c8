import Editor
import JSON
import JWT
import Methods

/// What was found in files, and what could not be looked at.
struct CheckReport {
    /// One thing found in a file.
    struct Remark {
        /// The file as it was named.
        let path: String
        let remark: FileCheck.Remark
    }

    /// Files that were looked at, and those that were passed over: binary ones, and very long ones.
    var files = 0
    var skipped = 0
    /// What was found, file by file.
    var remarks: [Remark] = []
    /// What could not be read, in sentences.
    var failures: [String] = []

    /// A line a finding, as compilers write them.
    var text: String {
        remarks.map { remark in
            let (diagnostic, start) = (remark.remark.diagnostic, remark.remark.range.start)
            let place = "\(VisibleText.escape(remark.path)):\(start.line + 1):\(start.character + 1)"
            return "\(place): \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code.word)]\n"
        }.joined()
    }

    /// One object on one line.
    var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.array("found") { writer in
                for remark in remarks { Self.write(remark, to: &writer) }
            }
            writer.member("files", files)
            writer.member("skipped", skipped)
            writer.member("failures", failures)
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private static func write(_ remark: Remark, to writer: inout JSONWriter) {
        let (diagnostic, range) = (remark.remark.diagnostic, remark.remark.range)
        writer.object { writer in
            writer.member("file", remark.path)
            writer.member("line", range.start.line + 1)
            writer.member("column", range.start.character + 1)
            writer.member("endLine", range.end.line + 1)
            writer.member("endColumn", range.end.character + 1)
            writer.member("range", diagnostic.range)
            writer.member("code", diagnostic.code.word)
            writer.member("severity", diagnostic.severity.rawValue)
            writer.member("message", diagnostic.message)
            writer.member("spec", diagnostic.code.specification)
        }
    }
}

/// The same as SARIF 2.1.0 has it (OASIS, Static Analysis Results Interchange Format).
extension CheckReport {
    /// One run of one tool, on one line.
    var sarif: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json" as StaticString)
            writer.member("version", "2.1.0" as StaticString)
            writer.array("runs") { writer in writer.object { writeRun(to: &$0) } }
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }

    private func writeRun(to writer: inout JSONWriter) {
        var rules: [FindingCode] = []
        for remark in remarks where !rules.contains(remark.remark.diagnostic.code) {
            rules.append(remark.remark.diagnostic.code)
        }
        writer.object("tool") { writer in
            writer.object("driver") { writer in
                writer.member("name", "jwtls" as StaticString)
                writer.member("version", Surroundings.version)
                writer.array("rules") { writer in
                    for rule in rules { writer.object { Self.write(rule, to: &$0) } }
                }
            }
        }
        writer.member("columnKind", "unicodeCodePoints" as StaticString)
        writer.array("invocations") { writer in
            writer.object { writer in
                writer.member("executionSuccessful", failures.isEmpty)
                writer.array("toolExecutionNotifications") { writer in
                    for failure in failures {
                        writer.object { writer in
                            writer.member("level", "error" as StaticString)
                            writer.object("message") { $0.member("text", VisibleText.escape(failure)) }
                        }
                    }
                }
            }
        }
        writer.array("results") { writer in
            for remark in remarks {
                let rule = rules.firstIndex(of: remark.remark.diagnostic.code)
                writer.object { Self.write(remark, rule, to: &$0) }
            }
        }
    }

    private static func write(_ rule: FindingCode, to writer: inout JSONWriter) {
        writer.member("id", rule.word)
        writer.object("shortDescription") { $0.member("text", rule.summary) }
        writer.object("defaultConfiguration") { $0.member("level", rule.severity.level) }
        writer.member("helpUri", rule.url)
        writer.object("properties") { writer in
            // What code scanning on forges sorts by.
            writer.member("tags", ["security"])
            writer.member("spec", rule.specification)
        }
    }

    private static func write(_ remark: Remark, _ rule: Int?, to writer: inout JSONWriter) {
        let (diagnostic, range) = (remark.remark.diagnostic, remark.remark.range)
        writer.member("ruleId", diagnostic.code.word)
        writer.member("ruleIndex", rule)
        writer.member("level", diagnostic.severity.level)
        writer.object("message") { $0.member("text", diagnostic.message) }
        writer.array("locations") { writer in
            writer.object { writer in
                writer.object("physicalLocation") { writer in
                    writer.object("artifactLocation") { write(remark.path, to: &$0) }
                    writer.object("region") { writer in
                        writer.member("startLine", range.start.line + 1)
                        writer.member("startColumn", range.start.character + 1)
                        writer.member("endLine", range.end.line + 1)
                        writer.member("endColumn", range.end.character + 1)
                    }
                }
            }
        }
    }

    // A path from the top has an address of its own; another counts from where the sources are.
    private static func write(_ path: String, to writer: inout JSONWriter) {
        guard !path.hasPrefix("/") else { return writer.member("uri", "file://\(FileAddress.encoded(path))") }
        let relative = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        writer.member("uri", FileAddress.encoded(relative))
        writer.member("uriBaseId", "%SRCROOT%" as StaticString)
    }
}

extension FindingCode.Severity {
    /// What SARIF calls it.
    fileprivate var level: StaticString {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .information, .hint: "note"
        }
    }
}
