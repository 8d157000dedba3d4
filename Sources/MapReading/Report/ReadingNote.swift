public import Cadastre

/// One thing that reading noticed or decided, for the user to know.
public struct ReadingNote: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case fields, layer, crs, coordinates, geometry, skipped, features, text, scale, source, cells
    }

    public var kind: Kind
    /// Whether something may be wrong with the map or the choice; otherwise it only tells what was done.
    public var isWarning: Bool
    public var english: String
    public var vietnamese: String

    init(_ kind: Kind, isWarning: Bool = false, en english: String, vi vietnamese: String) {
        self.kind = kind
        self.isWarning = isWarning
        self.english = english
        self.vietnamese = vietnamese
    }

    public func text(_ language: Language) -> String { language == .en ? english : vietnamese }
}

extension ReadingNote {
    static func fields(_ place: String, _ choices: [FieldChoice]) -> ReadingNote {
        let list = choices.map { "\($0.role.rawValue) = \"\($0.field)\"" }.joined(separator: ", ")
        return choices.isEmpty
            ? ReadingNote(
                .fields, isWarning: true,
                en: "\(place): no field was recognised; name them with --ward-field and the like",
                vi: "\(place): không nhận ra trường nào; hãy chỉ định bằng --ward-field, ...")
            : ReadingNote(.fields, en: "\(place): fields: \(list)", vi: "\(place): các trường: \(list)")
    }

    static func alternatives(_ place: String, _ choice: FieldChoice) -> ReadingNote {
        let others = choice.alternatives.map { "\"\($0)\"" }.joined(separator: ", ")
        return ReadingNote(
            .fields,
            en: "\(place): \"\(choice.field)\" is taken for the \(choice.role.rawValue), not \(others)",
            vi: "\(place): dùng trường \"\(choice.field)\" cho \(choice.role.rawValue), không dùng \(others)")
    }

    static func layerChosen(_ source: String, _ layer: String, others: [String]) -> ReadingNote {
        let list = others.map { "\"\($0)\"" }.joined(separator: ", ")
        return ReadingNote(
            .layer, en: "\(source): layer \"\(layer)\" is read; not read: \(list)",
            vi: "\(source): đọc lớp \"\(layer)\"; không đọc: \(list)")
    }

    static func emptyLayer(_ place: String) -> ReadingNote {
        ReadingNote(.features, isWarning: true, en: "\(place): no features", vi: "\(place): không có đối tượng nào")
    }

    static func assumedCRS(_ place: String, _ crs: String) -> ReadingNote {
        ReadingNote(
            .crs, isWarning: true,
            en: "\(place): no CRS is stated; the coordinates lie in Hanoi's envelope and are taken as \(crs)",
            vi: "\(place): không khai báo hệ tọa độ; tọa độ nằm trong khung Hà Nội, coi là \(crs)")
    }

    static func assumedWardCRS(_ place: String, _ crs: String) -> ReadingNote {
        ReadingNote(
            .crs, isWarning: true, en: "\(place): no CRS is stated; the ward outlines are taken as the map's, \(crs)",
            vi: "\(place): không khai báo hệ tọa độ; coi ranh giới phường/xã cùng hệ với bản đồ, \(crs)")
    }

    static func wardsOutOfReach(_ place: String) -> ReadingNote {
        ReadingNote(
            .crs, isWarning: true,
            en: "\(place): the wards lie too far from the map and are not used: put its CRS right first",
            vi: "\(place): ranh giới phường/xã nằm quá xa bản đồ nên không dùng: cần sửa hệ tọa độ của bản đồ trước")
    }

    static func overriddenCRS(_ place: String, stated: String?, given: String) -> ReadingNote {
        ReadingNote(
            .crs, en: "\(place): taken as \(given), as --crs says; the file states \(stated ?? "none")",
            vi: "\(place): coi là \(given) theo --crs; tệp khai báo \(stated ?? "không có")")
    }

    static func transformed(_ place: String, from: String, to: String, ignoresDatum: Bool) -> ReadingNote {
        ReadingNote(
            .crs, isWarning: ignoresDatum,
            en: "\(place): transformed from \(from) to \(to)"
                + (ignoresDatum ? "; PROJ knows no datum shift between them: up to some hundred metres off" : ""),
            vi: "\(place): chuyển từ \(from) sang \(to)"
                + (ignoresDatum ? "; PROJ không có tham số chuyển hệ quy chiếu: có thể lệch hàng trăm mét" : ""))
    }

    static func scaledToMetres(_ place: String, unit: String, factor: Double) -> ReadingNote {
        ReadingNote(
            .crs, en: "\(place): coordinates in \(unit) are multiplied by \(factor) to be metres",
            vi: "\(place): tọa độ đơn vị \(unit) được nhân \(factor) để đổi ra mét")
    }

    static func coarserGrid(stepMetres: Double, widthMetres: Double) -> ReadingNote {
        ReadingNote(
            .coordinates, isWarning: true,
            en: "the map is \(Int(widthMetres / 1000)) km wide: the grid's step is \(stepMetres) m instead of 0.0001 m",
            vi: "bản đồ rộng \(Int(widthMetres / 1000)) km: bước lưới là \(stepMetres) m thay vì 0,0001 m")
    }

