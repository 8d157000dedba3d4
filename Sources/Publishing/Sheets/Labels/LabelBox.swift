import Glibc

/// A rectangle on the page, turned about its centre: the ground that a label takes. Millimetres, y goes down.
struct LabelBox: Hashable, Sendable {
    var x: Double
    var y: Double
    var halfWidth: Double
    var halfHeight: Double
    /// Of the angle, counter-clockwise as one looks at the page.
    var cosine: Double
    var sine: Double

    init(x: Double, y: Double, halfWidth: Double, halfHeight: Double, angle: Double = 0) {
        self.x = x
        self.y = y
        self.halfWidth = halfWidth
        self.halfHeight = halfHeight
        cosine = angle == 0 ? 1 : cos(angle)
        sine = angle == 0 ? 0 : sin(angle)
    }

    /// A line as a box without height.
    init(from a: PagePoint, to b: PagePoint) {
        let length = hypot(b.x - a.x, b.y - a.y)
        x = (a.x + b.x) / 2
        y = (a.y + b.y) / 2
        halfWidth = length / 2
        halfHeight = 0
        cosine = length > 0 ? (b.x - a.x) / length : 1
        sine = length > 0 ? -(b.y - a.y) / length : 0
    }

    /// The place of a point of the box's own frame: `u` to its right, `v` downwards.
    func point(_ u: Double, _ v: Double) -> PagePoint {
        PagePoint(x: x + u * cosine + v * sine, y: y - u * sine + v * cosine)
    }

    /// Half the sides of the upright box around it.
    var reach: (x: Double, y: Double) {
        (
            abs(halfWidth * cosine) + abs(halfHeight * sine),
            abs(halfWidth * sine) + abs(halfHeight * cosine)
        )
    }

    func grown(by margin: Double) -> LabelBox {
        var box = self
        box.halfWidth += margin
        box.halfHeight += margin
        return box
    }

    /// Whether the two share ground; touching sides do not.
    func overlaps(_ other: LabelBox) -> Bool {
        let dx = other.x - x
        let dy = other.y - y
        // The cosine and sine of the angle between the two.
        let c = abs(cosine * other.cosine + sine * other.sine)
        let s = abs(sine * other.cosine - cosine * other.sine)
        let u = abs(dx * cosine - dy * sine)
        let v = abs(dx * sine + dy * cosine)
        if u >= halfWidth + other.halfWidth * c + other.halfHeight * s { return false }
        if v >= halfHeight + other.halfWidth * s + other.halfHeight * c { return false }
        let ou = abs(dx * other.cosine - dy * other.sine)
        let ov = abs(dx * other.sine + dy * other.cosine)
        if ou >= other.halfWidth + halfWidth * c + halfHeight * s { return false }
        return ov < other.halfHeight + halfWidth * s + halfHeight * c
    }
}

/// A place on the page in millimetres from its upper left corner.
struct PagePoint: Hashable, Sendable {
    var x: Double
    var y: Double
}
