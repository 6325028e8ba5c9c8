/// Numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    /// The numbers of a seed.
    init(_ seed: UInt64) { state = seed }

    /// The next number below a count, or 0.
    mutating func roll(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return count > 0 ? Int((state >> 33) % UInt64(count)) : 0
    }
}
