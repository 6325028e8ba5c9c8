import JSON
import Testing

struct LimitTests {
    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `values nest to the limit and no deeper`(open: String, close: String) {
        func nested(_ depth: Int, around middle: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)).utf8)
        }
        check(nested(64, around: "0"), JSONLimits(), nil)
        check(nested(63, around: "[]"), JSONLimits(), nil)
        let tooDeep = JSONFault(.tooDeep(limit: 64), at: 64 * open.utf8.count)
        check(nested(64, around: "[]"), JSONLimits(), tooDeep)
        check(nested(65, around: "0"), JSONLimits(), tooDeep)
        check(nested(1_000_000, around: "0"), JSONLimits(), tooDeep)
        check(Array(String(repeating: open, count: 1_000_000).utf8), JSONLimits(), tooDeep)
        check(nested(1, around: "0"), JSONLimits(depth: 0), JSONFault(.tooDeep(limit: 0), at: 0))
        check(Array("0".utf8), JSONLimits(depth: 0), nil)
    }

    @Test func `a caller who allows a million levels can copy them`() throws {
        let depth = 1_000_000
        let text = String(repeating: "[", count: depth) + "\"é\"" + String(repeating: "]", count: depth)
        let document = try JSONDocument(Array(text.utf8), limits: JSONLimits(depth: depth, values: depth + 1))
        var writer = JSONWriter()
        writer.copy(document.root)
        #expect(writer.bytes == Array(text.utf8))
    }

    @Test(
        arguments: [
            ("0", 1, nil), ("[]", 1, nil), ("[0,0]", 3, nil), ("[0,0,0]", 3, 5), ("{\"a\":0}", 3, nil),
            ("{\"a\":0}", 2, 5),
            ("{\"a\":0}", 1, 1), ("[[],{},\"\",true]", 5, nil), ("[[],{},\"\",true]", 4, 10),
            ("[[],{},\"\",true]", 2, 4),
            ("0", 0, 0), ("\"a\"", 0, 0), ("{}", 0, 0), ("[]", 0, 0),
        ] as [(String, Int, Int?)])
    func `a text has no more values than the limit, names included`(text: String, limit: Int, offset: Int?) {
        let fault = offset.map { JSONFault(.tooManyValues(limit: limit), at: $0) }
        check(Array(text.utf8), JSONLimits(values: limit), fault)
    }

    @Test(
        arguments: [
            ("{}", 0, nil), ("{\"a\":0}", 1, nil), ("{\"a\":0}", 0, 1), ("{\"a\":0,\"b\":0}", 1, 7),
            ("{\"a\":{\"b\":0},\"c\":0}", 2, nil),
            ("{\"a\":{\"b\":0,\"c\":0}}", 1, 12), ("[{\"a\":0},{\"b\":0}]", 1, nil), ("[0,0,0]", 1, nil),
        ] as [(String, Int, Int?)])
    func `an object has no more members than the limit`(text: String, limit: Int, offset: Int?) {
        let fault = offset.map { JSONFault(.tooManyMembers(limit: limit), at: $0) }
        check(Array(text.utf8), JSONLimits(members: limit), fault)
    }

    private func check(_ bytes: [UInt8], _ limits: JSONLimits, _ fault: JSONFault?) {
        do throws(JSONFault) {
            _ = try JSONDocument(bytes, limits: limits)
            #expect(fault == nil)
        } catch {
            #expect(error == fault)
        }
    }
}
