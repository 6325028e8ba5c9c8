import JSON
import Testing
import Vectors

struct PublishedTokenTests {
    private static let files = ["rfc7515.json", "rfc7519.json", "rfc7797.json", "rfc8037.json"]

    @Test(
        .enabled(if: PublishedVectors.has("rfc"), Comment(rawValue: PublishedVectors.absence)), arguments: files)
    func `every signed token that the RFCs print is judged as they say, and made again where it can be`(
        file: String
    ) throws {
        let file = try #require(PublishedVectors.files(of: "rfc").first { $0.name == file })
        let root = try JSONDocument(try file.bytes()).root
        var report = VectorReport(suite: "rfc/\(file.name)")
        for test in try #require(root["cases"]).elements where test["kind"]?.isString("jws") == true {
            let token = try PrintedToken(test, in: file.name)
            if test["result"]?.isString("valid") == true {
                try report.add(token)
            } else {
                let answer = try Service().call("verify", token.parameters)
                #expect(answer.result?["valid"]?.boolean == false, "\(token.name): \(answer.text)")
                #expect(answer.failures.contains("header.alg_not_allowed"), "\(token.name): \(answer.text)")
                report.refused += 1
            }
        }
        report.write()
    }
}

extension PrintedToken {
    /// A case of a file of tokens that standards print.
    fileprivate init(_ test: JSONValue, in file: String) throws {
        let detached = test["detached_payload"]
        self.init(
            name: "\(file) \(test["id"]?.lexeme ?? "")", token: try #require(test["token"]?.lexeme),
            key: try #require(test["key"]?.lexeme), payload: test["payload"]?.string ?? "",
            isDetached: detached != nil)
    }
}

/// What was counted over one suite of published vectors, for one line of the tests' output.
struct VectorReport {
    /// The suite.
    let suite: String
    /// Tokens that hold, and that must not.
    var accepted = 0
    var refused = 0
    private var spoilt = 0
    private var madeAgain = 0

    init(suite: String) {
        self.suite = suite
    }

    /// Checks a token that must hold, in every way.
    mutating func add(_ token: PrintedToken) throws {
        try token.checkVerifying()
        try token.checkOtherKey()
        spoilt += try token.checkTampering()
        accepted += 1
        if try token.canBeMadeAgain(), try token.isMadeAgain() { madeAgain += 1 }
    }

    /// Prints the line.
    func write() {
        print("\(suite): \(accepted) hold, \(refused) refused, \(spoilt) tampered refused, \(madeAgain) made again")
    }
}

extension PrintedToken {
    /// Whether its key can sign, and signs the same way each time.
    func canBeMadeAgain() throws -> Bool {
        let jwk = try JSONDocument(Array(key.utf8)).root
        let root = try JSONDocument(Array(token.utf8)).root
        guard jwk["k"] != nil || jwk["d"] != nil, root["signatures"]?.count ?? 1 == 1 else { return false }
        let entry = root["signatures"]?.elements.first { _ in true } ?? root
        guard let protected = root.string.map({ String($0.prefix { $0 != "." }) }) ?? entry["protected"]?.string else {
            return false
        }
        let name = try JSONDocument(try decode(protected)).root["alg"]?.string ?? ""
        return ["HS", "RS", "Ed"].contains { name.hasPrefix($0) }
    }
}
