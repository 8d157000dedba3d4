import Cadastre
import Testing

@testable import SyntheticCity

private let maps: [WardMap] = {
    var options = CityOptions(seed: 11, parcels: 40_000)
    options.defectRate = 0.03
    options.wards = 8
    let city = City(options)
    return city.wards.indices.map { city.map(ofWard: $0) }
}()

private let rows: [TruthRow] = {
    var ledger = TruthLedger()
    for map in maps { ledger.add(map) }
    return ledger.rows
}()

@Suite("Injected defects")
struct TruthTests {
    @Test func `every kind that a synthetic map can show is there`() {
        let kinds = Set(rows.map(\.entry.kind))
        let possible = DefectKind.allCases.filter { !$0.isOfDrawing && $0 != .wrongCRS && $0 != .swappedAxes }
        #expect(kinds == Set(possible))
    }

    @Test func `about as many as asked for`() {
        let injected = rows.count { ![.uncovered, .multipart].contains($0.entry.kind) }
        // Some recipes owe several rows, and sites in fields take none.
        #expect((1000...1700).contains(injected))
    }

    @Test func `two defects never share a parcel`() {
        // Rows of one recipe are about the same parcels; streets may border several holes.
        var recipe: [Int64: String] = [:]
        let streets = Set(
            maps.flatMap(\.parcels.attributes).enumerated().filter { $0.element.kind == .street }.map {
                Int64($0.offset) + 1
            })
        var last: (variant: String, fids: Set<Int64>) = ("", [])
        for row in rows where row.entry.kind != .uncovered {
            let fids = Set(row.fids).subtracting(streets)
            let continues = row.entry.variant == last.variant && !last.fids.isDisjoint(with: fids)
            for fid in fids where !(continues && last.fids.contains(fid)) {
                #expect(recipe[fid] == nil, "\(row.entry.variant) after \(recipe[fid] ?? "")")
            }
            for fid in fids { recipe[fid] = row.entry.variant }
            last = (row.entry.variant, continues ? fids.union(last.fids) : fids)
        }
    }

    @Test func `parties are numbered in the order of the parcels`() {
        let keys = maps.flatMap { $0.parcels.attributes.map(\.key) }
        for row in rows {
            #expect(row.keys == row.fids.map { keys[Int($0) - 1] })
        }
    }

    @Test func `defects between two wards name parcels of both`() {
        let wards = maps.flatMap { map in map.parcels.attributes.map { _ in map.ward.code } }
        let between = rows.filter { row in Set(row.fids.map { wards[Int($0) - 1] }).count > 1 }
        #expect(Set(between.map(\.entry.kind)) == [.overlap, .gap])
    }

    @Test func `a missing geometry is null, and nothing else is`() {
        let null = Set(rows.filter { $0.entry.kind == .nullGeometry }.flatMap(\.fids))
        var fid: Int64 = 0
        for map in maps {
            for p in 0..<map.parcels.count {
                fid += 1
                #expect(map.parcels.parts(ofParcel: p).isEmpty == null.contains(fid))
            }
        }
    }

