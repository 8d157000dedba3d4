import Cadastre
import Foundation
import GDALKit
import MapReading
import PlanarCoverage

/// Parcels as a drawing on the levels of Circular 26/2024, Appendix 21: boundaries on 10, numbers on 13, areas on 4,
/// land use on 2, label points on 11, frame and title of each sheet on 63.
struct ParcelDrawing {
    private enum Level {
        static let boundary: UInt8 = 10
        static let labelPoint: UInt8 = 11
        static let number: UInt8 = 13
        static let area: UInt8 = 4
        static let landUse: UInt8 = 2
        static let frame: UInt8 = 63
    }

    let rings: RingStore
    let grid: Grid
    let columns: ParcelColumns
    let lettering: DrawingLettering
    /// Into the CRS of the drawing; nil when that is the map's.
    let way: Reprojection?
    /// Denominator: texts are 2 mm high on paper, where there is room.
    let scale: Int

    private(set) var content = DrawingContent()
    private(set) var drawn = 0
    /// Parcels without geometry.
    private(set) var leftOut = 0
    /// Parcels of several parts, of which one alone has the label.
    private(set) var severalParts = 0
    /// Texts with letters that the font has not.
    private(set) var unwritten = 0

    init(_ map: ParcelMap, lettering: DrawingLettering, way: Reprojection?) {
        rings = map.coverage.rings
        grid = map.coverage.grid
        columns = map.columns
        scale = map.report.scale ?? 500
        self.lettering = lettering
        self.way = way
    }

    /// Draws parcels, sheet by sheet.
    mutating func draw(_ part: LayerPart, _ language: Language) throws {
        var boxes: [String: GroundBox] = [:]
        for row in part.parcels {
            let p = Int(row)
            let box = try drawOutline(p)
            if box.isNothing {
                leftOut += 1
                continue
            }
            drawn += 1
            if columns.hasSheet, let sheet = columns.texts[columns.sheet[p]] {
                boxes[sheet, default: GroundBox()].join(box)
            }
            try drawLabel(p)
        }
        for (sheet, box) in boxes.sorted(by: { NumberedText($0.key) < NumberedText($1.key) }) {
            drawFrame(of: sheet, around: box, part, language)
        }
    }

    private func moved(_ points: [(x: Double, y: Double)]) throws -> [(x: Double, y: Double)] {
        guard let way else { return points }
        var xy = points.flatMap { [$0.x, $0.y] }
        try way.apply(&xy)
        return points.indices.map { (xy[2 * $0], xy[2 * $0 + 1]) }
    }

    /// Every ring is a shape of its own, holes too.
    private mutating func drawOutline(_ p: Int) throws -> GroundBox {
        var box = GroundBox()
        let outer = rings.rings(ofParcel: p).count { r in
            GridArea.doubled(Array(rings.points[rings.points(ofRing: r)])) > 0
        }
        if outer > 1 { severalParts += 1 }
        for r in rings.rings(ofParcel: p) {
            var ring = rings.points(ofRing: r).map { i in
                (x: grid.metresX(rings.points[i].x), y: grid.metresY(rings.points[i].y))
            }
            guard ring.count > 2 else { continue }
            ring.append(ring[0])
            ring = try moved(ring)
            for point in ring { box.join(x: point.x, y: point.y) }
            content.add(ring, level: Level.boundary)
        }
        return box
    }

    /// Number over area with a line between them, the land use below: as large as fits the circle of most room.
    private mutating func drawLabel(_ p: Int) throws {
        guard let inner = rings.innermostPoint(ofParcel: p) else { return }
        let units = grid.unitsPerMetre
        let centre = try moved([((Double(grid.originX) + inner.x) / units, (Double(grid.originY) + inner.y) / units)])[
            0]
        let room = inner.clearance / units
        func text(_ column: [TextID]) -> String? {
            guard !column.isEmpty, let text = columns.texts[column[p]], !text.isEmpty else { return nil }
            return text
        }
        let number = text(columns.number)
        let stored = columns.hasStoredArea ? columns.storedArea[p] : .nan
        let area = ParcelDrawing.text(areaSquareMetres: stored.isFinite ? stored : groundArea(p))
        let landUse = text(columns.landUse)
        let letters = max(number?.count ?? 0, area.count, landUse?.count ?? 0)
        let usual = 0.002 * Double(scale)
        let most = min(room / 1.6, room / (0.75 * DrawingLettering.widthPerHeight * Double(max(letters, 1))))
        let height = (max(min(usual, most), 0.1) * 1000).rounded() / 1000
        content.add(pointAtX: centre.x, y: centre.y, level: Level.labelPoint)
        let half = Double(max(number?.count ?? 0, area.count)) * height * DrawingLettering.widthPerHeight / 2
        content.add(
            [(centre.x - half, centre.y), (centre.x + half, centre.y)], level: Level.number)
        write(number, Level.number, height, centre.x, centre.y + 0.2 * height)
        write(area, Level.area, 0.8 * height, centre.x, centre.y - height)
        write(landUse, Level.landUse, 0.8 * height, centre.x, centre.y - 2 * height)
    }

    private mutating func write(_ text: String?, _ level: UInt8, _ height: Double, _ x: Double, _ y: Double) {
        guard let text else { return }
        if lettering.encoding != nil, lettering.bytes(of: text) == nil {
            unwritten += 1
            return
        }
        content.add(
            DrawingText(
                text, x: x, y: y, level: level, heightMetres: height,
                justification: TextJustification(.centre, .bottom)))
    }

    private mutating func drawFrame(of sheet: String, around box: GroundBox, _ part: LayerPart, _ language: Language) {
        let margin = 0.03 * Double(scale)
        let corners = [
            (x: box.west - margin, y: box.south - margin), (x: box.east + margin, y: box.south - margin),
            (x: box.east + margin, y: box.north + margin), (x: box.west - margin, y: box.north + margin),
        ]
        content.add(corners + [corners[0]], level: Level.frame)
        let middle = (box.west + box.east) / 2
        let height = 0.008 * Double(scale)
        let top = box.north + margin
        write("TỜ BẢN ĐỒ ĐỊA CHÍNH SỐ \(sheet)", Level.frame, height, middle, top + 2.5 * height)
        if !part.wardName.isEmpty {
            write(part.wardName.uppercased(), Level.frame, 0.8 * height, middle, top + height)
        }
        write("Tỷ lệ 1:\(scale)", Level.frame, 0.8 * height, middle, box.south - margin - 2 * height)
    }

    private func groundArea(_ p: Int) -> Double {
        var doubled: Int128 = 0
        for r in rings.rings(ofParcel: p) { doubled += GridArea.doubled(Array(rings.points[rings.points(ofRing: r)])) }
        return grid.squareMetres(doubled: doubled)
    }

    /// One decimal, with a comma.
    static func text(areaSquareMetres: Double) -> String {
        NumberText.fixed(areaSquareMetres, decimals: 1).replacing(".", with: ",")
    }
}
