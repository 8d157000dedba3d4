import Cadastre
import Foundation
import PROJKit
import PlanarCoverage
import Testing

@testable import MapReading

@Suite("Parcel codes and the way to WGS 84")
struct ParcelCodeTests {
    private let folder = TemporaryFolder()

    private func place(_ crs: String, _ shift: DatumShift?) throws -> (x: Double, y: Double) {
        var xy = [105.85, 21.03]
        let way = try WayToWGS84.open(from: CoordinateSystem(crs), shift: shift)
        way.applyBack(&xy)
        let place = (x: xy[0], y: xy[1])
        way.apply(&xy)
        // The height that the shift gives is dropped on the way: 0.9 mm.
        #expect(abs(xy[0] - 105.85) < 1e-8 && abs(xy[1] - 21.03) < 1e-8)
        return place
    }

    @Test func `the two readings of the rotations are 0.72 m east and 0.22 m north apart at Hanoi`() throws {
        let usual = try place("EPSG:5897", .epsg6960)
        #expect(abs(usual.x - 588154.4766) < 1e-3 && abs(usual.y - 2326509.0539) < 1e-3)
        let plain = try place("EPSG:5897", nil)
        #expect(abs(usual.x - plain.x) < 1e-3 && abs(usual.y - plain.y) < 1e-3)
        let reversed = try place("EPSG:5897", .reversedRotations)
        // The difference of the rotations alone, on the ellipsoid: 0.7219 m east and 0.2189 m north, turned onto the grid.
        #expect(abs(reversed.x - usual.x - 0.7206) < 1e-3)
        #expect(abs(reversed.y - usual.y - 0.2227) < 1e-3)
    }

    @Test func `a shift that is asked for takes the place of the CRS's own`() throws {
        let zone = "+proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +towgs84="
        let own = zone + DatumShift.reversedRotations.positionVector.map { "\($0)" }.joined(separator: ",")
        for shift in DatumShift.allCases {
            let (a, b) = (try place(own, shift), try place("EPSG:5897", shift))
            #expect(abs(a.x - b.x) < 1e-3 && abs(a.y - b.y) < 1e-3)
        }
        let (a, b) = (try place(own, nil), try place("EPSG:5897", .reversedRotations))
        #expect(abs(a.x - b.x) < 1e-3 && abs(a.y - b.y) < 1e-3)
    }

    @Test(arguments: [("EPSG:5897", true), ("EPSG:3405", true), ("EPSG:9210", true), ("EPSG:32648", false)])
    func `a shift can be chosen for VN-2000 alone`(crs: String, can: Bool) throws {
        #expect(try WayToWGS84.canBeChosen(for: CoordinateSystem(crs)) == can)
    }

    /// Lots of a metre across: half a metre from their middle is the neighbour's.
    private func lots(_ count: Int = 12) throws -> ParcelMap {
        let features = (0..<count).map { i in
            let (west, east) = (587_000 + i, 587_001 + i)
            return """
                {"type": "Feature", "properties": {"MaXa": "00082", "SoHieuToBanDo": "1", "SoThuTuThua": "\(i + 1)"},
                "geometry": {"type": "Polygon", "coordinates": [[[\(west), 2322000], [\(east), 2322000],
                [\(east), 2322030], [\(west), 2322030], [\(west), 2322000]]]}}
                """
        }
        let text = """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5897"}},
            "features": [\(features.joined(separator: ",\n"))]}
            """
        return try MapReader(ReadingOptions()).read([folder.file("lots-\(UUID().uuidString).geojson", holding: text)])
    }

    private func codes(
        _ map: ParcelMap, _ columns: ParcelColumns, _ shift: DatumShift?, lanes: Int = 1
    ) throws -> ParcelCodes {
        try ParcelCodes(
            of: columns, rings: map.coverage.rings, grid: map.coverage.grid, crs: map.crs, shift: shift, lanes: lanes)
    }

    @Test(arguments: DatumShift.allCases)
    func `codes that were made by the other reading say so`(made: DatumShift) throws {
        let map = try lots()
        var columns = map.columns
        let computed = try codes(map, columns, made).computed
        columns.parcelCode = computed.map { columns.texts.intern($0 ?? "") }
        let right = try codes(map, columns, made)
        #expect(right.misplaced.isEmpty && !right.speakForOtherShift)
        #expect(right.computed.allSatisfy { $0 == nil })
        let wrong = try codes(map, columns, made.other)
        #expect(wrong.misplaced.count == 12 && wrong.speakForOtherShift && wrong.shift == made.other)
    }

    @Test func `a few odd codes say nothing of the reading`() throws {
        let map = try lots()
        var columns = map.columns
        let computed = try codes(map, columns, nil).computed
        columns.parcelCode = computed.map { columns.texts.intern($0 ?? "") }
        // Two codes of their neighbours, one that is none.
        columns.parcelCode[3] = columns.parcelCode[4]
        columns.parcelCode[7] = columns.parcelCode[8]
        columns.parcelCode[10] = columns.texts.intern("abc")
        let judged = try codes(map, columns, nil)
        #expect(judged.misplaced == [3, 7, 10] && !judged.speakForOtherShift && judged.shift == .epsg6960)
    }

    @Test func `the same on one lane and on three`() throws {
        let map = try lots(500)
        var columns = map.columns
        let one = try codes(map, columns, nil)
        let three = try codes(map, columns, nil, lanes: 3)
        #expect(one.computed.count == 500 && one.computed == three.computed)
        columns.parcelCode = one.computed.enumerated().map { $0 % 3 == 0 ? .none : columns.texts.intern($1 ?? "") }
        let (a, b) = (
            try codes(map, columns, .reversedRotations), try codes(map, columns, .reversedRotations, lanes: 3)
        )
        #expect(a.misplaced == b.misplaced && a.computed == b.computed && !a.misplaced.isEmpty)
        #expect(a.insideByOneWay == b.insideByOneWay)
    }
}
