import Cadastre
import PlanarCoverage

/// Puts the parcels of sheet after sheet together.
struct DrawnAssembly {
    private(set) var columns = ParcelColumns()
    private(set) var rings = RingStore()
    private(set) var labelTexts: [String] = []
    private(set) var sheetOf: [Int32] = []
    private(set) var levels: [String] = []
    private(set) var sheets: [DrawnSheet] = []
    private(set) var faults: [DrawnFault] = []
    private(set) var notes: [ReadingNote] = []
    private(set) var joinedParcels = 0
    /// The areas that the labels tell; needed to join what a sheet's edge cuts.
    private var labelAreas: [LabelArea?] = []
    private let grid: Grid
    private let levelNames: [String]
    private let options: DrawnMapOptions

    /// Corners of a shifted sheet are looked for as far as this.
    private static let shiftReachMetres = 3.0

    init(grid: Grid, levelNames: [String], options: DrawnMapOptions) {
        self.grid = grid
        self.levelNames = levelNames
        self.options = options
    }

    mutating func add(_ drawing: Drawing, _ work: LineWork, _ faces: LineFaces) {
        let roles = LevelRoles(drawing, options.levels)
        let strings = DrawnTexts(drawing)
        let frame = SheetFrame(drawing, strings, roles)
        let sheet = sheets.count
        // Drawings of the national rules stand in millimetres, whatever their format could hold.
        let step = max(drawing.units.stepMetres ?? 0, 0.001)
        let drawn = DrawnParcels(
            drawing, strings, roles, faces, grid: grid, sheet: sheet, coordinateStepMetres: max(step, grid.stepMetres))
        // Rows in the order of numbers, as people look for them.
        let order = drawn.parcels.indices.sorted {
            DrawnAssembly.isLess(drawn.parcels[$0], drawn.parcels[$1])
        }
        var rowOf = [Int32](repeating: 0, count: order.count)
        let firstRow = columns.count
        for (k, p) in order.enumerated() { rowOf[p] = Int32(firstRow + k) }
        for p in order {
            append(drawn.parcels[p], faces, sheet, frame)
            if frame.box != nil, let at = rings.innerPoint(ofParcel: columns.count - 1) {
                let (x, y) = (
                    grid.metresX(0) + at.unitsX * grid.stepMetres, grid.metresY(0) + at.unitsY * grid.stepMetres
                )
                if !frame.holds(x, y) {
                    let place = GridPoint(x: Int32(at.unitsX.rounded()), y: Int32(at.unitsY.rounded()))
                    faults.append(
                        DrawnFault(.outsideSheet, sheet: sheet, at: place, parcels: [Int32(columns.count - 1)]))
                }
            }
        }
        columns.sources.append(
            ParcelSource(
                name: drawing.source, layer: frame.title.number ?? "", firstParcel: firstRow,
                parcelCount: columns.count - firstRow))
        for fault in drawn.faults {
            var fault = fault
            fault.parcels = fault.parcels.map { rowOf[Int($0)] }
            faults.append(fault)
        }
        addSheet(drawing, work, faces, drawn, frame)
        addLineFaults(faces, drawing, sheet, stepMetres: step)
    }

    private mutating func append(_ parcel: DrawnParcel, _ faces: LineFaces, _ sheet: Int, _ frame: SheetFrame) {
        rings.append(parcel: Int(parcel.face), from: faces.rings)
        columns.fid.append(Int64(columns.count + 1))
        if options.ward != nil { columns.ward.append(intern(options.ward)) }
        columns.sheet.append(intern(frame.title.number))
        columns.number.append(intern(parcel.number))
        columns.landUse.append(intern(parcel.landUse))
        columns.storedArea.append(parcel.area?.squareMetres ?? .nan)
        labelAreas.append(parcel.area)
        labelTexts.append(parcel.labelText)
        sheetOf.append(Int32(sheet))
        let tag = faces.tags[Int(parcel.face)]
        levels.append(
            levelNames.enumerated().filter { tag & (UInt64(1) << UInt64(min($0.offset, 63))) != 0 }.map(\.element)
                .joined(separator: ";"))
    }

    private mutating func intern(_ text: String?) -> TextID { text.map { columns.texts.intern($0) } ?? .none }

