public import Cadastre

/// What a file of sheets holds.
public enum SheetGrouping: String, CaseIterable, Hashable, Sendable {
    case ward, sheet
}

/// The cadastral sheets of a map, printed: a file for each ward with its sheets, or a file for each sheet.
public struct CadastralExport: Sendable {
    public var paper = Paper.a3
    /// Denominator; nil takes for each sheet the largest standard one at which it fits on a page.
    public var scale: Int?
    public var grouping = SheetGrouping.ward
    public var language = Language.vi
    /// By ward code, where the list of wards does not know better.
    public var wardNames: [String: String] = [:]

    public init() {}

    /// - Parameters:
    ///   - output: a folder, or for a single file its name.
    ///   - progress: told how many sheets of how many are drawn, from any lane.
    public func run(
        _ map: SheetMap, to output: String, printing: SheetPrinting,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> [WrittenSheets] {
        try SheetExport(printing: printing).run(
            try files(of: map, style: printing.style, date: printing.date), to: output, progress: progress)
    }

    func files(of map: SheetMap, style: SheetStyle, date: String) throws -> [SheetFile] {
        var files: [SheetFile] = []
        for subject in SheetSubject.all(of: map, wardNames: wardNames) {
            let sheet = try CadastralSheet(
                subject, map: map, paper: paper, scale: scale, style: style, date: date, language: language)
            let ward = subject.ward.map { FileName.safe($0) } ?? "_unassigned"
            if grouping == .ward {
                if files.last?.stem == ward {
                    files[files.count - 1].sheets.append(sheet)
                } else {
                    let name = subject.wardName.isEmpty ? sheet.title : subject.wardName
                    let title = language == .vi ? "Bản đồ địa chính – \(name)" : "Cadastral map – \(name)"
                    files.append(SheetFile(stem: ward, title: title, sheets: [sheet]))
                }
            } else {
                let number = subject.sheet.map { FileName.safe($0) } ?? "_unassigned"
                let title = [subject.wardName, sheet.title].filter { !$0.isEmpty }.joined(separator: " – ")
                files.append(SheetFile(stem: "\(ward)_\(number)", title: title, sheets: [sheet]))
            }
        }
        return files
    }
}
