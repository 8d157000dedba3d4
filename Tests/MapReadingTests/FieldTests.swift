import Cadastre
import GDALKit
import MapReading
import Testing

@Suite("Which field is what")
struct FieldTests {
    /// The key, area and land use that are read from a layer with these fields.
    private func read(
        _ fields: [FieldDefinition], _ values: [FieldValue], options: ReadingOptions = ReadingOptions()
    ) throws -> (map: ParcelMap, key: String?) {
        let folder = TemporaryFolder()
        let path = folder.file("map.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: fields, crs: "EPSG:5897"))
        try writer.write(
            to: layer, wkb: WKB.polygon([rectangle(SampleMap.x0, SampleMap.y0, 10, 10)]), values: values)
        try writer.close()
        let map = try MapReader(options).read([path])
        return (map, map.columns.key(ofParcel: 0))
    }

    @Test(arguments: [
        ["MaXa", "SoHieuToBanDo", "SoThuTuThua", "DienTich", "DienTichPhapLy", "KyHieuMucDichSuDung"],
        ["MaXa", "SoHieuToBa", "SoThuTuThu", "DienTich", "DienTichPh", "KyHieuMucD"],
        ["maXa", "soHieuToBanDo", "soThuTuThua", "dienTich", "dienTichPhapLy", "kyHieuMucDichSuDung"],
        ["XAID", "SOHIEUTOBANDO", "SOTHUTUTHUA", "DIENTICH", "DIENTICHPHAPLY", "LOAIDAT"],
        ["ma_xa", "to_ban_do", "thua", "dien_tich", "dt_phap_ly", "loai_dat"],
        ["ma_phuong", "so_to", "so_thua", "dt", "dtpl", "mdsd"],
        ["Mã xã", "Tờ bản đồ", "Số thửa", "Diện tích", "Diện tích pháp lý", "Loại đất"],
        ["WARD_CODE", "Sheet_No", "ParcelNumber", "area_m2", "LegalArea", "land use"],
    ])
    func `national, cut, older and English names are all known`(names: [String]) throws {
        let types: [FieldType] = [.text, .text, .text, .real, .real, .text]
        let (map, key) = try read(
            zip(names, types).map { FieldDefinition($0, $1) },
            [.text("00082"), .text("14"), .text("205"), .real(73.2), .real(73), .text("ODT")])
        #expect(key == "00082/14/205")
        #expect(map.columns.storedArea == [73.2])
        #expect(map.columns.legalArea == [73])
        #expect(map.columns.texts[map.columns.landUse[0]] == "ODT")
        #expect(map.report.layers[0].fields.map(\.role) == [.ward, .sheet, .number, .storedArea, .legalArea, .landUse])
    }

    @Test func `fields of other things are not taken for keys`() throws {
        let names = ["OBJECTID", "UUID", "SoHieuToBanDoCu", "SoThuTuThuaCu", "TenChu", "DiaChi", "SHAPE_Area"]
        let (map, key) = try read(names.map { FieldDefinition($0, .text) }, names.map { _ in .text("9") })
        #expect(key == nil)
        #expect(map.report.layers[0].fields.isEmpty)
        #expect(map.report.notes.contains { $0.kind == .fields && $0.isWarning })
    }

    @Test(arguments: [
        ["MaXaCu", "SoHieuToBanDoCu", "SoThuTuThuaCu", "LoaiBanDo"],
        ["maxacu", "SoHieuTo_1", "SoThuTuT_1", "bo_ban_do"],
        ["madvhccu", "so_to_cu", "so_thua_cu", "MapSeries"],
        ["Mã xã cũ", "Số tờ cũ", "Số thửa cũ", "Loại bản đồ"],
    ])
    func `what parcels were before is read where it is asked for`(names: [String]) throws {
        let fields = zip(names, [FieldType.integer, .text, .text, .text]).map { FieldDefinition($0, $1) }
        let values: [FieldValue] = [.integer(73), .text("3"), .text("12"), .text("299")]
        var options = ReadingOptions()
        let plain = try read(fields, values, options: options).map
        #expect(plain.columns.oldWard.isEmpty && plain.columns.oldSheet.isEmpty && plain.columns.oldNumber.isEmpty)
        #expect(plain.columns.mapSeries.isEmpty)
        options.readsOldKeys = true
        let columns = try read(fields, values, options: options).map.columns
        #expect(columns.oldWard.map { columns.texts[$0] } == ["00073"])
        #expect(columns.oldSheet.map { columns.texts[$0] } == ["3"])
        #expect(columns.oldNumber.map { columns.texts[$0] } == ["12"])
        #expect(columns.mapSeries.map { columns.texts[$0] } == ["299"])
    }

    @Test func `numbers become texts as a person would write them`() throws {
        let fields = [
            FieldDefinition("MaXa", .integer), FieldDefinition("SoTo", .real), FieldDefinition("SoThua", .integer64),
            FieldDefinition("DienTich", .text),
        ]
        let (map, key) = try read(fields, [.integer(82), .real(14), .integer(1205), .text(" 245,8 ")])
        #expect(key == "00082/14/1205")
        #expect(map.columns.storedArea == [245.8])
        #expect(map.report.notes.contains { $0.english.contains("leading zeros") })
    }

    @Test func `space around texts goes, and blank texts are none`() throws {
        let fields = ["MaXa", "SoTo", "SoThua"].map { FieldDefinition($0, .text) }
        let (_, key) = try read(fields, [.text(" 00082\u{A0}"), .text("  "), .text("03-1\r\n")])
        #expect(key == "00082//03-1")
    }

    @Test func `a named field goes before all others, whatever its name`() throws {
        let fields = ["MaXa", "a;b \"c\"", "SoThua"].map { FieldDefinition($0, .text) }
        var options = ReadingOptions()
        options.fields[.sheet] = "A;B \"c\""
        let (map, key) = try read(fields, [.text("00082"), .text("7"), .text("8")], options: options)
        #expect(key == "00082/7/8")
        #expect(map.report.layers[0].fields.first { $0.role == .sheet }?.isNamed == true)
    }

    @Test func `a named field that does not exist is an error that lists the fields`() throws {
        var options = ReadingOptions()
        options.fields[.sheet] = "Tờ"
        #expect {
            try read([FieldDefinition("SoTo", .text), FieldDefinition("x", .text)], [.null, .null], options: options)
        } throws: { error in
            (error as? ReadingError)?.exitCode == 65 && "\(error)".contains("there is no field \"Tờ\"")
                && "\(error)".contains("\"SoTo\", \"x\"") && "\(error)".contains("layer \"l\"")
        }
    }

