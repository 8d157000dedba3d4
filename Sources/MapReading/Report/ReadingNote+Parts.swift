extension ReadingNote {
    static func withoutWard(_ place: String, field: String, count: Int) -> ReadingNote {
        ReadingNote(
            .fields, isWarning: true, en: "\(place): \(count) features have no ward code in \"\(field)\"",
            vi: "\(place): \(count) đối tượng không có mã xã trong trường \"\(field)\"")
    }

    static func unusableWard(_ place: String, field: String, count: Int, first: String) -> ReadingNote {
        let shown = "\"\(first.prefix(40))\(first.count > 40 ? "…" : "")\""
        return ReadingNote(
            .fields, isWarning: true,
            en: "\(place): \(count) features have something else than a ward code in \"\(field)\", as \(shown)",
            vi: "\(place): \(count) đối tượng có giá trị không phải mã xã trong trường \"\(field)\", như \(shown)")
    }
}
