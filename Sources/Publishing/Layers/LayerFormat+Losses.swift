import Cadastre

extension LayerFormat {
    /// What the format cannot keep, whatever the fields are.
    func losses(_ language: Language) -> [ReportNote] {
        func say(_ vi: String, _ en: String) -> [ReportNote] {
            [ReportNote(language == .vi ? vi : en, isWarning: true)]
        }
        switch self {
        case .geoPackage, .parquet: return []
        case .shapefile:
            return say(
                "Shapefile: tên trường cắt còn 10 ký tự (xem tệp _fields.csv), chữ dài cắt còn 254 byte, ngày giờ thành chữ, "
                    + "fid đánh lại từ 0",
                "Shapefile: names of fields are cut to 10 characters (see the file _fields.csv), texts to 254 bytes, times become "
                    + "texts, feature ids begin at 0")
        case .fileGDB:
            return say(
                "FileGDB: tọa độ dịch tới 0,24 µm, số nguyên 64 bit thành số thực",
                "FileGDB: coordinates move by up to 0.24 µm, 64-bit integers become reals")
        case .flatGeobuf:
            return say(
                "FlatGeobuf: đối tượng xếp theo chỉ mục không gian, fid đánh lại, không chứa đối tượng thiếu hình",
                "FlatGeobuf: features are ordered by the spatial index and numbered anew; those without geometry are left out"
            )
        case .geoJSON:
            return say(
                "GeoJSON (RFC 7946): kinh độ, vĩ độ WGS 84 với 9 số lẻ (0,1 mm)",
                "GeoJSON (RFC 7946): longitude and latitude of WGS 84 with 9 decimals (0.1 mm)")
        case .gml: return []
        case .kml:
            return say(
                "KML: kinh độ, vĩ độ WGS 84, fid đánh lại, ngày và số 64 bit thành chữ hoặc số thực",
                "KML: longitude and latitude of WGS 84, feature ids anew, dates and 64-bit integers become texts or reals"
            )
        case .tab, .mif:
            return say(
                "MapInfo: mất gốc tọa độ VN-2000 (ghi thành WGS84, lệch 196 m nếu hiểu theo tệp), fid đánh lại từ 1, "
                    + "chữ dài cắt còn 254 byte, tiếng Việt ghi bằng UTF-8 mà tệp không khai báo được, ô trống thành 0 hoặc chữ rỗng",
                "MapInfo: the datum VN-2000 is lost (written as WGS84, 196 m off to who believes the file), feature ids "
                    + "begin at 1, texts are cut to 254 bytes and are UTF-8 which the file cannot say, empty values become 0 or empty texts"
            )
        case .dxf:
            return say(
                "DXF: chỉ có ranh giới, số thửa, diện tích, loại đất; không có trường thuộc tính và hệ quy chiếu; "
                    + "tọa độ làm tròn 1 mm",
                "DXF: boundaries, numbers, areas and land use alone; no fields and no CRS; coordinates rounded to 1 mm")
        case .dgn:
            return say(
                "DGN V7: chỉ có ranh giới, số thửa, diện tích, loại đất; không có trường thuộc tính và hệ quy chiếu; "
                    + "tọa độ làm tròn 1 mm; chữ theo TCVN3",
                "DGN V7: boundaries, numbers, areas and land use alone; no fields and no CRS; coordinates rounded to 1 mm; "
                    + "texts in TCVN3")
        }
    }
}
