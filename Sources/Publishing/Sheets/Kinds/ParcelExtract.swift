import Cadastre
import CairoKit
import Glibc

/// The extract of a parcel (trích lục bản đồ địa chính): its drawing with its neighbours, numbered corners with their
/// coordinates, lengths of edges, areas, land use. No names of people.
struct ParcelExtract: PrintedSheet {
    let map: SheetMap
    let parcel: Int
    let wardName: String
    let style: SheetStyle
    let date: String
    let language: Language
    private let page: PageSize
    private let window: MapWindow
    private let denominator: Int
    private let vertices: [ParcelVertex]

    private static let margin = 14.0
    /// From the upper edge to the drawing; the words stand there.
    private static let drawingTop = 76.0
    /// Rows of the table that stand below the drawing, and on a page of their own.
    private static let firstRows = 12
    private static let rowHeight = 4.0
    private static let tableHeight = 5.0 + rowHeight * Double(firstRows + 1)
    private static let signatureHeight = 34.0
    private static let columnWidth = 57.0

    /// Denominators for one parcel.
    private static let scales = [50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000]

    init(
        _ parcel: Int, of map: SheetMap, wardName: String, paper: Paper, scale: Int?, style: SheetStyle, date: String,
        language: Language
    ) {
        self.map = map
        self.parcel = parcel
        self.wardName = wardName
        self.style = style
        self.date = date
        self.language = language
        let page = paper.portrait
        self.page = page
        let box = map.boxes[parcel]
        let width = page.width - 2 * ParcelExtract.margin
        let height =
            page.height - ParcelExtract.drawingTop - ParcelExtract.tableHeight - ParcelExtract.signatureHeight
            - ParcelExtract.margin
        // Neighbours and the numbers of corners need a third of the drawing.
        let least = max(box.width * 1000 / (width * 0.66), box.height * 1000 / (height * 0.66), 1)
        let fitting =
            ParcelExtract.scales.first { Double($0) >= least } ?? Int((least / 1000).rounded(.up)) * 1000
        denominator = scale.flatMap { Double($0) >= least * 0.7 ? $0 : nil } ?? fitting
        let metres = Double(denominator) / 1000
        let (x, y) = box.isNothing ? (0, 0) : ((box.west + box.east) / 2, (box.south + box.north) / 2)
        window = MapWindow(
            left: ParcelExtract.margin, top: ParcelExtract.drawingTop, width: width, height: height,
            scale: Double(denominator), west: x - width * metres / 2, north: y + height * metres / 2)
        vertices = map.vertices(ofParcel: parcel)
    }

    var key: String { map.columns.key(ofParcel: parcel) ?? "#\(map.columns.fid[parcel])" }
    var title: String { say("Trích lục thửa đất ", "Extract of parcel ") + key }
    var scale: Int? { denominator }
    func size(ofPage page: Int) -> PageSize { self.page }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    // MARK: - Pages

    private var tableColumns: Int {
        max(1, Int((page.width - 2 * ParcelExtract.margin + 5) / (ParcelExtract.columnWidth + 5)))
    }
    private var onFirstPage: Int { tableColumns * ParcelExtract.firstRows }
    private var rowsOfPage: Int { Int((page.height - 2 * ParcelExtract.margin - 18) / ParcelExtract.rowHeight) - 1 }

    var pageCount: Int {
        let more = max(0, vertices.count - onFirstPage)
        return 1 + (more + tableColumns * rowsOfPage - 1) / (tableColumns * rowsOfPage)
    }

