import Cadastre
import CairoKit

/// The cadastral sheet (tờ bản đồ địa chính): parcels with number, area and land use, roads and water, frame, scale.
struct CadastralSheet: PrintedSheet {
    let map: SheetMap
    let subject: SheetSubject
    let plan: PagePlan
    let style: SheetStyle
    let date: String
    let language: Language

    init(
        _ subject: SheetSubject, map: SheetMap, paper: Paper, scale: Int?, style: SheetStyle, date: String,
        language: Language
    ) throws(OutputError) {
        self.map = map
        self.subject = subject
        self.style = style
        self.date = date
        self.language = language
        let areas = scale == nil ? subject.parcels.map { map.groundArea(Int($0)) }.sorted() : []
        plan = try PagePlan(
            subject.parcels.map { map.boxes[Int($0)] }, paper: paper, scale: scale,
            typicalArea: areas.isEmpty ? .infinity : areas[areas.count / 2],
            name: CadastralSheet.name(subject, language))
    }

    var scale: Int? { plan.scale }
    func size(ofPage page: Int) -> PageSize { plan.layout.page }

    /// Pages, with the index page of a sheet of several.
    var pageCount: Int { plan.tiles.count + (hasIndex ? 1 : 0) }
    var hasIndex: Bool { plan.tiles.count > 1 }
    var title: String { CadastralSheet.name(subject, language) }

    private static func name(_ subject: SheetSubject, _ language: Language) -> String {
        guard let sheet = subject.sheet else { return language == .vi ? "Thửa chưa có số tờ" : "No sheet number" }
        return (language == .vi ? "Tờ bản đồ số " : "Sheet ") + sheet
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private func head(_ page: String) -> SheetHead {
        var place = subject.wardName
        if let ward = subject.ward, WardList.ward(code: ward) != nil {
            place += say(", thành phố Hà Nội", ", Hanoi")
        }
        return SheetHead(
            title: say("BẢN ĐỒ ĐỊA CHÍNH", "CADASTRAL MAP"), place: place, sheet: title, page: page, crs: map.crs,
            date: date, language: language)
    }

    /// Draws a page.
    /// - Parameter page: from 0; the index comes first where there is one.
    /// - Returns: where its labels stand.
    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        if hasIndex && page == 0 {
            drawIndex(on: canvas, firstPage: firstPage)
            return LabelCounts()
        }
        return drawTile(page - (hasIndex ? 1 : 0), on: canvas)
    }

