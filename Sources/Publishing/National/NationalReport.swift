import Cadastre

/// What a hand-over wrote: the content of its `index.json`.
public struct NationalReport: JSONReport, Sendable {
    public let files: [IndexedFile]
    let format: NationalFormat
    let crs: String
    let shift: DatumShift?
    let heldParcels: Int
    let heldRecords: Int
    let settings: [(name: String, value: SettingValue)]
    let sources: [ReportedSource]
    let notes: [ReportNote]
    let language: Language

    private var parcels: Int { files.reduce(0) { $0 + $1.features } }

    /// For people.
    public func summary() -> String {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        var lines = notes.map { ($0.isWarning ? "! " : "  ") + $0.text }
        if format == .xlsx, let loss = files.first?.losses.first { lines.append("! " + loss) }
        let count = language.number(files.count { !$0.wasThere })
        lines.append(
            say(
                "Bàn giao \(language.number(parcels)) thửa nhóm 1 của \(language.number(files.count)) xã, phường "
                    + "(ghi mới \(count) tệp).",
                "Handed over \(language.number(parcels)) group-1 parcels of \(language.number(files.count)) wards "
                    + "(\(count) files written now)."))
        lines.append(
            say(
                "Giữ lại \(language.number(heldParcels)) thửa và \(language.number(heldRecords)) hồ sơ: lý do trong "
                    + "\(HeldBack.file).",
                "Held back \(language.number(heldParcels)) parcels and \(language.number(heldRecords)) records: why is in "
                    + "\(HeldBack.file)."))
        return lines.joined(separator: "\n") + "\n"
    }

    public func writeJSON(to path: String, overwrite: Bool, inputs: [String]) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "export", kind: "national")
            json.member("format", format.rawValue)
            try json.line()
            json.member("settings", settings)
            try json.line()
            json.member("crs", crs)
            json.member("datum_shift", orNull: shift?.rawValue)
            try json.line()
            json.member("handed_over", parcels)
            json.member("held_back_parcels", heldParcels)
            json.member("held_back_records", heldRecords)
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
