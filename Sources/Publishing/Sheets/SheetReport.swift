public import Cadastre

/// What an export of sheets wrote.
public struct SheetReport: JSONReport, Sendable {
    /// As `sheets`, `quality`.
    public var kind: String
    public var files: [WrittenSheets]
    public var settings: [(name: String, value: SettingValue)] = []
    public var sources: [ReportedSource]
    public var notes: [ReportNote]
    public var language: Language

    public init(
        kind: String, files: [WrittenSheets], settings: [(name: String, value: SettingValue)] = [],
        sources: [ReportedSource], notes: [ReportNote], language: Language
    ) {
        self.kind = kind
        self.files = files
        self.settings = settings
        self.sources = sources
        self.notes = notes
        self.language = language
    }

    public var labels: LabelCounts {
        files.flatMap(\.sheets).reduce(LabelCounts()) { $0 + $1.labels }
    }

    /// For people.
    public func summary() -> String {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        let sheets = files.reduce(0) { $0 + $1.sheets.count }
        let pages = files.reduce(0) { $0 + $1.sheets.reduce(0) { $0 + $1.pages } }
        let written = files.filter { !$0.wasThere }
        var lines = notes.map { ($0.isWarning ? "! " : "  ") + $0.text }
        let count = written.reduce(0) { $0 + $1.files.count }
        lines.append(
            say(
                "Đã ghi \(language.number(count)) tệp: \(language.number(sheets)) bản vẽ, \(language.number(pages)) trang.",
                "Files written: \(language.number(count)); sheets \(language.number(sheets)), "
                    + "pages \(language.number(pages))."))
        if written.count < files.count {
            lines.append(
                say(
                    "Giữ nguyên \(files.count - written.count) tệp đã có (--resume).",
                    "Files left as they were (--resume): \(files.count - written.count)."))
        }
        let labels = labels
        if labels.all > 0 {
            lines.append(
                say(
                    "Nhãn thửa: \(language.number(labels.inside)) trong thửa, \(language.number(labels.shrunk)) thu nhỏ, "
                        + "\(language.number(labels.led)) ghi ngoài có đường chỉ dẫn, "
                        + "\(language.number(labels.dropped)) không đủ chỗ.",
                    "Labels: \(language.number(labels.inside)) in their parcels, \(language.number(labels.shrunk)) smaller, "
                        + "\(language.number(labels.led)) outside with a leader, "
                        + "\(language.number(labels.dropped)) without room."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public func writeJSON(to path: String, overwrite: Bool, inputs: [String]) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "export", kind: kind)
            try json.line()
            json.key("settings")
            json.object { json in
                for (name, value) in settings {
                    switch value {
                    case .text(let text): json.member(name, text)
                    case .count(let count): json.member(name, count)
                    case .number(let number): json.member(name, number, decimals: 4)
                    case .null: json.member(name, orNull: nil)
                    }
                }
            }
            try json.line()
            json.member("sources", sources)
            try json.line()
            json.member("notes", notes)
            try json.line()
            json.key("labels")
            json.value(labels)
            try json.line()
            json.key("files")
            try json.list { json in
                for file in files {
                    try json.line(indent: 4)
                    json.object { json in write(file, to: &json) }
                }
                json.lastLine(indent: 2)
            }
            json.lastLine(indent: 0)
        }
    }

    private func write(_ file: WrittenSheets, to json: inout JSONWriter) {
        json.key("files")
        json.list { json in for path in file.files { json.value(path) } }
        json.member("was_there", file.wasThere)
        json.key("sheets")
        json.list { json in
            for sheet in file.sheets {
                json.object { json in
                    json.member("title", sheet.title)
                    json.member("pages", sheet.pages)
                    json.key("scale")
                    if let scale = sheet.scale { json.value(scale) } else { json.null() }
                    if !file.wasThere {
                        json.key("labels")
                        json.value(sheet.labels)
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ labels: LabelCounts) {
        object { json in
            json.member("inside", labels.inside)
            json.member("shrunk", labels.shrunk)
            json.member("led", labels.led)
            json.member("dropped", labels.dropped)
        }
    }
}
