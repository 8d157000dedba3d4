import Foundation
import GDALKit

/// Reads a DGN V7 file: every line and text that is not deleted, at its own level, in metres.
///
/// Complex chains and shapes become one chain each, with their arcs and curves as chords. Cells and text nodes are taken
/// apart, their texts keep the number of the element that holds them together.
struct DGNDrawingReader {
    var drawing: Drawing
    let metresPerMaster: Double
    /// Points of a complex element that are closer than this are one: two steps of the file, in master units.
    let joint: Double
    let plane: DGNReachOfPlane
    var stroker: CurveStroker
    /// Complex elements that have not ended, the outermost first.
    private var groups: [DGNGroup] = []
    private var tallies = DGNTallies()
    private var hatches = 0
    private var unreadableTexts = 0
    private var malformed = 0
    private var firstMalformed = 0
    private var references: [String] = []
    private let end: Int
    /// Less than this is the mark between the parts of a disjoint line string, in master units.
    private let disconnect: Double

    static func read(_ path: String, options: DrawingOptions) throws(ReadingError) -> Drawing {
        do throws(GDALError) {
            let file = try DGNFile(opening: path)
            guard file.header.unitsPerMaster > 0 else {
                throw GDALError(
                    .cannotOpen, call: "DGNLoadTCB", at: GDALPlace(path: path),
                    messages: ["the file's head states no working units; it is damaged"])
            }
            guard abs(file.header.originX) < DrawingLimits.reach, abs(file.header.originY) < DrawingLimits.reach else {
                throw GDALError(
                    .cannotOpen, call: "DGNLoadTCB", at: GDALPlace(path: path),
                    messages: [
                        "the file's head states the origin \(file.header.originX), \(file.header.originY), which is "
                            + "nowhere on Earth; it is damaged"
                    ])
            }
            var reader = DGNDrawingReader(file, options)
            let reach = file.forEachElement { reader.take($0) }
            return try reader.finish(reach, said: file.warnings)
        } catch {
            throw ReadingError(error)
        }
    }

    private init(_ file: borrowing DGNFile, _ options: DrawingOptions) {
        let header = file.header
        let metres = UnitNames.metres(header.masterUnit)
        metresPerMaster = metres ?? 1
        drawing = Drawing(
            source: file.path, format: .dgn7,
            units: DrawingUnits(
                masterUnit: header.masterUnit, subUnit: header.subUnit, subUnitsPerMaster: header.subUnitsPerMaster,
                unitsPerSubUnit: header.unitsPerSubUnit, metresPerMaster: metresPerMaster, originX: header.originX,
                originY: header.originY, dimension: header.dimension))
        drawing.byteCount = file.byteCount
        joint = 2 / header.unitsPerMaster
        plane = DGNReachOfPlane(header)
        disconnect = (Double(Int32.min) + 0.5) / header.unitsPerMaster + header.originX
        stroker = CurveStroker(tolerance: options.chordToleranceMetres / metresPerMaster)
        end = file.byteCount
        let texts = file.count(of: [.text])
        let chains = file.count(of: [.line, .lineString, .shape, .complexChain, .complexShape, .arc, .ellipse])
        // A coordinate takes 8 bytes of the file.
        drawing.reserve(vertices: file.byteCount / 12, chains: chains, texts: texts)
        if metres == nil { drawing.note(.unitAssumed(name: header.masterUnit)) }
        if metresPerMaster != 1 { drawing.note(.scaled(unit: header.masterUnit, metresPerUnit: metresPerMaster)) }
        if header.dimension == 3 { drawing.note(.heightsIgnored) }
        let isNational = metresPerMaster == 1 && header.unitsPerMaster == 1000
        if !isNational { drawing.note(.unitsNotNational) }
        if header.originX != DGNHeader.vietnam.originX || header.originY != DGNHeader.vietnam.originY {
            drawing.note(.originNotNational(x: header.originX, y: header.originY))
        }
    }

    // MARK: Elements

