import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Where on earth the drawings are: their CRS, and one grid for all of them.
struct DrawingPlaces {
    let crs: WorkingCRS
    let grid: Grid

    init(_ drawings: [Drawing], options: DrawnMapOptions, notes: inout [ReadingNote]) throws(ReadingError) {
        var whole: LayerExtent?
        var first: LayerCoordinates?
        for drawing in drawings {
            let roles = LevelRoles(drawing, options.levels)
            guard let box = DrawingPlaces.box(drawing, roles) else { continue }
            if options.crs == nil { try DrawingPlaces.judge(box, drawing) }
            if first == nil { first = LayerCoordinates(place: drawing.source, stated: nil, box: box) }
            if whole == nil { whole = box } else { whole?.join(box) }
        }
        guard let whole, var layer = first else {
            throw ReadingError(
                .unusableData,
                "\(drawings.first?.source ?? "drawing"): there are no lines on the levels of boundaries (\(options.levels.boundary.sorted().joined(separator: ", "))); "
                    + "say which levels bound parcels with --boundary-levels")
        }
        layer.box = whole
        let system = try CRSPolicy.source(of: layer, given: options.crs, notes: &notes)
        guard system.isMetric else {
            throw ReadingError(
                .usage, "--crs \(options.crs ?? ""): \(system.name) is not projected in metres, as drawings are")
        }
        crs = WorkingCRS(system: system, metresPerUnit: 1)
        grid = Grid(coveringMinX: whole.minX, minY: whole.minY, maxX: whole.maxX, maxY: whole.maxY)
    }

    /// The box of the lines on the levels of boundaries; where there are none, of all lines.
    private static func box(_ drawing: Drawing, _ roles: LevelRoles) -> LayerExtent? {
        func box(_ takes: (Int) -> Bool) -> LayerExtent? {
            var box: LayerExtent?
            for c in 0..<drawing.chainCount where takes(Int(drawing.chainLevel[c])) {
                for i in drawing.vertices(ofChain: c) {
                    let (x, y) = (drawing.xs[i], drawing.ys[i])
                    let point = LayerExtent(minX: x, minY: y, maxX: x, maxY: y)
                    if box == nil { box = point } else { box?.join(point) }
                }
            }
            return box
        }
        return box { roles.isBoundary[$0] } ?? box { _ in true }
    }

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
