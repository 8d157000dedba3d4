import Cadastre
import MapChecking
import MapReading

extension BuildReport {
    /// The report in a screenful, in its language; ends with a line break.
    public func summary() -> String {
        var lines = drawingLines() + [""] + check.defectLines() + [""]
        lines += check.notes.filter { !$0.isWarning }.map { "· \($0.text)" }
        lines += check.notes.filter(\.isWarning).map { "! \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { check.language == .vi ? vi : en }

    private func drawingLines() -> [String] {
        let language = check.language
        func number(_ value: Int) -> String { language.number(value) }
        var cells = [
            [
                say("bản vẽ", "drawing"), say("tờ", "sheet"), say("tỷ lệ", "scale"), say("đường", "lines"),
                say("mặt", "faces"), say("thửa", "parcels"), say("đất khác", "ground"), say("chữ nhãn", "label texts"),
                say("lệch mép tờ", "edge off"),
            ]
        ]
        for sheet in sheets.prefix(40) {
            cells.append([
                sheet.source.split(separator: "/").last.map(String.init) ?? sheet.source, sheet.number ?? "–",
                sheet.scale.map { "1:\($0)" } ?? "–", number(sheet.lines), number(sheet.faces), number(sheet.parcels),
                number(sheet.groundFaces), number(sheet.labelTexts),
                sheet.residual.map { language.length($0.largest) } ?? "–",
            ])
        }
        var lines = TextTable.lines(cells, rightAligned: [3, 4, 5, 6, 7, 8])
        if sheets.count > 40 {
            lines.append(say("… và \(sheets.count - 40) bản vẽ khác", "… and \(sheets.count - 40) more drawings"))
        }
        let joined =
            joinedParcels > 0
            ? say(
                ", \(number(joinedParcels)) thửa ghép qua mép tờ", ", \(number(joinedParcels)) joined over sheet edges")
            : ""
        lines.append(
            say(
                "\(number(check.columns.count)) thửa, trong đó \(number(numbered)) có số thửa\(joined)",
                "\(number(check.columns.count)) parcels, \(number(numbered)) of them with a number\(joined)"))
        return lines
    }
}
