public import Cadastre
import CairoKit
import GDALKit
import Reconciliation

/// Field lists: what is missing for which parcel of a ward, by residential group, in the order of a walk; as XLSX and PDF.
public struct ListExport: Sendable {
    public enum Format: String, CaseIterable, Sendable { case xlsx, pdf }

    public var formats = Format.allCases
    public var residential: ResidentialGroups?
    /// Whether names and addresses are written.
    public var showsPersonalData = false
    public var language = Language.vi
    public var wardNames: [String: String] = [:]
    public var overwrite = false
    public var resume = false
    public var lanes = 1
    public var style = SheetStyle()
    public var inputs: [String] = []
    public var sources: [ReportedSource] = []
    public var notes: [ReportNote] = []
    public var settings: [(name: String, value: SettingValue)] = []

    public init() {}

    /// - Parameter crs: the full name of the working CRS, for the sheets.
    /// - Throws: `OutputError`.
    public func run(
        _ source: ComparedRecords, crs: String, to folder: String,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> ListReport {
        let plan = VisitPlan(
            source, residential: residential, showsPersonalData: showsPersonalData, language: language)
        let parts = LayerPart.all(of: source.columns, by: .ward, wardNames: wardNames) { plan.needsVisit($0) }
        let map = SheetMap(rings: source.rings, grid: source.grid, columns: source.columns, crs: crs)
        let basis = SourceDigest.hexadecimal(of: inputs).map { digest in
            "\(Program.version)\n\(source.date)\n\(digest)\n\(language)\n\(showsPersonalData)\n"
                + settings.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        }
        let work = parts.flatMap { part in formats.map { (part: part, format: $0) } }
        let jobs = work.map { part, format in
            FileJob(
                name: "\(part.stem).\(format.rawValue)", ward: part.ward, wardName: part.wardName, sheet: nil,
                fingerprint: basis.map { MessageDigest(of: "\($0)\n\(part)\n\(format)".utf8).hexadecimal })
        }
        let batch = FileBatch(folder: folder, overwrite: overwrite, resume: resume, lanes: lanes)
        let date = "\(source.date)"
        let style = style
        let files = try batch.run(
            jobs,
            makeLane: { () throws -> SheetPrinter in
                do throws(CairoError) {
                    return SheetPrinter(
                        lettering: try Lettering(families: style.fonts), format: .pdf, dotsPerInch: 150, date: date,
                        overwrite: true, inputs: [])
                } catch {
                    throw OutputError(.cannotCreate, "\(error)")
                }
            },
            write: { i, folder, printer in
                let (part, format) = work[i]
                let groups = plan.groups(of: part.parcels)
                let ward = part.wardName.isEmpty ? part.ward ?? "" : part.wardName
                let title = (language == .vi ? "Danh sách rà soát thực địa – " : "Field list – ") + ward
                let path = "\(folder)/\(jobs[i].name)"
                switch format {
                case .xlsx: try VisitWorkbook(plan: plan, title: title).write(groups, to: path, scratch: folder)
                case .pdf:
                    let sheets = groups.map {
                        VisitSheet(plan: plan, map: map, group: $0, ward: ward, style: style, date: date)
                    }
                    _ = try printer.print(
                        SheetFile(stem: part.stem, title: title, sheets: sheets), to: [path], drawn: {})
                }
                return FileBatch.Written(features: part.parcels.count)
            }, progress: progress)
        let visits = parts.flatMap { plan.groups(of: $0.parcels) }
        let report = ListReport(
            files: files, parcels: parts.reduce(0) { $0 + $1.parcels.count }, groups: visits.count,
            needs: VisitNeed.allCases.map { need in
                (need, visits.reduce(0) { $0 + $1.visits.count { $0.needs.contains(need) } })
            }, settings: settings, sources: sources, notes: notes, language: language)
        try batch.close(files, report)
        return report
    }
}

/// What an export of field lists wrote: the content of its `index.json`.
public struct ListReport: JSONReport, Sendable {
    public let files: [IndexedFile]
    public let parcels: Int
    /// Residential groups of all wards.
    public let groups: Int
    let needs: [(need: VisitNeed, parcels: Int)]
    let settings: [(name: String, value: SettingValue)]
    let sources: [ReportedSource]
    let notes: [ReportNote]
    let language: Language

    /// For people.
    public func summary() -> String {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        var lines = notes.map { ($0.isWarning ? "! " : "  ") + $0.text }
        lines.append(
            say(
                "\(language.number(parcels)) thửa cần rà soát trong \(language.number(groups)) nhóm; đã ghi "
                    + "\(language.number(files.count { !$0.wasThere })) tệp.",
                "\(language.number(parcels)) parcels to visit in \(language.number(groups)) groups; wrote "
                    + "\(language.number(files.count { !$0.wasThere })) files."))
        for (need, count) in needs where count > 0 {
            lines.append("  \(need.name(in: language)): \(language.number(count))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public func writeJSON(to path: String, overwrite: Bool, inputs: [String]) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "export", kind: "lists")
            try json.line()
            json.member("settings", settings)
            try json.line()
            json.member("parcels", parcels)
            json.member("groups", groups)
            json.key("needs")
            json.object { json in for (need, count) in needs { json.member(need.rawValue, count) } }
            try json.line()
            json.member("sources", sources)
            try json.line()
            json.member("notes", notes)
            try json.line()
            json.key("files")
            try json.list { json in
                for file in files {
                    try json.line(indent: 4)
                    file.write(to: &json)
                }
                json.lastLine(indent: 2)
            }
            json.lastLine(indent: 0)
        }
    }
}
