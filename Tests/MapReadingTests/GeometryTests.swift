import Cadastre
import Foundation
import GDALKit
import MapReading
import PlanarCoverage
import Testing

@Suite("Geometries of every kind")
struct GeometryTests {
    let folder = TemporaryFolder()

    private func map(
        _ geometries: [[UInt8]?], type: GeometryType = .unknown, fids: [Int64]? = nil, lanes: Int = 1,
        batchSize: Int = 16384
    ) throws -> ParcelMap {
        let parcels = geometries.enumerated().map { SampleParcel(wkb: $1, number: "\($0 + 1)", area: 1) }
        let path = folder.file("map-\(UUID().uuidString).gpkg")
        try SampleMap.write(parcels, to: path, type: type, fids: fids)
        var options = ReadingOptions()
        options.lanes = lanes
        options.batchSize = batchSize
        return try MapReader(options).read([path])
    }

    private func lot(_ i: Int) -> [UInt8] {
        WKB.polygon([rectangle(SampleMap.x0 + 5 * Double(i), SampleMap.y0, 5, 16)])
    }

    @Test func `what is no polygon is skipped, and the rows stay together`() throws {
        let geometries: [[UInt8]?] = [
            lot(0), WKB.point(SampleMap.x0, SampleMap.y0), lot(1), nil, WKB.header(3, 0), lot(2),
            WKB.header(2, 2) + [SampleMap.x0, SampleMap.y0, SampleMap.x0 + 1, SampleMap.y0].flatMap(WKB.number), lot(3),
        ]
        for (lanes, size) in [(1, 100), (1, 2), (2, 1), (2, 3)] {
            let map = try map(geometries, lanes: lanes, batchSize: size)
            let layer = map.report.layers[0]
            #expect(layer.features == 8 && layer.parcels == 6 && layer.skipped == 2)
            #expect(layer.nullGeometries == 1 && layer.empty == 1)
            #expect(map.columns.fid == [1, 3, 4, 5, 6, 8])
            #expect((0..<6).map { map.columns.key(ofParcel: $0) } == [1, 3, 4, 5, 6, 8].map { "00082/14/\($0)" })
            #expect(map.coverage.traits[2].contains(.null) && map.coverage.traits[3].contains(.withoutRings))
            #expect(map.report.notes.contains { $0.kind == .skipped && $0.english.contains("feature 2 (Point)") })
        }
    }

    @Test func `Z and M are dropped and counted`() throws {
        let map = try map([
            lot(0), WKB.polygonZM(rectangle(SampleMap.x0 + 5, SampleMap.y0, 5, 16)),
        ])
        #expect(map.coverage.traits[1].contains([.hadZ, .hadM]) && !map.coverage.traits[0].contains(.hadZ))
        #expect(map.report.notes.contains { $0.english == "Z values of 1 parcels are not used" })
        #expect(map.report.notes.contains { $0.english == "M values of 1 parcels are not used" })
        #expect(map.coverage.doubledAreas[0] == map.coverage.doubledAreas[1])
    }

    @Test func `arcs become chords and are counted`() throws {
        let map = try map([lot(0), WKB.halfDisc(SampleMap.x0 + 100, SampleMap.y0, 10)])
        #expect(map.report.layers[0].linearised == 1)
        let area = map.coverage.grid.squareMetres(doubled: map.coverage.doubledAreas[1])
        #expect(abs(area - .pi * 50) < 0.02)
        #expect(map.report.notes.contains { $0.english.contains("arcs of 1 parcels") })
    }