    private mutating func addSheet(
        _ drawing: Drawing, _ work: LineWork, _ faces: LineFaces, _ drawn: DrawnParcels, _ frame: SheetFrame
    ) {
        var sheet = DrawnSheet(source: drawing.source, format: drawing.format, units: drawing.units)
        sheet.number = frame.title.number
        sheet.numberIsFromTitle = frame.numberIsFromTitle
        sheet.scale = frame.title.scale
        sheet.tallies = drawing.tallies
        sheet.byteCount = drawing.byteCount
        sheet.bytesRead = drawing.bytesRead
        sheet.lines = work.lineCount
        sheet.segments = work.segmentCount
        sheet.nodes = faces.nodeCount
        sheet.edges = faces.edgeCount
        sheet.faces = faces.rings.parcelCount
        sheet.groundFaces = drawn.groundFaces
        sheet.isolatedLoops = faces.isolatedLoops
        sheet.parcels = drawn.parcels.count
        sheet.labelTexts = drawn.labelTexts
        sheet.labelTextsAssigned = drawn.labelTextsAssigned
        sheets.append(sheet)
        if sheet.number == nil { notes.append(.sheetWithoutNumber(drawing.source)) }
    }

    /// What is no more than one and a half steps of the drawing's coordinates is rounding: it is counted, not listed.
    private mutating func addLineFaults(_ faces: LineFaces, _ drawing: Drawing, _ sheet: Int, stepMetres: Double) {
        for fault in faces.faults {
            let metres = fault.length * grid.stepMetres
            if fault.kind != .looseEnd && metres <= 1.5 * stepMetres {
                sheets[sheet].roundingFaults += 1
                continue
            }
            let kind: DrawnFault.Kind =
                switch fault.kind {
                case .undershoot: .undershoot(distance: metres)
                case .overshoot: .overshoot(distance: metres)
                case .looseEnd: .looseEnd(distance: fault.paths[0].count > 1 ? metres : nil)
                case .doubledLine: .doubledLine(length: metres)
                case .nearlyDoubledLine: .nearlyDoubledLine(width: metres)
                }
            faults.append(DrawnFault(kind, sheet: sheet, at: fault.at, paths: fault.paths.filter { $0.count > 1 }))
        }
    }

    /// By number as a number, then as a text, then by face.
    private static func isLess(_ a: DrawnParcel, _ b: DrawnParcel) -> Bool {
        func value(_ parcel: DrawnParcel) -> Int {
            parcel.number.flatMap { Int($0.prefix { $0.isNumber }) } ?? .max
        }
        return (value(a), a.number ?? "", a.face) < (value(b), b.number ?? "", b.face)
    }

    /// Fits the sheets to each other, and joins what their edges cut.
    mutating func finish() throws {
        if sheets.count > 1 {
            let edges = SheetEdges(
                rings, sheetOf: sheetOf, reach: DrawnAssembly.shiftReachMetres * grid.unitsPerMetre)
            fit(edges)
            try join(edges)
        }
        noteSheets()
    }

    private mutating func noteSheets() {
        var seen: [String: String] = [:]
        for sheet in sheets {
            guard let number = sheet.number else { continue }
            if let other = seen[number] { notes.append(.sheetTwice(number, other, sheet.source)) }
            seen[number] = sheet.source
        }
    }
}

