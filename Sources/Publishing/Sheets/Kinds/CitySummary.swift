import Cadastre
import CairoKit
import PlanarCoverage
import Reconciliation

/// The city on one upright sheet of A4, for a desk without a screen: the map of the ground covered, the figures against
/// those of the report before, what became of the findings, and the wards that need a call.
struct CitySummary: PrintedSheet {
    let figures: CityFigures
    let language: Language
    let style: SheetStyle
    private let outlines: LayerPolygons?
    private let map: SheetMap?
    private let rows: [CoverageRow?]

    static let paper = Paper.a4.portrait
    private static let margin = 10.0
    private static let mapWidth = 116.0
    private static let mapHeight = 132.0
    private static let top = 31.0
    /// Wards in a list of the worst.
    private static let worst = 10

    init(_ figures: CityFigures, outlines: LayerPolygons?, language: Language, style: SheetStyle = SheetStyle()) {
        self.figures = figures
        self.language = language
        self.style = style
        self.outlines = outlines
        map = outlines.map { SheetMap(rings: $0.rings, grid: $0.grid, columns: ParcelColumns(), crs: "") }
        let byCode = Dictionary(
            figures.wards.map { ($0["ward_code"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        rows = outlines?.names.map { byCode[$0] } ?? []
    }

    var title: String { say("Tiến độ làm giàu, làm sạch dữ liệu đất đai", "Progress of the land data") }
    var pageCount: Int { 1 }
    var scale: Int? { nil }
    func size(ofPage page: Int) -> PageSize { Self.paper }

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    var city: CoverageRow? { figures.rows.first { $0.level == .city } }
    private var previous: CoverageRow? { figures.previous?.rows.first { $0.level == .city } }

    func text(_ date: CivilDate?) -> String { date.map { DateText.people($0) } ?? "–" }

    func text(_ value: CoverageValue, decimals: Int = 0) -> String {
        switch value {
        case .none: "–"
        case .suppressed: Suppression.text
        case .date(let date): DateText.people(date)
        case .text(let text): text
        default: value.number.map { language.number($0, decimals: decimals) } ?? "–"
        }
    }

    /// Without "Phường" and "Xã", which every name begins with.
    func shortName(_ row: CoverageRow) -> String {
        if row.level == .unassigned { return say("Chưa xác định", "No known ward") }
        return CityMap.short(row["ward_name"].text ?? row["ward_code"].text ?? "")
    }

    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        drawHead(on: canvas)
        let counts = drawMap(on: canvas)
        let side = Self.margin + Self.mapWidth + 5
        let width = Self.paper.width - Self.margin - side
        var y = drawLegend(on: canvas, left: side, width: width)
        y = drawStates(on: canvas, left: side, top: y + 4, width: width)
        y = drawUnassigned(on: canvas, left: side, top: y, width: width)
        drawObstacles(on: canvas, left: side, top: y + 4, width: width)
        let below = Self.top + Self.mapHeight + 6
        drawTotals(on: canvas, top: below)
        drawWorst(on: canvas, left: Self.margin + 103, top: below)
        drawFoot(on: canvas)
        return counts
    }

    private func drawHead(on canvas: borrowing Canvas) {
        let middle = Self.paper.width / 2
        let ink = style.ink(.text)
        canvas.text(
            say("TIẾN ĐỘ LÀM GIÀU, LÀM SẠCH DỮ LIỆU ĐẤT ĐAI", "PROGRESS OF THE LAND DATA"), x: middle, y: 16,
            size: 5.2, .bold, ink: ink, alignment: .centre)
        let count = figures.wards.count { $0.level == .ward }
        var line = say("Báo cáo ngày ", "Report of ") + text(figures.date)
        if let previous = figures.previous?.date {
            line += say(", so với ngày ", ", against ") + text(previous)
        }
        line += " · \(language.number(Double(count), decimals: 0)) " + say("xã, phường", "wards")
        canvas.text(line, x: middle, y: 23.5, size: 3.4, ink: ink, alignment: .centre)
        canvas.move(Self.margin, 27)
        canvas.line(Self.paper.width - Self.margin, 27)
        canvas.stroke(style.ink(.frame), width: 0.3)
    }

    // MARK: - Map

    private func part(_ row: CoverageRow?) -> SheetStyle.Part {
        CityMap.part(row.flatMap { CityMeasure.coverage.value(of: $0) })
    }

    private func drawMap(on canvas: borrowing Canvas) -> LabelCounts {
        guard let map else {
            canvas.paragraph(
                say(
                    "Không có ranh giới xã, phường (coverage.gpkg): không vẽ được bản đồ.",
                    "The outlines of the wards are missing (coverage.gpkg): no map is drawn."), x: Self.margin,
                y: Self.top + 4, width: Self.mapWidth, lines: 3, size: 3, ink: style.ink(.text))
            return LabelCounts()
        }
        var ground = GroundBox()
        for box in map.boxes where !box.isNothing { ground.join(box) }
        let metresPerMillimetre = max(
            ground.width / (Self.mapWidth - 4), ground.height / (Self.mapHeight - 4), 0.001)
        let window = MapWindow(
            left: Self.margin, top: Self.top, width: Self.mapWidth, height: Self.mapHeight,
            scale: metresPerMillimetre * 1000,
            west: (ground.west + ground.east - Self.mapWidth * metresPerMillimetre) / 2,
            north: (ground.south + ground.north + Self.mapHeight * metresPerMillimetre) / 2)
        let painter = ParcelPainter(map: map, window: window, style: style)
        var labelled = style
        labelled.labelSizes = [2.4, 2.1, 1.8, 1.5]
        labelled.labelMargin = 0.2
        for part in [SheetStyle.Part.number, .area] { labelled.inks[part] = style.ink(.text) }
        let wards = Array(rows.indices)
        let lettering = canvas.lettering
        let labels = SheetLabels(map: map, window: window, style: labelled, lettering: lettering)
            .place(wards, leaders: false) { w in
                let name = rows[w].map { shortName($0) } ?? outlines?.names[w] ?? ""
                // Where there is little room, a name of several words may stand in two lines.
                let isWide = map.boxes[w].width * window.millimetresPerMetre > 2 * lettering.width(of: name, size: 2.4)
                let words = isWide ? [name] : name.split(separator: " ", maxSplits: 1).map(String.init)
                return LabelText(
                    number: words.first ?? "", area: words.count > 1 ? words[1] : "", hasBar: false, lettering)
            }
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(wards, on: canvas) { style.ink(part(rows[$0])).faded(to: 0.75) }
            painter.stroke(wards, .parcelLine, on: canvas)
            canvas.draw(labels.labels, style: labelled)
        }
        canvas.rectangle(x: window.left, y: window.top, width: window.width, height: window.height)
        canvas.stroke(style.ink(.frame), width: 0.2)
        return labels.counts
    }

    func heading(_ text: String, on canvas: borrowing Canvas, left: Double, top: Double, width: Double) -> Double {
        canvas.text(
            canvas.lettering.fitted(text, .bold, size: 3, width: width), x: left, y: top + 3, size: 3, .bold,
            ink: style.ink(.text))
        return top + 5
    }

    private func drawLegend(on canvas: borrowing Canvas, left: Double, width: Double) -> Double {
        var y = heading(
            say("Tỷ lệ phủ diện tích", "Ground covered"), on: canvas, left: left, top: Self.top, width: width)
        let bounds = CityMap.bounds.map { language.number($0, decimals: 0) }
        let names = [
            "≥ \(bounds[3]) %", "\(bounds[2]) – \(bounds[3]) %", "\(bounds[1]) – \(bounds[2]) %",
            "\(bounds[0]) – \(bounds[1]) %", "< \(bounds[0]) %", say("chưa có số liệu", "not known"),
        ]
        for (name, kind) in zip(names, CityMap.classes.reversed() + [.unknown]) {
            canvas.rectangle(x: left, y: y + 0.6, width: 6, height: 3)
            canvas.fill(style.ink(kind).faded(to: 0.75), keepingPath: true)
            canvas.stroke(style.ink(.parcelLine), width: 0.1)
            canvas.text(name, x: left + 8, y: y + 3, size: 2.6, ink: style.ink(.text))
            let count = figures.wards.count { $0.level == .ward && part($0) == kind }
            canvas.text(
                "\(count) " + say("xã, phường", "wards"), x: left + width, y: y + 3, size: 2.6, ink: style.ink(.text),
                alignment: .right)
            y += 4.4
        }
        return y
    }

    // MARK: - Findings

    private func drawStates(on canvas: borrowing Canvas, left: Double, top: Double, width: Double) -> Double {
        let lines = [("defects", say("Bản đồ", "Map")), ("findings", say("Hồ sơ", "Records"))].filter {
            city?["\($0.0)_new"] ?? .none != .none
        }
        guard let city, !lines.isEmpty else { return top }
        let y = heading(
            say("Lỗi so với kỳ trước", "Findings against the last report"), on: canvas, left: left, top: top,
            width: width)
        let names = [
            ("new", say("Mới", "New")), ("remaining", say("Còn tồn", "Remaining")),
            ("resolved", say("Đã xử lý", "Resolved")), ("accepted", say("Đã chấp nhận", "Accepted")),
        ]
        let first = width - 2 * 18
        let table = PageTable(
            columns: [PageTable.Column(title: "", width: first, isLeft: true)]
                + lines.map { PageTable.Column(title: $0.1, width: 36 / Double(lines.count)) },
            rows: names.map { state, name in
                [PageTable.Cell(name)] + lines.map { PageTable.Cell(text(city["\($0.0)_\(state)"])) }
            })
        table.draw(on: canvas, left: left, top: y, style: style)
        return y + table.height
    }

    /// What stands in no ward.
    private func drawUnassigned(on canvas: borrowing Canvas, left: Double, top: Double, width: Double) -> Double {
        guard let row = figures.rows.first(where: { $0.level == .unassigned }) else { return top }
        let parts = [("parcels", say("thửa", "parcels")), ("records", say("hồ sơ", "records"))].compactMap {
            row[$0.0].count ?? 0 > 0 || row[$0.0] == .suppressed ? "\(text(row[$0.0])) \($0.1)" : nil
        }
        if parts.isEmpty { return top }
        let height = canvas.paragraph(
            say("Chưa xác định xã, phường: ", "Of no known ward: ") + parts.joined(separator: ", ") + ".", x: left,
            y: top + 3, width: width, lines: 3, size: 2.6, ink: style.ink(.text))
        return top + 3 + height
    }

    /// What holds the work up, the most frequent first, as far as there is room beside the map.
    private func drawObstacles(on canvas: borrowing Canvas, left: Double, top: Double, width: Double) {
        if figures.obstacles.isEmpty { return }
        let y = heading(say("Vướng mắc", "Obstacles"), on: canvas, left: left, top: top, width: width)
        let lines = figures.obstacles.sorted { ($1.count ?? 0, $0.code) < ($0.count ?? 0, $1.code) }
        var table = PageTable(
            columns: [
                PageTable.Column(title: say("Loại", "Kind"), width: width - 18, isLeft: true),
                PageTable.Column(title: say("Số", "Count"), width: 18),
            ],
            rows: lines.map { code, count in
                let kind = ObstacleKind.all.first { $0.code == code }
                return [
                    PageTable.Cell(kind?.name(in: language) ?? code),
                    PageTable.Cell(count.map { language.number(Double($0), decimals: 0) } ?? Suppression.text),
                ]
            })
        let room = Self.top + Self.mapHeight - y
        table.rows = Array(table.rows.prefix(max(0, Int(room / table.rowHeight) - 1)))
        if !table.rows.isEmpty { table.draw(on: canvas, left: left, top: y, style: style) }
    }

    // MARK: - Figures

    private static let totals: [(name: String, decimals: Int, isGoodUp: Bool?)] = [
        ("parcels", 0, nil), ("coverage_pct", 2, true), ("parcels_with_record", 0, true), ("record_pct", 2, true),
        ("group_1", 0, true), ("group_2", 0, nil), ("group_3", 0, false), ("group_0", 0, false),
        ("documents_collected", 0, true), ("documents_scanned", 0, true), ("documents_entered", 0, true),
        ("documents_authenticated", 0, true), ("documents_created", 0, true), ("documents_synchronised", 0, true),
        ("defects_critical", 0, false), ("defects_error", 0, false), ("defects_warning", 0, false),
        ("overlap_m2", 0, false), ("uncovered_m2", 0, nil), ("gap_m2", 0, false),
    ]

    private func drawTotals(on canvas: borrowing Canvas, top: Double) {
        guard let city else { return }
        let y = heading(
            say("Toàn thành phố", "The city"), on: canvas, left: Self.margin, top: top, width: 98)
        let shown = Self.totals.filter { city[$0.name] != .none }
        let rows = shown.map { name, decimals, isGoodUp -> [PageTable.Cell] in
            let column = CoverageColumn.all.first { $0.name == name }
            // Square metres of a city have too many digits.
            let isArea = column?.kind == .area
            func hectares(_ value: CoverageValue) -> CoverageValue {
                isArea ? CoverageValue(value.number.map { $0 / 10_000 }) : value
            }
            let (now, before) = (hectares(city[name]), hectares(previous?[name] ?? .none))
            let digits = isArea ? 2 : decimals
            var change = PageTable.Cell("–")
            if let now = now.number, let before = before.number {
                let by = now - before
                let sign = by > 0 ? "+" : by < 0 ? "−" : ""
                change.text = sign + language.number(by.magnitude, decimals: digits)
                if let isGoodUp, by != 0, (by > 0) != isGoodUp { change.ink = .highlight }
            }
            let title = column?.title(in: language) ?? name
            return [
                PageTable.Cell(isArea ? title.replacing("(m²)", with: "(ha)") : title),
                PageTable.Cell(text(before, decimals: digits)),
                PageTable.Cell(text(now, decimals: digits), isBold: true), change,
            ]
        }
        PageTable(
            columns: [
                PageTable.Column(title: say("Số liệu", "Figure"), width: 42, isLeft: true),
                PageTable.Column(title: figures.previous.map { text($0.date) } ?? say("Kỳ trước", "Before"), width: 19),
                PageTable.Column(title: figures.date.map { text($0) } ?? say("Kỳ này", "Now"), width: 19),
                PageTable.Column(title: say("Thay đổi", "Change"), width: 18),
            ], rows: rows
        ).draw(on: canvas, left: Self.margin, top: y, style: style)
    }

    // MARK: - The wards that need a call

    private func drawWorst(on canvas: borrowing Canvas, left: Double, top: Double) {
        let width = Self.paper.width - Self.margin - left
        var y = heading(
            say("Nhiều lỗi nghiêm trọng còn mở nhất", "Most open errors"), on: canvas, left: left, top: top,
            width: width)
        func errors(_ row: CoverageRow) -> Int {
            (row["defects_critical"].count ?? 0) + (row["defects_error"].count ?? 0)
        }
        let faulty = figures.wards.filter { errors($0) > 0 }.sorted {
            (errors($1), $0["ward_code"].text ?? "") < (errors($0), $1["ward_code"].text ?? "")
        }
        var table = PageTable(
            columns: [
                PageTable.Column(title: "", width: 6),
                PageTable.Column(title: say("Xã, phường", "Ward"), width: 34, isLeft: true),
                PageTable.Column(title: say("Lỗi", "Errors"), width: 14),
                PageTable.Column(title: say("Thay đổi", "Change"), width: 17),
                PageTable.Column(title: say("Lỗi mới", "New"), width: width - 71),
            ],
            rows: faulty.prefix(Self.worst).enumerated().map { k, row in
                let change = row["change_defects_error"].count.map { $0 + (row["change_defects_critical"].count ?? 0) }
                let sign = change.map { $0 > 0 ? "+" : $0 < 0 ? "−" : "" } ?? ""
                return [
                    PageTable.Cell("\(k + 1)"), PageTable.Cell(shortName(row)),
                    PageTable.Cell(language.number(Double(errors(row)), decimals: 0), isBold: true),
                    PageTable.Cell(
                        change.map { sign + language.number(Double($0.magnitude), decimals: 0) } ?? "–",
                        ink: change ?? 0 > 0 ? .highlight : .text),
                    PageTable.Cell(text(row["defects_new"])),
                ]
            })
        y = put(table, on: canvas, left: left, top: y)
        y = heading(
            say("Dự kiến chậm hạn nhất, với tốc độ hiện nay", "Latest at the present pace"), on: canvas, left: left,
            top: y + 4, width: width)
        let late = figures.wards.filter { $0["late_days"].count ?? 0 > 0 }.sorted {
            ($1["late_days"].count ?? 0, $0["ward_code"].text ?? "")
                < ($0["late_days"].count ?? 0, $1["ward_code"].text ?? "")
        }
        table = PageTable(
            columns: [
                PageTable.Column(title: "", width: 6),
                PageTable.Column(title: say("Xã, phường", "Ward"), width: 34, isLeft: true),
                PageTable.Column(title: say("Hạn", "Deadline"), width: 17),
                PageTable.Column(title: say("Dự kiến", "Forecast"), width: 17),
                PageTable.Column(title: say("Chậm", "Days"), width: width - 74),
            ],
            rows: late.prefix(Self.worst).enumerated().map { k, row in
                [
                    PageTable.Cell("\(k + 1)"), PageTable.Cell(shortName(row)), PageTable.Cell(text(row["deadline"])),
                    PageTable.Cell(text(row["finish_forecast"])),
                    PageTable.Cell(
                        text(row["late_days"]) + say(" ngày", ""), isBold: true, ink: .highlight),
                ]
            })
        _ = put(table, on: canvas, left: left, top: y)
    }

    private func put(_ table: PageTable, on canvas: borrowing Canvas, left: Double, top: Double) -> Double {
        guard table.rows.isEmpty else {
            table.draw(on: canvas, left: left, top: top, style: style)
            return top + table.height
        }
        canvas.text(say("Không có.", "None."), x: left, y: top + 3, size: 2.6, ink: style.ink(.text))
        return top + 4.4
    }

    private func drawFoot(on canvas: borrowing Canvas) {
        var text = "parcelmap \(Program.version)"
        if figures.isPublic {
            text += " · " + say("bản công khai: số dưới 5 ghi là <5", "for publication: numbers below 5 read <5")
        }
        canvas.text(text, x: Self.margin, y: Self.paper.height - 8, size: 2.2, ink: style.ink(.leader))
    }
}

extension CityFigures {
    /// The report before this one.
    var previous: CoverageTable? {
        guard let date else { return history.dropLast().last }
        return history.last { $0.date < date }
    }
}
