import Foundation
public import GDALKit
public import MapReading

/// Writes drawings: DGN V7 with the national units, and DXF.
///
/// Coordinates are rounded to the millimetre. A file appears whole or not at all; the same content makes the same bytes.
public enum DrawingWriter {
    /// - Parameters:
    ///   - format: `.dgn7` or `.dxf`; the other formats are not written.
    ///   - lettering: for DXF its font alone; texts are Unicode there.
    ///   - units: the working units and the origin of a DGN.
    ///   - overwrite: whether a file of this name may be replaced.
    /// - Throws: `ReadingError` for content that the format cannot hold (exit code 65), `OutputError` otherwise.
    public static func write(
        _ content: DrawingContent, to path: String, as format: DrawingFormat, lettering: DrawingLettering,
        units: DGNHeader = .vietnam, overwrite: Bool = false
    ) throws {
        switch format {
        case .dgn7:
            try OutputPlace.check(path, overwrite: overwrite)
            do {
                try writeDGN(content, path, lettering, units, overwrite)
            } catch let error as GDALError {
                switch error.code {
                case .doesNotFit: throw ReadingError(.unusableData, error.description)
                case .exists, .cannotCreate: throw OutputError(.cannotCreate, error.description)
                default: throw OutputError(.writeFailed, error.description)
                }
            }
        case .dxf: try DXFDocument.write(content, to: path, lettering: lettering, overwrite: overwrite)
        case .dwg, .layer: preconditionFailure("drawings are written as DGN or DXF")
        }
    }

    private static func writeDGN(
        _ content: DrawingContent, _ path: String, _ lettering: DrawingLettering, _ units: DGNHeader, _ overwrite: Bool
    ) throws {
        var writer = try DGNWriter(creating: path, header: units, replacing: overwrite)
        var xy: [Double] = []
        for c in 0..<content.chainCount {
            xy.removeAll(keepingCapacity: true)
            for i in content.vertices(ofChain: c) {
                xy.append(content.xs[i])
                xy.append(content.ys[i])
            }
            let level = Int(content.chainLevel[c])
            let look = DGNLook(color: level)
            if content.isClosed(chain: c) {
                try writer.addShape(xy, level: level, look: look)
            } else {
                try writer.addChain(xy, level: level, look: look)
            }
        }
        for point in content.points {
            // MicroStation's points are lines of no length.
            try writer.addChain([point.x, point.y, point.x, point.y], level: Int(point.level))
        }
        for text in content.texts {
            guard let (bytes, font) = lettering.bytes(of: text.text) else {
                throw ReadingError(
                    .unusableData, "\(path): \"\(text.text)\" cannot be written in \(lettering.fontName)")
            }
            let width = lettering.width(of: text)
            let (c, s) = (cos(text.angleRadians), sin(text.angleRadians))
            let across = width * Double(bytes.count) * text.justification.shareLeft
            let upward = text.heightMetres * text.justification.shareBelow
            try writer.addText(
                bytes,
                DGNText(
                    font: font, justification: code(text.justification), characterWidth: width,
                    height: text.heightMetres, angle: text.angleRadians, x: text.x - across * c + upward * s,
                    y: text.y - across * s - upward * c), level: Int(text.level),
                look: DGNLook(color: Int(text.level)))
        }
        try writer.close()
    }

    /// The number of a justification in DGN V7.
    private static func code(_ justification: TextJustification) -> Int {
        6 * Int(justification.across.rawValue) + 2 - Int(justification.upward.rawValue)
    }
}

extension DrawingLettering {
    /// The width of one character of a text, in metres.
    func width(of text: DrawingText) -> Double { text.heightMetres * DrawingLettering.widthPerHeight }
}
