import JSON

/// One answer, whose bytes were held to what every answer must be.
struct Answer {
    /// The bytes as they go over the wire, without framing.
    let bytes: [UInt8]
    private let root: JSONValue

    /// Reads an answer: JSON, of the shape that JSON-RPC 2.0 §5 asks for.
    init(_ bytes: [UInt8], to request: @autoclosure () -> String) {
        self.bytes = bytes
        do throws(JSONFault) {
            root = try JSONDocument(bytes, limits: JSONLimits(depth: 256)).root
        } catch {
            finding("\(error) in the answer \(shown(bytes)) to \(request())")
        }
        require(
            root.document.duplicates.isEmpty || result != nil,
            "A member stands twice in the error \(shown(bytes)) to \(request())")
        require(
            root["jsonrpc"]?.isString("2.0") == true && root["id"] != nil, "No answer to \(request()): \(shown(bytes))")
        require(
            (result == nil) != (error == nil), "Neither result nor error, or both, for \(request()): \(shown(bytes))")
        guard let error else { return }
        require(
            error["code"]?.integer != nil && error["message"]?.kind == .string
                && error["data"]?["code"]?.kind == .string,
            "An error without its members for \(request()): \(shown(bytes))")
    }

    var id: JSONValue? { root["id"] }
    var result: JSONValue? { root["result"] }
    var error: JSONValue? { root["error"] }
    /// The error's number; nil for a result.
    var code: Int64? { error?["code"]?.integer }

    /// Whether nothing in it could mislead who reads it (statement E6 of the protocol): no control characters, no
    /// bidirectional marks, nothing that cannot be seen.
    var isPlainToSee: Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
                0xE0000...0xE007F:
                false
            default: true
            }
        }
    }
}
