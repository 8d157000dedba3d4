import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Reads maps from whatever GDAL opens as polygons.
///
/// All coordinates become metres of one working CRS and stand on one grid; features keep the order of their sources.
/// Every decision (layer, fields, CRS, grid) and everything that was dropped or skipped is in the report.
public struct MapReader {
    /// Of PROJ, as `9.1.1`.
    public static var projVersion: String { PROJLibrary.version }

    public var options: ReadingOptions
    /// Called with the number of features done and of all features.
    public var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    public init(_ options: ReadingOptions = ReadingOptions(), progress: (@Sendable (Int, Int) -> Void)? = nil) {
        self.options = options
        self.progress = progress
    }

    /// Reads one map from one source or several, and the neighbours' parcels beside it.
    /// - Parameter sources: files, folders, or any names GDAL knows.
    public func read(_ sources: [String]) throws -> ParcelMap {
        do {
            var run = ReadingRun(options: options, progress: progress)
            var map = try run.read(sources)
            if options.ward != nil || !options.neighbours.isEmpty {
                try NeighbourReading(options: options).read(into: &map)
            }
            return map
        } catch let error as GDALError {
            throw ReadingError(error)
        } catch let error as PROJError {
            throw ReadingError(.unusableData, error.description)
        }
    }
}

/// One reading, from names to a map.
private struct ReadingRun {
    let options: ReadingOptions
    let progress: (@Sendable (Int, Int) -> Void)?
    var notes: [ReadingNote] = []

    init(options: ReadingOptions, progress: (@Sendable (Int, Int) -> Void)?) {
        self.options = options
        self.progress = progress
    }

    mutating func read(_ names: [String]) throws -> ParcelMap {
        var plans = try plan(names)
        let total = plans.reduce(0) { $0 + $1.statedCount }
        guard total > 0 else {
            let filter = options.filter.map { " that pass --where \"\($0)\"" } ?? ""
            throw ReadingError(.unusableData, "\(plans.map(\.place).joined(separator: ", ")): no features\(filter)")
        }
        try mendBoxes(&plans)
        let systems = try plans.map { plan in
            try CRSPolicy.source(of: plan.coordinates, given: options.crs, notes: &notes)
        }
        let filled = plans.indices.filter { plans[$0].statedCount > 0 }
        let working = try CRSPolicy.working(
            sources: filled.map { systems[$0] }, layers: filled.map { plans[$0].coordinates }, given: options.workCRS)
        let ways = systems.map { WayToWork(from: $0, to: working) }
        try noteWays(plans, systems, ways, working)

        var grid = try grid(plans, ways)
        var result: (part: LayerPart, layers: [LayerReport])
        let notesBefore = notes
        do {
            result = try readLayers(plans, systems, ways, grid, total, tolerant: false)
        } catch is LayerDecoder.BeyondReach {
            // A stated extent was too small: look at every geometry, and start again.
            notes = notesBefore
            for i in plans.indices { plans[i].coordinates.box = try scannedBox(plans[i]) }
            grid = try self.grid(plans, ways)
            result = try readLayers(plans, systems, ways, grid, total, tolerant: true)
        }
        noteGrid(grid, plans, ways)
        return try finish(result.part, result.layers, systems, working, try workingBox(plans, ways))
    }

    private mutating func plan(_ names: [String]) throws -> [LayerPlan] {
        var plans: [LayerPlan] = []
        for name in names {
            let source = try OpenSource(name, options: options)
            for layer in try source.selectLayers(named: options.layer, notes: &notes) {
                plans.append(try LayerPlan(source, layer: layer, options: options, notes: &notes))
            }
            notes += source.notes
        }
        return plans
    }

    /// Scans the layers whose stated extent cannot be that of a parcel map.
    private func mendBoxes(_ plans: inout [LayerPlan]) throws {
        for i in plans.indices {
            guard let box = plans[i].coordinates.box else { continue }
            if !box.isFinite || box.magnitude > ExtentScan.absurd || box.isWide {
                plans[i].coordinates.box = try scannedBox(plans[i])
            }
        }
    }

