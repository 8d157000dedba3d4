extension ReadingNote {
    static func sheetWithoutNumber(_ source: String) -> ReadingNote {
        ReadingNote(
            .source, isWarning: true,
            en: "\(source): neither a title on the frame nor the file's name tells the sheet's number",
            vi: "\(source): không rõ số tờ bản đồ, cả trong khung lẫn trong tên tệp")
    }

    static func sheetTwice(_ number: String, _ first: String, _ second: String) -> ReadingNote {
        ReadingNote(
            .source, isWarning: true, en: "\(first) and \(second) both say that they are sheet \(number)",
            vi: "\(first) và \(second) cùng ghi là tờ bản đồ số \(number)")
    }
}