extension DrawnAssembly {
    private mutating func fit(_ edges: SheetEdges) {
        struct Pair {
            var counterpart: SheetEdges.Counterpart
            var dx: Double
            var dy: Double
            var length: Double { (dx * dx + dy * dy).squareRoot() }
        }
        let step = grid.stepMetres
        let pairs = edges.counterparts.map {
            Pair(
                counterpart: $0, dx: Double(Int64($0.counterpart.x) - Int64($0.corner.x)) * step,
                dy: Double(Int64($0.counterpart.y) - Int64($0.corner.y)) * step)
        }
        var shifted = Set<Int32>()
        var open = pairs
        while true {
            let groups = Dictionary(grouping: open, by: \.counterpart.sheet)
            let found = groups.compactMap { sheet, group in
                CommonVector(group.map { ($0.dx, $0.dy) }, agreement: CommonVector.agreementMetres)
                    .flatMap { $0.isShift ? (sheet: sheet, vector: $0) : nil }
            }
            guard let worst = found.max(by: { ($0.vector.count, -$0.sheet) < ($1.vector.count, -$1.sheet) }) else {
                break
            }
            shifted.insert(worst.sheet)
            let at = groups[worst.sheet]?.first?.counterpart.corner ?? GridPoint(x: 0, y: 0)
            faults.append(
                DrawnFault(
                    .shiftedSheet(
                        dx: worst.vector.dx, dy: worst.vector.dy, vectors: worst.vector.count, share: worst.vector.share
                    ),
                    sheet: Int(worst.sheet), at: at))
            open.removeAll { $0.counterpart.sheet == worst.sheet || $0.counterpart.other == worst.sheet }
        }
        for pair in pairs {
            let c = pair.counterpart
            // Each pair of corners once.
            guard c.sheet < c.other, pair.length > options.toleranceMetres, pair.length <= options.edgeReachMetres,
                !shifted.contains(c.sheet), !shifted.contains(c.other)
            else { continue }
            faults.append(
                DrawnFault(
                    .sheetEdge(
                        distance: pair.length, otherSheet: sheets[Int(c.other)].number ?? sheets[Int(c.other)].source),
                    sheet: Int(c.sheet), at: c.corner, parcels: [c.parcel, c.otherParcel],
                    paths: [[c.corner, c.counterpart]]))
        }
        for (sheet, group) in Dictionary(grouping: pairs, by: \.counterpart.sheet) {
            let near = group.filter { $0.length <= options.edgeReachMetres || shifted.contains(sheet) }
            if near.isEmpty { continue }
            sheets[Int(sheet)].residual = EdgeResidual(
                corners: near.count, differing: near.count { $0.length > options.toleranceMetres },
                medianX: near.map(\.dx).sorted()[near.count / 2], medianY: near.map(\.dy).sorted()[near.count / 2],
                largest: near.map(\.length).max() ?? 0)
        }
    }

    /// Two parts of one parcel on two sheets: one number, edges in common, and labels that both tell the area of the whole.
    private mutating func join(_ edges: SheetEdges) throws {
        var absorbed: [Int32: Int32] = [:]
        var whole: [Int32: RingStore] = [:]
        for pair in edges.common {
            let (a, b) = (Int(pair.a), Int(pair.b))
            guard columns.number[a] != .none, columns.number[a] == columns.number[b], absorbed[pair.a] == nil,
                absorbed[pair.b] == nil, let first = labelAreas[a], let second = labelAreas[b],
                abs(first.squareMetres - second.squareMetres) <= first.rounding + second.rounding
            else { continue }
            let union = try rings.union(ofParcels: [pair.a, pair.b])
            let area = grid.squareMetres(doubled: union.doubledArea(ofParcel: 0))
            let slack = first.rounding + 0.001 * union.perimeter(ofParcel: 0) / grid.unitsPerMetre
            guard abs(area - first.squareMetres) <= slack, union.ringCount == 1 else { continue }
            absorbed[pair.b] = pair.a
            whole[pair.a] = union
        }
        joinedParcels = absorbed.count
        if !absorbed.isEmpty { takeJoined(absorbed, whole) }
    }

    private mutating func takeJoined(_ absorbed: [Int32: Int32], _ whole: [Int32: RingStore]) {
        // Each part's label was right for the whole: no longer a wrong area.
        let parts = Set(absorbed.keys).union(whole.keys)
        faults.removeAll { fault in
            if case .labelArea = fault.kind { return fault.parcels.contains { parts.contains($0) } }
            return false
        }
        var rowOf = [Int32](repeating: -1, count: columns.count)
        var joined = DrawnAssembly(grid: grid, levelNames: levelNames, options: options)
        for p in 0..<Int32(columns.count) where absorbed[p] == nil {
            rowOf[Int(p)] = Int32(joined.sheetOf.count)
            if let union = whole[p] {
                joined.rings.append(parcel: 0, from: union)
            } else {
                joined.rings.append(parcel: Int(p), from: rings)
            }
            joined.sheetOf.append(sheetOf[Int(p)])
            joined.labelTexts.append(labelTexts[Int(p)])
            joined.levels.append(levels[Int(p)])
        }
        let kept = (0..<columns.count).filter { rowOf[$0] >= 0 }
        columns.keepRows(kept)
        for (part, home) in absorbed { rowOf[Int(part)] = rowOf[Int(home)] }
        for i in faults.indices { faults[i].parcels = Set(faults[i].parcels.map { rowOf[Int($0)] }).sorted() }
        rings = joined.rings
        sheetOf = joined.sheetOf
        labelTexts = joined.labelTexts
        levels = joined.levels
    }
}