    private func scannedBox(_ plan: LayerPlan) throws -> LayerExtent? {
        // Unknown units: what lies within a thousand kilometres, or ten degrees, belongs to the map.
        let scan = try ExtentScan(plan, batchSize: options.batchSize)
        guard let box = scan.box(far: 1e6) else { return nil }
        return box.looksLikeDegrees ? scan.box(far: 10) : box
    }

    private mutating func noteWays(
        _ plans: [LayerPlan], _ systems: [CoordinateSystem], _ ways: [WayToWork], _ working: WorkingCRS
    ) throws {
        for (plan, (system, way)) in zip(plans, zip(systems, ways)) where plan.statedCount > 0 {
            if way.transformation != nil {
                let ignoresDatum = try way.open().ignoresDatum
                notes.append(
                    .transformed(
                        plan.place, from: system.authority ?? system.name, to: working.shortName,
                        ignoresDatum: ignoresDatum))
            }
            if way.metresPerUnit != 1 {
                notes.append(.scaledToMetres(plan.place, unit: system.unitName, factor: way.metresPerUnit))
            }
        }
    }

    /// The finest grid that reaches all layers.
    private func grid(_ plans: [LayerPlan], _ ways: [WayToWork]) throws -> Grid {
        guard let box = try workingBox(plans, ways) else { return Grid(aroundX: 0, aroundY: 0) }
        return Grid(coveringMinX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY)
    }

    private func workingBox(_ plans: [LayerPlan], _ ways: [WayToWork]) throws -> LayerExtent? {
        var all: LayerExtent?
        for (plan, way) in zip(plans, ways) {
            guard let box = plan.coordinates.box, let walked = try way.open().walk(box) else { continue }
            if all == nil { all = walked } else { all?.join(walked) }
        }
        return all
    }

    private mutating func noteGrid(_ grid: Grid, _ plans: [LayerPlan], _ ways: [WayToWork]) {
        guard grid.unitsPerMetre < 10_000, let box = try? workingBox(plans, ways) else { return }
        notes.append(
            .coarserGrid(stepMetres: grid.stepMetres, widthMetres: max(box.maxX - box.minX, box.maxY - box.minY)))
    }

    private mutating func readLayers(
        _ plans: [LayerPlan], _ systems: [CoordinateSystem], _ ways: [WayToWork], _ grid: Grid, _ total: Int,
        tolerant: Bool
    ) throws -> (part: LayerPart, layers: [LayerReport]) {
        var part = LayerPart(grid: grid)
        // What a file states of itself is believed within bounds.
        part.coverage.reserveCapacity(parcels: min(total, 20_000_000))
        part.columns.reserveCapacity(min(total, 20_000_000))
        var layers: [LayerReport] = []
        var done = 0
        for (i, plan) in plans.enumerated() {
            let before = part.coverage.parcelCount
            part.tally = Tally()
            let doneBefore = done
            let report = progress.map { progress in
                { @Sendable (features: Int) in progress(doneBefore + features, max(total, doneBefore + features)) }
            }
            let reading = LayerReading(
                plan: plan, way: ways[i], lanes: options.lanes, batchSize: options.batchSize,
                toleratesFarCoordinates: tolerant, progress: report)
            let remarks = try reading.read(into: &part)
            done += part.tally.features
            var layer = LayerReport(
                source: plan.source.name, layer: plan.schema.name, driver: plan.source.dataset.driver,
                crs: systems[i].authority ?? systems[i].name)
            layer.fields = plan.choices
            part.endLayer(metresPerUnit: systems[i].kind == .projected ? systems[i].unitFactor : nil)
            layer.take(part.tally, parcels: part.coverage.parcelCount - before)
            part.columns.sources.append(
                ParcelSource(name: layer.source, layer: layer.layer, firstParcel: before, parcelCount: layer.parcels))
            layer.duplicateFids = try noteDuplicateFids(part.columns.fid[before...], layer.place)
            notes += ReadingNote.said(layer.place, remarks.failures + remarks.warnings)
            try compareCounts(plan, layer, remarks.failures)
            noteTally(part.tally, layer.place)
            layers.append(layer)
        }
        part.columns.level()
        return (part, layers)
    }

