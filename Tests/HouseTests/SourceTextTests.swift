import Testing

struct SourceTextTests {
    @Test(arguments: [
        (#"let a = b! // why!"#, "let a = b! ", " why!"),
        (#"let a = "b! \" // c" + d"#, "let a = \"\" + d", ""),
        (##"let a = #"b "c"! \"# + d"##, "let a = \"\" + d", ""),
        (#"a /* b! */ c"#, "a  c", " b! "),
        (#"a("", b)"#, "a(\"\", b)", ""),
    ])
    func `code is told from literals and comments`(text: String, code: String, comment: String) {
        let line = SourceText(path: "a.swift", text: text).lines.first
        #expect(line?.code == code)
        #expect(line?.comment == comment)
    }

    @Test func `a literal of several lines is not code`() {
        let text = "let a = \"\"\"\n  b! // c\n  \"\"\" + d!"
        #expect(SourceText(path: "a.swift", text: text).lines.map(\.code) == ["let a = \"", "", "\" + d!"])
    }
}
