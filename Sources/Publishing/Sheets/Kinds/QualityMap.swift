public import Cadastre
import CairoKit
public import MapChecking
import PlanarCoverage

/// What the quality maps of all wards are made of.
public struct QualityContent: Sendable {
    let map: SheetMap
    let defects: [Defect]
    let wards: WardOutlines?
    /// The group of each parcel, 0 to 3 or more where it needs no record; nil without records.
    let groups: [UInt8]?
    let style: SheetStyle
    let date: String
    let language: Language

    /// - Parameter defects: all of the map; accepted ones are left out.
    public init(
        map: SheetMap, defects: [Defect], wards: WardOutlines?, groups: [UInt8]? = nil, style: SheetStyle, date: String,
        language: Language
    ) {
        self.map = map
        self.defects = defects.filter { $0.state != .accepted }
        self.wards = wards
        self.groups = groups
        self.style = style
        self.date = date
        self.language = language
    }
}

/// The ward quality map: its defects by severity over its parcels, the parcels by group, the ward line, counts.
struct QualityMap: PrintedSheet {
    let content: QualityContent
    let ward: String?
    let name: String
    /// Its parcels and its defects, as rows.
    let parcels: [Int32]
    let defects: [Int]
    let layout: PanelLayout
    private let ground: GroundBox
    /// Of the ward's outline among the outlines.
    private let outline: Int?

    init(
        _ content: QualityContent, ward: String?, name: String, parcels: [Int32], defects: [Int], paper: Paper,
        scale: Int?
    ) {
        self.content = content
        self.ward = ward
        self.name = name
        self.parcels = parcels
        self.defects = defects
        outline = content.wards.flatMap { wards in ward.flatMap { wards.codes.firstIndex(of: $0) } }
        var ground = GroundBox()
        for p in parcels where !content.map.boxes[Int(p)].isNothing { ground.join(content.map.boxes[Int(p)]) }
        if let outline, let wards = content.wards, !wards.rings.rings(ofParcel: outline).isEmpty {
            for i in wards.rings.points(ofParcel: outline) {
                let point = wards.rings.points[i]
                ground.join(x: Double(point.x) * content.map.step, y: Double(point.y) * content.map.step)
            }
        }
        self.ground = ground
        layout = PanelLayout(ground, paper: paper, panelSide: paper == .a4 ? 62 : 78, wanted: scale)
    }

