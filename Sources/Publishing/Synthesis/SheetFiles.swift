import Cadastre
import Foundation
import GDALKit
import MapReading
import SyntheticCity

/// `drawings/`: the sheets of a city, a folder for each ward with one of DGN V7 (in TCVN3) and one of DXF (in Unicode),
/// so that a folder holds what is built together; beside it `truth_drawings.csv` and `truth_labels.csv`.
struct SheetFiles {
    static let folder = "drawings"
    static let tables = ["truth_drawings.csv", "truth_labels.csv"]

    private var faults: CSVOutput
    private var labels: CSVOutput
    private(set) var sheets = 0
    private var faultNumber = 0

    /// Sheets of other offices have other origins.
    private static let otherOrigin = DGNHeader(
        dimension: 2, masterUnit: "m", subUnit: "mm", subUnitsPerMaster: 1000, unitsPerSubUnit: 1, originX: 550_000,
        originY: 2_300_000)

    init(in output: borrowing OutputFolder) throws(OutputError) {
        try output.makeFolder(SheetFiles.folder)
        faults = try CSVOutput(
            creating: output.path(SheetFiles.tables[0]),
            header: [
                "id", "kind", "variant", "ward", "sheet", "drawing", "x", "y", "size", "parcels", "shift_x", "shift_y",
            ])
        labels = try CSVOutput(
            creating: output.path(SheetFiles.tables[1]),
            header: [
                "ward", "sheet", "number", "area", "land_use", "x", "y", "drawing", "leader", "other_sheet",
            ])
    }

    /// `00004_to007`, in which "tờ" is the sheet.
    private static func name(_ ward: String, _ sheet: Int) -> String {
        let number = String(sheet)
        return "\(ward)_to" + String(repeating: "0", count: max(0, 3 - number.count)) + number
    }

    mutating func write(_ ward: WardSheets, to output: borrowing OutputFolder) throws {
        let folder = "\(SheetFiles.folder)/\(ward.ward.code)"
        for name in [folder, "\(folder)/dgn", "\(folder)/dxf"] { try output.makeFolder(name) }
        for sheet in ward.sheets {
            let content = DrawingContent(sheet)
            let name = SheetFiles.name(ward.ward.code, sheet.number)
            try DrawingWriter.write(
                content, to: output.path("\(folder)/dgn/\(name).dgn"), as: .dgn7, lettering: .tcvn3,
                units: sheet.number % 5 == 0 ? SheetFiles.otherOrigin : .vietnam)
            try DrawingWriter.write(
                content, to: output.path("\(folder)/dxf/\(name).dxf"), as: .dxf, lettering: .unicode)
            sheets += 1
        }
        try write(ward.faults, of: ward.ward.code)
        for label in ward.labels {
            try labels.write([
                label.ward, String(label.sheet), String(label.number),
                NumberText.fixed(label.areaSquareMetres, decimals: 1), label.landUse,
                NumberText.fixed(label.at.easting, decimals: 3), NumberText.fixed(label.at.northing, decimals: 3),
                SheetFiles.name(label.ward, label.sheet), label.hasLeader ? "1" : "0",
                label.otherSheet.map(String.init) ?? "",
            ])
        }
    }

    private mutating func write(_ faults: [DrawingFault], of ward: String) throws(OutputError) {
        for fault in faults {
            faultNumber += 1
            let number = String(faultNumber)
            func millimetres(_ value: Int32?) -> String {
                value.map { NumberText.fixed(Double($0) / 1000, decimals: 3) } ?? ""
            }
            try self.faults.write([
                "drawing-" + String(repeating: "0", count: max(0, 6 - number.count)) + number, fault.kind.rawValue,
                fault.variant, ward, fault.sheet.map(String.init) ?? "",
                fault.sheet.map { SheetFiles.name(ward, $0) } ?? "", NumberText.fixed(fault.at.easting, decimals: 3),
                NumberText.fixed(fault.at.northing, decimals: 3),
                fault.size.map { NumberText.fixed($0, decimals: 4) } ?? "",
                fault.parcels.map { "\(ward)/\($0.sheet)/\($0.number)" }.joined(separator: "; "),
                millimetres(fault.shift?.x), millimetres(fault.shift?.y),
            ])
        }
    }

    consuming func close() throws(OutputError) {
        try faults.close()
        try labels.close()
    }
}

extension DrawingContent {
    /// The content of a synthetic sheet.
    init(_ sheet: SheetDrawing) {
        self.init()
        for line in sheet.lines { add(line.points.lazy.map { ($0.easting, $0.northing) }, level: line.level) }
        for point in sheet.points { add(pointAtX: point.at.easting, y: point.at.northing, level: point.level) }
        for text in sheet.texts {
            let justification: TextJustification =
                switch text.anchor {
                case .bottomLeft: .bottomLeft
                case .bottomCentre: TextJustification(.centre, .bottom)
                case .topCentre: TextJustification(.centre, .top)
                case .middleLeft: TextJustification(.left, .middle)
                case .centre: .centre
                }
            add(
                DrawingText(
                    text.text, x: text.at.easting, y: text.at.northing, level: text.level,
                    heightMetres: text.heightMetres, angleRadians: atan2(text.along.y, text.along.x),
                    justification: justification))
        }
    }
}
