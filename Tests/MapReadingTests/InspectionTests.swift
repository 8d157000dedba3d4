import Foundation
import GDALKit
import MapReading
import Testing

@Suite("Inspection")
struct InspectionTests {
    private let folder = TemporaryFolder()

    @Test func `a map is told layer by layer`() throws {
        let path = folder.file("map.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let parcels = try writer.addLayer(OutputLayer("thua", .unknown, fields: SampleMap.fields, crs: "EPSG:5897"))
        let sample = SampleMap.parcels(count: 120)
        var geometries: [[UInt8]?] = sample.map(\.wkb)
        geometries += [
            nil, WKB.header(3, 0), WKB.point(SampleMap.x0, SampleMap.y0), WKB.halfDisc(SampleMap.x0, SampleMap.y0, 3),
        ]
        geometries.append(WKB.polygonZM(rectangle(SampleMap.x0, SampleMap.y0, 2, 2)))
        for wkb in geometries {
            try writer.write(
                to: parcels, wkb: wkb, values: [.text("00082"), .text("14"), .null, .real(3), .text("Đất ở")])
        }
        let table = try writer.addLayer(
            OutputLayer("chu", GeometryType.none, fields: [FieldDefinition("TenChu", .text)]))
        try writer.write(to: table, wkb: nil as [UInt8]?, values: [.text("  ")])
        try writer.close()

        let inspection = try Inspector().inspect(path)
        #expect(inspection.driver == "GPKG" && inspection.layers.map(\.name) == ["thua", "chu"])
        let layer = inspection.layers[0]
        let counts = try #require(layer.geometries)
        #expect(layer.features == 125 && layer.statedFeatures == 125)
        #expect(counts.null == 1 && counts.empty == 1 && counts.points == 1 && counts.multipolygons == 1)
        #expect(counts.polygons == 119 + 1 + 1 && counts.curved == 1 && counts.withZ == 1 && counts.withM == 1)
        #expect(layer.crs?.stated == "EPSG:5897" && layer.crs?.taken == "EPSG:5897" && layer.crs?.verdict == .agrees)
        #expect(layer.coordinateStepMetres == 0.001)
        #expect(layer.fields.map(\.role) == [.ward, .sheet, .number, .storedArea, .landUse])
        #expect(layer.fields[2].nulls == 125 && layer.fields[4].encoding == .unicode && layer.fields[0].encoding == nil)
        let extent = try #require(layer.extent)
        #expect(extent[0] == SampleMap.x0 - 3 && extent[1] == SampleMap.y0)
        #expect(inspection.layers[1].geometries == nil && inspection.layers[1].fields[0].blanks == 1)
        // Plain data: it goes through JSON unchanged.
        let json = try JSONEncoder().encode(inspection)
        #expect(try JSONDecoder().decode(SourceInspection.self, from: json) == inspection)
    }

    @Test(arguments: [
        (["thửa đất", "Cầu Giấy", "Yên Sở"], TextEncoding.unicode),
        (["thửa đất", "Cầu Giấy"].map(\.decomposedStringWithCanonicalMapping), .unicodeDecomposed),
        (["thöa ®Êt sè 12", "tê b¶n ®å 5", "CÇu GiÊy"], .tcvn3),
        (["thöûa ñaát soá 12", "tôø baûn ñoà 5", "Caàu Giaáy"], .vni),
        (["thá»­a Ä‘áº¥t", "Cáº§u Giáº¥y", "YÃªn Sá»Ÿ"], .utf8ReadAsWindows1252),
        (["Rue de l'Église", "Maïs", "Forêt", "Théâtre"], .latin),
    ])
    func `the encoding of texts is told by simple cues`(texts: [String], encoding: TextEncoding) throws {
        let path = folder.file("text-\(encoding.rawValue).csv", holding: "a,b\n" + texts.map { "1,\($0)\n" }.joined())
        let inspection = try Inspector().inspect(path)
        #expect(inspection.layers[0].fields[1].encoding == encoding)
        #expect(inspection.layers[0].fields[0].encoding == nil)
    }

    @Test func `bytes that are no UTF-8 are told`() throws {
        var parcels = SampleMap.parcels()
        for i in parcels.indices { parcels[i].use = "Ðât" }
        try SampleMap.write(
            parcels, to: folder.file("thua.shp"), driver: "ESRI Shapefile", options: ["ENCODING=CP1252"])
        try "UTF-8".write(toFile: folder.file("thua.cpg"), atomically: true, encoding: .utf8)
        let inspection = try Inspector().inspect(folder.file("thua.shp"))
        #expect(inspection.layers[0].fields[4].encoding == .notUTF8)
    }

    @Test func `a CRS that the coordinates contradict is explained`() throws {
        try SampleMap.write(SampleMap.parcels(), to: folder.file("degrees.gpkg"), crs: "EPSG:4326")
        let degrees = try #require(try Inspector().inspect(folder.file("degrees.gpkg")).layers[0].crs)
        #expect(degrees.verdict == .contradicts && degrees.taken == nil)
        #expect(degrees.explanation?.contains("which is in degrees") == true)
        try SampleMap.write(SampleMap.parcels(), to: folder.file("none.gpkg"), crs: nil)
        let none = try #require(try Inspector().inspect(folder.file("none.gpkg")).layers[0].crs)
        #expect(none.verdict == .assumed && none.stated == nil && none.taken == "EPSG:5897")
        let swapped = SampleMap.parcels().map { parcel in
            SampleParcel(
                wkb: WKB.polygon([rectangle(SampleMap.y0, SampleMap.x0, 5, 5)]), number: parcel.number, area: 1)
        }
        try SampleMap.write(swapped, to: folder.file("swapped.gpkg"))
        let axes = try #require(try Inspector().inspect(folder.file("swapped.gpkg")).layers[0].crs)
        #expect(axes.verdict == .contradicts && axes.explanation?.contains("northing") == true)
    }

    @Test func `a workbook is a source too, and what is none is an error`() throws {
        var writer = try VectorWriter(creating: folder.file("a.xlsx"), driver: "XLSX")
        let sheet = try writer.addLayer(
            OutputLayer(
                "PL3-01", GeometryType.none, fields: [FieldDefinition("Số tờ", .text), FieldDefinition("x", .real)]))
        try writer.write(to: sheet, wkb: nil as [UInt8]?, values: [.text("14"), .real(2)])
        try writer.close()
        let inspection = try Inspector().inspect(folder.file("a.xlsx"))
        #expect(inspection.driver == "XLSX" && inspection.layers[0].name == "PL3-01")
        #expect(inspection.layers[0].fields[0].role == .sheet)
        #expect { try Inspector().inspect(folder.file("none.xlsx")) } throws: { ($0 as? ReadingError)?.exitCode == 66 }
    }
}
