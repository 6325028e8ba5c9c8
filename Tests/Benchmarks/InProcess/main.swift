import Glibc
import JOSE
import JWT

// Verifies tokens again and again in this process, on one thread, and prints how many a second of the processor's time.
//
//     InProcess KEY_FILE TOKEN_FILE [SECONDS]

/// What cannot be done, said before the end.
func fail(_ what: String) -> Never {
    let line = Array("InProcess: \(what)\n".utf8)
    unsafe write(2, line, line.count)
    exit(2)
}

func bytes(of path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { fail("\(path) cannot be read") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&piece, 1, piece.count, file)
        guard count > 0 else { return bytes }
        bytes += piece[..<count]
    }
}

func instant(_ clock: clockid_t) -> NumericDate {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return NumericDate(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
}

/// Time of the processor that this process has used.
func seconds() -> Double {
    let time = instant(CLOCK_PROCESS_CPUTIME_ID)
    return Double(time.seconds) + Double(time.nanoseconds) / 1e9
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else { fail("KEY_FILE TOKEN_FILE [SECONDS]") }
let length = arguments.count > 3 ? Double(arguments[3]) ?? 1 : 1

let key = bytes(of: arguments[1])
let keys: KeySet
do throws(KeyFault) {
    keys = try KeySet(text: key.span)
} catch {
    fail("the key cannot be used: \(error.explanation)")
}

// Every token is a range of the same bytes, as in a request.
let text = bytes(of: arguments[2])
var tokens: [Verifier.Input] = []
var start = 0
for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
    tokens.append(.text(TokenText(text, start..<index)))
    start = index + 1
}
guard !tokens.isEmpty else { fail("\(arguments[2]) holds no token") }

let verifier = Verifier(policy: Policy(), keySets: [keys], isLasting: true)
var desk = VerifierDesk()
var count = 0
let begin = seconds()
var end = begin
while end - begin < length {
    for _ in 0..<8 {
        let verdict = verifier.verify(tokens[count % tokens.count], at: instant(CLOCK_REALTIME), using: &desk)
        guard verdict.isValid else { fail("token \(count % tokens.count) is not valid") }
        count += 1
    }
    end = seconds()
}
print(Double(count) / (end - begin))
