public import Cadastre
import FoundationEssentials
import MapReading
import Reconciliation

/// The pages of a run's results: `city/index.html` and `wards/<code>/index.html`, each one file that opens from a file
/// share, without a network.
///
/// The pages hold no name, number or address of anybody: of records they read neither values nor messages.
public struct Dashboard {
    public var language: Language
    public var overwrite = false
    /// Where Leaflet is.
    public var leaflet = LeafletLibrary.usualFolder
    /// Threads that read a map.
    public var lanes = 1
    /// Called with the number of pages done and of all pages.
    public var progress: ((_ done: Int, _ of: Int) -> Void)?

    public init(language: Language) { self.language = language }

    /// What was written.
    public struct Pages: Sendable {
        /// Path and bytes, the city's first.
        public var files: [(path: String, bytes: Int)] = []
    }

    /// Writes all pages.
    /// - Throws: `RunFolderError`, `FindingsError`, `ReadingError`, `OutputError`; pages written before stay.
    public func write(_ run: RunFolder) throws -> Pages {
        let library = try LeafletLibrary(leaflet)
        let cityPath = run.city + "/index.html"
        for path in [cityPath, run.city + "/city.pdf"] + run.wardCodes.map({ run.ward($0) + "/index.html" })
        where OutputPlace.exists(OutputPlace.folder(of: path)) {
            try OutputPlace.check(path, overwrite: overwrite)
        }
        var figures = try CityFigures(run)
        let coverage = RunFolder.file(run.city, "coverage.gpkg")
        let borders = try coverage.flatMap { try CityBorders($0) }
        let outlines = try coverage.flatMap {
            try LayerPolygons($0, layer: "wards", field: "ward_code", stepsAcross: 1_000_000)
        }
        var pages = Pages()
        var rows: [CoverageRow] = []
        let total = run.wardCodes.count + 1
        for (done, code) in run.wardCodes.enumerated() {
            progress?(done, total)
            let results = try WardResults(run.ward(code), code: code)
            rows.append(results.row)
            let page = try wardPage(code, run, results, figures, outlines)
            pages.files.append(try put(page, to: run.ward(code) + "/index.html"))
        }
        progress?(run.wardCodes.count, total)
        figures.add(rows)
        try Self.makeFolder(run.city)
        try printSummary(figures, outlines, to: run.city + "/city.pdf")
        let page = CityPage(
            figures: figures, wardPages: Set(run.wardCodes), borders: borders,
            files: RunFolder.entries(of: run.city), missing: missing(of: run, figures, borders != nil),
            differences: RunFolder.file(run.city, "coverage.json").flatMap { WardDifferences(coverage: $0)?.texts }
                ?? [],
            hasUnplacedRecords: RunFolder.file(run.ward(CoverageRow.unassignedCode), "records.csv") != nil)
        pages.files.insert(try put(page, library, to: cityPath), at: 0)
        progress?(total, total)
        return pages
    }

    /// The city on one sheet of paper.
    private func printSummary(_ figures: CityFigures, _ outlines: LayerPolygons?, to path: String) throws {
        guard figures.rows.contains(where: { $0.level == .city }) else { return }
        let sheet = CitySummary(figures, outlines: outlines, language: language)
        var printing = SheetPrinting(date: figures.date?.description ?? "1970-01-01")
        printing.overwrite = overwrite
        _ = try SheetExport(printing: printing).run(
            [SheetFile(stem: "city", title: sheet.title, sheets: [sheet])], to: path, progress: { _, _ in })
    }

    private func wardPage(
        _ code: String, _ run: RunFolder, _ results: WardResults, _ figures: CityFigures, _ outlines: LayerPolygons?
    ) throws -> WardPage {
        let folder = run.ward(code)
        let parcels = try WardParcels(
            folder, crs: results.check?.crs, layer: results.check?.sources?.first?.layer, lanes: lanes)
        let areas = try RunFolder.file(folder, "check.gpkg").flatMap {
            // Streets and lakes are no fault to be seen, and have the most corners.
            try LayerPolygons(
                $0, layer: "defect_areas", field: "id", filter: "kind <> 'uncovered'", stepsAcross: 4e9)
        }
        var missing: [String] = []
        if results.check == nil { missing.append("check.json") }
        if results.reconcile == nil { missing.append("reconcile.json") }
        if parcels == nil { missing.append("parcels.gpkg") }
        if RunFolder.file(folder, "reconcile.gpkg") == nil { missing.append("reconcile.gpkg") }
        return WardPage(
            code: code, date: figures.date, row: figures.row(ofWard: code) ?? results.row, results: results,
            parcels: parcels, areas: areas, outlines: outlines, isPublic: figures.isPublic, hasCityPage: true,
            files: RunFolder.entries(of: folder), missing: missing)
    }

    private func missing(of run: RunFolder, _ figures: CityFigures, _ hasOutlines: Bool) -> [String] {
        var missing: [String] = []
        if !figures.rows.contains(where: { $0.level == .city && $0["ward_area_m2"] != .none }) {
            missing.append("coverage.json")
        }
        if !hasOutlines { missing.append("coverage.gpkg") }
        if figures.history.isEmpty { missing.append("history.gpkg") }
        if run.wardCodes.isEmpty { missing.append("wards") }
        return missing
    }

    private func put(_ page: CityPage, _ library: LeafletLibrary, to path: String) throws -> (String, Int) {
        let title = language == .vi ? "Tiến độ dữ liệu đất đai" : "Progress of the land data"
        return try put(
            PageDocument(
                language: language, title: title, styles: [library.style] + PageSource.cityStyles,
                scripts: [library.script] + PageSource.cityScripts, data: json(page)), to: path)
    }

    private func put(_ page: WardPage, to path: String) throws -> (String, Int) {
        try put(
            PageDocument(
                language: language, title: page.row["ward_name"].text ?? page.code, styles: PageSource.wardStyles,
                scripts: PageSource.wardScripts, data: json(page)), to: path)
    }

    private func put(_ page: PageDocument, to path: String) throws -> (String, Int) {
        let bytes = page.bytes
        let output = try ByteOutput.open(path, overwrite: overwrite, inputs: [])
        try output.write(bytes)
        try output.finish()
        return (path, bytes.count)
    }

    private func json(_ page: some JSONReport) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var json = JSONWriter { bytes += $0 }
        try page.write(to: &json)
        try json.finish()
        return bytes
    }

    private static func makeFolder(_ path: String) throws {
        if OutputPlace.exists(path) { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        } catch {
            throw OutputError(.cannotCreate, "\(path) cannot be created: \(error)")
        }
    }
}

/// The styles and scripts of the pages, which stand beside this file.
enum PageSource {
    static let cityStyles = [text(PackageResources.page_css), text(PackageResources.city_css)]
    static let wardStyles = [text(PackageResources.page_css), text(PackageResources.ward_css)]
    static let cityScripts = [
        text(PackageResources.page_js), text(PackageResources.charts_js), text(PackageResources.city_map_js),
        text(PackageResources.city_table_js), text(PackageResources.city_js),
    ]
    static let wardScripts = [
        text(PackageResources.page_js), text(PackageResources.parcels_js), text(PackageResources.parcel_map_js),
        text(PackageResources.issues_js), text(PackageResources.ward_js),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