    private func drawTile(_ number: Int, on canvas: borrowing Canvas) -> LabelCounts {
        let window = plan.tiles[number].window
        let ground = GroundBox(west: window.west, south: window.south, east: window.east, north: window.north)
        var own: [Int] = []
        var others: [Int] = []
        for p in map.parcels(near: ground) {
            if subject.holds(p) { own.append(p) } else { others.append(p) }
        }
        let painter = ParcelPainter(map: map, window: window, style: style)
        let labels = SheetLabels(map: map, window: window, style: style, lettering: canvas.lettering).place(own)
        let frame = MapFrame(window, map: map, style: style)
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(own, on: canvas) { painter.landUseFill($0) }
            painter.stroke(others, .neighbourLine, on: canvas)
            painter.stroke(own, .parcelLine, on: canvas)
            frame.drawCrosses(on: canvas)
            canvas.draw(labels.labels, style: style)
        }
        frame.draw(on: canvas)
        let page =
            plan.tiles.count > 1
            ? say("Trang \(number + 1)/\(plan.tiles.count)", "Page \(number + 1)/\(plan.tiles.count)") : ""
        canvas.draw(head(page), plan.layout, scale: plan.scale, style: style)
        drawFoot(number, labels.dropped, on: canvas)
        return labels.counts
    }

    // MARK: - The foot

    private func drawFoot(_ number: Int, _ dropped: [Int], on canvas: borrowing Canvas) {
        let page = plan.layout.page
        let top = plan.layout.foot + 2
        let ink = style.ink(.text)
        drawLegend(on: canvas, x: PageLayout.margin, top: top)
        let middle = page.width / 2
        ScaleBar(scale: plan.scale, style: style).draw(on: canvas, x: middle, y: top + 3, language: language)
        let metres = language.number(Double(plan.scale) / 100, decimals: plan.scale.isMultiple(of: 100) ? 0 : 2)
        canvas.text(
            say("1 cm trên bản đồ bằng \(metres) m trên thực địa", "1 cm on the map is \(metres) m on the ground"),
            x: middle, y: top + 11.5, size: 2.4, ink: ink, alignment: .centre)
        canvas.text(
            canvas.lettering.fitted(say("Hệ tọa độ ", "CRS ") + map.crs, size: 2.2, width: page.width * 0.36),
            x: middle, y: top + 15, size: 2.2, ink: ink, alignment: .centre)
        if !dropped.isEmpty {
            let numbers = dropped.map { map.text(map.columns.number, $0) ?? "–" }.joined(separator: ", ")
            canvas.paragraph(
                say("Không đủ chỗ ghi nhãn thửa: ", "No room for the labels of: ") + numbers,
                x: middle - page.width * 0.18, y: top + 16.5, width: page.width * 0.36, lines: 2, size: 2, .italic,
                ink: style.ink(.highlight), alignment: .centre)
        }
        let right = page.width - PageLayout.margin
        NorthArrow.draw(on: canvas, x: right - 5, y: top + 18, height: 12, language: language, ink: ink)
        PageIndexFigure.draw(
            on: canvas, tiles: plan.tiles, current: number, right: right - 13, top: top, width: page.width * 0.13,
            height: 20, style: style)
    }

    private func drawLegend(on canvas: borrowing Canvas, x: Double, top: Double) {
        let ink = style.ink(.text)
        let lettering = canvas.lettering
        // A label with what its parts are called.
        let sample = LabelText(number: "205", area: "45,6", landUse: "ODT", lettering)
        let block = LabelBlock(sample, form: .beside, capHeight: lettering.capHeight(size: 1))
        canvas.rectangle(x: x, y: top, width: 13, height: 7)
        canvas.stroke(style.ink(.parcelLine), width: style.width(.parcelLine))
        canvas.draw(
            [
                PlacedLabel(
                    request: 0, way: .inside, block: block,
                    box: LabelBox(x: x + 6.5, y: top + 3.5, halfWidth: 6, halfHeight: 3), size: 2.2, angle: 0)
            ], style: style)
        canvas.text(
            say("Số thửa trên diện tích (m²); loại đất", "Parcel number over area (m²); land use"), x: x + 15,
            y: top + 4.3, size: 2.2, ink: ink)
        let rows: [(ink: Ink?, line: SheetStyle.Part, text: String)] = [
            (style.landUseFills["DGT"], .parcelLine, say("Đường giao thông", "Road")),
            (style.landUseFills["SON"], .parcelLine, say("Sông, kênh, hồ, mặt nước", "Water")),
            (nil, .neighbourLine, say("Thửa của tờ bản đồ giáp ranh", "Parcel of another sheet")),
        ]
        for (i, row) in rows.enumerated() {
            let y = top + 8.6 + Double(i) * 4.4
            canvas.rectangle(x: x, y: y, width: 8, height: 3.2)
            if let fill = row.ink { canvas.fill(fill, keepingPath: true) }
            canvas.stroke(style.ink(row.line), width: style.width(row.line))
            canvas.text(row.text, x: x + 10, y: y + 2.4, size: 2.2, ink: ink)
        }
    }

    // MARK: - The index

    /// All pages of the sheet on one, each a frame that leads to it.
    private func drawIndex(on canvas: borrowing Canvas, firstPage: Int) {
        var all = GroundBox()
        for tile in plan.tiles {
            let w = tile.window
            all.join(GroundBox(west: w.west, south: w.south, east: w.east, north: w.north))
        }
        let frame = plan.layout.map
        let scale = max(all.width * 1000 / frame.width, all.height * 1000 / frame.height) * 1.02
        let window = MapWindow(
            left: frame.left, top: frame.top, width: frame.width, height: frame.height, scale: scale,
            west: (all.west + all.east) / 2 - frame.width * scale / 2000,
            north: (all.north + all.south) / 2 + frame.height * scale / 2000)
        let painter = ParcelPainter(map: map, window: window, style: style)
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            let parcels = subject.parcels.lazy.map { Int($0) }
            painter.fill(parcels, on: canvas) { painter.landUseFill($0) }
            painter.stroke(parcels, .neighbourLine, on: canvas)
        }
        let ink = style.ink(.highlight)
        for (i, tile) in plan.tiles.enumerated() {
            let w = tile.window
            let x = window.left + window.x(w.west)
            let y = window.top + window.y(w.north)
            let width = window.x(w.east) - window.x(w.west)
            let height = window.y(w.south) - window.y(w.north)
            canvas.rectangle(x: x, y: y, width: width, height: height)
            canvas.stroke(ink, width: 0.3)
            let size = min(width * 0.3, height * 0.3, 14)
            canvas.text(
                "\(i + 1)", x: x + width / 2, y: y + height / 2 + size * 0.36, size: size, .bold,
                ink: ink.faded(to: 0.55), alignment: .centre)
            canvas.link(toPage: firstPage + 1 + i, x: x, y: y, width: width, height: height)
        }
        MapFrame(window, map: map, style: style).draw(on: canvas)
        canvas.draw(
            head(say("Sơ đồ \(plan.tiles.count) trang", "Index of \(plan.tiles.count) pages")), plan.layout, scale: nil,
            style: style)
        canvas.text(
            say(
                "Mỗi khung là một trang ở tỷ lệ 1:\(plan.scale); số trong khung là số trang.",
                "Each frame is a page at 1:\(plan.scale); the number is that of the page."),
            x: plan.layout.page.width / 2, y: plan.layout.foot + 6, size: 2.8, ink: style.ink(.text),
            alignment: .centre)
    }
}

extension SheetSubject {
    /// Whether a parcel is one of its own.
    func holds(_ p: Int) -> Bool {
        var low = 0
        var high = parcels.count
        while low < high {
            let middle = (low + high) / 2
            if Int(parcels[middle]) < p { low = middle + 1 } else { high = middle }
        }
        return low < parcels.count && Int(parcels[low]) == p
    }
}
