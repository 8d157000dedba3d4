import Cadastre
import Foundation
import GDALKit

/// Reads line work and labels through GDAL: DXF, DWG of AutoCAD 2000, and layers of any other format.
struct FeatureDrawingReader {
    private var drawing: Drawing
    private let options: DrawingOptions
    /// The names of levels and sorts, and the places of their tallies by both numbers.
    private var names = TextPool()
    private var tallies: [Int: Int] = [:]
    /// By the number of a level's name.
    private var levels: [Int32: Int32] = [:]
    private var hidden: [String: Int] = [:]
    private var hatches = 0
    private var curves = 0
    private var hasHeights = false
    private var malformed = 0
    private var firstMalformed = 0
    private var element: Int32 = 0

    /// GDAL strokes arcs by steps of the angle, and by the length of chords: with these they leave the arc by less than
    /// `chordMetres`.
    private static let stroking = ["OGR_ARC_STEPSIZE": "1", "OGR_ARC_MAX_GAP": "1.2"]
    private static let chordMetres = 0.003
    /// The entities of a block each at its own layer.
    private static let settings = stroking.merging(["DXF_MERGE_BLOCK_GEOMETRIES": "FALSE"]) { a, _ in a }

    static func read(_ path: String, format: DrawingFormat, options: DrawingOptions) throws(ReadingError) -> Drawing {
        var reader = FeatureDrawingReader(path, format, options)
        if format == .dxf { try reader.readFrame(path) }
        do throws(GDALError) {
            try GDALLibrary.withSettings(settings) { () throws(GDALError) in try reader.readLayers(path) }
        } catch {
            throw ReadingError(error)
        }
        if format == .layer, reader.drawing.chainCount == 0, reader.drawing.texts.isEmpty {
            throw ReadingError(.unusableData, "\(SourceName.shown(path)): there are no lines, polygons or labels in it")
        }
        return reader.finish()
    }

    private init(_ path: String, _ format: DrawingFormat, _ options: DrawingOptions) {
        drawing = Drawing(source: SourceName.shown(path), format: format)
        drawing.textsAreUnicode = true
        self.options = options
    }

    private mutating func readFrame(_ path: String) throws(ReadingError) {
        guard let frame = DXFFrame(path: path) else {
            throw ReadingError(.unusableData, "\(path): the file cannot be read; may you read it?")
        }
        guard frame.isWhole else {
            throw ReadingError(
                .unusableData,
                "\(path): the file is cut off: it has \(frame.byteCount) bytes and no EOF at its end; copy it again")
        }
        drawing.codePage = frame.codePage
        if let unit = frame.unit { drawing.units.masterUnit = unit }
        drawing.byteCount = frame.byteCount
        drawing.bytesRead = frame.byteCount
    }

    private mutating func readLayers(_ path: String) throws(GDALError) {
        let drivers: [String] =
            switch drawing.format {
            case .dxf: ["DXF"]
            case .dwg: ["CAD"]
            default: Dataset.readableDrivers.filter { !["DXF", "DGN", "CAD"].contains($0) }
            }
        let dataset = try Dataset(opening: path, drivers: drivers)
        for (index, name) in dataset.layerNames.enumerated() {
            if let wanted = options.layer, wanted != name { continue }
            try dataset.withLayer(at: index) { layer throws(GDALError) in
                let schema = layer.schema
                if schema.geometryType == .none { return }
                if schema.crs?.isGeographic == true {
                    throw GDALError(
                        .cannotOpen, call: "OGR_L_GetSpatialRef", at: GDALPlace(path: path, layer: name),
                        messages: ["its coordinates are degrees; export it in a projected CRS, as EPSG:5897"])
                }
                if let crs = schema.crs { drawing.statedCRS = crs.authority ?? crs.wkt }
                let fields = DrawingFields(schema, options, layer: name)
                try layer.forEachFeature { take($0, fields) }
            }
        }
        for message in dataset.failures + dataset.warnings { drawing.note(.said(message)) }
    }