    func draw(page number: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts {
        let margin = ParcelExtract.margin
        if number == 0 {
            drawWords(on: canvas)
            drawMap(on: canvas)
            drawTable(
                vertices.prefix(onFirstPage), rows: ParcelExtract.firstRows, top: window.top + window.height + 4,
                on: canvas)
            drawSignatures(on: canvas)
        } else {
            canvas.text(title, x: margin, y: margin + 4, size: 3.6, .bold, ink: style.ink(.text))
            let start = onFirstPage + (number - 1) * tableColumns * rowsOfPage
            let end = min(vertices.count, start + tableColumns * rowsOfPage)
            drawTable(vertices[start..<end], rows: rowsOfPage, top: margin + 8, on: canvas)
        }
        if pageCount > 1 {
            canvas.text(
                say("Trang ", "Page ") + "\(number + 1)/\(pageCount)", x: page.width - margin, y: page.height - 6,
                size: 2.6, ink: style.ink(.text), alignment: .right)
        }
        return LabelCounts()
    }

    // MARK: - Words

    private func drawWords(on canvas: borrowing Canvas) {
        let ink = style.ink(.text)
        let margin = ParcelExtract.margin
        let middle = page.width / 2
        if language == .vi {
            canvas.text(
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", x: middle, y: 14, size: 3.4, .bold, ink: ink, alignment: .centre)
            canvas.text("Độc lập – Tự do – Hạnh phúc", x: middle, y: 19, size: 3.2, ink: ink, alignment: .centre)
            canvas.move(middle - 20, 20.5)
            canvas.line(middle + 20, 20.5)
            canvas.stroke(ink, width: 0.2)
        }
        canvas.text(
            say("TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "EXTRACT OF THE CADASTRAL MAP"), x: middle, y: 30, size: 5.6, .bold,
            ink: ink, alignment: .centre)
        let columns = map.columns
        let drawn = map.groundArea(parcel)
        let legal = columns.hasLegalArea ? columns.legalArea[parcel] : .nan
        let stored = columns.hasStoredArea ? columns.storedArea[parcel] : .nan
        func area(_ value: Double) -> String {
            value.isFinite ? language.number(value, decimals: 1) + " m²" : say("không có", "not known")
        }
        var place = wardName
        if columns.wardCode(ofParcel: parcel).flatMap({ WardList.ward(code: $0) }) != nil {
            place += say(", thành phố Hà Nội", ", Hanoi")
        }
        let lines: [(String, String)] = [
            (
                say("1. Thửa đất số: ", "1. Parcel: ") + (map.text(columns.number, parcel) ?? "–"),
                say("Tờ bản đồ số: ", "Sheet: ") + (map.text(columns.sheet, parcel) ?? "–")
            ),
            (say("2. Địa chỉ thửa đất: ", "2. Place: ") + place, ""),
            (
                say("3. Diện tích pháp lý: ", "3. Legal area: ") + area(legal),
                say("Diện tích trên bản đồ: ", "Area on the map: ") + area(stored)
            ),
            (
                "    " + say("Diện tích tính từ tọa độ: ", "Area by coordinates: ") + area(drawn),
                say("Chu vi: ", "Perimeter: ") + language.number(vertices.reduce(0) { $0 + $1.edge }, decimals: 2)
                    + " m"
            ),
            (say("4. Mục đích sử dụng đất: ", "4. Land use: ") + landUse, ""),
            (say("5. Sơ đồ thửa đất, tỷ lệ 1:", "5. Drawing, scale 1:") + "\(denominator)", ""),
        ]
        for (i, line) in lines.enumerated() {
            let y = 38 + Double(i) * 6.2
            let whole = page.width - 2 * margin
            canvas.text(
                canvas.lettering.fitted(line.0, size: 3.3, width: line.1.isEmpty ? whole : whole * 0.52), x: margin,
                y: y, size: 3.3, ink: ink)
            canvas.text(
                canvas.lettering.fitted(line.1, size: 3.3, width: whole * 0.44), x: margin + whole * 0.55, y: y,
                size: 3.3, ink: ink)
        }
    }

    /// The codes with their names.
    private var landUse: String {
        let readings = map.text(map.columns.landUse, parcel).map { LandUseList.read($0) } ?? []
        if readings.isEmpty { return say("không có", "not known") }
        return readings.map { reading in
            LandUseList.use(code: reading.code).map { "\($0.name(in: language)) (\($0.code))" } ?? reading.code
        }.joined(separator: " + ")
    }

    private func drawSignatures(on canvas: borrowing Canvas) {
        let ink = style.ink(.text)
        let y = page.height - ParcelExtract.signatureHeight
        let left = page.width * 0.25
        let right = page.width * 0.75
        let parts = date.split(separator: "-")
        let day = parts.count == 3 ? say("Ngày \(parts[2]) tháng \(parts[1]) năm \(parts[0])", date) : date
        canvas.text(day, x: right, y: y, size: 3, .italic, ink: ink, alignment: .centre)
        canvas.text(
            say("NGƯỜI TRÍCH LỤC", "DRAWN BY"), x: left, y: y + 5, size: 3.2, .bold, ink: ink, alignment: .centre)
        canvas.text(
            say("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", "LAND REGISTRATION OFFICE"), x: right, y: y + 5, size: 3.2, .bold,
            ink: ink,
            alignment: .centre)
        canvas.text(
            canvas.lettering.fitted(
                say("Hệ tọa độ ", "CRS ") + map.crs + ". "
                    + say("X: bắc, Y: đông, đơn vị mét.", "X is northing, Y easting, in metres."), size: 2.4,
                width: page.width - 60), x: ParcelExtract.margin, y: page.height - 6, size: 2.4, ink: ink)
    }

    // MARK: - The table

    private func drawTable(
        _ rows: ArraySlice<ParcelVertex>, rows perColumn: Int, top: Double, on canvas: borrowing Canvas
    ) {
        let ink = style.ink(.text)
        let margin = ParcelExtract.margin
        canvas.text(
            say("Tọa độ các đỉnh thửa và chiều dài cạnh", "Coordinates of the corners and lengths of the edges"),
            x: margin, y: top + 2.5, size: 3, .bold, ink: ink)
        let height = ParcelExtract.rowHeight
        let offsets = [0.0, 9, 27, 43, 57]
        let headings = [say("Đỉnh", "No"), "X (m)", "Y (m)", say("Cạnh (m)", "Edge (m)")]
        for column in 0..<tableColumns {
            let first = rows.startIndex + column * perColumn
            guard first < rows.endIndex else { break }
            let last = min(rows.endIndex, first + perColumn)
            let x = margin + Double(column) * (ParcelExtract.columnWidth + 5)
            var y = top + 5
            for i in 0..<4 {
                canvas.text(
                    headings[i], x: x + (offsets[i] + offsets[i + 1]) / 2, y: y + height - 1.2, size: 2.5, .bold,
                    ink: ink, alignment: .centre)
            }
            for vertex in rows[first..<last] {
                y += height
                let cells = [
                    "\(vertex.number)", NumberText.fixed(map.northing(vertex.y), decimals: 2),
                    NumberText.fixed(map.easting(vertex.x), decimals: 2), NumberText.fixed(vertex.edge, decimals: 2),
                ]
                for i in 0..<4 {
                    let text = language == .vi ? cells[i].replacing(".", with: ",") : cells[i]
                    canvas.text(
                        text, x: x + offsets[i + 1] - 1.2, y: y + height - 1.2, size: 2.5, ink: ink, alignment: .right)
                }
            }
            let bottom = y + height
            for line in 0...(last - first + 1) {
                canvas.move(x, top + 5 + Double(line) * height)
                canvas.line(x + offsets[4], top + 5 + Double(line) * height)
            }
            for offset in offsets {
                canvas.move(x + offset, top + 5)
                canvas.line(x + offset, bottom)
            }
            canvas.stroke(ink, width: 0.12)
        }
    }

    // MARK: - The drawing

    private func drawMap(on canvas: borrowing Canvas) {
        let ground = GroundBox(west: window.west, south: window.south, east: window.east, north: window.north)
        let around = map.parcels(near: ground).filter { $0 != parcel }
        let painter = ParcelPainter(map: map, window: window, style: style)
        var quiet = style
        for part in [SheetStyle.Part.number, .area, .landUse] { quiet.inks[part] = style.ink(.leader) }
        var placer = VertexPlacer(vertices, window: window, lettering: canvas.lettering, language: language)
        let furniture = [
            LabelBox(x: window.width - 7, y: 11, halfWidth: 5, halfHeight: 9),
            LabelBox(x: 38, y: window.height - 6, halfWidth: 32, halfHeight: 5),
        ]
        let own = SheetLabels(map: map, window: window, style: larger, lettering: canvas.lettering).place(
            [parcel], avoiding: furniture)
        for box in furniture + own.labels.map(\.box) { placer.keepOut(box) }
        placer.place()
        let labels = SheetLabels(map: map, window: window, style: quiet, lettering: canvas.lettering).place(
            around, avoiding: furniture + own.labels.map(\.box) + placer.boxes, leaders: false)
        canvas.framed(x: window.left, y: window.top, width: window.width, height: window.height) { canvas in
            painter.fill(around, on: canvas) { painter.landUseFill($0) }
            painter.stroke(around, .neighbourLine, on: canvas)
            painter.fill([parcel], on: canvas) { painter.landUseFill($0) ?? style.ink(.group2).faded(to: 0.5) }
            MapFrame(window, map: map, style: style).drawCrosses(on: canvas)
            for box in furniture {
                canvas.rectangle(
                    x: box.x - box.halfWidth, y: box.y - box.halfHeight, width: 2 * box.halfWidth,
                    height: 2 * box.halfHeight)
            }
            canvas.fill(Ink.white.faded(to: 0.85))
            var rings = PageRings()
            painter.trace(parcel, &rings, on: canvas)
            canvas.stroke(style.ink(.parcelLine), width: 0.4)
            canvas.draw(labels.labels, style: quiet)
            canvas.draw(own.labels, style: larger)
            placer.draw(on: canvas, style: style)
        }
        canvas.rectangle(x: window.left, y: window.top, width: window.width, height: window.height)
        canvas.stroke(style.ink(.frame), width: 0.25)
        NorthArrow.draw(
            on: canvas, x: window.left + window.width - 7, y: window.top + 18, height: 11, language: language,
            ink: style.ink(.text))
        ScaleBar(scale: denominator, style: style).draw(
            on: canvas, x: window.left + 38, y: window.top + window.height - 7, language: language)
    }

    /// The parcel's own label is read from farther away.
    private var larger: SheetStyle {
        var larger = style
        larger.labelSizes = [4.2, 3.6] + style.labelSizes
        return larger
    }
}
