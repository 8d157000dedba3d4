import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Where on earth the drawings are: their CRS, and one grid for all of them.
struct DrawingPlaces {
    let crs: WorkingCRS
    let grid: Grid

    init(_ drawings: [Drawing], options: DrawnMapOptions, notes: inout [ReadingNote]) throws(ReadingError) {
        let middle = DrawingPlaces.middle(drawings, options.levels)
        var whole: LayerExtent?
        var first: LayerCoordinates?
        for drawing in drawings {
            let roles = LevelRoles(drawing, options.levels)
            guard let box = try DrawingPlaces.box(drawing, roles, around: middle) else { continue }
            if options.crs == nil { try DrawingPlaces.judge(box, drawing) }
            if first == nil { first = LayerCoordinates(place: drawing.source, stated: nil, box: box) }
            if whole == nil { whole = box } else { whole?.join(box) }
        }
        guard let whole, var layer = first else {
            throw DrawnMap.withoutBoundaries(drawings[0], options.levels)
        }
        layer.box = whole
        let system = try CRSPolicy.source(of: layer, given: options.crs, notes: &notes)
        guard system.isMetric else {
            throw ReadingError(
                .usage, "--crs \(options.crs ?? ""): \(system.name) is not projected in metres, as drawings are")
        }
        crs = WorkingCRS(system: system, metresPerUnit: 1)
        grid = Grid(aroundX: middle.x, aroundY: middle.y)
    }

    /// The middle one of all lines' beginnings: a line that lies far off does not move it.
    private static func middle(_ drawings: [Drawing], _ levels: DrawingLevels) -> (x: Double, y: Double) {
        var xs: [Double] = []
        var ys: [Double] = []
        for drawing in drawings {
            let roles = LevelRoles(drawing, levels)
            for c in 0..<drawing.chainCount where roles.isBoundary[Int(drawing.chainLevel[c])] {
                let start = drawing.vertices(ofChain: c).lowerBound
                if drawing.xs[start].isFinite && drawing.ys[start].isFinite {
                    xs.append(drawing.xs[start])
                    ys.append(drawing.ys[start])
                }
            }
        }
        if xs.isEmpty { return (0, 0) }
        return (xs.sorted()[xs.count / 2], ys.sorted()[ys.count / 2])
    }

    /// The box of the lines on the levels of boundaries; nil where there are none.
    /// - Throws: `ReadingError` for a line that lies further off than the grid of 0.1 mm reaches: no ward is so large.
    private static func box(
        _ drawing: Drawing, _ roles: LevelRoles, around middle: (x: Double, y: Double)
    ) throws(ReadingError) -> LayerExtent? {
        var box: LayerExtent?
        for c in 0..<drawing.chainCount where roles.isBoundary[Int(drawing.chainLevel[c])] {
            for i in drawing.vertices(ofChain: c) {
                let (x, y) = (drawing.xs[i], drawing.ys[i])
                guard abs(x - middle.x) < reachMetres && abs(y - middle.y) < reachMetres else {
                    throw ReadingError(
                        .unusableData,
                        "\(drawing.source): element \(drawing.chainElement[c]) on level "
                            + "\(drawing.levels[Int(drawing.chainLevel[c])]) lies at \(x), \(y), far from all others; "
                            + "delete it, or put it where it belongs")
                }
                let point = LayerExtent(minX: x, minY: y, maxX: x, maxY: y)
                if box == nil { box = point } else { box?.join(point) }
            }
        }
        return box
    }

    private static let reachMetres = 200_000.0

    /// Without a CRS only Hanoi is known. A drawing that would lie there but for a wrong unit, origin or order of axes is
    /// told so.
    private static func judge(_ box: LayerExtent, _ drawing: Drawing) throws(ReadingError) {
        let hanoi = CRSPolicy.hanoiEnvelope
        if box.isInside(hanoi) { return }
        func scaled(_ factor: Double, _ dx: Double = 0, _ dy: Double = 0) -> LayerExtent {
            LayerExtent(
                minX: box.minX * factor + dx, minY: box.minY * factor + dy, maxX: box.maxX * factor + dx,
                maxY: box.maxY * factor + dy)
        }
        let origin = (x: 500_000.0, y: 1_000_000.0)
        let readings: [(LayerExtent, String)] = [
            (box.swapped, "northing stands before easting (X and Y are exchanged): exchange them in the drawing"),
            (
                scaled(0.001),
                "its unit is the millimetre where it should be the metre: set the master unit to m, 1:1000"
            ),
            (scaled(1000), "its unit is the kilometre where it should be the metre: set the master unit to m"),
            (
                scaled(1, origin.x, origin.y),
                "its global origin is missing: set it to X 500000, Y 1000000 (Circular 25/2014, Article 5)"
            ),
            (
                scaled(1, -origin.x, -origin.y),
                "its global origin is counted twice: set it to X 500000, Y 1000000 (Circular 25/2014, Article 5)"
            ),
        ]
        for (reading, why) in readings where reading.isInside(hanoi) {
            throw ReadingError(.unusableData, "\(drawing.source): its coordinates are \(box.text); \(why)")
        }
    }
}
