import CairoKit

/// Where things stand on a page: title above, the map in its double frame, the foot with legend and scale below.
struct PageLayout: Hashable, Sendable {
    var page: PageSize
    static let margin = 8.0
    static let titleHeight = 19.0
    static let footHeight = 25.0
    /// Between the map and the outer frame, for coordinates.
    static let band = 5.0

    /// The map's own rectangle.
    var map: (left: Double, top: Double, width: Double, height: Double) {
        (
            PageLayout.margin + PageLayout.band, PageLayout.margin + PageLayout.titleHeight + PageLayout.band,
            page.width - 2 * (PageLayout.margin + PageLayout.band),
            page.height - 2 * (PageLayout.margin + PageLayout.band) - PageLayout.titleHeight - PageLayout.footHeight
        )
    }

    /// The upper edge of the foot.
    var foot: Double { page.height - PageLayout.margin - PageLayout.footHeight }
}

/// The pages of one sheet: paper, scale, and the windows on the ground.
struct PagePlan: Hashable, Sendable {
    struct Tile: Hashable, Sendable {
        var column: Int
        var row: Int
        var window: MapWindow
    }

    var layout: PageLayout
    var scale: Int
    /// From north to south, west to east; those that no parcel reaches are left out.
    var tiles: [Tile]

    /// More pages than this for one sheet mean a wrong scale or a stray parcel.
    static let mostPages = 2000

    /// - Parameters:
    ///   - boxes: of what must be on the sheet, in metres.
    ///   - scale: the denominator; nil takes the largest standard one at which all fits on one page, but none at which
    ///     parcels are too small for their labels.
    ///   - typicalArea: square metres of a usual parcel.
    /// - Throws: `OutputError` where it takes more than `mostPages`.
    init(
        _ boxes: [GroundBox], paper: Paper, scale: Int?, typicalArea: Double = .infinity, name: String
    ) throws(OutputError) {
        var all = GroundBox()
        for box in boxes where !box.isNothing { all.join(box) }
        let layouts = [PageLayout(page: paper.portrait), PageLayout(page: paper.landscape)]
        let scale =
            scale ?? min(PagePlan.fittingScale(all, layouts), PagePlan.legibleScale(ofSquareMetres: typicalArea))
        let plans = layouts.map { PagePlan.tiles(of: all, $0, scale) }
        // The fewer pages, then the direction that the ground has.
        let isWide = all.width > all.height
        let pages = plans.map { $0.columns * $0.rows }
        let choice = pages[0] != pages[1] ? (pages[0] < pages[1] ? 0 : 1) : (isWide ? 1 : 0)
        layout = layouts[choice]
        self.scale = scale
        let raster = plans[choice]
        if raster.columns * raster.rows == 1 {
            tiles = [Tile(column: 0, row: 0, window: raster.window(0, 0))]
            return
        }
        var reached: Set<[Int]> = []
        for box in boxes where !box.isNothing {
            let first = raster.window(0, 0)
            let (width, height) = (first.east - first.west, first.north - first.south)
            let c0 = max(0, Int((box.west - first.west) / width))
            let c1 = min(raster.columns - 1, Int((box.east - first.west) / width))
            let r0 = max(0, Int((first.north - box.north) / height))
            let r1 = min(raster.rows - 1, Int((first.north - box.south) / height))
            guard c1 >= c0, r1 >= r0 else { continue }
            if (c1 - c0 + 1) * (r1 - r0 + 1) + reached.count > 4 * PagePlan.mostPages {
                throw PagePlan.tooMany(name, scale)
            }
            for r in r0...r1 { for c in c0...c1 { reached.insert([r, c]) } }
        }
        guard reached.count <= PagePlan.mostPages else { throw PagePlan.tooMany(name, scale) }
        tiles = reached.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map {
            Tile(column: $0[1], row: $0[0], window: raster.window($0[1], $0[0]))
        }
    }

    private static func tooMany(_ name: String, _ scale: Int) -> OutputError {
        OutputError(
            .cannotCreate,
            "\(name): at 1:\(scale) it takes more than \(mostPages) pages; give a smaller scale (--scale) or larger "
                + "paper, or look for a parcel far from the others")
    }

    /// The largest standard scale at which all fits on one page; the smallest where none does.
    private static func fittingScale(_ all: GroundBox, _ layouts: [PageLayout]) -> Int {
        SheetScale.standard.first { scale in layouts.contains { fits(all, $0, scale) } } ?? SheetScale.smallest
    }

    /// Square millimetres of paper that a label in the smallest size needs with the shape of a usual lot.
    private static let labelRoom = 40.0

    /// The smallest standard scale at which a parcel has room for its label.
    private static func legibleScale(ofSquareMetres area: Double) -> Int {
        SheetScale.standard.last { area * 1e6 / Double($0 * $0) >= labelRoom } ?? SheetScale.standard[0]
    }

    /// Between the outermost parcel and the frame, in millimetres.
    private static let inset = 4.0

    private static func fits(_ all: GroundBox, _ layout: PageLayout, _ scale: Int) -> Bool {
        let factor = 1000 / Double(scale)
        return all.width * factor <= layout.map.width - 2 * inset
            && all.height * factor <= layout.map.height - 2 * inset
    }

    private struct Raster {
        var layout: PageLayout
        var scale: Int
        var west: Double
        var north: Double
        var columns: Int
        var rows: Int

        func window(_ column: Int, _ row: Int) -> MapWindow {
            let map = layout.map
            let metres = Double(scale) / 1000
            return MapWindow(
                left: map.left, top: map.top, width: map.width, height: map.height, scale: Double(scale),
                west: west + Double(column) * map.width * metres, north: north - Double(row) * map.height * metres)
        }
    }

    /// The pages that cover a box, the ground in their middle.
    private static func tiles(of all: GroundBox, _ layout: PageLayout, _ scale: Int) -> Raster {
        let metres = Double(scale) / 1000
        let width = layout.map.width * metres
        let height = layout.map.height * metres
        if all.isNothing {
            return Raster(layout: layout, scale: scale, west: 0, north: 0, columns: 1, rows: 1)
        }
        let isOne = fits(all, layout, scale)
        // A raster of a page too many is no harm: what no parcel reaches is not printed.
        func count(_ size: Double, _ page: Double) -> Int { max(1, Int(min((size / page).rounded(.up), 1e6))) }
        let columns = isOne ? 1 : count(all.width + 2 * inset * metres, width)
        let rows = isOne ? 1 : count(all.height + 2 * inset * metres, height)
        return Raster(
            layout: layout, scale: scale,
            west: (all.west + all.east) / 2 - width * Double(columns) / 2,
            north: (all.south + all.north) / 2 + height * Double(rows) / 2, columns: columns, rows: rows)
    }
}
