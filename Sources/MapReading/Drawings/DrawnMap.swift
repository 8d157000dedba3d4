public import Cadastre
import GDALKit
public import PlanarCoverage

/// What the user may say about the parcels of drawings.
public struct DrawnMapOptions: Sendable {
    public var levels = DrawingLevels.national
    /// What the drawings are in; they never say.
    public var crs: String?
    /// The code of the ward that all drawings belong to.
    public var ward: String?
    /// How far a line's end may be moved to meet another line.
    public var toleranceMetres = 0.015
    /// Corners of neighbouring sheets that are further apart are no counterparts, unless the whole sheet is shifted.
    public var edgeReachMetres = 0.5
    /// Threads that work.
    public var lanes = 1

    public init() {}
}

/// One drawing among those that became a map.
public struct DrawnSheet: Sendable {
    /// The file as it was named.
    public var source: String
    public var format: DrawingFormat
    /// The sheet's number, and where it is from.
    public var number: String?
    public var numberIsFromTitle = false
    /// Denominator of the scale, where the title tells it.
    public var scale: Int?
    public var tallies: [ElementTally] = []
    public var units: DrawingUnits
    public var byteCount = 0
    public var bytesRead = 0
    public var lines = 0
    public var segments = 0
    public var nodes = 0
    public var edges = 0
    public var faces = 0
    public var groundFaces = 0
    public var isolatedLoops = 0
    /// Line faults no larger than the rounding of the drawing's coordinates; mended and not listed.
    public var roundingFaults = 0
    public var parcels = 0
    public var labelTexts = 0
    public var labelTextsAssigned = 0
    /// Residuals of the sheet's corners against its neighbours', metres; nil where it has no neighbour.
    public var residual: EdgeResidual?
}

/// How a sheet's outline fits its neighbours'.
public struct EdgeResidual: Hashable, Sendable {
    /// Corners that have a counterpart, and those of them that differ by more than the tolerance.
    public var corners: Int
    public var differing: Int
    public var medianX: Double
    public var medianY: Double
    public var largest: Double
}

/// The parcels of all drawings of a ward, and what was wrong with the drawings.
public struct DrawnMap: Sendable {
    public var coverage: CoverageIntake
    /// Row `i` is parcel `i` of the coverage; one source per drawing.
    public var columns = ParcelColumns()
    /// The texts of each parcel's label.
    public var labelTexts: [String] = []
    /// The sheet of each parcel, an index of `sheets`.
    public var sheetOf: [Int32] = []
    /// The levels of the lines around each parcel: `10;23`.
    public var levels: [String] = []
    public var sheets: [DrawnSheet] = []
    /// In the order of sheets.
    public var faults: [DrawnFault] = []
    /// Parcels that two sheets draw a part of each, and that became one.
    public var joinedParcels = 0
    public var crs: WorkingCRS
    public var notes: [ReadingNote] = []
    /// The strictest scale of the sheets.
    public var scale: Int? { sheets.compactMap(\.scale).min() }

    /// - Parameter drawings: in the order of the map; at least one.
    /// - Throws: `ReadingError` when the drawings cannot be used, `InvariantError` when the engine contradicts itself.
    public init(_ drawings: [Drawing], options: DrawnMapOptions) throws {
        var notes: [ReadingNote] = []
        let places = try DrawingPlaces(drawings, options: options, notes: &notes)
        coverage = CoverageIntake(grid: places.grid)
        crs = places.crs
        for drawing in drawings { for note in drawing.notes { notes.append(note.reading(drawing.source)) } }
        let levelNames = Set(drawings.flatMap { $0.levels.map { DrawingLevels.key($0) } })
            .filter { options.levels.boundary.contains($0) }.sorted(by: DrawnMap.isLessByNumber)
        let bits = Dictionary(
            uniqueKeysWithValues: levelNames.enumerated().map { ($1, UInt64(1) << UInt64(min($0, 63))) })
        var works: [LineWork] = []
        for drawing in drawings { works.append(try DrawnMap.lineWork(drawing, options.levels, bits, places.grid)) }
        let faces = try LineFaces.all(
            works, tolerance: options.toleranceMetres * places.grid.unitsPerMetre, lanes: options.lanes)
        var assembly = DrawnAssembly(grid: places.grid, levelNames: levelNames, options: options)
        for (i, drawing) in drawings.enumerated() {
            assembly.add(drawing, works[i], faces[i])
            works[i] = LineWork(grid: places.grid)
        }
        try assembly.finish()
        columns = assembly.columns
        labelTexts = assembly.labelTexts
        sheetOf = assembly.sheetOf
        levels = assembly.levels
        sheets = assembly.sheets
        faults = assembly.faults
        joinedParcels = assembly.joinedParcels
        coverage = CoverageIntake(grid: places.grid, rings: assembly.rings)
        self.notes = notes + assembly.notes
    }

    private static func isLessByNumber(_ a: String, _ b: String) -> Bool { (Int(a) ?? 99, a) < (Int(b) ?? 99, b) }

    static func withoutBoundaries(_ drawing: Drawing, _ levels: DrawingLevels) -> ReadingError {
        let wanted = levels.boundary.sorted(by: isLessByNumber).joined(separator: ", ")
        return ReadingError(
            .unusableData,
            "\(drawing.source): no lines on the levels of boundaries (\(wanted)); the drawing has the levels "
                + "\(drawing.levels.joined(separator: ", ")): say which bound parcels with --boundary-levels")
    }

    private static func lineWork(
        _ drawing: Drawing, _ levels: DrawingLevels, _ bits: [String: UInt64], _ grid: Grid
    ) throws(ReadingError) -> LineWork {
        let tags = drawing.levels.map { bits[DrawingLevels.key($0)] ?? 0 }
        var work = LineWork(grid: grid)
        for c in 0..<drawing.chainCount where tags[Int(drawing.chainLevel[c])] != 0 {
            let range = drawing.vertices(ofChain: c)
            guard work.append(xs: drawing.xs[range], ys: drawing.ys[range], tag: tags[Int(drawing.chainLevel[c])])
            else {
                throw ReadingError(
                    .unusableData,
                    "\(drawing.source): element \(drawing.chainElement[c]) lies more than 214 km from the others; delete it, "
                        + "or build the drawings of each place by themselves")
            }
        }
        if work.segmentCount == 0 { throw withoutBoundaries(drawing, levels) }
        return work
    }
}
