import Cadastre
import MapReading

/// What an export of layers wrote: the content of its `index.json`.
public struct LayerReport: JSONReport, Sendable {
    public let files: [IndexedFile]
    let format: LayerFormat
    let frame: OutputFrame
    let settings: [(name: String, value: SettingValue)]
    let sources: [ReportedSource]
    let notes: [ReportNote]
    /// Features of the sources that are no polygons.
    let skipped: Int
    let language: Language

    /// What was lost, a sentence each: of the format, and of the files.
    var losses: [String] {
        var seen: Set<String> = []
        let all = format.losses(language).map(\.text) + files.flatMap(\.losses)
        var losses = all.filter { seen.insert($0).inserted }
        if skipped > 0 {
            losses.append(
                language == .vi
                    ? "\(language.number(skipped)) đối tượng không phải vùng nên không ghi"
                    : "\(language.number(skipped)) features are no polygons and are left out")
        }
        return losses
    }

    /// For people.
    public func summary() -> String {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        var lines = notes.map { ($0.isWarning ? "! " : "  ") + $0.text } + losses.map { "! \($0)" }
        let written = files.filter { !$0.wasThere }
        let features = language.number(files.reduce(0) { $0 + $1.features })
        lines.append(
            say(
                "Đã ghi \(language.number(written.count)) tệp \(format.rawValue) (\(frame.name)); "
                    + "tất cả \(features) thửa, kê trong index.csv và index.json.",
                "Wrote \(language.number(written.count)) files of \(format.rawValue) (\(frame.name)); "
                    + "\(features) parcels in all, listed in index.csv and index.json."))
        if let shift = frame.shift {
            lines.append(say("VN-2000 – WGS 84: \(shift.rawValue).", "VN-2000 to WGS 84: \(shift.rawValue)."))
        }
        if written.count < files.count {
            lines.append(
                say(
                    "Giữ nguyên \(files.count - written.count) tệp đã có (--resume).",
                    "Left \(files.count - written.count) files that were there (--resume)."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    public func writeJSON(to path: String, overwrite: Bool, inputs: [String]) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "export", kind: "layers")
            json.member("format", format.rawValue)
            try json.line()
            json.member("settings", settings)
            try json.line()
            json.member("crs", frame.code)
            json.member("datum_shift", orNull: frame.shift?.rawValue)
            json.key("towgs84")
            json.list { json in
                for parameter in frame.shift?.positionVector ?? [] { json.value(parameter, decimals: 9) }
            }
            try json.line()
            json.member("sources", sources)
            try json.line()
            json.member("notes", notes)
            try json.line()
            json.key("losses")
            json.list { json in for loss in losses { json.value(loss) } }
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

extension JSONWriter {
    /// Settings by name.
    mutating func member(_ name: String, _ settings: [(name: String, value: SettingValue)]) {
        key(name)
        object { json in
            for (name, value) in settings {
                switch value {
                case .text(let text): json.member(name, text)
                case .count(let count): json.member(name, count)
                case .number(let number): json.member(name, number, decimals: 4)
                case .null: json.member(name, orNull: nil)
                }
            }
        }
    }
}
