import Foundation
import GDALKit

/// What a field of a parcel layer can be.
public enum FieldRole: String, CaseIterable, Hashable, Sendable, Codable {
    /// Code of the ward or commune (mã xã).
    case ward
    /// Sheet number (số hiệu tờ bản đồ).
    case sheet
    /// Parcel number (số thứ tự thửa).
    case number
    /// Area as stored with the map (diện tích), square metres.
    case storedArea = "stored_area"
    /// Area of the certificate (diện tích pháp lý), square metres.
    case legalArea = "legal_area"
    /// Land-use code (ký hiệu mục đích sử dụng).
    case landUse = "land_use"
    /// Parcel code (mã định danh thửa đất).
    case parcelCode = "parcel_code"
    /// Denominator of the map scale (tỷ lệ).
    case scale
    /// Ward code, sheet number and parcel number before the last change of wards or sheets (MaXaCu, SoHieuToBanDoCu,
    /// SoThuTuThuaCu), and the series of the map; see `ReadingOptions.readsOldKeys`.
    case oldWard = "old_ward"
    case oldSheet = "old_sheet"
    case oldNumber = "old_number"
    case mapSeries = "map_series"
    /// Which parcel goes before another when ground is given away; never found by name.
    case priority

    /// Names in use, folded (see `fold`), the best first: of the national system, cut to the ten characters of a DBF,
    /// of older maps, and English ones.
    var names: [String] {
        switch self {
        case .ward:
            [
                "maxa", "maphuong", "maxaphuong", "maphuongxa", "madvhcxa", "madvhc", "madonvihanhchinh", "madonvihan",
                "maxp",
                "mahc", "xaid", "wardcode", "wardid", "communecode", "communeid", "ward", "commune", "px", "phuongxa",
            ]
        case .sheet:
            [
                "sohieutobando", "sohieutoba", "shtobando", "sotobando", "sobando", "sohieuto", "shbando", "soto",
                "tobando",
                "tobd", "shto", "sto", "tbd", "sheetnumber", "sheetno", "sheetid", "sheet", "mapsheet", "mapno", "map",
                "to", "section",
            ]
        case .number:
            [
                "sothututhua", "sothututhu", "sothuadat", "sothua", "shthua", "sttthua", "sothutu", "sthua", "thuadat",
                "thua",
                "parcelnumber", "parcelno", "parcelid", "parcel", "plotnumber", "plotno", "plot", "lotnumber", "lotno",
                "lot",
                "numero",
            ]
        case .storedArea:
            [
                "dientich", "dientichthua", "dientichdo", "dientichbando", "dtich", "dtthua", "dt", "area", "aream2",
                "parcelarea",
            ]
        case .legalArea:
            [
                "dientichphaply", "dientichph", "dientichpl", "dtphaply", "dtpl", "dientichgcn", "dtgcn", "legalarea",
                "officialarea", "recordedarea", "contenance", "supf",
            ]
        case .landUse:
            [
                "kyhieumucdichsudung", "kyhieumucd", "kihieumucdichsudung", "kyhieuloaidat", "kihieuloaidat",
                "maloaidat",
                "loaidat", "mucdichsudungdat", "mucdichsudung", "mucdichsud", "mucdichsd", "mucdich", "mdsdd", "mdsd",
                "mdsudung",
                "khloaidat", "landusecode", "landuse", "landuse1", "usecode",
            ]
        case .parcelCode:
            [
                "madinhdanhthuadat", "madinhdanhthua", "madinhdanh", "madinhdan", "maddthua", "mathuadat", "mathua",
                "geohash",
                "parcelcode", "upi",
            ]
        case .scale:
            ["tylebando", "tilebando", "tyle", "tile", "mapscale", "scale"]
        case .oldWard:
            [
                "maxacu", "maphuongcu", "madvhccu", "madvhcxacu", "maxaphuongcu", "xaidcu", "oldwardcode", "oldward",
            ]
        case .oldSheet:
            [
                "sohieutobandocu", "sohieutobdcu", "sohieuto1", "sotobandocu", "sohieutocu", "sotocu", "tobandocu",
                "shtocu", "oldsheet", "oldsheetno", "oldsheetnumber",
            ]
        case .oldNumber:
            [
                "sothututhuacu", "sothutut1", "sothutu1", "sothuacu", "sohieuthuacu", "shthuacu", "thuacu", "oldparcel",
                "oldparcelno", "oldparcelnumber",
            ]
        case .mapSeries: ["loaibando", "bobando", "hebando", "nguonbando", "mapseries", "series"]
        case .priority: []
        }
    }