    @Test func `coordinates that are no numbers or absurd make their parcel unusable and nothing else`() throws {
        let mad: [[UInt8]] = [
            WKB.polygon([[(SampleMap.x0, SampleMap.y0), (.nan, SampleMap.y0), (SampleMap.x0, SampleMap.y0 + 1)]]),
            WKB.polygon([[(SampleMap.x0, SampleMap.y0), (SampleMap.x0, .nan), (SampleMap.x0, SampleMap.y0 + 1)]]),
            WKB.polygon([rectangle(1e12, 1e12, 5, 5)]),
            WKB.polygon([rectangle(SampleMap.x0 + 3e6, SampleMap.y0, 5, 5)]),
        ]
        let map = try map((0..<30).map(lot) + mad)
        #expect(map.coverage.grid.unitsPerMetre == 10_000)
        #expect(map.report.layers[0].unusable == 4)
        #expect(map.coverage.parcelCount == 34)
        #expect(map.coverage.traits.indices.filter { map.coverage.traits[$0].contains(.unusable) } == [30, 31, 32, 33])
        #expect(
            map.report.notes.contains {
                $0.english.contains("2 parcels cannot be used: coordinates far away")
                    && $0.english.contains("feature 33")
            })
        #expect(map.report.notes.contains { $0.english.contains("NaN or infinite, as feature 31") })
    }

    @Test func `an extent that is stated too small is found out`() throws {
        // A GeoPackage whose contents table states the box of a lot near Hanoi, with parcels 300 km apart.
        let far = WKB.polygon([rectangle(SampleMap.x0 - 250_000, SampleMap.y0 - 250_000, 5, 5)])
        let parcels = ((0..<20).map(lot) + [far] + (0..<20).map { _ in far }).enumerated().map {
            SampleParcel(wkb: $1, number: "\($0)", area: 1)
        }
        var writer = try VectorWriter(creating: folder.file("x.gpkg"), driver: "GPKG")
        let layer = try writer.addLayer(
            OutputLayer(
                "thua", .multiPolygon, fields: SampleMap.fields, crs: "EPSG:5897", options: ["SPATIAL_INDEX=NO"]))
        for parcel in parcels {
            try writer.write(
                to: layer, wkb: parcel.wkb,
                values: [.text(parcel.ward), .text(parcel.sheet), .text(parcel.number), .real(1), .text("ODT")])
        }
        try writer.execute(
            "UPDATE gpkg_contents SET min_x = 588000, min_y = 2326000, max_x = 588100, max_y = 2326016")
        try writer.close()
        let dataset = try Dataset(opening: folder.file("x.gpkg"))
        let stated = dataset.withLayer(at: 0) { $0.statedExtent }
        #expect(stated?.minX == 588_000, "the trap is not set")
        let map = try MapReader().read([folder.file("x.gpkg")])
        #expect(map.report.layers[0].unusable == 0)
        #expect(map.coverage.traits.allSatisfy { !$0.contains(.withoutRings) })
    }

    @Test func `a map beyond the finest grid takes a coarser one and says so`() throws {
        let map = try map(
            (0..<40).map { WKB.polygon([rectangle(SampleMap.x0 + 20_000 * Double($0), SampleMap.y0, 5, 16)]) })
        #expect(map.coverage.grid.unitsPerMetre == 1000)
        #expect(map.report.layers[0].unusable == 0)
        #expect(map.report.notes.contains { $0.english.contains("the grid's step is 0.001 m") })
    }

    @Test func `one lane and many give the same map`() throws {
        let geometries: [[UInt8]?] = (0..<500).map { i in
            switch i % 50 {
            case 7: nil
            case 9: WKB.point(SampleMap.x0, SampleMap.y0)
            case 11: WKB.polygon([[(.nan, 0), (1, 1), (2, 2)]])
            default: lot(i)
            }
        }
        let one = try map(geometries, batchSize: 16384)
        for (lanes, size) in [(1, 7), (2, 16), (3, 5), (4, 1)] {
            let other = try map(geometries, lanes: lanes, batchSize: size)
            #expect(one.coverage.rings.points == other.coverage.rings.points)
            #expect(one.coverage.rings.ringStart == other.coverage.rings.ringStart)
            #expect(one.coverage.rings.parcelStart == other.coverage.rings.parcelStart)
            #expect(one.coverage.traits == other.coverage.traits)
            #expect(one.coverage.suspects.map(\.parcel) == other.coverage.suspects.map(\.parcel))
            #expect(one.coverage.ledger.netEdgeCount == other.coverage.ledger.netEdgeCount)
            #expect(one.columns.fid == other.columns.fid)
            #expect(
                (0..<one.columns.count).allSatisfy { one.columns.key(ofParcel: $0) == other.columns.key(ofParcel: $0) })
            #expect(one.report.layers[0].skipped == other.report.layers[0].skipped)
        }
        // With equal batches the numbers of the texts are equal too.
        let a = try map(geometries, lanes: 1, batchSize: 16)
        let b = try map(geometries, lanes: 3, batchSize: 16)
        #expect(a.columns.number == b.columns.number && a.columns.ward == b.columns.ward)
    }

    @Test func `a million vertices in one ring are read`() throws {
        let count = 1_000_000
        var ring = [UInt8](repeating: 0, count: 13 + 16 * (count + 1))
        ring.withUnsafeMutableBytes { bytes in
            bytes[0] = 1
            bytes.storeBytes(of: 3, toByteOffset: 1, as: UInt32.self)
            bytes.storeBytes(of: 1, toByteOffset: 5, as: UInt32.self)
            bytes.storeBytes(of: UInt32(count + 1), toByteOffset: 9, as: UInt32.self)
            for i in 0...count {
                let angle = 2 * Double.pi * Double(i % count) / Double(count)
                bytes.storeBytes(of: SampleMap.x0 + 3000 * cos(angle), toByteOffset: 13 + 16 * i, as: Double.self)
                bytes.storeBytes(of: SampleMap.y0 + 3000 * sin(angle), toByteOffset: 21 + 16 * i, as: Double.self)
            }
        }
        let map = try map([lot(0), ring])
        let store = map.coverage.rings
        #expect(store.points(ofParcel: 1).count > 999_000)
        let area = map.coverage.grid.squareMetres(doubled: map.coverage.doubledAreas[1])
        #expect(abs(area - .pi * 9e6) < 10)
    }

    @Test func `coordinates of a centimetre are seen as such, and those of any place are not`() throws {
        func lots(_ step: Double) -> [[UInt8]] {
            (0..<40).map { i in
                func snap(_ value: Double) -> Double { (value / step).rounded() * step }
                let ring = rectangle(
                    SampleMap.x0 + 5.013_731_3 * Double(i), SampleMap.y0 + 0.733_131_7 * Double(i), 4.937_117_9,
                    16.274_331_1)
                return WKB.polygon([ring.map { (snap($0.0), snap($0.1)) }])
            }
        }
        #expect(try map(lots(0.01)).report.coordinateStepMetres == 0.01)
        #expect(try map(lots(0.001)).report.coordinateStepMetres == 0.001)
        #expect(try map(lots(1e-6)).report.coordinateStepMetres == nil)
        #expect(try map(Array(lots(0.01).prefix(3))).report.coordinateStepMetres == nil)
    }
}