    private mutating func noteDuplicateFids(_ fids: ArraySlice<Int64>, _ place: String) throws -> Int {
        var isAscending = true
        var last = Int64.min
        for fid in fids {
            if fid <= last {
                isAscending = false
                break
            }
            last = fid
        }
        if isAscending { return 0 }
        let sorted = fids.sorted()
        let repeated = zip(sorted, sorted.dropFirst()).filter { $0 == $1 }
        guard let first = repeated.first else { return 0 }
        notes.append(.duplicateFids(place, count: repeated.count, fid: first.0))
        return repeated.count
    }

    /// A damaged file can end early without an error.
    private mutating func compareCounts(_ plan: LayerPlan, _ layer: LayerReport, _ failures: [String]) throws {
        guard layer.features != plan.statedCount else { return }
        var stated = plan.statedCount
        if layer.driver == "GPKG", options.filter == nil {
            // A GeoPackage keeps its count in a table, which other programs forget.
            let name = plan.schema.name.replacing("\"", with: "\"\"")
            stated =
                try plan.source.dataset.withQuery("SELECT COUNT(*) AS n FROM \"\(name)\"") { rows in
                    try rows.withBatches { batches in
                        guard let column = batches.column(named: "n"), let batch = try batches.next() else {
                            return nil
                        }
                        return batch.withColumn(column) { $0.integer(0).map(Int.init) }
                    }
                } ?? stated
        }
        if layer.features < stated, layer.driver == "PostgreSQL", !failures.isEmpty {
            throw ReadingError.lostDatabase(layer.place, failures, read: layer.features, of: stated)
        }
        if layer.features < stated, layer.driver == "GPKG" || !failures.isEmpty {
            throw ReadingError(
                .unusableData,
                "\(layer.place): only \(layer.features) of \(stated) features can be read; the file is damaged or cut off: copy "
                    + "it again" + (failures.first.map { " (GDAL: \($0))" } ?? ""))
        }
        notes.append(.statedCount(layer.place, stated: plan.statedCount, read: layer.features))
    }

    private mutating func noteTally(_ tally: Tally, _ place: String) {
        func first(_ event: Tally.Event) -> Int64 { tally.firstFid[event] ?? -1 }
        for (event, why, vi) in [
            (Tally.Event.notFinite, "coordinates that are NaN or infinite", "tọa độ không phải số hữu hạn"),
            (.farAway, "coordinates far away from the map", "tọa độ nằm quá xa bản đồ"),
            (
                .noPlaceInCRS, "coordinates without a place in the working CRS",
                "tọa độ không chuyển được sang hệ làm việc"
            ),
            (.malformed, "bytes that are no geometry", "dữ liệu hình học hỏng"),
        ] where tally[event] > 0 {
            notes.append(.unusable(place, count: tally[event], fid: first(event), why: why, vi: vi))
        }
        if tally[.skipped] > 0 {
            let type = GeometryType(isoCode: tally.skippedType ?? 0).description
            notes.append(.skipped(place, count: tally[.skipped], fid: first(.skipped), geometry: type))
        }
        if tally[.linearised] > 0 {
            notes.append(.linearised(place, count: tally[.linearised], degrees: LayerDecoder.chordDegrees))
        }
    }

