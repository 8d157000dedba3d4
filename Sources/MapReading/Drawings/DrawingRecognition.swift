import Foundation
import GDALKit

/// Tells the format of a drawing by its first bytes, and refuses what no reader of ours reads, with the way out.
enum DrawingRecognition {
    /// The version of AutoCAD by the first six bytes of its files.
    private static let autoCAD: [String: String] = [
        "AC1006": "R10", "AC1009": "R12", "AC1012": "R13", "AC1014": "R14", "AC1015": "2000", "AC1018": "2004",
        "AC1021": "2007", "AC1024": "2010", "AC1027": "2013", "AC1032": "2018",
    ]

    static func format(of path: String) throws(ReadingError) -> DrawingFormat {
        // Archives and databases that GDAL opens have no first bytes of their own here.
        if path.hasPrefix("/vsi") || path.lowercased().hasPrefix("pg:") { return .layer }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ReadingError(.noInput, "\(path): there is no such file or folder")
        }
        if isFolder.boolValue { return .layer }
        guard let contents = FileContents(path: path) else {
            throw ReadingError(.unusableData, "\(path): the file cannot be read; may you read it?")
        }
        func refuse(_ why: String) -> ReadingError { ReadingError(.unusableData, "\(path): \(why)") }
        let head = contents.head
        if head.isEmpty { throw refuse("the file is empty") }
        if head.starts(with: [0x08, 0x09, 0xFE, 0x02]) || head.starts(with: [0xC8, 0x09, 0xFE, 0x02]) { return .dgn7 }
        if head.starts(with: [0x08, 0x05, 0x17, 0x00]) {
            throw refuse("this is a cell library of MicroStation, not a drawing")
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]), isNamed(path, "dgn") {
            throw refuse(
                "this is a DGN V8 file, which is not read; in MicroStation (V8, V8i, CONNECT) choose File > Save As and "
                    + "the type \"MicroStation V7 DGN\", or save as DXF")
        }
        if let version = version(head) {
            if version == "AC1015" { return .dwg }
            let name = autoCAD[version].map { "AutoCAD \($0) (\(version))" } ?? "another version (\(version))"
            throw refuse("this is a DWG of \(name), which is not read; save as DXF or as AutoCAD 2000 DWG")
        }
        if contents.begins("AutoCAD Binary DXF") {
            throw refuse("this is a binary DXF, which is not read; save as ASCII DXF")
        }
        if isDXF(head) { return .dxf }
        if isNamed(path, "dgn") || isNamed(path, "dwg") || isNamed(path, "dxf") {
            throw refuse(notADrawing(contents))
        }
        return .layer
    }

    private static func isNamed(_ path: String, _ suffix: String) -> Bool { path.lowercased().hasSuffix(".\(suffix)") }

    /// The six letters of a DWG; nil for other files.
    private static func version(_ head: [UInt8]) -> String? {
        guard head.count >= 6, head.starts(with: Array("AC".utf8)), head[2..<6].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let digits = head[2..<6].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        return digits ? String(decoding: head[..<6], as: UTF8.self) : nil
    }

    /// Whether it begins as a DXF does: comments (999), then a section (0, SECTION).
    private static func isDXF(_ head: [UInt8]) -> Bool {
        let lines = head.split(omittingEmptySubsequences: false) { $0 == 0x0A }.map { line in
            String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
        }
        var at = 0
        while at + 1 < lines.count {
            if lines[at] == "999" { at += 2 } else { return lines[at] == "0" && lines[at + 1] == "SECTION" }
        }
        return false
    }

    private static func notADrawing(_ contents: FileContents) -> String {
        let start = contents.head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if contents.begins("PK") { return "this is a zip archive, not a drawing; unpack it" }
        if start.first == 0x3C { return "this is XML or a web page, not a drawing; export the drawing again" }
        if contents.head.allSatisfy({ $0 == 0 }) { return "the file holds zeros only; copy it again" }
        return "this is no DGN V7, DXF or DWG file, whatever its name; export the drawing again"
    }
}