    private mutating func take(_ element: borrowing DGNElement) {
        endGroups(before: element)
        let type = element.type
        if let file = element.referenceFile, !element.isDeleted { references.append(file) }
        if type.isInvisible { return }
        if element.isDeleted || groups.last?.kind == .deleted {
            tallies.deleted(element)
            beginGroup(.deleted, element)
            return
        }
        if groups.last?.kind == .skipped { return }
        // Hatches and patterns are stored as the lines that draw them.
        if element.elementClass == 1 {
            hatches += 1
            beginGroup(.skipped, element)
            return
        }
        switch type {
        case .line, .lineString, .shape, .curve, .arc, .ellipse: takeLine(element)
        case .text: takeText(element)
        case .complexChain, .complexShape:
            tallies.read(element)
            beginGroup(type == .complexShape ? .shape : .chain, element)
        case .cellHeader, .textNode:
            tallies.read(element)
            beginGroup(.texts, element)
        case .splineCurve: beginGroup(.spline, element)
        case .splinePoles, .splineKnots, .splineWeights: takeSplinePart(element)
        // It stands in coordinates of its own, and is drawn where a shared cell says.
        case .sharedCellDefinition: beginGroup(.skipped, element)
        default:
            tallies.notRead(element)
            beginGroup(.skipped, element)
        }
    }

    private mutating func takeLine(_ element: borrowing DGNElement) {
        let path: DGNPath?
        switch element.type {
        case .arc, .ellipse: path = element.arc.flatMap { stroke($0) }
        case .curve: path = strokeCurve(element.vertices)
        default: path = straightPath(element)
        }
        guard let path else {
            tallies.notRead(element)
            note(malformed: element.number)
            return
        }
        tallies.read(element)
        add(path, element.level, element.number)
    }

    /// Adds a path to the complex chain that is being read, or as a chain of its own.
    private mutating func add(_ path: DGNPath, _ level: Int, _ number: Int) {
        if let last = groups.indices.last, groups[last].kind == .chain || groups[last].kind == .shape {
            if let whole = groups[last].path.join(path, within: joint) {
                // A complex element whose parts do not meet: what there is stays as it is.
                emit(whole, groups[last].level, groups[last].number)
                note(malformed: groups[last].number)
                groups[last].isBroken = true
            }
            return
        }
        if path.isPoint {
            drawing.points.append(
                DrawnPoint(
                    x: path.xs[0] * metresPerMaster, y: path.ys[0] * metresPerMaster,
                    level: tallies.levelID(level, &drawing), element: Int32(number)))
            return
        }
        emit(path, level, number)
    }

    private mutating func emit(_ path: DGNPath, _ level: Int, _ number: Int) {
        let level = tallies.levelID(level, &drawing)
        for i in path.xs.indices {
            if path.xs[i] < disconnect {
                drawing.endChain(level: level, element: Int32(number))
            } else {
                drawing.addVertex(path.xs[i] * metresPerMaster, path.ys[i] * metresPerMaster)
            }
        }
        drawing.endChain(level: level, element: Int32(number))
    }

    private mutating func takeText(_ element: borrowing DGNElement) {
        guard let text = element.text else {
            tallies.notRead(element)
            note(malformed: element.number)
            return
        }
        tallies.read(element)
        let written = UnsafeRawBufferPointer(rebasing: element.bytes[text.bytes])
        let reading = DGNTextReading(written)
        if reading.bytes.isEmpty { return }
        if reading.isUnreadable { unreadableTexts += 1 }
        var drawn = DGNTextPlace.drawn(text, characters: reading.characterCount, range: element.range, metresPerMaster)
        drawn.level = tallies.levelID(element.level, &drawing)
        drawn.element = Int32(element.number)
        if let group = groups.last(where: { $0.kind == .texts }) { drawn.group = Int32(group.number) }
        drawn.fontID = tallies.fontID(text.font, &drawing)
        drawn.isUnicode = reading.isUnicode
        drawing.addText(drawn, bytes: reading.bytes)
    }

    private mutating func note(malformed number: Int) {
        if malformed == 0 { firstMalformed = number }
        malformed += 1
    }

    // MARK: Complex elements

    private mutating func beginGroup(_ kind: DGNGroup.Kind, _ element: borrowing DGNElement) {
        guard let partsEnd = element.partsEnd else { return }
        // A head that claims more than there is, or more than the element around it has.
        if partsEnd > min(end, groups.last?.end ?? end), kind != .deleted { note(malformed: element.number) }
        groups.append(
            DGNGroup(
                kind: kind, number: element.number, level: element.level, end: partsEnd, spline: element.spline,
                tally: tallies.key(element)))
    }