    private mutating func finish(
        _ part: LayerPart, _ layers: [LayerReport], _ systems: [CoordinateSystem], _ working: WorkingCRS,
        _ box: LayerExtent?
    ) throws -> ParcelMap {
        guard part.coverage.parcelCount > 0 else {
            throw ReadingError(
                .unusableData,
                "\(layers.map(\.place).joined(separator: ", ")): none of the \(part.tally.features) features is a polygon"
            )
        }
        let withZ = part.coverage.traits.count { $0.contains(.hadZ) }
        let withM = part.coverage.traits.count { $0.contains(.hadM) }
        if withZ > 0 { notes.append(.dropped("Z", count: withZ)) }
        if withM > 0 { notes.append(.dropped("M", count: withM)) }
        let malformed = part.columns.texts.malformedCount
        if malformed > 0 { notes.append(.malformedText(count: malformed)) }
        var report = ReadingReport()
        report.layers = layers
        report.scale = noteScale(part.scales)
        report.coordinateStepMetres = part.coarsestStep
        if let step = part.coarsestStep { notes.append(.coordinateStep(metres: step)) }
        var wards = try options.wards.map { name in
            try WardReader(grid: part.coverage.grid, working: working, mapBox: box).read(
                name, options: options, notes: &notes)
        }
        report.crsFinding = try judgeCRS(part, layers, systems, working, wards)
        if let far = wards, far.grid != part.coverage.grid {
            guard report.crsFinding != nil else {
                throw ReadingError(
                    .unusableData,
                    "\(far.source): layer \"\(far.layer)\": the wards lie too far from the map; are both in the right CRS?"
                )
            }
            notes.append(.wardsOutOfReach("\(far.source): layer \"\(far.layer)\""))
            wards = nil
        }
        report.notes = notes
        return ParcelMap(
            coverage: part.coverage, columns: part.columns, crs: working, layerSystems: systems, wards: wards,
            report: report)
    }
}

extension ReadingRun {
    /// The denominator of the scale, the strictest where there are several.
    private mutating func noteScale(_ texts: TextPool) -> Int? {
        let denominators = (0..<Int32(texts.count)).compactMap { id in
            texts[TextID(rawValue: id)].flatMap(MapScale.denominator)
        }
        guard let smallest = denominators.min() else { return nil }
        notes.append(.scale(Set(denominators).sorted(), used: smallest))
        return smallest
    }

    /// Judges the CRS of each layer until one contradicts its coordinates.
    private mutating func judgeCRS(
        _ part: LayerPart, _ layers: [LayerReport], _ systems: [CoordinateSystem], _ working: WorkingCRS,
        _ wards: WardLayer?
    ) throws -> CRSFinding? {
        if wards == nil { notes.append(.crsNotJudged()) }
        for (i, source) in part.columns.sources.enumerated() where source.parcelCount > 0 {
            let judge = CRSJudge(working: working, declared: systems[i])
            if let wards {
                let parcels = source.firstParcel..<source.firstParcel + source.parcelCount
                if let finding = try judge.judge(
                    part.coverage.rings, parcels: parcels, columns: part.columns, wards: wards, grid: part.coverage.grid
                ) {
                    return finding
                }
            }
            if let middle = part.middles[i], let finding = judge.judge(middle: middle) { return finding }
        }
        return nil
    }
}

extension LayerReport {
    fileprivate mutating func take(_ tally: Tally, parcels: Int) {
        features = tally.features
        self.parcels = parcels
        skipped = tally[.skipped]
        nullGeometries = tally[.null]
        empty = tally[.empty]
        unusable = tally[.notFinite] + tally[.farAway] + tally[.noPlaceInCRS] + tally[.malformed]
        linearised = tally[.linearised]
    }
}

extension LayerExtent {
    /// Wider than any map that the finest grid reaches, in metres, or than a province in degrees.
    fileprivate var isWide: Bool {
        let width = max(maxX - minX, maxY - minY)
        return looksLikeDegrees ? width > 3.8 : width > 426_000
    }
}
