import JSON
import Methods
import RPC
import Testing

@testable import Assistant

struct ToolTests {
    @Test(arguments: Tool.all.map(\.name.description))
    func `what a tool offers is what its method takes`(name: String) throws {
        let tool = try #require(Tool.all.first { $0.name.description == name })
        let method = try #require(Methods.descriptions.first { $0.name.description == tool.method.description })
        let known = Set(method.parameters.map(\.name.description))
        let offered = tool.offered.map(\.description)
        #expect(Set(offered).isSubset(of: known))
        #expect(tool.narrowed.allSatisfy { offered.contains($0.name.description) })
        #expect(tool.fixed.allSatisfy { known.contains($0.name.description) && !offered.contains($0.name.description) })
        #expect(
            Set(method.parameters.filter(\.isRequired).map(\.name.description)).isSubset(of: offered),
            "a call could not be made")
        #expect(name.wholeMatch(of: /[a-z_]{1,64}/) != nil)
    }

    @Test func `every schema stands alone`() throws {
        let session = AssistantSession(allowing: ToolPermission.allCases)
        let tools = try #require(
            try session.send("tools/list", "{\(AssistantSession.meta)}")["result"]?["tools"])
        #expect(tools.count == Tool.all.count)
        for tool in tools.elements {
            for kind in ["inputSchema", "outputSchema"] as [StaticString] {
                let schema = try #require(tool[kind])
                #expect(schema["type"]?.string == "object")
                let defined = Set(schema["$defs"]?.members.compactMap(\.name.string) ?? [])
                let used = Set(Self.references(in: schema))
                #expect(used == defined, "\(kind) of \(tool["name"]?.string ?? "")")
            }
        }
    }

    private static func references(in value: JSONValue) -> [String] {
        var found: [String] = []
        for member in value.members {
            if member.name.isString("$ref"), let text = member.value.string {
                found.append(text.hasPrefix("#/$defs/") ? String(text.dropFirst(8)) : text)
            }
            found += references(in: member.value)
        }
        for element in value.elements { found += references(in: element) }
        return found
    }

    @Test func `nothing is used up, kept or changed by what only looks`() throws {
        let session = AssistantSession()
        let token = try #require(
            try session.send(
                "sign", #"{"key":\#(Self.secret),"claims":{"jti":"one","sub":"alice"},"expiresIn":"5m"}"#)["result"]?[
                    "token"]?.string)
        _ = try session.send(
            "policies/put", #"{"name":"once","policy":{"replay":{"scope":"login"}}}"#)
        for _ in 0..<2 {
            let answer = try session.call("jwt_verify", #"{"token":"\#(token)","policy":"once","key":\#(Self.secret)}"#)
            #expect(answer["structuredContent"]?["valid"]?.boolean == true, "\(answer.lexeme)")
        }
        let verdicts = try (0..<2).map { _ in
            try session.send("verify", #"{"token":"\#(token)","policy":"once","key":\#(Self.secret)}"#)["result"]?[
                "valid"]?.boolean
        }
        #expect(verdicts == [true, false])
    }

    @Test func `parameters that are not offered are not taken`() throws {
        let session = AssistantSession(allowing: ToolPermission.allCases)
        let key = #""key":\#(Self.secret)"#
        for (tool, arguments) in [
            ("jwt_verify", #"{"token":"a.b.c",\#(key),"replay":{"scope":"login"}}"#),
            ("jwt_verify", #"{"token":"a.b.c",\#(key),"policy":{"replay":{"scope":"login"}}}"#),
            ("jwt_decode", #"{"token":"a.b.c","redact":{"a":1}}"#),
            ("jwk_inspect", #"{\#(key),"secretThumbprint":true}"#),
            ("jwk_thumbprint", #"{\#(key),"secret":true}"#), ("jwk_thumbprint", "{\(key)}"),
            ("jwt_sign", #"{\#(key),"claims":{"sub":"alice"}}"#),
            ("jwt_sign", #"{"key":{"ref":"api","password":"x"},"claims":{}}"#),
            ("jwt_sign", #"{"key":{"ref":"api"},"claims":{},"embed":"jwk"}"#),
            ("jwk_generate", #"{"set":"api","key":\#(Self.secret)}"#), ("jwk_generate", #"{"set":"api"}"#),
        ] {
            let answer = try session.call(tool, arguments)
            #expect(answer["isError"]?.boolean == true, "\(tool) \(arguments)")
            #expect(answer["structuredContent"] == nil)
            #expect(!answer.lexeme.contains("correct horse"))
        }
    }

    @Test func `alone, it is nothing but tools`() throws {
        let session = AssistantSession(isAlone: true)
        for method in ["decode", "keys/get", "rpc.discover", "textDocument/hover"] {
            #expect(try session.send(method, "{}")["error"] != nil)
        }
        #expect(try session.call("jwt_decode", #"{"token":"a.b.c"}"#)["isError"]?.boolean == false)
    }

    static let secret = #"{"secret":"correct horse battery staple, twice","encoding":"utf8"}"#
}
