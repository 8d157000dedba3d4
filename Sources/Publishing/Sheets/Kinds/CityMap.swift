import Cadastre
import CairoKit
import MapChecking
import PlanarCoverage
import Reconciliation

/// What the wards of the city map are coloured by.
public enum CityMeasure: String, CaseIterable, Hashable, Sendable {
    /// The share of the ward that parcels cover.
    case coverage
    /// The share of its parcels that are in group 1.
    case group1 = "group-1"

    func title(_ language: Language) -> String {
        switch (self, language) {
        case (.coverage, .vi): "Tỷ lệ phủ diện tích"
        case (.coverage, .en): "Ground covered"
        case (.group1, .vi): "Tỷ lệ thửa nhóm 1"
        case (.group1, .en): "Parcels in group 1"
        }
    }

    /// Percent; nil where it is not known.
    func value(of row: CoverageRow) -> Double? {
        switch self {
        case .coverage: return row["coverage_pct"].number
        case .group1:
            guard let parcels = row["parcels"].number, parcels > 0 else { return nil }
            return row["group_1"].number.map { 100 * $0 / parcels }
        }
    }
}

/// The city map: wards coloured by classes of a measure, their names and figures; a table of all wards behind it.
struct CityMap: PrintedSheet {
    let table: CoverageTable
    let measure: CityMeasure
    let style: SheetStyle
    let language: Language
    private let map: SheetMap
    private let layout: PanelLayout
    private let ground: GroundBox
    /// Of each outline.
    private let rows: [CoverageRow?]
    private let wardRows: [CoverageRow]
    private let names: [String]

    /// Lower bounds of the classes behind the first, in percent.
    static let bounds = [20.0, 50, 80, 95]
    static let classes: [SheetStyle.Part] = [.class1, .class2, .class3, .class4, .class5]