    static func coordinateStep(metres: Double) -> ReadingNote {
        let metres = (metres * 1e4).rounded() / 1e4
        return ReadingNote(
            .coordinates, en: "coordinates stand in steps of \(metres) m", vi: "tọa độ ghi theo bước \(metres) m")
    }

    static func unusable(_ place: String, count: Int, fid: Int64, why: String, vi: String) -> ReadingNote {
        ReadingNote(
            .geometry, isWarning: true,
            en: "\(place): \(count) parcels cannot be used: \(why), as feature \(fid)",
            vi: "\(place): \(count) thửa không dùng được: \(vi), ví dụ đối tượng \(fid)")
    }

    static func skipped(_ place: String, count: Int, fid: Int64, geometry: String) -> ReadingNote {
        ReadingNote(
            .skipped, isWarning: true,
            en: "\(place): \(count) features are no polygons and are skipped, as feature \(fid) (\(geometry))",
            vi: "\(place): bỏ qua \(count) đối tượng không phải vùng, ví dụ đối tượng \(fid) (\(geometry))")
    }

    static func linearised(_ place: String, count: Int, degrees: Double) -> ReadingNote {
        ReadingNote(
            .geometry,
            en: "\(place): arcs of \(count) parcels are replaced by chords of at most \(degrees) degrees",
            vi: "\(place): cung tròn của \(count) thửa được thay bằng dây cung tối đa \(degrees) độ")
    }

    static func dropped(_ axis: String, count: Int) -> ReadingNote {
        ReadingNote(
            .geometry, en: "\(axis) values of \(count) parcels are not used",
            vi: "không dùng giá trị \(axis) của \(count) thửa")
    }

    static func duplicateFids(_ place: String, count: Int, fid: Int64) -> ReadingNote {
        ReadingNote(
            .features, isWarning: true,
            en: "\(place): \(count) features repeat a feature id, as \(fid); findings name them by key and place",
            vi: "\(place): \(count) đối tượng trùng mã (fid), ví dụ \(fid)")
    }

    static func statedCount(_ place: String, stated: Int, read: Int) -> ReadingNote {
        ReadingNote(
            .features, isWarning: true, en: "\(place): the file states \(stated) features and has \(read)",
            vi: "\(place): tệp khai báo \(stated) đối tượng nhưng có \(read)")
    }

    /// What GDAL said; messages that differ in their numbers alone are one note.
    static func said(_ place: String, _ messages: [String]) -> [ReadingNote] {
        var first: [String: String] = [:]
        var counts: [String: Int] = [:]
        var order: [String] = []
        for message in messages {
            let sort = message.filter { !$0.isNumber }
            if first.updateValue(first[sort] ?? message, forKey: sort) == nil { order.append(sort) }
            counts[sort, default: 0] += 1
        }
        return order.map { sort in
            let message = first[sort] ?? sort
            let more = (counts[sort] ?? 1) - 1
            return ReadingNote(
                .source, isWarning: true,
                en: "\(place): GDAL: \(message)" + (more > 0 ? " (and \(more) like it)" : ""),
                vi: "\(place): GDAL: \(message)" + (more > 0 ? " (và \(more) thông báo tương tự)" : ""))
        }
    }

    static func missingCompanion(_ file: String) -> ReadingNote {
        ReadingNote(
            .source, isWarning: true, en: "\(file) is missing: the parcels have no attributes",
            vi: "thiếu \(file): các thửa không có thuộc tính")
    }

    static func scale(_ denominators: [Int], used: Int) -> ReadingNote {
        let list = denominators.map { "1:\($0)" }.joined(separator: ", ")
        return denominators.count == 1
            ? ReadingNote(
                .scale, en: "map scale 1:\(used), from the data", vi: "tỷ lệ bản đồ 1:\(used), lấy từ dữ liệu")
            : ReadingNote(
                .scale, isWarning: true, en: "the data name several scales (\(list)); the limits of 1:\(used) are used",
                vi: "dữ liệu có nhiều tỷ lệ (\(list)); dùng hạn sai của 1:\(used)")
    }

    static func paddedWards(_ place: String, field: String) -> ReadingNote {
        ReadingNote(
            .fields, en: "\(place): \"\(field)\" holds numbers: ward codes get their leading zeros back",
            vi: "\(place): trường \"\(field)\" kiểu số: bổ sung số 0 ở đầu mã xã")
    }

    static func malformedText(count: Int) -> ReadingNote {
        ReadingNote(
            .text, isWarning: true,
            en: "\(count) different texts are not UTF-8: the encoding stated (.cpg) or assumed is wrong; see inspect",
            vi: "\(count) giá trị chữ không đúng UTF-8: bảng mã khai báo (.cpg) sai; xem lệnh inspect")
    }

    static func crsNotJudged() -> ReadingNote {
        ReadingNote(
            .crs, en: "without --wards the CRS is judged by extent and axes alone",
            vi: "không có --wards: hệ tọa độ chỉ được kiểm tra theo phạm vi và thứ tự trục")
    }

    static func openElsewhere(_ path: String) -> ReadingNote {
        ReadingNote(
            .source, isWarning: true,
            en: "\(path) is open in another program: its latest saved changes (\(path)-wal) are read too",
            vi: "\(path) đang mở trong chương trình khác: đọc cả các thay đổi mới nhất (\(path)-wal)")
    }
}
