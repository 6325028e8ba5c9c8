import JSON
import RPC

/// How the text of an option becomes a parameter's value.
struct CommandValue {
    /// What the parameter may be.
    let type: ParameterType
    /// The option, for a sentence about it.
    let option: String

    /// Writes the value. Where it may be JSON, JSON is taken as it stands, `@` begins the name of a file that holds it,
    /// and other text is a string, if it may be one.
    func write(_ text: String, to writer: inout JSONWriter, _ files: inout CommandFiles) throws(CommandFailure) {
        switch type {
        case .string, .secret, .strings, .choice, .choices: writer.string(text)
        case .integer: try writeJSON(text, [.number], to: &writer, &files)
        case .boolean: try writeJSON(text, [.boolean], to: &writer, &files)
        case .object: try writeJSON(text, [.object], to: &writer, &files)
        case .any: try writeJSON(text, [.string, .number, .boolean, .array, .object], to: &writer, &files)
        case .schema(let schema): try writeJSON(text, schema.kinds, to: &writer, &files)
        }
    }

    private func writeJSON(
        _ text: String, _ kinds: [Schema.Kind], to writer: inout JSONWriter, _ files: inout CommandFiles
    ) throws(CommandFailure) {
        let isFile = text.utf8.first == UInt8(ascii: "@") && (kinds.contains(.object) || kinds.contains(.array))
        let bytes = try isFile ? files.read(String(text.dropFirst()), for: option).bytes : Array(text.utf8)
        do throws(JSONFault) {
            let value = try JSONDocument(bytes).root
            let isWanted = kinds.contains { $0.isKind(of: value) }
            guard isWanted || !kinds.contains(.string) else { return writer.string(text) }
            writer.copy(value)
        } catch {
            guard !isFile, kinds.contains(.string) else {
                let wanted = kinds.contains(.object) ? "JSON" : "a number"
                throw .usage("\(option) takes \(wanted); this is not: \(error.explanation) (byte \(error.offset)).")
            }
            writer.string(text)
        }
    }
}

extension Schema.Kind {
    fileprivate func isKind(of value: JSONValue) -> Bool {
        switch self {
        case .string: value.kind == .string
        case .number: value.kind == .number
        case .boolean: value.boolean != nil
        case .array: value.kind == .array
        case .object: value.kind == .object
        }
    }
}