    /// - Parameter report: with its outlines.
    init?(_ report: CoverageReport, measure: CityMeasure, paper: Paper, style: SheetStyle) {
        guard let (wards, grid) = report.outlines else { return nil }
        let table = report.shown
        self.table = table
        self.measure = measure
        self.style = style
        language = report.language
        map = SheetMap(rings: wards.rings, grid: grid, columns: ParcelColumns(), crs: report.crs)
        names = wards.names
        var ground = GroundBox()
        for box in map.boxes where !box.isNothing { ground.join(box) }
        self.ground = ground
        layout = PanelLayout(ground, paper: paper, panelSide: paper == .a4 ? 62 : 82)
        wardRows = table.rows.filter { $0.level == .ward }
        let byCode = Dictionary(
            wardRows.map { ($0["ward_code"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        rows = wards.codes.map { byCode[$0] }
    }

    var title: String { say("Bản đồ thành phố – ", "City map – ") + measure.title(language).lowercased() }
    var scale: Int? { layout.scale }
    func size(ofPage page: Int) -> PageSize { layout.page }
    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private func part(_ row: CoverageRow?) -> SheetStyle.Part {
        CityMap.part(row.flatMap { measure.value(of: $0) })
    }

    /// The class of a share in percent.
    static func part(_ value: Double?) -> SheetStyle.Part {
        guard let value else { return .unknown }
        return CityMap.classes[CityMap.bounds.count { value >= $0 }]
    }

    private func percent(_ value: Double?) -> String { value.map { language.number($0, decimals: 1) } ?? "–" }

    private func percentSign(_ value: Double?) -> String { value == nil ? "–" : percent(value) + " %" }

    /// Without "Phường" and "Xã", which every name begins with.
    static func short(_ name: String) -> String {
        let kind = ["Phường ", "Xã ", "Thị trấn "].first { name.hasPrefix($0) }
        return String(name.dropFirst(kind?.count ?? 0))
    }

    // MARK: - Pages

    private static let rowHeight = 4.4
    private static let blockWidth = 190.0
    private var blocks: Int { max(1, Int((layout.page.width - 2 * PageLayout.margin + 6) / (CityMap.blockWidth + 6))) }
    private var rowsOfBlock: Int { Int((layout.page.height - 2 * PageLayout.margin - 26) / CityMap.rowHeight) - 2 }
    /// The rows of wards, and the last one of the city.
    private var tableRows: [CoverageRow] { wardRows + table.rows.filter { $0.level == .city } }

    var pageCount: Int { 1 + (tableRows.count + blocks * rowsOfBlock - 1) / (blocks * rowsOfBlock) }

    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        canvas.draw(
            SheetHead(
                title: say("TIẾN ĐỘ XÂY DỰNG DỮ LIỆU ĐẤT ĐAI", "PROGRESS OF THE LAND DATA"),
                place: measure.title(language) + say(" theo xã, phường", " by ward"), sheet: "",
                page: say("Trang ", "Page ") + "\(page + 1)/\(pageCount)", crs: map.crs, date: "\(table.date)",
                language: language), layout.header, scale: page == 0 ? layout.scale : nil, style: style)
        if page > 0 {
            drawTable(page - 1, on: canvas)
            return LabelCounts()
        }
        return drawMap(on: canvas)
    }

    private func drawMap(on canvas: borrowing Canvas) -> LabelCounts {
        let window = layout.window(ground)
        let painter = ParcelPainter(map: map, window: window, style: style)
        var labelled = style
        labelled.labelSizes = [3.2, 2.8, 2.4, 2.0, 1.7]
        labelled.ledLabelSize = 1.9
        labelled.longestLeader = 45
        for part in [SheetStyle.Part.number, .area] { labelled.inks[part] = style.ink(.text) }
        let wards = Array(rows.indices)
        let lettering = canvas.lettering
        let labels = SheetLabels(map: map, window: window, style: labelled, lettering: lettering).place(wards) { w in
            LabelText(
                number: lettering.fitted(CityMap.short(names[w]), size: 1, width: 12),
                area: rows[w].flatMap { measure.value(of: $0) }.map { percent($0) + " %" } ?? "–", hasBar: false,
                lettering)
        }
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(wards, on: canvas) { style.ink(part(rows[$0])).faded(to: 0.75) }
            painter.stroke(wards, .parcelLine, on: canvas)
            canvas.draw(labels.labels, style: labelled)
        }
        MapFrame(window, map: map, style: style).draw(on: canvas)
        drawPanel(labels.dropped, on: canvas)
        return labels.counts
    }

    private func drawPanel(_ dropped: [Int], on canvas: borrowing Canvas) {
        var writer = PanelWriter(layout.panel, style: style)
        writer.heading(measure.title(language), on: canvas)
        let bounds = CityMap.bounds.map { language.number($0, decimals: 0) }
        let classes = [
            "≥ \(bounds[3]) %", "\(bounds[2]) – \(bounds[3]) %", "\(bounds[1]) – \(bounds[2]) %",
            "\(bounds[0]) – \(bounds[1]) %", "< \(bounds[0]) %", say("Không rõ", "Not known"),
        ]
        let parts = CityMap.classes.reversed() + [.unknown]
        for (name, kind) in zip(classes, parts) {
            let count = rows.count { part($0) == kind }
            writer.line(
                name, value: say("\(count) xã, phường", "\(count) wards"), on: canvas, indent: 7
            ) { canvas, x, y in
                canvas.rectangle(x: x - 2, y: y - 1.3, width: 5, height: 2.6)
                canvas.fill(style.ink(kind).faded(to: 0.75), keepingPath: true)
                canvas.stroke(style.ink(.parcelLine), width: 0.1)
            }
        }
        if let city = table.rows.last(where: { $0.level == .city }) {
            writer.heading(say("Toàn thành phố", "The city"), on: canvas)
            let lines: [(String, String)] = [
                (say("Số thửa", "Parcels"), language.number(city["parcels"].number ?? .nan, decimals: 0)),
                (
                    say("Diện tích", "Area"),
                    language.number((city["ward_area_m2"].number ?? .nan) / 1e6, decimals: 2) + " km²"
                ),
                (say("Đã phủ", "Covered"), percentSign(city["coverage_pct"].number)),
                (say("Thửa nhóm 1", "Group 1"), percentSign(CityMeasure.group1.value(of: city))),
                (
                    say("Lỗi nghiêm trọng trở lên", "Errors or worse"),
                    language.number(CityMap.errors(city), decimals: 0)
                ),
            ]
            for line in lines { writer.line(line.0, value: line.1, on: canvas) }
        }
        writer.heading(say("Thấp nhất", "The lowest"), on: canvas)
        let known = wardRows.compactMap { row in measure.value(of: row).map { (row, $0) } }
        let lowest = known.sorted {
            ($0.1, $0.0["ward_code"].text ?? "") < ($1.1, $1.0["ward_code"].text ?? "")
        }
        for (row, value) in lowest.prefix(12) {
            writer.line(row["ward_name"].text ?? "", value: percent(value) + " %", on: canvas)
        }
        if !dropped.isEmpty {
            writer.heading(say("Không đủ chỗ ghi tên", "No room for the names"), on: canvas)
            writer.paragraph(dropped.map { CityMap.short(names[$0]) }.joined(separator: ", "), lines: 4, on: canvas)
        }
        if let place = writer.room(22) {
            ScaleBar(scale: layout.scale, style: style).draw(
                on: canvas, x: place.left + place.width / 2 - 6, y: place.top + 12, language: language)
            NorthArrow.draw(
                on: canvas, x: place.left + place.width - 5, y: place.top + 19, height: 10, language: language,
                ink: style.ink(.text))
        }
    }

    private static func errors(_ row: CoverageRow) -> Double {
        (row["defects_critical"].number ?? 0) + (row["defects_error"].number ?? 0)
    }

    // MARK: - The table

    private func drawTable(_ page: Int, on canvas: borrowing Canvas) {
        let all = tableRows
        let ink = style.ink(.text)
        // Right edges of the columns; the first three stand left.
        let edges = [0.0, 9, 24, 84, 104, 126, 144, 164, CityMap.blockWidth]
        let headings = [
            say("TT", "No"), say("Mã", "Code"), say("Xã, phường", "Ward"), say("Số thửa", "Parcels"),
            say("Diện tích (ha)", "Area (ha)"), say("Phủ (%)", "Covered (%)"), say("Nhóm 1 (%)", "Group 1 (%)"),
            say("Lỗi nghiêm trọng", "Errors"),
        ]
        for block in 0..<blocks {
            let first = (page * blocks + block) * rowsOfBlock
            guard first < all.count else { return }
            let last = min(all.count, first + rowsOfBlock)
            let left = PageLayout.margin + Double(block) * (CityMap.blockWidth + 6)
            let top = PageLayout.margin + 22
            let height = CityMap.rowHeight
            canvas.rectangle(x: left, y: top, width: CityMap.blockWidth, height: height * 1.3)
            canvas.fill(style.ink(.noRecordNeeded))
            for i in headings.indices {
                canvas.text(
                    headings[i], x: (edges[i] + edges[i + 1]) / 2 + left, y: top + height * 0.85, size: 2.4, .bold,
                    ink: ink, alignment: .centre)
            }
            var y = top + height * 1.3
            for i in first..<last {
                let row = all[i]
                let isSum = row.level == .city
                let cells = [
                    isSum ? "" : "\(i + 1)", row["ward_code"].text ?? "",
                    isSum ? say("Toàn thành phố", "The city") : row["ward_name"].text ?? "",
                    language.number(row["parcels"].number ?? .nan, decimals: 0),
                    language.number((row["ward_area_m2"].number ?? .nan) / 10_000, decimals: 2),
                    percent(row["coverage_pct"].number), percent(CityMeasure.group1.value(of: row)),
                    language.number(CityMap.errors(row), decimals: 0),
                ]
                let column = measure == .coverage ? 5 : 6
                canvas.rectangle(
                    x: left + edges[column], y: y, width: edges[column + 1] - edges[column], height: height)
                canvas.fill(style.ink(part(row)).faded(to: 0.45))
                for (c, text) in cells.enumerated() {
                    let isLeft = (1...2).contains(c)
                    canvas.text(
                        canvas.lettering.fitted(text, size: 2.5, width: edges[c + 1] - edges[c] - 2),
                        x: left + (isLeft ? edges[c] + 1.2 : edges[c + 1] - 1.2), y: y + height - 1.35, size: 2.5,
                        isSum ? .bold : .regular, ink: ink, alignment: isLeft ? .left : .right)
                }
                y += height
            }
            for i in 0...(last - first) {
                let line = top + height * 1.3 + Double(i) * height
                canvas.move(left, line)
                canvas.line(left + CityMap.blockWidth, line)
            }
            canvas.move(left, top)
            canvas.line(left + CityMap.blockWidth, top)
            for edge in edges {
                canvas.move(left + edge, top)
                canvas.line(left + edge, y)
            }
            canvas.stroke(ink, width: 0.1)
        }
    }
}

/// The city map, printed.
public struct CityExport: Sendable {
    public var paper = Paper.a3
    public var measure = CityMeasure.coverage

    public init() {}

    /// - Throws: `OutputError` where the report has no outlines.
    public func run(
        _ report: CoverageReport, to output: String, printing: SheetPrinting,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> [WrittenSheets] {
        guard let map = CityMap(report, measure: measure, paper: paper, style: printing.style) else {
            throw OutputError(.cannotCreate, "\(output): a report without ward outlines makes no map")
        }
        return try SheetExport(printing: printing).run(
            [SheetFile(stem: "city", title: map.title, sheets: [map])], to: output, progress: progress)
    }
}
