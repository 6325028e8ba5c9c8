package import JSON

/// The OpenRPC 1.3 document of a list of methods: what `rpc.discover` answers, and `Protocol/openrpc.json` holds.
package struct OpenRPC {
    private let title: String
    private let version: String
    private let summary: String
    private let methods: [MethodDescription]

    /// The document of these methods.
    package init(title: String, version: String, summary: String, methods: [MethodDescription]) {
        self.title = title
        self.version = version
        self.summary = summary
        self.methods = methods
    }

    /// Writes the document as one object.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("openrpc", "1.3.2" as StaticString)
            writer.object("info") { writer in
                writer.member("title", title)
                writer.member("version", version)
                writer.member("description", summary)
                writer.object("license") { writer in
                    writer.member("name", "Apache-2.0" as StaticString)
                    writer.member("url", "https://www.apache.org/licenses/LICENSE-2.0" as StaticString)
                }
            }
            writer.array("methods") { writer in
                for method in methods { write(method, to: &writer) }
            }
            writer.object("components") { writer in
                writer.object("schemas") { writer in
                    for schema in schemas {
                        writer.name(schema.name)
                        schema.write(to: &writer)
                    }
                }
            }
        }
    }

    /// Every schema that a method names, once, in the order in which they are met.
    package var schemas: [Schema] {
        var seen: [Schema] = []
        func add(_ schema: Schema) {
            guard !seen.contains(where: { $0.name.description == schema.name.description }) else { return }
            seen.append(schema)
            for other in schema.references { add(other) }
        }
        for method in methods {
            for parameter in method.parameters {
                if case .schema(let schema) = parameter.type { add(schema) }
            }
            add(method.result)
        }
        return seen
    }

    private func write(_ method: MethodDescription, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", method.name)
            writer.member("summary", method.summary)
            writer.member("paramStructure", "by-name" as StaticString)
            writer.array("params") { writer in
                for parameter in method.parameters { parameter.write(to: &writer) }
            }
            writer.object("result") { writer in
                writer.member("name", "result" as StaticString)
                writer.object("schema") { $0.member("$ref", method.result.reference) }
            }
            writer.array("errors") { writer in
                for error in method.errors {
                    writer.object { writer in
                        writer.member("code", error.number)
                        writer.member("message", error.summary)
                        writer.object("data") { $0.member("code", error.word) }
                    }
                }
            }
            writer.array("examples") { writer in
                writer.object { writer in
                    writer.member("name", "example" as StaticString)
                    writer.array("params") { writeExample(of: method, to: &$0) }
                }
            }
            writer.member("x-since", method.since)
        }
    }

    private func writeExample(of method: MethodDescription, to writer: inout JSONWriter) {
        do throws(JSONFault) {
            for member in try JSONDocument(Array(method.example.utf8)).root.members {
                writer.object { writer in
                    writer.member("name", member.name)
                    writer.member("value", member.value)
                }
            }
        } catch {
            // A test runs every example; this is what a mistake in one would look like.
            writer.boolean(false)
        }
    }
}

extension Schema {
    fileprivate var reference: String { "#/components/schemas/\(name)" }

    /// Writes the JSON Schema on one line.
    package func write(to writer: inout JSONWriter) {
        do throws(JSONFault) {
            writer.copy(try JSONDocument(Array(text.utf8)).root)
        } catch {
            // A test reads every schema; this is what a mistake in one would look like.
            writer.boolean(false)
        }
    }
}

extension JSONWriter {
    /// Writes the JSON Schema of an object whose members are these parameters and no others.
    package mutating func schema(_ summary: String, of parameters: [Parameter]) {
        object { writer in
            writer.member("description", summary)
            writer.member("type", "object" as StaticString)
            writer.member("additionalProperties", false)
            let required = parameters.filter(\.isRequired)
            if !required.isEmpty { writer.member("required", required.map(\.name.description)) }
            writer.object("properties") { writer in
                for parameter in parameters {
                    writer.object(parameter.name) { writer in
                        writer.member("description", parameter.summary)
                        parameter.type.writeSchemaMembers(to: &writer)
                    }
                }
            }
        }
    }
}

extension Parameter {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("summary", summary)
            writer.member("required", isRequired)
            writer.name("schema")
            type.writeSchema(to: &writer)
        }
    }
}

extension ParameterType {
    fileprivate func writeSchema(to writer: inout JSONWriter) {
        writer.object { writeSchemaMembers(to: &$0) }
    }

    fileprivate func writeSchemaMembers(to writer: inout JSONWriter) {
        switch self {
        case .any: break
        case .string: writer.member("type", "string" as StaticString)
        case .secret:
            writer.member("type", "string" as StaticString)
            writer.member("writeOnly", true)
        case .boolean: writer.member("type", "boolean" as StaticString)
        case .object: writer.member("type", "object" as StaticString)
        case .integer(let range):
            writer.member("type", "integer" as StaticString)
            writer.member("minimum", range.lowerBound)
            writer.member("maximum", range.upperBound)
        case .choice(let choices): writer.member("enum", choices.map(\.description))
        case .strings: writer.oneOrMore { $0.member("type", "string" as StaticString) }
        case .choices(let choices): writer.oneOrMore { $0.member("enum", choices.map(\.description)) }
        case .schema(let schema): writer.member("$ref", schema.reference)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func oneOrMore(_ item: (inout JSONWriter) -> Void) {
        array("oneOf") { writer in
            writer.object(item)
            writer.object { writer in
                writer.member("type", "array" as StaticString)
                writer.object("items", item)
                writer.member("minItems", 1)
            }
        }
    }
}