    private mutating func endGroups(before element: borrowing DGNElement) {
        while let group = groups.last {
            let isInside = element.offset < group.end
            // The head of a complex element that has not ended is not followed by elements of nobody.
            if isInside, element.isPart || group.kind == .deleted && element.isDeleted { return }
            if isInside, group.kind != .skipped { note(malformed: group.number) }
            endGroup()
        }
    }

    private mutating func endGroup() {
        var group = groups.removeLast()
        switch group.kind {
        case .deleted, .skipped, .texts: break
        case .spline:
            if let path = group.spline.flatMap({ strokeSpline($0, group) }) {
                tallies.read(group.tally)
                add(path, group.level, group.number)
            } else {
                tallies.notRead(group.tally)
                note(malformed: group.number)
            }
        case .chain, .shape:
            if group.kind == .shape, !group.isBroken { group.path.close(within: joint) }
            if !group.path.isPoint { emit(group.path, group.level, group.number) }
        }
    }

    private mutating func takeSplinePart(_ element: borrowing DGNElement) {
        guard let last = groups.indices.last, groups[last].kind == .spline, let spline = groups[last].spline else {
            // Poles of nobody; surfaces are skipped as a whole.
            tallies.notRead(element)
            return
        }
        switch element.type {
        case .splineKnots: groups[last].knots = element.shares(count: spline.knotCount)
        case .splineWeights: groups[last].weights = element.shares(count: spline.poleCount)
        default: groups[last].path = straightPath(element) ?? DGNPath()
        }
    }

    // MARK: The end

    private mutating func finish(_ reach: DGNReach, said: [String]) throws(GDALError) -> Drawing {
        while !groups.isEmpty { endGroup() }
        drawing.bytesRead = reach.bytesRead
        switch reach.end {
        case .mark:
            let behind = reach.byteCount - reach.bytesRead - 2
            if behind > 0 { drawing.note(.bytesBehindEnd(count: behind)) }
        case .bare: drawing.note(.endMarkMissing)
        case .cutOff:
            throw stop(reach, "it is cut off or damaged there; copy it again")
        case .elementsBehind:
            throw stop(
                reach,
                "an end mark stands there, and more elements behind it; open it in MicroStation and choose File > "
                    + "Compress, or save it under another name")
        }
        malformed += reach.malformedCount
        if let first = reach.firstMalformed, malformed == reach.malformedCount { firstMalformed = first }
        drawing.tallies = tallies.list
        for file in references { drawing.note(.referenceNotRead(file: file)) }
        for (name, count) in tallies.notReadByName { drawing.note(.notRead(element: name, count: count)) }
        if stroker.count > 0 {
            drawing.note(
                .curvesStroked(count: stroker.count, toleranceMetres: stroker.tolerance * metresPerMaster))
        }
        if tallies.deletedCount > 0 { drawing.note(.deletedIgnored(count: tallies.deletedCount)) }
        if hatches > 0 { drawing.note(.hatchesIgnored(count: hatches)) }
        if malformed > 0 { drawing.note(.malformed(count: malformed, first: firstMalformed)) }
        if unreadableTexts > 0 { drawing.note(.unreadableTexts(count: unreadableTexts)) }
        for message in said { drawing.note(.said(message.replacingOccurrences(of: "\n", with: " "))) }
        return drawing
    }

    private func stop(_ reach: DGNReach, _ why: String) -> GDALError {
        GDALError(
            .readFailed, call: "DGNReadElement", at: GDALPlace(path: drawing.source),
            messages: [
                "only \(reach.bytesRead) of \(reach.byteCount) bytes could be read, \(reach.elementCount) elements: \(why)"
            ])
    }
}

/// A complex element that has not ended.
struct DGNGroup {
    enum Kind {
        /// Its parts make one line.
        case chain, shape
        /// Its parts stand for themselves, and its texts belong together.
        case texts
        case spline
        /// Its parts are not read.
        case skipped, deleted
    }

    var kind: Kind
    var number: Int
    var level: Int
    /// The byte behind its last part.
    var end: Int
    var spline: DGNSpline?
    var tally: Int
    /// What its parts draw, or the poles of a spline.
    var path = DGNPath()
    var knots: [Double] = []
    var weights: [Double] = []
    var isBroken = false
}
