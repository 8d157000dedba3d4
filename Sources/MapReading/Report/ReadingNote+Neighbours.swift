extension ReadingNote {
    /// - Parameter wards: each with the number of its parcels that lie near the map.
    static func neighbours(_ wards: [(ward: String, parcels: Int)]) -> ReadingNote {
        let list = wards.filter { $0.parcels > 0 }.map { "\($0.ward) (\($0.parcels))" }.joined(separator: ", ")
        return ReadingNote(
            .source, en: "parcels of neighbouring wards beside the map: \(list.isEmpty ? "none" : list)",
            vi: "thửa đất của phường/xã lân cận nằm sát bản đồ: \(list.isEmpty ? "không có" : list)")
    }

    static func neighbourLeftOut(_ ward: String, _ why: String) -> ReadingNote {
        ReadingNote(
            .source, isWarning: true,
            en: "the border with the neighbouring ward \(ward) is not checked: its map cannot be read: \(why)",
            vi: "không kiểm tra ranh giới với phường/xã lân cận \(ward): không đọc được bản đồ: \(why)")
    }
}
