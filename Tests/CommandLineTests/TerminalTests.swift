import Launching
import Testing

@Suite(.enabled(if: BuiltProgram.has("script")))
struct TerminalTests {
    private static let secret = CommandLineRun.withSecret
    private static let hostile =
        #"{"sub":"\u001b[2J\u001b]0;owned\u0007","n\u202eame":"a\rb\u0008\u009b1m","t":"\ud83d\ude00 \ufeff\u2066"}"#

    // A shell on a pseudo terminal; what it shows has carriage returns.
    private func show(_ command: String, _ setting: String = "") throws -> String {
        let script = """
            export TERM=xterm; \(setting)
            printf %s '\(Self.hostile)' > claims
            jwtls sign \(Self.secret) --claims @claims --expires-in 5m > token
            script -qec '\(command)' /dev/null < /dev/null
            """
        return try CommandLineRun.run(script).output
    }

    @Test(arguments: ["jwtls decode $(cat token)", "jwtls verify \(secret) $(cat token)"])
    func `people see a page with colour, and nothing in a token can do more than that`(command: String) throws {
        let page = try show(command)
        #expect(page.contains("\u{1B}[1mClaims\u{1B}[0m"))
        #expect(page.contains("Subject"))
        check(page)
    }

    @Test(arguments: ["jwtls decode --json $(cat token)", "jwtls verify --json \(secret) $(cat token)"])
    func `JSON can be asked for on a terminal`(command: String) throws {
        let page = try show(command)
        #expect(page.hasPrefix("{\""))
        check(page)
    }

    @Test func `what is wrong with the command line is harmless too`() throws {
        check(try show(#"jwtls decode --claim "$(printf "\033[2J\302\233")" "$(printf "\033]0;x\007")""#))
        check(try show(#"jwtls "$(printf "\033[2J")""#))
        check(try show(#"jwtls verify --key "$(printf "\033[2J")" x"#))
    }

    @Test(arguments: ["export NO_COLOR=1", "export TERM=dumb"])
    func `there is no colour where nobody wants it`(setting: String) throws {
        let page = try show("jwtls decode $(cat token)", setting)
        #expect(page.contains("NOT VERIFIED"))
        #expect(!page.contains("\u{1B}"))
    }

    @Test(arguments: [("--color never", "", false), ("--color always", "export NO_COLOR=1", true)])
    func `colour can be asked for`(option: String, setting: String, isColoured: Bool) throws {
        #expect(try show("jwtls decode \(option) $(cat token)", setting).contains("\u{1B}[") == isColoured)
    }

    @Test func `an empty NO_COLOR says nothing`() throws {
        #expect(try show("jwtls decode $(cat token)", "export NO_COLOR=").contains("\u{1B}["))
    }

    @Test func `a token is printed alone`() throws {
        let page = try show("jwtls sign \(Self.secret) --claims \"{}\"")
        #expect(page.hasPrefix("eyJ"))
        #expect(page.split(separator: "\r\n").count == 1)
    }

    @Test func `a terminal obeys no secret`() throws {
        let make = "jwtls key convert --secret-env S --secret-encoding utf8 --to raw --encoding"
        let page = try show("\(make) utf8", #"S=$(printf "\033[2Jcorrect horse"); export S"#)
        #expect(page.contains("a terminal would obey") && !page.contains("horse"))
        check(page)
        #expect(try show("\(make) utf8", "export S='correct horse'").contains("correct horse\r\n"))
    }

    @Test func `whoever starts it by hand is told how to use it`() throws {
        #expect(try show("jwtls").contains("jwtls --help"))
    }

    @Test(arguments: ["jwtls decode --pretty $(cat token)", "jwtls verify --pretty \(secret) $(cat token)"])
    func `people can have their page without a terminal`(command: String) throws {
        let script =
            "printf %s '\(Self.hostile)' > claims; jwtls sign \(Self.secret) --claims @claims > token; \(command)"
        let outcome = try CommandLineRun.check(script, gives: 0, output: "Claims")
        #expect(!outcome.output.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 })
    }

    // The colours are ours; anything else that a terminal would obey is not.
    private func check(_ page: String, _ location: SourceLocation = #_sourceLocation) {
        let text = page.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        let isObeyed = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A, 0x0D: false
            case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
            default: false
            }
        }
        #expect(isObeyed.isEmpty, "\(text.debugDescription)", sourceLocation: location)
    }
}
