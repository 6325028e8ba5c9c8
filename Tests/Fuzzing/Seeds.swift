import Glibc

/// What `seeds.py` made: the keys and tokens that a target knows to be good.
struct Seeds {
    private let folder: String

    init(folder: String) {
        self.folder = folder
    }

    /// The JWK Set that the tokens are verified with.
    var keys: [UInt8] { file("keys.jwks") }

    /// The tokens as they were made, in every serialization.
    var tokens: [[UInt8]] { lines("tokens.txt") }

    /// The JWK Set that opens the encrypted tokens.
    var encryptionKeys: [UInt8] { file("encryption.jwks") }

    /// The encrypted tokens as they were made, in every serialization.
    var encryptedTokens: [[UInt8]] { lines("encrypted.txt") }

    /// The SD-JWTs as they were presented.
    var selectiveTokens: [[UInt8]] { lines("selective.txt") }

    private func lines(_ name: String) -> [[UInt8]] {
        let lines = file(name).split(separator: UInt8(ascii: "\n")).map { Array($0) }
        require(!lines.isEmpty, "There are no tokens in \(folder)/\(name).")
        return lines
    }

    private func file(_ name: String) -> [UInt8] {
        guard let file = unsafe fopen("\(folder)/\(name)", "r") else { finding("There is no \(folder)/\(name).") }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