    @Test(arguments: [("1:500", 500), ("1/1000", 1000), ("2000", 2000), ("1:1.000", 1000), ("7", nil), ("abc", nil)])
    func `the scale is read from the data where it stands there`(text: String, denominator: Int?) throws {
        let (map, _) = try read([FieldDefinition("ty_le", .text)], [.text(text)])
        #expect(map.report.scale == denominator)
    }

    @Test func `sources with different fields share the columns`() throws {
        let folder = TemporaryFolder()
        let parcels = SampleMap.parcels(count: 4)
        try SampleMap.write(parcels, to: folder.file("a.gpkg"), fields: Array(SampleMap.fields[0..<3]))
        try SampleMap.write(parcels, to: folder.file("b.gpkg"))
        try SampleMap.write(parcels, to: folder.file("c.gpkg"), fields: [])
        for lanes in [1, 2] {
            var options = ReadingOptions()
            options.lanes = lanes
            let map = try MapReader(options).read(["a", "b", "c"].map { folder.file("\($0).gpkg") })
            let columns = map.columns
            #expect(columns.count == 12)
            #expect(columns.landUse.count == 12 && columns.storedArea.count == 12 && columns.ward.count == 12)
            #expect(
                columns.landUse[0..<4].allSatisfy { $0 == .none } && columns.landUse[8...].allSatisfy { $0 == .none })
            #expect(columns.storedArea[0].isNaN && columns.storedArea[4] == 73.2 && columns.storedArea[11].isNaN)
            #expect(columns.key(ofParcel: 0) == "00082/14/1" && columns.key(ofParcel: 5) == "00082/14/2")
            #expect(columns.key(ofParcel: 9) == nil)
        }
    }
}
