import Testing

@testable import Editor

struct GlobTests {
    @Test(arguments: [
        ("**/*.env", "/a/b/.env", true), ("**/*.env", "/a/x.env", true), ("*.env", "/a/b/x.env", true),
        ("*.env", "/a/x.env/b", false), ("**/test/**", "/a/test/b/c", true), ("**/test/**", "/a/tests/b", false),
        ("/a/?.txt", "/a/b.txt", true), ("/a/?.txt", "/a//.txt", false), ("/a/[b-d].txt", "/a/c.txt", true),
        ("/a/[!b-d].txt", "/a/c.txt", false), ("/a/*.{ts,{js,mjs}}", "/a/x.mjs", true),
        ("/a/*.{ts,js}", "/a/x.jsx", false), ("**", "/anything/at/all", true), ("/a/**/b", "/a/b", true),
        ("/a/**/b", "/a/x/y/b", true), ("/a/*/b", "/a/x/y/b", false), ("[", "/[", true), ("{a", "/{a", true),
    ])
    func `a pattern is for the paths that LSP says`(pattern: String, path: String, expected: Bool) {
        #expect(Glob(pattern).matches(path) == expected)
    }

    @Test func `a pattern that was made to take long does not`() {
        let pattern = Glob(String(repeating: "*a", count: 400))
        #expect(!pattern.matches("/" + String(repeating: "a", count: 4000) + "b"))
        #expect(!Glob(String(repeating: "{a,b}", count: 200)).matches("/c"))
    }
}