    private mutating func take(_ feature: borrowing SourceFeature, _ fields: DrawingFields) {
        defer { element += 1 }
        let level = fields.level(feature, &names)
        let sort = fields.sort(feature, &names)
        let isHidden = feature.withStyle { LabelStyle.isHidden($0) }
        if isHidden || fields.isOnPaper(feature) {
            hidden[isHidden ? names[level] ?? "" : "paper space", default: 0] += 1
            tally(level, sort) { $0.deleted += 1 }
            return
        }
        if drawing.format != .layer, feature.withStyle({ $0.starts(with: "BRUSH(".utf8) }) {
            hatches += 1
            return
        }
        let name = names.utf8(sort)
        if name.suffix(9).elementsEqual("Dimension".utf8) {
            tally(level, sort) { $0.notRead += 1 }
            return
        }
        if feature.isPoint, fields.hasText(feature) {
            takeText(feature, fields, level)
            tally(level, names.intern("text")) { $0.read += 1 }
            return
        }
        if ["Arc", "Circle", "Ellipse", "Spline"].contains(where: { name.elementsEqual($0.utf8) }) { curves += 1 }
        takeLines(feature, level)
        tally(level, sort) { $0.read += 1 }
    }

    private mutating func note(malformed number: Int32) {
        if malformed == 0 { firstMalformed = Int(number) }
        malformed += 1
    }

    /// The drawing's id of a level by its name.
    private mutating func levelID(_ name: TextID) -> Int32 {
        if let id = levels[name.rawValue] { return id }
        let id = drawing.levelID(names[name] ?? "")
        levels[name.rawValue] = id
        return id
    }

    private mutating func takeLines(_ feature: borrowing SourceFeature, _ level: TextID) {
        let id = levelID(level)
        let number = element
        let isHigh = feature.forEachLine { kind, xs, ys in
            // NaN is not less than anything.
            guard xs.allSatisfy({ abs($0) < DrawingLimits.reach }), ys.allSatisfy({ abs($0) < DrawingLimits.reach })
            else {
                note(malformed: number)
                return
            }
            if kind == .point || xs.allSatisfy({ $0 == xs[0] }) && ys.allSatisfy({ $0 == ys[0] }) {
                drawing.points.append(DrawnPoint(x: xs[0], y: ys[0], level: id, element: number))
                return
            }
            for i in xs.indices { drawing.addVertex(xs[i], ys[i]) }
            drawing.endChain(level: id, element: number)
        }
        if isHigh { hasHeights = true }
    }