    var title: String { say("Bản đồ chất lượng – ", "Quality map – ") + name }
    var pageCount: Int { 1 }
    var scale: Int? { layout.scale }
    func size(ofPage page: Int) -> PageSize { layout.page }
    private var style: SheetStyle { content.style }
    private func say(_ vi: String, _ en: String) -> String { content.language == .vi ? vi : en }

    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        let window = layout.window(ground)
        let painter = ParcelPainter(map: content.map, window: window, style: style)
        let own = parcels.lazy.map { Int($0) }
        let around = content.map.parcels(
            near: GroundBox(west: window.west, south: window.south, east: window.east, north: window.north))
        let isOwn = Set(parcels)
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(own, on: canvas) { fill($0, painter) }
            painter.stroke(around.lazy.filter { !isOwn.contains(Int32($0)) }, .neighbourLine, on: canvas)
            // A city's parcels would be one black spot under their lines.
            let width = min(style.width(.parcelLine), 60 / window.scale)
            var rings = PageRings()
            for p in own { painter.trace(p, &rings, on: canvas) }
            canvas.stroke(style.ink(.parcelLine).faded(to: 0.8), width: max(0.04, width))
            drawWardLine(window, on: canvas)
            drawDefects(window, on: canvas)
        }
        MapFrame(window, map: content.map, style: style).draw(on: canvas)
        canvas.draw(
            SheetHead(
                title: say("BẢN ĐỒ CHẤT LƯỢNG DỮ LIỆU ĐỊA CHÍNH", "QUALITY OF THE CADASTRAL DATA"), place: name,
                sheet: ward ?? "", page: "", crs: content.map.crs, date: content.date, language: content.language),
            layout.header, scale: layout.scale, style: style)
        drawPanel(on: canvas)
        return LabelCounts()
    }

    private func fill(_ p: Int, _ painter: ParcelPainter) -> Ink? {
        guard let groups = content.groups else { return painter.landUseFill(p) }
        return style.ink(QualityMap.part(ofGroup: groups[p]))
    }

    private static func part(ofGroup group: UInt8) -> SheetStyle.Part {
        switch group {
        case 0: .group0
        case 1: .group1
        case 2: .group2
        case 3: .group3
        default: .noRecordNeeded
        }
    }

    private func drawWardLine(_ window: MapWindow, on canvas: borrowing Canvas) {
        guard let outline, let wards = content.wards else { return }
        for ring in wards.rings.polygons(ofParcel: outline) { trace(ring, window, closed: true, on: canvas) }
        canvas.stroke(style.ink(.wardLine), width: style.width(.wardLine), dashes: [3, 1, 0.6, 1])
    }

    private func trace(_ points: [GridPoint], _ window: MapWindow, closed: Bool, on canvas: borrowing Canvas) {
        for (i, point) in points.enumerated() {
            let x = window.x(Double(point.x) * content.map.step)
            let y = window.y(Double(point.y) * content.map.step)
            if i == 0 { canvas.move(x, y) } else { canvas.line(x, y) }
        }
        if closed { canvas.close() }
    }

    /// Areas and lines as they are, and a mark on each that is worse than information; the worst on top.
    private func drawDefects(_ window: MapWindow, on canvas: borrowing Canvas) {
        for severity in [Severity.info, .warning, .error, .critical] {
            let part = DefectMark.part(severity)
            let rows = defects.filter { content.defects[$0].severity == severity }
            for i in rows {
                if case .area(let rings) = content.defects[i].shape {
                    for ring in rings { trace(ring, window, closed: true, on: canvas) }
                }
            }
            canvas.fill(style.ink(part).faded(to: severity == .info ? 0.14 : 0.45), keepingPath: true)
            canvas.stroke(style.ink(part), width: severity == .info ? 0.06 : 0.12)
            for i in rows {
                if case .lines(let lines) = content.defects[i].shape {
                    for line in lines { trace(line, window, closed: false, on: canvas) }
                }
            }
            canvas.stroke(style.ink(part), width: style.width(part))
            if severity == .info { continue }
            for i in rows {
                guard let (x, y) = content.defects[i].at else { continue }
                DefectMark.draw(
                    severity, x: window.x(x - content.map.easting(0)), y: window.y(y - content.map.northing(0)),
                    on: canvas, style: style)
            }
        }
    }

    // MARK: - The panel

    private func drawPanel(on canvas: borrowing Canvas) {
        let language = content.language
        var writer = PanelWriter(layout.panel, style: style)
        let rows = defects.map { content.defects[$0] }
        writer.heading(say("Lỗi theo mức độ", "Defects by severity"), on: canvas)
        for severity in [Severity.critical, .error, .warning, .info] {
            let count = rows.count { $0.severity == severity }
            writer.line(
                severity.name(in: language).withCapital, value: language.number(count), on: canvas, indent: 5
            ) { canvas, x, y in DefectMark.draw(severity, x: x, y: y, on: canvas, style: style) }
        }
        writer.line(say("Tổng số lỗi", "All defects"), value: language.number(rows.count), on: canvas, .bold)
        writer.heading(say("Lỗi theo loại", "Defects by kind"), on: canvas)
        var kinds: [DefectKind: Int] = [:]
        for defect in rows { kinds[defect.kind, default: 0] += 1 }
        for (kind, count) in kinds.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            writer.line(kind.name(in: language).withCapital, value: language.number(count), on: canvas)
        }
        if rows.isEmpty { writer.line(say("Không phát hiện lỗi", "No defects found"), on: canvas) }
        writer.heading(say("Thửa đất", "Parcels"), on: canvas)
        writer.line(say("Số thửa", "Parcels"), value: language.number(parcels.count), on: canvas)
        let hit = Set(rows.filter { $0.severity >= .error }.flatMap(\.parcels)).intersection(parcels).count
        writer.line(
            say("Thửa có lỗi nghiêm trọng trở lên", "Parcels with an error or worse"), value: language.number(hit),
            on: canvas)
        let area = parcels.reduce(0.0) { $0 + content.map.groundArea(Int($1)) }
        writer.line(
            say("Tổng diện tích", "Area"), value: language.number(area / 10_000, decimals: 2) + " ha", on: canvas)
        drawGroups(&writer, on: canvas)
        drawKey(&writer, on: canvas)
    }

    private func drawGroups(_ writer: inout PanelWriter, on canvas: borrowing Canvas) {
        guard let groups = content.groups else { return }
        let language = content.language
        writer.heading(say("Thửa theo nhóm", "Parcels by group"), on: canvas)
        let names = [
            say("Chưa có trong CSDL", "In no database"), say("Nhóm 1: đúng, đủ, sạch, sống", "Group 1: complete"),
            say("Nhóm 2: cần bổ sung", "Group 2: to be completed"), say("Nhóm 3: làm lại", "Group 3: to be built anew"),
            say("Không cần hồ sơ", "No record needed"),
        ]
        for (group, name) in names.enumerated() {
            let count = parcels.count { min(Int(groups[Int($0)]), 4) == group }
            writer.line(name, value: language.number(count), on: canvas, indent: 5) { canvas, x, y in
                canvas.rectangle(x: x - 1.7, y: y - 1.1, width: 3.4, height: 2.2)
                canvas.fill(style.ink(QualityMap.part(ofGroup: UInt8(group))), keepingPath: true)
                canvas.stroke(style.ink(.parcelLine), width: 0.1)
            }
        }
    }

    private func drawKey(_ writer: inout PanelWriter, on canvas: borrowing Canvas) {
        writer.heading(say("Chú giải", "Legend"), on: canvas)
        writer.line(say("Ranh giới xã, phường", "Ward line"), on: canvas, indent: 9) { canvas, x, y in
            canvas.move(x - 2, y)
            canvas.line(x + 6, y)
            canvas.stroke(style.ink(.wardLine), width: style.width(.wardLine), dashes: [3, 1, 0.6, 1])
        }
        writer.line(say("Ranh giới thửa đất", "Parcel line"), on: canvas, indent: 9) { canvas, x, y in
            canvas.move(x - 2, y)
            canvas.line(x + 6, y)
            canvas.stroke(style.ink(.parcelLine), width: style.width(.parcelLine))
        }
        if let place = writer.room(22) {
            let middle = place.left + place.width / 2
            ScaleBar(scale: layout.scale, style: style).draw(
                on: canvas, x: middle - 6, y: place.top + 12, language: content.language)
            NorthArrow.draw(
                on: canvas, x: place.left + place.width - 5, y: place.top + 19, height: 10, language: content.language,
                ink: style.ink(.text))
        }
        writer.paragraph(
            say("Hệ tọa độ ", "CRS ") + content.map.crs + ". "
                + say("Lập bằng parcelmap ", "Made by parcelmap ") + Program.version + ".", lines: 3, on: canvas)
    }
}

extension String {
    /// "chồng lấn" becomes "Chồng lấn".
    var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
