public import Cadastre
public import PlanarCoverage

/// A map ready to be drawn: its rings, its columns, and its parcels by place.
public struct SheetMap: Sendable {
    let rings: RingStore
    let grid: Grid
    let columns: ParcelColumns
    /// Of the working CRS, as "VN-2000 / TM-3 105-00 (EPSG:5897)".
    let crs: String
    /// Metres in a unit of the grid.
    let step: Double
    /// One per parcel, nothing for one without rings.
    let boxes: [GroundBox]
    private let places: GroundIndex

    public init(rings: RingStore, grid: Grid, columns: ParcelColumns, crs: String) {
        self.rings = rings
        self.grid = grid
        self.columns = columns
        self.crs = crs
        let step = grid.stepMetres
        self.step = step
        boxes = (0..<rings.parcelCount).map { p in
            if rings.rings(ofParcel: p).isEmpty { return GroundBox() }
            var box = GridBox.nothing
            for i in rings.points(ofParcel: p) { box.join(rings.points[i]) }
            return GroundBox(
                west: Double(box.minX) * step, south: Double(box.minY) * step, east: Double(box.maxX) * step,
                north: Double(box.maxY) * step)
        }
        places = GroundIndex(boxes)
    }

    /// Whether no parcel has a geometry.
    public var isEmpty: Bool { boxes.allSatisfy(\.isNothing) }

    /// The parcels whose boxes meet a box, ascending.
    func parcels(near box: GroundBox) -> [Int] { places.items(meeting: box, boxes) }

    /// A parcel's rings on a page.
    func put(_ p: Int, in window: MapWindow, _ result: inout PageRings) {
        result.removeAll()
        let factor = step * window.millimetresPerMetre
        let x0 = -window.west * window.millimetresPerMetre
        let y0 = window.north * window.millimetresPerMetre
        for r in rings.rings(ofParcel: p) {
            var last = PagePoint(x: .infinity, y: .infinity)
            for i in rings.points(ofRing: r) {
                let point = rings.points[i]
                let at = PagePoint(x: Double(point.x) * factor + x0, y: y0 - Double(point.y) * factor)
                // What is finer than a printer's dot is no corner on paper.
                if abs(at.x - last.x) + abs(at.y - last.y) < 0.01 { continue }
                result.append(at)
                last = at
            }
            result.endRing()
        }
    }

    func text(_ column: [TextID], _ p: Int) -> String? {
        column.isEmpty ? nil : columns.texts[column[p]]
    }

    /// Square metres of the rings.
    func groundArea(_ p: Int) -> Double {
        var doubled: Int128 = 0
        for r in rings.rings(ofParcel: p) { doubled += GridArea.doubled(Array(rings.points[rings.points(ofRing: r)])) }
        return grid.squareMetres(doubled: doubled)
    }

    /// The area that a label says: as stored, else as drawn.
    func labelArea(_ p: Int) -> Double {
        if columns.hasStoredArea, columns.storedArea[p].isFinite { return columns.storedArea[p] }
        return groundArea(p)
    }

    /// The first land-use code of a parcel, in capitals.
    func landUse(_ p: Int) -> String? {
        text(columns.landUse, p).flatMap { LandUseList.read($0).first?.code }
    }

    /// Metres of the CRS.
    func easting(_ metres: Double) -> Double { Double(grid.originX) * step + metres }
    func northing(_ metres: Double) -> Double { Double(grid.originY) * step + metres }
}

/// Boxes by cells of even size: finds those near a box.
struct GroundIndex: Sendable {
    private let extent: GroundBox
    private let side: Double
    private let across: Int
    private let starts: [Int32]
    private let entries: [Int32]
    /// Boxes that lie over very many cells, asked one by one.
    private let large: [Int32]
    private static let mostCells = 64

    init(_ boxes: [GroundBox]) {
        var extent = GroundBox()
        for box in boxes where !box.isNothing { extent.join(box) }
        self.extent = extent
        let cells = max(1, min(4_000_000, boxes.count))
        side = max(
            extent.isNothing ? 1 : (extent.width * extent.height / Double(cells)).squareRoot(),
            max(extent.width, extent.height) / 20_000, 1e-3)
        across = extent.isNothing ? 1 : Int(extent.width / side) + 1
        let down = extent.isNothing ? 1 : Int(extent.height / side) + 1
        var large: [Int32] = []
        var counts = [Int32](repeating: 0, count: across * down + 1)
        let (side, across) = (side, across)
        func forEachCell(_ box: GroundBox, _ body: (Int) -> Void) -> Bool {
            let x0 = Int((box.west - extent.west) / side)
            let x1 = Int((box.east - extent.west) / side)
            let y0 = Int((box.south - extent.south) / side)
            let y1 = Int((box.north - extent.south) / side)
            if (x1 - x0 + 1) * (y1 - y0 + 1) > GroundIndex.mostCells { return false }
            for y in y0...y1 { for x in x0...x1 { body(y * across + x) } }
            return true
        }
        for (i, box) in boxes.enumerated() where !box.isNothing {
            if !forEachCell(box, { counts[$0 + 1] += 1 }) { large.append(Int32(i)) }
        }
        for i in 1..<counts.count { counts[i] += counts[i - 1] }
        starts = counts
        var entries = [Int32](repeating: 0, count: Int(counts[counts.count - 1]))
        for (i, box) in boxes.enumerated() where !box.isNothing {
            _ = forEachCell(box) { cell in
                entries[Int(counts[cell])] = Int32(i)
                counts[cell] += 1
            }
        }
        self.entries = entries
        self.large = large
    }

    func items(meeting box: GroundBox, _ boxes: [GroundBox]) -> [Int] {
        guard !extent.isNothing, box.meets(extent) else { return [] }
        var found: [Int] = large.compactMap { boxes[Int($0)].meets(box) ? Int($0) : nil }
        let x0 = Int((max(box.west, extent.west) - extent.west) / side)
        let x1 = Int((min(box.east, extent.east) - extent.west) / side)
        let y0 = Int((max(box.south, extent.south) - extent.south) / side)
        let y1 = Int((min(box.north, extent.north) - extent.south) / side)
        for y in y0...y1 {
            for x in x0...x1 {
                let cell = y * across + x
                for k in starts[cell]..<starts[cell + 1] where boxes[Int(entries[Int(k)])].meets(box) {
                    found.append(Int(entries[Int(k)]))
                }
            }
        }
        found.sort()
        var result: [Int] = []
        result.reserveCapacity(found.count)
        for item in found where item != result.last { result.append(item) }
        return result
    }
}
