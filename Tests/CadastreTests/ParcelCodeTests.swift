import Cadastre
import Testing

@Suite("Parcel codes")
struct ParcelCodeTests {
    @Test(arguments: [
        // Hanoi, from the reference of the national system; the others are the published examples of GeoHash.
        (105.85, 21.03, "w7er8smseu0s"), (-5.6, 42.6, "ezs42e44yx96"), (10.40744, 57.64911, "u4pruydqqvj8"),
        (-180, -90, "000000000000"), (180, 90, "zzzzzzzzzzzz"), (0, 0, "s00000000000"),
    ])
    func `positions have the codes that are known`(longitude: Double, latitude: Double, code: String) {
        #expect(ParcelCode(longitude: longitude, latitude: latitude)?.description == code)
        #expect(ParcelCode(code) == ParcelCode(longitude: longitude, latitude: latitude))
    }

    @Test func `a code decodes to a cell that holds the position`() throws {
        var state: UInt64 = 7
        for _ in 0..<1000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let longitude = Double(state >> 40) / Double(1 << 24) * 0.7 + 105.28
            let latitude = Double(state >> 16 & 0xFF_FFFF) / Double(1 << 24) * 0.8 + 20.56
            let code = try #require(ParcelCode(longitude: longitude, latitude: latitude))
            let cell = code.cell
            #expect(cell.minLongitude <= longitude && longitude < cell.maxLongitude)
            #expect(cell.minLatitude <= latitude && latitude < cell.maxLatitude)
            #expect(ParcelCode(longitude: cell.centre.longitude, latitude: cell.centre.latitude) == code)
            #expect(ParcelCode(code.description) == code)
        }
    }

    @Test func `a cell is 360 and 180 degrees halved thirty times, and neighbours meet`() throws {
        let cell = try #require(ParcelCode("w7er8smseu0s")).cell
        #expect(cell.maxLongitude - cell.minLongitude == 360.0 / 1_073_741_824)
        #expect(cell.maxLatitude - cell.minLatitude == 180.0 / 1_073_741_824)
        let east = try #require(ParcelCode(longitude: cell.maxLongitude, latitude: cell.centre.latitude)).cell
        #expect(east.minLongitude == cell.maxLongitude)
    }

    @Test func `capitals are read as small letters`() {
        #expect(ParcelCode("W7ER8SMSEU0S")?.description == "w7er8smseu0s")
    }

    @Test(arguments: [
        "", "w7er8smseu0", "w7er8smseu0ss", "w7er8smseu0a", "w7er8smseu0i", "w7er8smseu0l", "w7er8smseu0o",
    ])
    func `other lengths and letters are no code`(text: String) {
        #expect(ParcelCode(text) == nil)
    }

    @Test(arguments: [(180.1, 0.0), (0.0, -90.1), (.nan, 0.0), (0.0, .infinity)])
    func `a position off the earth has none`(longitude: Double, latitude: Double) {
        #expect(ParcelCode(longitude: longitude, latitude: latitude) == nil)
    }
}
