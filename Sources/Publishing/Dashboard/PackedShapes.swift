import FoundationEssentials
import PlanarCoverage

/// Whole numbers as bytes of seven bits, the small ones short; in a page they are base64.
struct PackedNumbers {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int) {
        var rest = UInt64(number)
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number of either sign, the sign in the lowest bit.
    mutating func append(signed number: Int) { append(number >= 0 ? number * 2 : -number * 2 - 1) }

    var base64: String { Data(bytes).base64EncodedString() }
}

/// Lines and polygons on a lattice of their own: from point to point the difference to the one before, over all shapes.
struct PackedShapes {
    /// Metres of the lattice's origin.
    let originX: Double
    let originY: Double
    /// Metres in a step.
    let step: Double
    private(set) var numbers = PackedNumbers()
    private var x = 0
    private var y = 0

    init(originX: Double, originY: Double, step: Double) {
        (self.originX, self.originY, self.step) = (originX, originY, step)
    }

    /// A shape: the number of its rings, then of each the number of its points and these. Points that fall together with
    /// the one before are left out; a ring keeps three points at least, so that nothing vanishes.
    mutating func append(polygons rings: [[GridPoint]], on grid: Grid) {
        numbers.append(rings.count)
        for ring in rings { append(ring, on: grid) }
    }

    mutating func append(_ line: [GridPoint], on grid: Grid) {
        var places: [(x: Int, y: Int)] = []
        places.reserveCapacity(line.count)
        for (k, p) in line.enumerated() {
            let place = place(grid.metresX(p.x), grid.metresY(p.y))
            let isRepeated = places.last.map { $0 == place } ?? false
            if isRepeated && places.count + line.count - k > 3 { continue }
            places.append(place)
        }
        numbers.append(places.count)
        for place in places { append(place) }
    }

    /// The lattice point nearest to a position in metres.
    func place(_ metresX: Double, _ metresY: Double) -> (x: Int, y: Int) {
        (Int(((metresX - originX) / step).rounded()), Int(((metresY - originY) / step).rounded()))
    }

    private mutating func append(_ place: (x: Int, y: Int)) {
        numbers.append(signed: place.x - x)
        numbers.append(signed: place.y - y)
        (x, y) = place
    }
}

extension JSONWriter {
    /// Shapes with what is needed to read them.
    mutating func member(_ name: String, _ shapes: PackedShapes, count: Int) {
        key(name)
        object { json in
            json.member("count", count)
            json.key("origin")
            json.list { json in
                json.value(shapes.originX, decimals: 4)
                json.value(shapes.originY, decimals: 4)
            }
            json.member("step", shapes.step, decimals: 4)
            json.member("bytes", shapes.numbers.base64)
        }
    }
}