    /// Small letters and digits only, without diacritics: `Tờ bản đồ`, `TO_BAN_DO` and `toBanDo` are one name.
    static func fold(_ name: String) -> String {
        var folded = ""
        for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": folded.unicodeScalars.append(scalar)
            case "đ": folded.append("d")
            default: break
            }
        }
        return folded
    }

    /// Of these names the one in use for this role; nil for none.
    public func best(among fields: [String]) -> String? {
        names.lazy.compactMap { name in fields.first { FieldRole.fold($0) == name } }.first
    }

    /// Of an older key: read only where they are asked for.
    static let oldKeys: Set<FieldRole> = [.oldWard, .oldSheet, .oldNumber, .mapSeries]

    /// Whether values of this type can say it.
    func canRead(_ type: FieldType) -> Bool {
        switch type {
        case .integer, .integer64, .real, .text: true
        case .boolean: self == .priority
        default: false
        }
    }
}

/// Which field of a layer has a role.
public struct FieldChoice: Hashable, Sendable, Codable {
    public var role: FieldRole
    public var field: String
    /// The user named it.
    public var isNamed: Bool
    /// Other fields of the layer whose names would fit.
    public var alternatives: [String]
}

/// Finds out which field is what.
enum FieldChooser {
    /// The field of each role in a layer.
    /// - Parameter named: fields that the user named; each must exist in the layer.
    static func choose(_ schema: LayerSchema, named: [FieldRole: String], oldKeys: Bool = false, source: String)
        throws(ReadingError) -> [FieldChoice]
    {
        var choices: [FieldChoice] = []
        for role in FieldRole.allCases where oldKeys || !FieldRole.oldKeys.contains(role) {
            if let name = named[role] {
                choices.append(try chosen(name, role, schema, source))
                continue
            }
            let candidates = schema.fields.filter { role.canRead($0.type) }
                .compactMap { field in
                    role.names.firstIndex(of: FieldRole.fold(field.name)).map { (rank: $0, name: field.name) }
                }
                .enumerated()
                .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
                .map(\.element.name)
            guard let best = candidates.first else { continue }
            choices.append(
                FieldChoice(role: role, field: best, isNamed: false, alternatives: Array(candidates.dropFirst())))
        }
        return choices
    }

    private static func chosen(
        _ name: String, _ role: FieldRole, _ schema: LayerSchema, _ source: String
    ) throws(ReadingError) -> FieldChoice {
        let field =
            schema.fields.first { $0.name == name } ?? schema.fields.first { $0.name.lowercased() == name.lowercased() }
        let place = "\(source): layer \"\(schema.name)\""
        guard let field else {
            let all = schema.fields.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw ReadingError(
                .unusableData,
                "\(place): there is no field \"\(name)\" for the \(role.rawValue); "
                    + (all.isEmpty ? "the layer has no fields" : "the fields are \(all)"))
        }
        guard role.canRead(field.type) else {
            throw ReadingError(
                .unusableData,
                "\(place): field \"\(name)\" holds \(field.type.rawValue) values and cannot be the \(role.rawValue)")
        }
        return FieldChoice(role: role, field: field.name, isNamed: true, alternatives: [])
    }
}