    @Test func `stored areas are off only where the truth says so`() {
        let off = Set(rows.filter { $0.entry.kind == .areaMismatch }.flatMap(\.fids))
        let invalid = Set(rows.filter { $0.entry.kind == .invalidGeometry }.flatMap(\.fids))
        var fid: Int64 = 0
        for map in maps {
            for p in 0..<map.parcels.count {
                fid += 1
                if invalid.contains(fid) { continue }
                let rings = map.parcels.parts(ofParcel: p).joined()
                let area = rings.reduce(0.0) { $0 + Double(SyntheticCity.doubledArea(Array($1))) / 2e6 }
                let stored = map.parcels.attributes[p].storedAreaSquareMetres
                let limit = PermittedError(scale: nil).area(ofSquareMetres: area)
                #expect((abs(area - stored) > 0.05 + 1e-9) == off.contains(fid))
                if off.contains(fid) { #expect(abs(area - stored) > 0.05 + limit) }
            }
        }
    }

    @Test func `recorded areas are those by right, within the permitted error and with the deviation that is stated`() {
        let permitted = PermittedError(scale: 500)
        let broken = Set(
            rows.filter { [.invalidGeometry, .outsideWard].contains($0.entry.kind) || $0.owner != nil }.flatMap(\.fids))
        var fid: Int64 = 0
        var shares: [Double] = []
        for map in maps {
            for p in 0..<map.parcels.count {
                fid += 1
                guard let legal = map.parcels.attributes[p].legalAreaSquareMetres, !broken.contains(fid) else {
                    continue
                }
                let rings = map.parcels.parts(ofParcel: p).joined()
                let area = rings.reduce(0.0) { $0 + Double(SyntheticCity.doubledArea(Array($1))) / 2e6 }
                if area == 0 { continue }
                let share = (legal - area) / permitted.area(ofSquareMetres: area)
                #expect(abs(share) <= 1, "\(legal) \(area)")
                shares.append(share)
            }
        }
        let mean = shares.reduce(0, +) / Double(shares.count)
        let deviation = (shares.reduce(0) { $0 + $1 * $1 } / Double(shares.count)).squareRoot()
        #expect(shares.count > 30_000 && abs(mean) < 0.01 && abs(deviation - 0.25) < 0.02, "\(mean) \(deviation)")
    }

    @Test func `ground goes back to its owner and the recorded areas agree`() {
        let parcels = maps.flatMap { map in
            (0..<map.parcels.count).map { p in
                let rings = map.parcels.parts(ofParcel: p).joined()
                return (
                    area: rings.reduce(0.0) { $0 + Double(SyntheticCity.doubledArea(Array($1))) / 2e6 },
                    legal: map.parcels.attributes[p].legalAreaSquareMetres
                )
            }
        }
        let permitted = PermittedError(scale: 500)
        var variants: Set<String> = []
        // What each parcel has once the overlaps and gaps at it are settled; a defect stands alone at its parcels.
        var settled: [Int64: Double] = [:]
        for row in rows {
            guard let owner = row.owner, let area = row.entry.areaSquareMetres else { continue }
            variants.insert(row.entry.variant)
            #expect(row.fids.contains(owner))
            if [.gap, .edgeMismatch].contains(row.entry.kind), row.entry.variant != "hairline overlap" {
                settled[owner, default: 0] += area
            } else {
                for fid in row.fids where fid != owner { settled[fid, default: 0] -= area }
            }
        }
        #expect(variants.count == 10, "\(variants)")
        for (fid, change) in settled {
            let parcel = parcels[Int(fid) - 1]
            guard let legal = parcel.legal else { continue }
            let limit = permitted.area(ofSquareMetres: legal)
            #expect(abs(parcel.area + change - legal) <= limit, "fid \(fid)")
        }
        #expect(settled.count > 300)
    }

    @Test func `what is thin is as thin as it says`() {
        for row in rows {
            guard let width = row.entry.widthMetres else { continue }
            switch row.entry.kind {
            case .edgeMismatch: #expect((0.001...0.0101).contains(width))
            case .gap: #expect((0.03...0.4001).contains(width))
            case .overlap: #expect((0.03...1.0001).contains(width))
            default: break
            }
        }
    }

    @Test func `areas of defects are those of their shells`() {
        for row in rows where row.entry.kind != .uncovered {
            guard let area = row.entry.areaSquareMetres, !row.entry.shells.isEmpty else { continue }
            let shells = row.entry.shells.reduce(0.0) { $0 + Double(SyntheticCity.doubledArea($1)) / 2e6 }
            #expect(abs(area - shells) < 0.01, "\(row.entry.variant)")
        }
    }

    @Test func `a city is the same every time, ward by ward in any order`() {
        var options = CityOptions(seed: 11, parcels: 3000)
        options.wards = 4
        let first = City(options)
        let second = City(options)
        let backwards = first.wards.indices.reversed().map { first.map(ofWard: $0) }
        for (index, map) in backwards.reversed().enumerated() {
            let again = second.map(ofWard: index)
            #expect(map.parcels.points == again.parcels.points)
            #expect(map.parcels.attributes.map(\.key) == again.parcels.attributes.map(\.key))
            #expect(map.truth.count == again.truth.count)
        }
        options.seed = 12
        #expect(City(options).map(ofWard: 0).parcels.points != backwards[3].parcels.points)
    }

    @Test func `a shift moves whole parcels by no more than it says`() {
        var options = CityOptions(seed: 5, parcels: 500)
        options.defectRate = 0
        let still = City(options).map(ofWard: 0).parcels
        options.jitterMetres = 0.02
        let moved = City(options).map(ofWard: 0).parcels
        #expect(still.count == moved.count)
        var shifts: Set<CityPoint> = []
        for p in 0..<still.count {
            let from = still.parts(ofParcel: p).joined().joined()
            let to = moved.parts(ofParcel: p).joined().joined()
            let differences = Set(zip(from, to).map { CityPoint(x: $1.x - $0.x, y: $1.y - $0.y) })
            #expect(differences.count == 1)
            shifts.formUnion(differences)
        }
        #expect(shifts.allSatisfy { abs($0.x) <= 20 && abs($0.y) <= 20 })
        #expect(shifts.count > 100)
    }

    @Test func `well-known binary begins with the order of its bytes and holds every point`() {
        let parcels = maps[0].parcels
        for p in 0..<50 {
            var bytes: [UInt8] = []
            let hasGeometry = parcels.appendWKB(ofParcel: p, to: &bytes, alwaysMulti: true)
            let parts = parcels.parts(ofParcel: p)
            #expect(hasGeometry == !parts.isEmpty)
            if !hasGeometry { continue }
            let points = parts.joined().reduce(0) { $0 + $1.count + 1 }
            #expect(bytes.count == 9 + 9 * parts.count + 4 * parts.joined().count + 16 * points)
            #expect(bytes[..<5] == [1, 6, 0, 0, 0])
        }
    }
}
