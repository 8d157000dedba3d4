import Cadastre
import GDALKit
import PlanarCoverage

/// Turns batches of one layer into rings and columns. The same for every lane.
struct LayerDecoder: Sendable {
    /// Arcs become chords of at most this angle.
    static let chordDegrees = 1.0
    /// Rows of a batch whose coordinates are kept to find their step.
    private static let sampledRows = 64

    let place: String
    let geometryColumn: Int
    let fidColumn: Int
    /// Column of each role.
    let roles: [FieldRole: Int]
    /// The ward's field holds numbers, which lost the zeros that its codes begin with.
    let padsWardCodes: Bool
    /// Digits of a code in the field of the old ward.
    private let oldWardWidth: Int
    let isIdentity: Bool
    /// A coordinate beyond the grid's reach makes its parcel unusable; otherwise it ends the reading.
    let toleratesFarCoordinates: Bool

    init(_ plan: LayerPlan, _ way: WayToWork, _ batches: BatchSource, toleratesFarCoordinates: Bool)
        throws(ReadingError)
    {
        guard let geometry = batches.geometryColumn, let fid = plan.fidColumn(of: batches) else {
            throw ReadingError(.unusableData, "\(plan.place): GDAL gives no geometries or no feature ids")
        }
        place = plan.place
        geometryColumn = geometry
        fidColumn = fid
        var roles: [FieldRole: Int] = [:]
        for choice in plan.choices { roles[choice.role] = batches.column(named: choice.field) }
        self.roles = roles
        func holdsNumbers(_ role: FieldRole) -> Bool {
            roles[role].map { batches.columns[$0].kind.isInteger || batches.columns[$0].kind.isReal } ?? false
        }
        padsWardCodes = holdsNumbers(.ward)
        oldWardWidth = holdsNumbers(.oldWard) ? 5 : 1
        isIdentity = way.isIdentity
        self.toleratesFarCoordinates = toleratesFarCoordinates
    }

    /// A coordinate that the grid does not reach.
    struct BeyondReach: Error {}

    /// Appends a batch to a part.
    func decode(_ batch: borrowing ArrowBatch, into part: inout LayerPart, with tools: LaneTools) throws {
        let before = part.columns.count
        let kept = try decodeGeometries(batch, into: &part, with: tools)
        part.tally.features += batch.count
        batch.withColumn(fidColumn) { column in
            Rows.forEach(column.count, kept) { part.columns.fid.append(column.integer($0) ?? -1) }
        }
        decodeTexts(.ward, batch, kept, &part.columns.ward, &part.columns.texts, before, width: padsWardCodes ? 5 : 1)
        decodeTexts(.sheet, batch, kept, &part.columns.sheet, &part.columns.texts, before)
        decodeTexts(.number, batch, kept, &part.columns.number, &part.columns.texts, before)
        decodeTexts(.landUse, batch, kept, &part.columns.landUse, &part.columns.texts, before)
        decodeTexts(.parcelCode, batch, kept, &part.columns.parcelCode, &part.columns.texts, before)
        decodeTexts(.priority, batch, kept, &part.columns.priority, &part.columns.texts, before)
        decodeTexts(.oldWard, batch, kept, &part.columns.oldWard, &part.columns.texts, before, width: oldWardWidth)
        decodeTexts(.oldSheet, batch, kept, &part.columns.oldSheet, &part.columns.texts, before)
        decodeTexts(.oldNumber, batch, kept, &part.columns.oldNumber, &part.columns.texts, before)
        decodeTexts(.mapSeries, batch, kept, &part.columns.mapSeries, &part.columns.texts, before)
        decodeAreas(.storedArea, batch, kept, &part.columns.storedArea, before)
        decodeAreas(.legalArea, batch, kept, &part.columns.legalArea, before)
        if let column = roles[.scale] {
            var ignored: [TextID] = []
            batch.withColumn(column) { ColumnDecoding.texts($0, kept, into: &ignored, &part.scales, width: 1) }
        }
    }

    private func decodeTexts(
        _ role: FieldRole, _ batch: borrowing ArrowBatch, _ kept: [Int32]?, _ ids: inout [TextID],
        _ pool: inout TextPool,
        _ before: Int, width: Int = 1
    ) {
        guard let column = roles[role] else { return }
        if ids.count < before { ids.append(contentsOf: repeatElement(.none, count: before - ids.count)) }
        batch.withColumn(column) { ColumnDecoding.texts($0, kept, into: &ids, &pool, width: width) }
    }

    private func decodeAreas(
        _ role: FieldRole, _ batch: borrowing ArrowBatch, _ kept: [Int32]?, _ areas: inout [Double], _ before: Int
    ) {
        guard let column = roles[role] else { return }
        if areas.count < before { areas.append(contentsOf: repeatElement(.nan, count: before - areas.count)) }
        batch.withColumn(column) { ColumnDecoding.numbers($0, kept, into: &areas) }
    }

