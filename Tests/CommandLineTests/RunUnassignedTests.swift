import Foundation
import TestSupport
import Testing

/// Lots of 5 by 20 m in metres from a corner in Hanoi, each with the ward that it names.
private struct Lot {
    var x: Double
    var ward: String?
    var number: String

    private static func ring(_ x: Double, _ width: Double) -> String {
        MapPicture.box(x, 0, width, 20).map { "[\(587_000 + $0.0), \(2_322_000 + $0.1)]" }.joined(separator: ", ")
    }

    private static func collection(_ features: [String]) -> String {
        let crs = #"{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5897"}}"#
        return #"{"type": "FeatureCollection", "crs": \#(crs), "features": [\#(features.joined(separator: ",\n"))]}"#
    }

    private static func feature(_ properties: String, _ ring: String) -> String {
        #"{"type": "Feature", "properties": {\#(properties)}, "geometry": {"type": "Polygon", "coordinates": [[\#(ring)]]}}"#
    }

    static func map(_ lots: [Lot]) -> String {
        collection(
            lots.map { lot in
                let ward = lot.ward.map { "\"\($0)\"" } ?? "null"
                return feature(
                    #""MaXa": \#(ward), "SoHieuToBanDo": "14", "SoThuTuThua": "\#(lot.number)""#, ring(lot.x, 5))
            })
    }

    /// Wards of 20 m side by side.
    static func outlines(_ codes: [String]) -> String {
        collection(
            codes.enumerated().map {
                feature(#""code": "\#($1)", "name": "Phường \#($1)""#, ring(Double($0) * 20, 20))
            })
    }

    /// Four that fill a ward.
    static func four(_ ward: String, from x: Double) -> [Lot] {
        (0..<4).map { Lot(x: x + Double($0) * 5, ward: ward, number: "\(101 + $0)") }
    }
}

@Suite("run: what is of no known ward")
struct RunUnassignedTests {
    private let folder: TemporaryFolder
    private let output: String

    init() throws {
        folder = try TemporaryFolder()
        output = folder.path("results")
    }

    private func run() throws -> Tool.Outcome {
        let outcome = try Program.run("run", folder.path("project.yaml"), "--output", output, "--language", "en")
        try #require(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        return outcome
    }

    private func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: "\(output)/\(name)"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private var wards: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "\(output)/wards").sorted() }
    }

    private func parcelsRead(_ ward: String) throws -> Int? {
        (try json("wards/\(ward)/check.json")["parcels"] as? [String: Any])?["read"] as? Int
    }

    /// Two wards; of the lots beside them one lies in a ward without naming it, one names a ward that does not exist, and two
    /// lie where no ward is.
    private func oddMap() throws {
        try folder.write(Lot.outlines(["00082", "00340", "00097"]), "wards.geojson")
        var lots = Lot.four("00082", from: 0) + Array(Lot.four("00340", from: 20).dropLast(2))
        lots.append(Lot(x: 30, ward: nil, number: "103"))
        lots.append(Lot(x: 35, ward: "99999", number: "104"))
        lots.append(Lot(x: 100, ward: nil, number: "105"))
        lots.append(Lot(x: 105, ward: "99999", number: "106"))
        try folder.write(Lot.map(lots), "map.geojson")
    }

    @Test func `parcels go where they lie when their ward is not known, else into a ward of their own: none is lost`()
        throws
    {
        try oddMap()
        try folder.write(
            "map: map.geojson\nwards: wards.geojson\ndate: 2025-11-10\nsteps: [check, fix, sheets]\n", "project.yaml")
        let outcome = try run()
        #expect(try wards == ["00082", "00340", "_unassigned"])
        #expect(try parcelsRead("00082") == 4 && parcelsRead("00340") == 4 && parcelsRead("_unassigned") == 2)
        // The ward in which they lie hears of the one that names none, and of that which names none that is listed.
        let defects = try #require(try json("wards/00340/check.json")["defects"] as? [[String: Any]])
        let nameless = defects.filter { $0["kind"] as? String == "unknown-ward" }.compactMap {
            (($0["parcels"] as? [[String: Any]])?.first?["key"] as? String)?.suffix(3)
        }
        #expect(nameless.sorted() == ["103", "104"])
        for words in [
            "there are parcels of no known ward: wards/_unassigned",
            "ward codes that parcels name and the outlines lack (parcels): 99999 (2)",
            "1 wards have an outline and no parcel: 00097",
        ] { #expect(outcome.output.contains(words), "\(words)") }
        let differences = try #require(try json("city/coverage.json")["differences"] as? [String: Any])
        #expect(differences["without_parcels"] as? [String] == ["00097"])
        #expect((differences["without_outline"] as? [[String: Any]])?.first?["parcels"] as? Int == 2)
        #expect(try json("run.json")["notes"] as? [String] != [])
        let page = try String(contentsOfFile: "\(output)/city/index.html", encoding: .utf8)
        #expect(page.contains("99999 (2)") && page.contains("_unassigned"))
        let own = try String(contentsOfFile: "\(output)/wards/_unassigned/index.html", encoding: .utf8)
        #expect(own.contains("\"_unassigned\""))

        // The map is mended: nothing of it is left.
        try folder.write(Lot.map(Lot.four("00082", from: 0) + Lot.four("00340", from: 20)), "map.geojson")
        let mended = try run()
        #expect(try wards == ["00082", "00340"])
        #expect(!mended.output.contains("99999") && !mended.output.contains("_unassigned"))
    }

    @Test func `records of a city-wide form that name no known ward are listed once, without names`() throws {
        try folder.write(Lot.outlines(["00082", "00340"]), "wards.geojson")
        try folder.write(Lot.map(Lot.four("00082", from: 0) + Lot.four("00340", from: 20)), "map.geojson")
        let rows = ["00082", "00340"].flatMap { ward in (101...104).map { "\(ward),14,\($0),Nguyễn Văn A,100" } }
        // On no map: one of a known ward, one of none, one of a ward that there is not.
        let odd = ["00082,14,900,Trần Thị B,100", ",14,901,Lê Văn C,100", "77777,14,902,Phạm Thị D,100"]
        try folder.write(
            "Mã xã,Số tờ,Số thửa,Tên chủ,Diện tích\n" + (rows + odd).joined(separator: "\n") + "\n", "records.csv")
        try folder.write(
            "map: map.geojson\nwards: wards.geojson\nrecords: records.csv\ndate: 2025-11-10\nsteps: [reconcile]\n",
            "project.yaml")
        let outcome = try run()
        #expect(outcome.output.contains("2 records are of no known ward: wards/_unassigned/records.csv"))
        let list = try String(contentsOfFile: "\(output)/wards/_unassigned/records.csv", encoding: .utf8)
        let lines = list.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "source,layer,row,ward,sheet,parcel,reason")
        #expect(lines[1].hasSuffix(",11,,14,901,no-ward") && lines[2].hasSuffix(",12,77777,14,902,unknown-ward"))
        #expect(!list.contains("Lê Văn C") && !list.contains("Phạm"))
        // No ward has them, and each ward has its own.
        for (ward, own) in [("00082", [10]), ("00340", [])] {
            let findings = try #require(try json("wards/\(ward)/reconcile.json")["findings"] as? [[String: Any]])
            let lost = findings.filter { $0["kind"] as? String == "record-without-parcel" }
                .compactMap { ($0["record"] as? [String: Any])?["row"] as? Int }
            #expect(lost == own, "\(ward)")
        }
        // The city counts each record once.
        let coverage = try json("city/coverage.json")
        let city = try #require(coverage["city"] as? [String: Any])
        #expect(city["records"] as? Int == 11 && city["records_without_parcel"] as? Int == 3)
        let none = try #require(coverage["unassigned"] as? [String: Any])
        #expect(none["records"] as? Int == 2 && none["records_without_parcel"] as? Int == 2)
        let own = try #require(coverage["wards"] as? [[String: Any]]).map { $0["records"] as? Int }
        #expect(own == [5, 4])
        let page = try String(contentsOfFile: "\(output)/city/index.html", encoding: .utf8)
        #expect(page.contains("\"unplaced\":true") || page.contains("\"unplaced\": true"))
        // The records are mended: the list goes.
        try folder.write(
            "Mã xã,Số tờ,Số thửa,Tên chủ,Diện tích\n" + rows.joined(separator: "\n") + "\n", "records.csv")
        #expect(try !run().output.contains("_unassigned"))
        #expect(try wards == ["00082", "00340"])
    }

    @Test func `a parcel that is in the maps of two wards is told once`() throws {
        try folder.write(Lot.outlines(["00082", "00340"]), "wards.geojson")
        try folder.write(Lot.map(Lot.four("00082", from: 0)), "ward_00082.geojson")
        let copy = Lot(x: 15, ward: "00082", number: "104")
        try folder.write(Lot.map(Lot.four("00340", from: 20) + [copy]), "ward_00340.geojson")
        try folder.write(Lot.map([Lot(x: 200, ward: "00090", number: "1")]), "ward_00090.geojson")
        try folder.write(
            "map: ward_{ward}.geojson\nwards: wards.geojson\ndate: 2025-11-10\nsteps: [check]\n", "project.yaml")
        let outcome = try run()
        let told = outcome.output.split(separator: "\n").filter { $0.contains("00082/14/104") }
        #expect(
            told == [
                "· 1 parcels are in the maps of several wards: 00082/14/104 (00082, 00340)"
            ])
        #expect(outcome.output.contains("wards that were run and have no outline: 00090"))
        let differences = try #require(try json("city/coverage.json")["differences"] as? [String: Any])
        let shared = try #require(differences["shared_keys"] as? [[String: Any]])
        #expect(shared.count == 1 && shared[0]["key"] as? String == "00082/14/104")
        #expect((shared[0]["sources"] as? [String])?.count == 2)
    }
}
