/// Repeatable random numbers: the same on every machine, because only integer arithmetic makes them.
struct Dice {
    private var state: UInt64

    /// What the numbers are for; two uses never share a sequence.
    enum Purpose: UInt64 {
        case columns = 1, rows, streets, bulges, warp, zones, blocks, shapes, partition, wards, defects, jitter, people
        case records, areas, recordDefects, drawings
    }

    init(_ seed: UInt64, _ purpose: Purpose, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
        var s = Dice.mix(seed &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
        for part in [a, b, c] { s = Dice.mix(s ^ UInt64(bitPattern: Int64(part)) &* 0xD6E8_FEB8_6659_FD93) }
        state = s
    }

    /// The finaliser of SplitMix64.
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Dice.mix(state)
    }

    /// In `0 ..< 1`.
    mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    mutating func real(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    mutating func int(_ range: Range<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.count))
    }

    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// Bell-shaped, of mean 0 and standard deviation 1, within -3 ... 3: the sum of three even numbers.
    mutating func bell() -> Double { real(-1, 1) + real(-1, 1) + real(-1, 1) }

    mutating func pick<T>(_ choices: [T]) -> T { choices[int(0..<choices.count)] }
}

/// Smooth noise in -1 ... 1 over the plane: hashed values at the corners of unit cells, blended between them.
struct SmoothNoise {
    let seed: UInt64
    let channel: Int

    func callAsFunction(_ x: Double, _ y: Double) -> Double {
        let cellX = x.rounded(.down)
        let cellY = y.rounded(.down)
        let u = SmoothNoise.ease(x - cellX)
        let v = SmoothNoise.ease(y - cellY)
        let i = Int(cellX)
        let j = Int(cellY)
        let low = corner(i, j) + (corner(i + 1, j) - corner(i, j)) * u
        let high = corner(i, j + 1) + (corner(i + 1, j + 1) - corner(i, j + 1)) * u
        return low + (high - low) * v
    }

    private func corner(_ i: Int, _ j: Int) -> Double {
        var dice = Dice(seed, .warp, i, j, channel)
        return dice.real(-1, 1)
    }

    private static func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}