    /// Puts the batch's geometries on the grid.
    /// - Returns: the rows that have a place in the map; nil when all have.
    private func decodeGeometries(
        _ batch: borrowing ArrowBatch, into part: inout LayerPart, with tools: LaneTools
    ) throws -> [Int32]? {
        var kept: [Int32]?
        try batch.withColumn(geometryColumn) { column throws in
            for row in 0..<column.count {
                if let wkb = column.bytes(row), !wkb.isEmpty {
                    if row < LayerDecoder.sampledRows {
                        tools.coordinates.read(wkb)
                        part.step.note(tools.coordinates, in: wkb)
                    }
                    if isIdentity {
                        let outcome = part.coverage.append(wkb: wkb)
                        if outcome != .stored {
                            let fid = fid(row, batch)
                            if try !settle(outcome, wkb, fid, into: &part, with: tools) {
                                if kept == nil { kept = Array(0..<Int32(row)) }
                                continue
                            }
                        }
                    } else if try !transform(wkb, fid(row, batch), into: &part, with: tools) {
                        if kept == nil { kept = Array(0..<Int32(row)) }
                        continue
                    }
                } else {
                    part.coverage.appendNull()
                    part.tally.note(.null, fid: fid(row, batch))
                }
                kept?.append(Int32(row))
            }
        }
        return kept
    }

    private func fid(_ row: Int, _ batch: borrowing ArrowBatch) -> Int64 {
        batch.withColumn(fidColumn) { $0.integer(row) ?? -1 }
    }

    /// Hands a geometry over in the working CRS.
    /// - Returns: whether the feature has a place in the map.
    private func transform(
        _ wkb: UnsafeRawBufferPointer, _ fid: Int64, into part: inout LayerPart, with tools: LaneTools
    ) throws -> Bool {
        tools.coordinates.read(wkb)
        if tools.coordinates.shape == .curved { return try settle(.curved, wkb, fid, into: &part, with: tools) }
        let wasFinite = tools.project(wkb)
        return try tools.bytes.withUnsafeBytes { bytes in
            let outcome = part.coverage.append(wkb: bytes)
            if outcome == .stored { return true }
            return try settle(
                outcome, bytes, fid, into: &part, with: tools, notFinite: wasFinite ? .noPlaceInCRS : .notFinite)
        }
    }

    /// Notes what became of a geometry that was not plainly stored, and gives its parcel a place if it has none yet.
    /// - Returns: whether the feature has a place in the map.
    private func settle(
        _ outcome: IntakeOutcome, _ wkb: UnsafeRawBufferPointer, _ fid: Int64, into part: inout LayerPart,
        with tools: LaneTools, notFinite: Tally.Event = .notFinite
    ) throws -> Bool {
        switch outcome {
        case .stored: break
        case .empty: part.tally.note(.empty, fid: fid)
        case .notFinite: part.tally.note(notFinite, fid: fid)
        case .notPolygonal(let type):
            part.tally.note(.skipped, fid: fid)
            if part.tally.skippedType == nil { part.tally.skippedType = type }
            return false
        case .beyondReach(let x, let y):
            if !toleratesFarCoordinates, max(abs(x), abs(y)) <= ExtentScan.absurd { throw BeyondReach() }
            part.coverage.appendUnusable(wkb: wkb)
            part.tally.note(.farAway, fid: fid)
        case .malformed:
            part.coverage.appendUnusable(wkb: wkb)
            part.tally.note(.malformed, fid: fid)
        case .curved:
            guard let linear = try? LinearGeometry.wkb(wkb, maxAngleDegrees: LayerDecoder.chordDegrees) else {
                return try settle(.malformed, wkb, fid, into: &part, with: tools)
            }
            part.tally.note(.linearised, fid: fid)
            return try linear.withUnsafeBytes { bytes in
                if !isIdentity { return try transform(bytes, fid, into: &part, with: tools) }
                let outcome = part.coverage.append(wkb: bytes)
                if outcome == .curved { return try settle(.malformed, bytes, fid, into: &part, with: tools) }
                return try settle(outcome, bytes, fid, into: &part, with: tools)
            }
        }
        return true
    }
}

/// What one lane works with.
final class LaneTools {
    let way: OpenWay
    var coordinates = WKBCoordinates()
    var xy: [Double] = []
    var bytes: [UInt8] = []

    init(_ way: WayToWork) throws { self.way = try way.open() }

    /// Puts a geometry, whose coordinates have been found, into the working CRS and into `bytes`.
    /// - Returns: whether its coordinates were finite before.
    @discardableResult
    func project(_ wkb: UnsafeRawBufferPointer) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: wkb)
        coordinates.gather(from: wkb, into: &xy)
        let wasFinite = xy.allSatisfy(\.isFinite)
        way.walk(&xy)
        coordinates.scatter(xy, into: &bytes)
        return wasFinite
    }
}