    /// Adds a text; the lines of a paragraph become texts of one group.
    private mutating func takeText(
        _ feature: borrowing SourceFeature, _ fields: DrawingFields, _ level: TextID
    ) {
        var place: (x: Double, y: Double)?
        feature.forEachLine { _, xs, ys in if place == nil { place = (xs[0], ys[0]) } }
        guard let place, abs(place.x) < DrawingLimits.reach, abs(place.y) < DrawingLimits.reach else {
            note(malformed: element)
            return
        }
        let look = feature.withStyle { LabelStyle($0) }
        let bytes = fields.text(feature)
        let id = levelID(level)
        let angle = look.angleDegrees * .pi / 180
        let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).map { DXFEscapes.resolved(Array($0)) }
        let font = look.fontName.map { drawing.fontID(DrawnFont(name: $0)) } ?? -1
        // AutoCAD's paragraphs: five thirds of the height from one line to the next.
        let spacing = look.height * 5 / 3
        let above = Double(lines.count - 1) * look.justification.shareBelow
        for (k, line) in lines.enumerated() {
            let down =
                look.justification.upward == .bottom
                ? Double(k - lines.count + 1) * spacing : (Double(k) - Double(lines.count - 1) + above) * spacing
            let letters = String(decoding: line, as: UTF8.self).count
            var text = DrawnText(
                x: place.x + look.offsetX + down * sin(angle), y: place.y + look.offsetY - down * cos(angle),
                level: id, element: element, heightMetres: look.height,
                widthMetres: 0.75 * look.height * Double(letters), angleRadians: angle,
                justification: look.justification)
            text.group = lines.count > 1 ? element : -1
            text.fontID = font
            text.isUnicode = true
            drawing.addText(text, bytes: line)
        }
    }

    private mutating func tally(_ level: TextID, _ sort: TextID, _ count: (inout ElementTally) -> Void) {
        let key = Int(level.rawValue) << 32 | Int(sort.rawValue)
        let index = tallies[key] ?? drawing.tallies.count
        if index == drawing.tallies.count {
            tallies[key] = index
            drawing.tallies.append(ElementTally(level: names[level] ?? "", element: names[sort] ?? ""))
        }
        count(&drawing.tallies[index])
    }

    private consuming func finish() -> Drawing {
        if hasHeights { drawing.note(.heightsIgnored) }
        let notRead = drawing.tallies.filter { $0.notRead > 0 }
        for (sort, tallies) in Dictionary(grouping: notRead, by: \.element).sorted(by: { $0.key < $1.key }) {
            drawing.note(.notRead(element: sort, count: tallies.reduce(0) { $0 + $1.notRead }))
        }
        if curves > 0 {
            drawing.note(.curvesStroked(count: curves, toleranceMetres: FeatureDrawingReader.chordMetres))
        }
        if !hidden.isEmpty {
            drawing.note(.hiddenIgnored(layers: hidden.keys.sorted(), count: hidden.values.reduce(0, +)))
        }
        if hatches > 0 { drawing.note(.hatchesIgnored(count: hatches)) }
        if malformed > 0 { drawing.note(.malformed(count: malformed, first: firstMalformed)) }
        return drawing
    }
}

/// The fields of a layer that say what a drawing needs to know.
private struct DrawingFields {
    private let layer: String
    private let levelField: Int?
    private let textField: Int?
    private let sortField: Int?
    private let paperField: Int?

    init(_ schema: LayerSchema, _ options: DrawingOptions, layer: String) {
        self.layer = layer
        func find(_ names: [String]) -> Int? {
            for name in names {
                if let field = schema.fields.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) {
                    return field
                }
            }
            return nil
        }
        levelField = find(options.levelField.map { [$0] } ?? ["Layer", "Level", "DGN_Level", "Lop"])
        textField = find(
            options.textField.map { [$0] } ?? ["Text", "TextString", "Label", "Nhan", "NhanThua", "TxtMemo"])
        sortField = find(["SubClasses"])
        paperField = find(["PaperSpace"])
    }

    func level(_ feature: borrowing SourceFeature, _ names: inout TextPool) -> TextID {
        guard let levelField else { return names.intern(layer) }
        let level = feature.withText(levelField) { names.intern(utf8: $0) }
        return level == .none ? names.intern(layer) : level
    }

    func hasText(_ feature: borrowing SourceFeature) -> Bool {
        textField.map { feature.withText($0) { !$0.isEmpty } } ?? false
    }

    func text(_ feature: borrowing SourceFeature) -> [UInt8] {
        textField.map { feature.withText($0) { [UInt8]($0) } } ?? []
    }

    func isOnPaper(_ feature: borrowing SourceFeature) -> Bool { paperField.map { feature.integer($0) != 0 } ?? false }

    /// The last of the classes that a DXF names, without its `AcDb`.
    func sort(_ feature: borrowing SourceFeature, _ names: inout TextPool) -> TextID {
        let sort = sortField.map { field in
            feature.withText(field) { classes in
                let start = (classes.lastIndex(of: UInt8(ascii: ":")) ?? -1) + 1
                let last = UnsafeRawBufferPointer(rebasing: classes[start...])
                return names.intern(
                    utf8: last.starts(with: "AcDb".utf8) ? UnsafeRawBufferPointer(rebasing: last.dropFirst(4)) : last)
            }
        }
        return sort == nil || sort == TextID.none ? names.intern("feature") : sort ?? .none
    }
}
