import Cadastre
import Testing

@testable import SyntheticCity

/// A city without defects, big enough to have everything in it.
private let clean: [WardMap] = {
    var options = CityOptions(seed: 7, parcels: 12_000)
    options.defectRate = 0
    let city = City(options)
    return city.wards.indices.map { city.map(ofWard: $0) }
}()

private struct Edge: Hashable {
    var from: CityPoint
    var to: CityPoint
}

private func doubledArea(ofParcel p: Int, in parcels: SyntheticParcels) -> Int64 {
    parcels.parts(ofParcel: p).joined().reduce(0) { $0 + SyntheticCity.doubledArea(Array($1)) }
}

/// Square metres of water, open streets and alleys.
private func openArea(of map: WardMap) -> Double {
    map.openGround.reduce(0) { $0 + $1.areaSquareMetres }
        + map.truth.reduce(0) { $0 + ($1.kind == .uncovered ? $1.areaSquareMetres ?? 0 : 0) }
}

@Suite("A city without defects")
struct CleanCityTests {
    @Test(arguments: [100, 137, 1000, 12_000, 60_000])
    func `it has exactly as many parcels as were asked for`(count: Int) {
        var options = CityOptions(seed: 3, parcels: count)
        options.defectRate = 0
        let city = City(options)
        #expect(city.wards.indices.reduce(0) { $0 + city.map(ofWard: $1).parcels.count } == count)
    }

    @Test func `neighbours share every edge, and no edge is walked twice the same way`() {
        var seen: Set<Edge> = []
        var twice = 0
        for map in clean {
            for p in 0..<map.parcels.count {
                for ring in map.parcels.parts(ofParcel: p).joined() {
                    var last = ring[ring.endIndex - 1]
                    for point in ring {
                        if !seen.insert(Edge(from: last, to: point)).inserted { twice += 1 }
                        last = point
                    }
                }
            }
        }
        #expect(twice == 0)
        let net = seen.count { !seen.contains(Edge(from: $0.to, to: $0.from)) }
        // Open streets, lakes, the river and the outline; the rest is matched.
        #expect(Double(net) / Double(seen.count) < 0.1)
    }

    @Test func `parcels and open ground fill the ward to the last square millimetre`() {
        for map in clean {
            let covered = (0..<map.parcels.count).reduce(Int64(0)) { $0 + doubledArea(ofParcel: $1, in: map.parcels) }
            let open = openArea(of: map)
            let ward = doubledArea(map.outline)
            #expect(abs(ward - covered - Int64((open * 2e6).rounded())) <= 2, "\(map.ward.code)")
        }
    }

    @Test func `ward lines are shared point by point`() {
        var seen: Set<Edge> = []
        for map in clean {
            #expect(Set(map.outline).count == map.outline.count)
            var last = map.outline[map.outline.count - 1]
            for point in map.outline {
                #expect(seen.insert(Edge(from: last, to: point)).inserted)
                last = point
            }
        }
        let outer = seen.filter { !seen.contains(Edge(from: $0.to, to: $0.from)) }
        #expect(outer.count < seen.count / 2)
    }

    @Test func `shells run counter-clockwise and holes clockwise`() {
        for map in clean {
            for p in 0..<map.parcels.count {
                for part in map.parcels.parts(ofParcel: p) {
                    for (index, ring) in part.enumerated() {
                        #expect((SyntheticCity.doubledArea(Array(ring)) > 0) == (index == 0))
                    }
                }
            }
        }
    }

    @Test func `it owes nothing but open ground and parcels of several parts`() {
        var ledger = TruthLedger()
        for map in clean { ledger.add(map) }
        #expect(Set(ledger.rows.map(\.entry.kind)) == [.uncovered, .multipart])
        let variants = Set(ledger.rows.map(\.entry.variant))
        #expect(variants == ["open ground", "lake in a park", "two parts"])
    }

    @Test func `keys are unique and wards stand in the list`() {
        var keys: Set<String> = []
        for map in clean {
            #expect(WardList.ward(code: map.ward.code) == map.ward)
            for attributes in map.parcels.attributes { #expect(keys.insert(attributes.key).inserted) }
        }
        #expect(Set(clean.map(\.ward.code)).count == clean.count)
    }

    @Test func `it looks like a town: tube houses, seven to eight corners a parcel`() {
        let parcels = clean.map(\.parcels)
        let corners = parcels.reduce(0) { $0 + $1.points.count }
        let count = parcels.reduce(0) { $0 + $1.count }
        #expect((6.5...9).contains(Double(corners) / Double(count)))
        let lots = parcels.flatMap { $0.attributes.filter { $0.kind == .lot }.map(\.storedAreaSquareMetres) }.sorted()
        #expect((40...110).contains(lots[lots.count / 2]))
        #expect(parcels.contains { $0.attributes.contains { $0.kind == .field } })
        #expect(parcels.contains { $0.attributes.contains { $0.kind == .park } })
    }

    @Test func `it lies in Hanoi's envelope`() {
        for point in clean.flatMap(\.outline) {
            #expect((529_000...607_000).contains(point.easting))
            #expect((2_272_000...2_367_000).contains(point.northing))
        }
    }

    @Test func `land-use codes are current leaves`() {
        for map in clean {
            for attributes in map.parcels.attributes {
                for reading in LandUseList.read(attributes.landUse) {
                    guard case .current = reading else {
                        Issue.record("\(attributes.landUse)")
                        return
                    }
                }
            }
        }
    }

    @Test func `a coarser step rounds every coordinate and still matches`() {
        var options = CityOptions(seed: 7, parcels: 1000)
        options.defectRate = 0
        options.stepMillimetres = 10
        let city = City(options)
        for index in city.wards.indices {
            let map = city.map(ofWard: index)
            #expect(map.parcels.points.allSatisfy { $0.x % 10 == 0 && $0.y % 10 == 0 })
            let covered = (0..<map.parcels.count).reduce(Int64(0)) { $0 + doubledArea(ofParcel: $1, in: map.parcels) }
            let open = openArea(of: map)
            #expect(abs(doubledArea(map.outline) - covered - Int64((open * 2e6).rounded())) <= 2)
        }
    }
}
