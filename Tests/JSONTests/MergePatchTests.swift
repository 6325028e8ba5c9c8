import JSON
import Testing

/// The examples of RFC 7396, Appendix A, whose patch is an object, and what is kept as it was written.
struct MergePatchTests {
    @Test(
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
            (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
            ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
            ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
            (#"{"b":1.0e2,"a":{"y":1,"x":2}}"#, #"{"a":{"z":3,"y":4}}"#, #"{"b":1.0e2,"a":{"y":4,"x":2,"z":3}}"#),
            (#"{"é":1}"#, #"{"\u00e9":2}"#, #"{"é":2}"#),
        ])
    func `a patch changes what it names, and nothing else`(object: String, patch: String, expected: String) throws {
        var writer = JSONWriter()
        MergePatch.write(
            try JSONDocument(Array(object.utf8)).root, changedBy: try JSONDocument(Array(patch.utf8)).root, to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }
}
