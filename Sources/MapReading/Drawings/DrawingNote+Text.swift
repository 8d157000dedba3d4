extension DrawingNote {
    /// What the note says to people.
    /// - Parameter place: the drawing's name.
    func reading(_ place: String) -> ReadingNote {
        switch self {
        case .heightsIgnored:
            ReadingNote(
                .geometry, en: "\(place): the drawing is in three dimensions: heights are not used",
                vi: "\(place): bản vẽ 3D: không dùng độ cao")
        case .scaled(let unit, let metres): .scaledToMetres(place, unit: "\"\(unit)\"", factor: metres)
        case .unitAssumed(let name):
            ReadingNote(
                .coordinates, isWarning: true,
                en: "\(place): the master unit \"\(name)\" is unknown: taken as metres",
                vi: "\(place): không rõ đơn vị chính \"\(name)\": coi là mét")
        case .originNotNational(let x, let y):
            ReadingNote(
                .coordinates,
                en: "\(place): the middle of the drawing plane is \(x), \(y), not 500000, 1000000",
                vi: "\(place): tâm mặt phẳng làm việc là \(x), \(y), không phải 500000, 1000000")
        case .unitsNotNational:
            ReadingNote(
                .coordinates, en: "\(place): the working units are not metre, millimetre, 1000",
                vi: "\(place): đơn vị làm việc không phải mét, milimét, 1000")
        case .referenceNotRead(let file):
            ReadingNote(
                .source, isWarning: true, en: "\(place): the reference file \(file) is not read: name it too",
                vi: "\(place): không đọc tệp tham chiếu \(file): hãy nêu tên tệp đó")
        case .notRead(let element, let count):
            ReadingNote(
                .skipped, isWarning: true, en: "\(place): not read: \(count) × \(element)",
                vi: "\(place): không đọc: \(count) × \(element)")
        case .curvesStroked(let count, let metres):
            ReadingNote(
                .geometry, en: "\(place): \(count) curves are replaced by chords within \(metres) m",
                vi: "\(place): \(count) đường cong được thay bằng dây cung, sai lệch tối đa \(metres) m")
        case .deletedIgnored(let count):
            ReadingNote(
                .skipped, en: "\(place): \(count) elements are marked as deleted and not used",
                vi: "\(place): bỏ qua \(count) đối tượng đã xóa")
        case .hiddenIgnored(let layers, let count):
            ReadingNote(
                .skipped, isWarning: true,
                en: "\(place): \(count) elements on layers that are off or frozen are not used: "
                    + layers.joined(separator: ", "),
                vi: "\(place): bỏ qua \(count) đối tượng trên lớp đang tắt hoặc đóng băng: "
                    + layers.joined(separator: ", "))
        case .malformed(let count, let first):
            ReadingNote(
                .features, isWarning: true,
                en: "\(place): \(count) elements contradict themselves, as element \(first)",
                vi: "\(place): \(count) đối tượng có nội dung mâu thuẫn, ví dụ đối tượng \(first)")
        case .unreadableTexts(let count):
            ReadingNote(
                .text, isWarning: true, en: "\(place): \(count) texts are in an unknown writing of two bytes",
                vi: "\(place): \(count) dòng chữ dùng bảng mã hai byte không rõ")
        case .hatchesIgnored(let count):
            ReadingNote(
                .skipped, en: "\(place): \(count) hatches are not line work",
                vi: "\(place): bỏ qua \(count) nét gạch nền")
        case .bytesBehindEnd(let count):
            ReadingNote(
                .source, en: "\(place): \(count) bytes stand behind the end mark",
                vi: "\(place): có \(count) byte sau dấu kết thúc tệp")
        case .endMarkMissing:
            ReadingNote(
                .source, isWarning: true, en: "\(place): the file has no end mark: was it cut off?",
                vi: "\(place): tệp không có dấu kết thúc: có thể bị cắt")
        case .said(let message):
            ReadingNote(.source, isWarning: true, en: "\(place): GDAL: \(message)", vi: "\(place): GDAL: \(message)")
        }
    }
}

extension Drawing {
    /// The drawing's notes as those of other sources are.
    public var readingNotes: [ReadingNote] { notes.map { $0.reading(source) } }
}
