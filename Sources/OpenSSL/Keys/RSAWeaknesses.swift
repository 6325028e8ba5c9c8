import COpenSSL

/// Whether an odd prime below 2¹⁶ divides the number.
func hasSmallFactor(_ n: borrowing BigNumber) -> Bool {
    for product in SmallPrimes.products where greatestCommonDivisor(n.remainder(product), product) != 1 {
        return true
    }
    return false
}

/// Whether the number is, modulo every small prime, a power of 65537, which a random one is with a chance of 2⁻²⁷
/// (Nemec and others, "The Return of Coppersmith's Attack", 2017, section 3.1).
func hasROCAFingerprint(_ n: borrowing BigNumber) -> Bool {
    for prime in SmallPrimes.all.prefix(while: { $0 <= 167 }) {
        let wanted = n.remainder(prime)
        var power: UInt = 1
        repeat {
            power = power * 65537 % prime
        } while power != 1 && power != wanted
        if power != wanted { return false }
    }
    return true
}

extension Arithmetic {
    /// Whether Fermat's method finds two factors within 2¹⁰ steps: `n = a² − b²` for an `a` just above its root.
    func hasCloseFactors(_ n: borrowing BigNumber) throws(KeyDefect) -> Bool {
        var a = try squareRoot(n)
        if try product(a, a) < n { a = try sum(a, BigNumber(1)) }
        let rest = try difference(product(a, a), n)
        let step = try sum(sum(a, a), BigNumber(1))
        let two = try BigNumber(2)
        for _ in 0..<1024 {
            if try isSquare(rest) { return true }
            try require(unsafe BN_add(rest.pointer, rest.pointer, step.pointer))
            try require(unsafe BN_add(step.pointer, step.pointer, two.pointer))
        }
        return false
    }

    /// The largest integer whose square is not above `n`, by Newton's method from above.
    func squareRoot(_ n: borrowing BigNumber) throws(KeyDefect) -> BigNumber {
        if n.isZero { return try BigNumber() }
        var root = try BigNumber()
        try require(unsafe BN_set_bit(root.pointer, Int32(truncatingIfNeeded: (n.bitCount + 1) / 2)))
        while true {
            let next = try shifted(sum(root, quotient(n, root)), rightBy: 1)
            guard next < root else { return root }
            root = next
        }
    }

    private func isSquare(_ n: borrowing BigNumber) throws(KeyDefect) -> Bool {
        // Of random numbers, 1 in 120 is a square modulo all four; a root is taken of those alone.
        let residue = n.remainder(64 * 63 * 65 * 11)
        guard SquareResidues.modulo64.contains(residue % 64), SquareResidues.modulo63.contains(residue % 63),
            SquareResidues.modulo65.contains(residue % 65), SquareResidues.modulo11.contains(residue % 11)
        else { return false }
        let root = try squareRoot(n)
        return try product(root, root) == n
    }
}

private enum SquareResidues {
    static let modulo64 = squares(modulo: 64)
    static let modulo63 = squares(modulo: 63)
    static let modulo65 = squares(modulo: 65)
    static let modulo11 = squares(modulo: 11)

    private static func squares(modulo modulus: UInt) -> Set<UInt> {
        Set((0..<modulus).map { $0 * $0 % modulus })
    }
}

private enum SmallPrimes {
    /// The odd primes below 2¹⁶.
    static let all: [UInt] = {
        var isComposite = [Bool](repeating: false, count: 1 << 16)
        var primes: [UInt] = []
        for number in stride(from: 3, to: 1 << 16, by: 2) where !isComposite[number] {
            primes.append(UInt(number))
            for multiple in stride(from: number * number, to: 1 << 16, by: 2 * number) { isComposite[multiple] = true }
        }
        return primes
    }()

    /// The same, multiplied together as far as 32 bits hold them, so that there are fewer divisions.
    static let products: [UInt] = {
        var products: [UInt] = []
        var product: UInt = 1
        for prime in all {
            guard product * prime >= 1 << 32 else {
                product *= prime
                continue
            }
            products.append(product)
            product = prime
        }
        return products + [product]
    }()
}

private func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}

extension BigNumber {
    /// The number modulo a small one that is not zero.
    fileprivate func remainder(_ word: UInt) -> UInt {
        unsafe BN_mod_word(pointer, word)
    }
}
