import Cadastre
import MapReading

extension InspectReport {
    /// The report for a terminal, in its language; ends with a line break.
    public func text() -> String {
        var lines: [String] = []
        for source in sources {
            lines.append("\(source.source) (\(source.driver))")
            if source.layers.isEmpty { lines.append("  " + say("không có lớp nào", "no layers")) }
            for layer in source.layers { lines += text(of: layer) }
            lines += source.remarks.map { "  ! \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private func text(of layer: LayerInspection) -> [String] {
        let table = say("bảng không có hình", "a table without geometry")
        let features =
            "\(language.number(layer.features)) \(say("đối tượng", layer.features == 1 ? "feature" : "features"))"
        var lines = ["  \(layer.name): \(features), \(layer.geometryType ?? table)"]
        if layer.statedFeatures != layer.features {
            let stated = language.number(layer.statedFeatures)
            lines.append("    ! " + say("tệp khai báo \(stated) đối tượng", "the file states \(stated) features"))
        }
        if layer.duplicateFids > 0 {
            let count = language.number(layer.duplicateFids)
            lines.append("    ! " + say("\(count) đối tượng trùng mã (fid)", "\(count) features repeat a feature id"))
        }
        if let counts = layer.geometries {
            let seen = zip(Self.members(of: counts), geometryNames).filter { $0.0.1 > 0 }
                .map { "\(language.number($0.0.1)) \($0.1)" }
            lines.append("    \(say("hình", "geometries")): \(seen.joined(separator: ", "))")
        }
        if let crs = layer.crs { lines += text(of: crs) }
        if let extent = layer.extent {
            let decimals = Self.decimals(of: extent)
            let numbers = extent.map { NumberText.fixed($0, decimals: decimals) }
            lines.append("    \(say("phạm vi", "extent")): \(numbers[0]), \(numbers[1]) – \(numbers[2]), \(numbers[3])")
        }
        if let step = layer.coordinateStepMetres {
            lines.append("    \(say("bước tọa độ", "coordinate step")): \(language.length(step))")
        }
        let rows = layer.fields.map { field in
            [
                "      \(field.name)", field.type, field.role.map { "= \(name(of: $0))" } ?? "", blanks(of: field),
                field.encoding.map { name(of: $0) } ?? "",
            ]
        }
        if !rows.isEmpty { lines.append("    \(say("các trường", "fields")):") }
        return lines + TextTable.lines(rows)
    }

    private func text(of crs: CRSInspection) -> [String] {
        let stated = crs.stated.map { name in
            crs.statedName.map { $0 == name ? name : "\(name) (\($0))" } ?? name
        }
        let none = say("không khai báo", "none stated")
        let verdict =
            switch crs.verdict {
            case .agrees: say("tọa độ phù hợp", "the coordinates agree")
            case .assumed: say("coi là \(crs.taken ?? "–")", "taken as \(crs.taken ?? "–")")
            case .contradicts: say("tọa độ không phù hợp", "the coordinates contradict it")
            case .unknown: say("không xác định được", "nothing can be said")
            }
        var lines = ["    \(say("hệ tọa độ", "CRS")): \(stated ?? none); \(verdict)"]
        if let explanation = crs.explanation { lines.append("    ! \(explanation)") }
        return lines
    }

    private func blanks(of field: FieldInspection) -> String {
        let empty = field.nulls + field.blanks
        return empty == 0 ? "" : "\(language.number(empty)) \(say("trống", "empty"))"
    }

    /// In the order of `members(of:)`.
    private var geometryNames: [String] {
        language == .vi
            ? [
                "không có hình", "rỗng", "vùng", "vùng nhiều phần", "đường", "điểm", "tập hợp", "loại khác", "hỏng",
                "có cung tròn", "có Z", "có M", "có tọa độ không phải số", "đỉnh",
            ]
            : [
                "without geometry", "empty", "polygons", "multipolygons", "lines", "points", "collections", "others",
                "malformed", "with arcs", "with Z", "with M", "with coordinates that are no numbers", "vertices",
            ]
    }

    private func name(of role: FieldRole) -> String {
        switch role {
        case .ward: say("mã xã", "ward")
        case .sheet: say("số tờ", "sheet")
        case .number: say("số thửa", "parcel number")
        case .storedArea: say("diện tích", "stored area")
        case .legalArea: say("diện tích pháp lý", "legal area")
        case .landUse: say("loại đất", "land use")
        case .parcelCode: say("mã định danh thửa", "parcel code")
        case .scale: say("tỷ lệ", "scale")
        case .oldWard: say("mã xã cũ", "old ward code")
        case .oldSheet: say("số tờ cũ", "old sheet number")
        case .oldNumber: say("số thửa cũ", "old parcel number")
        case .mapSeries: say("loại bản đồ", "map series")
        case .priority: say("thứ tự ưu tiên", "priority")
        }
    }

    private func name(of encoding: TextEncoding) -> String {
        switch encoding {
        case .unicode: say("Unicode dựng sẵn", "Unicode")
        case .unicodeDecomposed: say("Unicode tổ hợp", "Unicode, decomposed")
        case .tcvn3: "TCVN3 (.VnTime)"
        case .vni: "VNI"
        case .utf8ReadAsWindows1252: say("UTF-8 đọc nhầm thành Windows-1252", "UTF-8 read as Windows-1252")
        case .notUTF8: say("không phải UTF-8", "not UTF-8")
        case .latin: say("chữ Latinh khác", "other Latin letters")
        }
    }
}
