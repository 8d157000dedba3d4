import Cadastre
import Testing

@testable import SyntheticCity

private func city(_ parcels: Int, wards: Int? = nil, seed: UInt64 = 5) -> City {
    var options = CityOptions(seed: seed, parcels: parcels)
    options.wards = wards
    return City(options)
}

/// A ward of some sheets with faults, drawn once for all tests.
private let faulty = CityDrawings(city(6000, wards: 1), defectRate: 0.03).sheets(ofWard: 0)
private let clean = CityDrawings(city(6000, wards: 2), defectRate: 0).sheets(ofWard: 0)

private let boundaryLevels: Set<UInt8> = [SheetLevel.boundary, SheetLevel.street, SheetLevel.water]

/// The edges of lines, with how often each is drawn.
private func edges(_ lines: [DrawnLine]) -> [LotEdge: Int] {
    var edges: [LotEdge: Int] = [:]
    for line in lines {
        for (a, b) in zip(line.points, line.points.dropFirst()) { edges[LotEdge(a, b), default: 0] += 1 }
    }
    return edges
}

@Suite("Drawings of a synthetic city")
struct DrawingTests {
    @Test func `every edge of a sheet's parcels is drawn once, at the level of what lies beyond`() {
        let ward = city(6000, wards: 2)
        var options = ward.options
        options.defectRate = 0
        let parcels = City(options).map(ofWard: 0).parcels
        var wanted: [Int: Set<LotEdge>] = [:]
        var streets: Set<LotEdge> = []
        var others: Set<LotEdge> = []
        for p in 0..<parcels.count {
            for ring in parcels.parts(ofParcel: p).joined() {
                for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                    wanted[parcels.attributes[p].sheet, default: []].insert(LotEdge(a, b))
                    if parcels.attributes[p].kind == .street {
                        streets.insert(LotEdge(a, b))
                    } else {
                        others.insert(LotEdge(a, b))
                    }
                }
            }
        }
        #expect(clean.sheets.map(\.number) == wanted.keys.sorted())
        for sheet in clean.sheets {
            let drawn = edges(sheet.lines.filter { boundaryLevels.contains($0.level) })
            #expect(drawn.values.allSatisfy { $0 == 1 })
            #expect(Set(drawn.keys) == wanted[sheet.number])
            let atStreets = edges(sheet.lines.filter { $0.level == SheetLevel.street }).keys
            #expect(streets.intersection(others).intersection(drawn.keys).isSubset(of: atStreets))
        }
        #expect(clean.sheets.contains { $0.lines.contains { $0.level == SheetLevel.water } })
        #expect(clean.faults.allSatisfy { $0.kind == .openGround })
    }

    @Test func `every parcel has one label with its number, area and use, and a point inside`() {
        for sheet in clean.sheets {
            let labels = clean.labels.filter { $0.sheet == sheet.number }
            func texts(_ level: UInt8) -> [String] { sheet.texts.filter { $0.level == level }.map(\.text).sorted() }
            #expect(texts(SheetLevel.number) == labels.map { String($0.number) }.sorted())
            #expect(texts(SheetLevel.area) == labels.map { SheetLabel.text($0.areaSquareMetres) }.sorted())
            #expect(texts(SheetLevel.landUse) == labels.map(\.landUse).sorted())
            #expect(texts(SheetLevel.legalLandUse) == labels.map(\.landUse).sorted())
            #expect(sheet.points.count == labels.count)
            #expect(texts(SheetLevel.frame).contains { $0.hasSuffix("SỐ \(sheet.number)") })
            #expect(Set(labels.map(\.number)).count == labels.count)
        }
        #expect(clean.labels.contains { $0.hasLeader } && clean.labels.contains { !$0.hasLeader })
    }

    @Test func `the true point of a label lies in the parcel of its area`() {
        var options = city(6000, wards: 2).options
        options.defectRate = 0
        let lots = DraftedLots(City(options).map(ofWard: 0).parcels)
        for label in clean.labels {
            let own = lots.lots.first { $0.sheet == label.sheet && $0.number == label.number }
            #expect(own.map { SheetDrafting.contains($0.rings, label.at.position) } == true)
            #expect(own?.areaSquareMetres == label.areaSquareMetres)
        }
    }

    @Test func `areas have one decimal and a comma`() {
        #expect(SheetLabel.text(245.8) == "245,8" && SheetLabel.text(60) == "60,0" && SheetLabel.text(0.25) == "0,3")
    }

    @Test func `faults are as many as wanted, of every kind, and none is near another`() {
        let injected = faulty.faults.filter { ![.openGround, .cutParcel, .shiftedSheet].contains($0.kind) }
        #expect(injected.count == 180)
        #expect(Set(faulty.faults.map(\.kind)) == Set(DrawingFault.Kind.allCases))
        var seen: Set<[Int]> = []
        for fault in injected {
            for parcel in fault.parcels {
                #expect(seen.insert([parcel.sheet, parcel.number]).inserted, "\(fault)")
            }
            switch fault.variant {
            case "within", "shifted": #expect((0.0025...0.0135).contains(fault.size ?? 0))
            case "beyond": #expect((0.0495...0.3005).contains(fault.size ?? 0))
            default: break
            }
        }
    }

    @Test func `an undershoot ends as far from its line as the truth says, an overshoot behind it`() throws {
        let exact = CityDrawings(city(6000, wards: 1), defectRate: 0).sheets(ofWard: 0)
        for fault in faulty.faults where fault.kind == .undershoot || fault.kind == .overshoot {
            let sheet = try #require(faulty.sheets.first { $0.number == fault.sheet })
            let right = try #require(exact.sheets.first { $0.number == fault.sheet })
            let line = try #require(sheet.lines.first { $0.points.first == fault.at || $0.points.last == fault.at })
            let own = right.lines.flatMap { [$0.points.first, $0.points.last] }.compactMap { $0 }
            let distance = own.map { ($0.position - fault.at.position).length }.min() ?? 0
            #expect(abs(distance - (fault.size ?? 0)) < 0.001)
            #expect(line.level == SheetLevel.boundary)
        }
    }

    @Test func `a street that a sheet's edge cuts has its number on both sheets, alone`() throws {
        let cuts = faulty.faults.filter { $0.kind == .cutParcel }
        #expect(!cuts.isEmpty)
        for cut in cuts {
            #expect(cut.parcels.count == 2 && cut.parcels[0].number == cut.parcels[1].number)
            for (sheet, number) in cut.parcels where sheet != faulty.faults.first(where: { $0.shift != nil })?.sheet {
                let drawing = try #require(faulty.sheets.first { $0.number == sheet })
                let same = drawing.texts.count { $0.level == SheetLevel.number && $0.text == String(number) }
                #expect(same == 1)
            }
            let label = try #require(faulty.labels.first { $0.number == cut.parcels[0].number && $0.otherSheet != nil })
            #expect(label.otherSheet == cut.parcels[1].sheet && label.areaSquareMetres == cut.size)
        }
    }

    @Test func `equal options make equal drawings, and a shifted sheet is shifted as a whole`() throws {
        let again = CityDrawings(city(6000, wards: 1), defectRate: 0.03).sheets(ofWard: 0)
        #expect(again.sheets.map { $0.lines.map(\.points) } == faulty.sheets.map { $0.lines.map(\.points) })
        #expect(again.sheets.map { $0.texts.map(\.text) } == faulty.sheets.map { $0.texts.map(\.text) })
        let fault = try #require(faulty.faults.first { $0.kind == .shiftedSheet })
        let shift = try #require(fault.shift)
        let exact = CityDrawings(city(6000, wards: 1), defectRate: 0).sheets(ofWard: 0)
        let own = try #require(exact.sheets.first { $0.number == fault.sheet })
        let moved = try #require(faulty.sheets.first { $0.number == fault.sheet })
        let frame = (own.lines.last?.points ?? [], moved.lines.last?.points ?? [])
        #expect(frame.0.count == 5 && frame.1.count == 5)
        for (a, b) in zip(frame.0, frame.1) { #expect(b.x - a.x == shift.x && b.y - a.y == shift.y) }
    }
}
