import Cadastre
import CairoKit
import PlanarCoverage
import Reconciliation

/// The field list of one group on paper: on each page a small map with the numbers of its rows, and the rows below.
struct VisitSheet: PrintedSheet {
    let plan: VisitPlan
    let map: SheetMap
    let group: VisitPlan.Group
    let ward: String
    let style: SheetStyle
    let date: String

    private static let rowsOnPage = 16
    private static let rowHeight = 9.0
    private static let mapHeight = 98.0

    var title: String { group.name }
    var pageCount: Int { max(1, (group.visits.count + Self.rowsOnPage - 1) / Self.rowsOnPage) }
    var scale: Int? { nil }
    func size(ofPage page: Int) -> PageSize { Paper.a4.portrait }
    private var language: Language { plan.language }
    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        let start = page * Self.rowsOnPage
        let rows = Array(start..<min(start + Self.rowsOnPage, group.visits.count))
        let layout = PageLayout(page: size(ofPage: page))
        let window = window(around: rows, layout)
        canvas.draw(
            SheetHead(
                title: say("DANH SÁCH RÀ SOÁT THỰC ĐỊA", "FIELD LIST"), place: "\(ward) – \(group.name)", sheet: "",
                page: say("Trang ", "Page ") + "\(page + 1)/\(pageCount)", crs: map.crs, date: date,
                language: language), layout, scale: Int(window.scale), style: style)
        drawMap(rows, window, on: canvas)
        drawTable(rows, top: window.top + window.height + 4, width: layout.page.width, on: canvas)
        return LabelCounts()
    }

    // MARK: - Map

    /// The ground of some rows at the largest round scale at which it fits.
    private func window(around rows: [Int], _ layout: PageLayout) -> MapWindow {
        let (left, top) = (PageLayout.margin, PageLayout.margin + PageLayout.titleHeight)
        let width = layout.page.width - 2 * PageLayout.margin
        var box = GroundBox()
        for i in rows { box.join(map.boxes[Int(group.visits[i].parcel)]) }
        if box.isNothing { box = GroundBox(west: 0, south: 0, east: 10, north: 10) }
        let least = max(box.width * 1000 / (width - 14), box.height * 1000 / (Self.mapHeight - 14), 200)
        let steps = [1.0, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5]
        let decades = [100.0, 1000, 10_000, 100_000]
        let scale = decades.lazy.flatMap { decade in steps.map { $0 * decade } }.first { $0 >= least } ?? least
        let metres = scale / 1000
        return MapWindow(
            left: left, top: top, width: width, height: Self.mapHeight, scale: scale,
            west: (box.west + box.east) / 2 - width * metres / 2,
            north: (box.south + box.north) / 2 + Self.mapHeight * metres / 2)
    }

    private func drawMap(_ rows: [Int], _ window: MapWindow, on canvas: borrowing Canvas) {
        let painter = ParcelPainter(map: map, window: window, style: style)
        let around = map.parcels(
            near: GroundBox(west: window.west, south: window.south, east: window.east, north: window.north))
        let own = rows.map { Int(group.visits[$0].parcel) }
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(own, on: canvas) { p in
                style.ink(Self.part(ofGroup: plan.source.result.groupings[p].group))
            }
            painter.stroke(around, .neighbourLine, on: canvas)
            painter.stroke(own, .parcelLine, on: canvas)
            // The walk, from row to row.
            var places: [(x: Double, y: Double, row: Int)] = []
            for i in rows {
                guard let inner = map.rings.innerPoint(ofParcel: Int(group.visits[i].parcel)) else { continue }
                places.append((window.x(inner.unitsX * map.step), window.y(inner.unitsY * map.step), i))
            }
            for (i, place) in places.enumerated() {
                if i == 0 { canvas.move(place.x, place.y) } else { canvas.line(place.x, place.y) }
            }
            canvas.stroke(style.ink(.wardLine).faded(to: 0.5), width: 0.25, dashes: [1.2, 0.8])
            for place in places {
                canvas.circle(x: place.x, y: place.y, radius: 1.9)
                canvas.fill(.white, keepingPath: true)
                canvas.stroke(style.ink(.text), width: 0.15)
                canvas.text(
                    "\(place.row + 1)", x: place.x, y: place.y + 0.75, size: place.row < 99 ? 2.2 : 1.7, .bold,
                    ink: style.ink(.text), alignment: .centre)
            }
        }
        canvas.rectangle(x: window.left, y: window.top, width: window.width, height: window.height)
        canvas.stroke(style.ink(.frame), width: 0.3)
    }

    private static func part(ofGroup group: UInt8) -> SheetStyle.Part {
        switch group {
        case 0: .group0
        case 3: .group3
        default: .group2
        }
    }

    // MARK: - Table

    private var headings: [(text: String, share: Double)] {
        var headings: [(String, Double)] = [
            (say("TT", "No"), 8), (say("Tờ/Thửa", "Parcel"), 20), (say("Diện tích, loại đất", "Area, use"), 25),
        ]
        if plan.showsPersonalData {
            headings += [(say("Người sử dụng đất, địa chỉ", "Holders, address"), 48), (say("Cần làm", "To do"), 58)]
        } else {
            headings.append((say("Cần làm", "To do"), 100))
        }
        return headings + [(say("Đạt được", "Brings"), 23), (say("Xong", "Done"), 12)]
    }

    private func drawTable(_ rows: [Int], top: Double, width: Double, on canvas: borrowing Canvas) {
        let headings = headings
        let left = PageLayout.margin
        let factor = (width - 2 * left) / headings.reduce(0) { $0 + $1.share }
        let edges = headings.reduce(into: [left]) { $0.append($0[$0.count - 1] + $1.share * factor) }
        let ink = style.ink(.text)
        func cell(_ text: String, _ column: Int, _ top: Double, _ face: Face = .regular, _ canvas: borrowing Canvas) {
            canvas.paragraph(
                text, x: edges[column] + 0.8, y: top + 0.5, width: edges[column + 1] - edges[column] - 1.6, lines: 3,
                size: 2.3, face, ink: ink)
        }
        for (c, heading) in headings.enumerated() { cell(heading.text, c, top, .bold, canvas) }
        let headHeight = 5.0
        for (k, i) in rows.enumerated() {
            let visit = group.visits[i]
            let y = top + headHeight + Double(k) * Self.rowHeight
            let p = Int(visit.parcel)
            cell("\(i + 1)", 0, y, .bold, canvas)
            cell(
                "\(map.text(map.columns.sheet, p) ?? "–")/\(map.text(map.columns.number, p) ?? "–")", 1, y, .bold,
                canvas)
            let area = language.number(map.labelArea(p), decimals: 1)
            cell("\(area) m²\n\(map.text(map.columns.landUse, p) ?? "")", 2, y, .regular, canvas)
            var c = 3
            if plan.showsPersonalData {
                cell(visit.holders.joined(separator: "\n"), c, y, .regular, canvas)
                c += 1
            }
            cell(visit.task(in: language), c, y, .regular, canvas)
            cell(visit.gain(in: language), c + 1, y, .regular, canvas)
            canvas.rectangle(x: (edges[c + 2] + edges[c + 3]) / 2 - 2, y: y + 2.2, width: 4, height: 4)
            canvas.stroke(ink, width: 0.25)
        }
        let bottom = top + headHeight + Double(rows.count) * Self.rowHeight
        for k in 0...rows.count + 1 {
            let y = k == 0 ? top : top + headHeight + Double(k - 1) * Self.rowHeight
            canvas.move(left, y)
            canvas.line(edges[edges.count - 1], y)
        }
        for x in edges {
            canvas.move(x, top)
            canvas.line(x, bottom)
        }
        canvas.stroke(style.ink(.frame), width: 0.12)
    }
}
