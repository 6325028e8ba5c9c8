import Glibc

/// Where libFuzzer's `main` calls: its bytes go to the target that `JWTLS_FUZZ_TARGET` names.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let target = unsafe target
    let begin = processorSeconds()
    unsafe target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    require(processorSeconds() - begin < slowest, "It took longer than \(slowest) s.")
    return 0
}

// On a busy machine any input may take long by the clock on the wall: of that, libFuzzer has a limit for what never ends.
private let slowest = 10.0

private func processorSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// One thing that bytes are thrown at.
protocol FuzzTarget: SendableMetatype {
    /// Ready for the first bytes; what is needed beside them lies in the folder of seeds.
    init(_ seeds: Seeds)

    /// Does with the bytes what there is to do, and ends the process where the outcome is wrong.
    func run(_ bytes: [UInt8])
}

/// The list of targets. A target is a file in this folder and a line here.
private let targets: [(name: String, type: any FuzzTarget.Type)] = [
    ("frames", Frames.self), ("json", JSONTexts.self), ("tokens", Tokens.self), ("claims", Claims.self),
    ("jwk", JWKs.self), ("keyfiles", KeyFiles.self), ("encrypted", Encrypted.self),
    ("sdjwt", Selective.self), ("edits", Edits.self),
]

// libFuzzer calls on one thread.
nonisolated(unsafe) private let target: any FuzzTarget = {
    let name = variable("JWTLS_FUZZ_TARGET")
    guard let row = targets.first(where: { $0.name == name }) else {
        finding("JWTLS_FUZZ_TARGET is one of \(targets.map(\.name).joined(separator: ", ")), not “\(name)”.")
    }
    return row.type.init(Seeds(folder: variable("JWTLS_FUZZ_SEEDS")))
}()

private func variable(_ name: String) -> String {
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
}

/// Ends the process with what is wrong; libFuzzer then keeps the bytes that led here.
func finding(_ what: @autoclosure () -> String) -> Never {
    fatalError(what())
}

/// Ends the process where this does not hold.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { finding(what()) }
}

/// What this gives; what it throws ends the process.
func need<Result>(_ work: () throws -> Result) -> Result {
    do {
        return try work()
    } catch {
        finding("\(error)")
    }
}

/// Bytes for a message to whoever reads a finding.
func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
