import Cadastre
import PlanarCoverage
import Testing

@testable import Reconciliation

private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

/// Two wards of 20 m by 20 m with three lots: two of residence in the first, a road in the second.
private struct SmallCity {
    let grid = Grid(aroundX: 0, aroundY: 0)
    let codes = ["00082", "00340"]

    private func wkb(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [UInt8] {
        var bytes: [UInt8] = [1]
        func append<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        for number in [UInt32(3), 1, 5] { append(number) }
        for (x, y) in [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)] {
            append(x.bitPattern)
            append(y.bitPattern)
        }
        return bytes
    }

    private func intake(_ boxes: [(Double, Double, Double, Double)]) -> CoverageIntake {
        var intake = CoverageIntake(grid: grid)
        for box in boxes { _ = wkb(box.0, box.1, box.2, box.3).withUnsafeBytes { intake.append(wkb: $0) } }
        return intake
    }

    func areas() throws -> WardAreas {
        var columns = ParcelColumns()
        for (fid, (ward, use)) in [("00082", "ODT"), ("00082", "CLN+ODT"), ("00340", "DGT"), ("99999", "ODT")]
            .enumerated()
        {
            columns.fid.append(Int64(fid))
            columns.ward.append(columns.texts.intern(ward))
            columns.landUse.append(columns.texts.intern(use))
        }
        return try WardAreas(
            coverage: intake([(0, 0, 10, 20), (10, 0, 20, 10), (20, 0, 30, 20), (100, 0, 101, 1)]), columns: columns,
            outlines: intake([(0, 0, 20, 20), (20, 0, 40, 20)]).rings, codes: codes,
            limits: CoverageLimits(tolerance: 150, maxGapWidth: 5000), lanes: 2)
    }

    func input(date: String = "2025-11-08") throws -> CoverageInput {
        CoverageInput(
            date: try day(date), codes: codes, names: ["Phường Cửa Nam", "Phường Yên Sở"], areas: try areas(),
            defects: [[0, 2, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]])
    }
}

@Suite("The table of coverage")
struct CoverageTableTests {
    @Test func `areas and parcels of wards, of no ward, and their sum`() throws {
        let rows = CoverageTable(try SmallCity().input()).rows
        #expect(rows.map(\.level) == [.ward, .ward, .unassigned, .city])
        #expect(rows.map { $0["parcels"] } == [.count(2), .count(1), .count(1), .count(4)])
        #expect(rows.map { $0["covered_m2"] } == [.number(300), .number(200), .none, .number(500)])
        #expect(rows.map { $0["coverage_pct"] } == [.number(75), .number(50), .none, .number(62.5)])
        #expect(rows.map { $0["parcels_needing_record"] } == [.count(2), .count(0), .count(1), .count(3)])
        #expect(rows[0]["area_non_agricultural_m2"] == .number(200))
        #expect(rows[0]["area_agricultural_m2"] == .number(100))
        #expect(rows[1]["area_roads_water_m2"] == .number(200))
        #expect(rows.map { $0["defects_error"] } == [.count(2), .count(0), .count(0), .count(2)])
        #expect(rows[3]["defects_critical"] == .count(1))
    }

    @Test func `branches have subtotals of their wards`() throws {
        var input = try SmallCity().input()
        input.branches = ["00340": OfficeBranch(code: "CN2", name: "Chi nhánh số 2")]
        let rows = CoverageTable(input).rows
        #expect(rows.map(\.level) == [.ward, .ward, .unassigned, .branch, .city])
        #expect(rows[3]["branch"] == .text("Chi nhánh số 2"))
        #expect(rows[3]["covered_m2"] == .number(200))
    }

    @Test func `the forecast is that of the ward's own target and deadline, and a sum waits for its last ward`() throws
    {
        var input = try SmallCity().input()
        func row(_ ward: String, _ date: String, _ collected: Int?, _ entered: Int) throws -> DocumentRow {
            DocumentRow(ward: ward, date: try day(date), counts: [collected, nil, entered, nil, nil, nil])
        }
        let rows = [
            try row("00082", "2025-11-01", 3600, 1240), try row("00082", "2025-11-08", 4000, 1520),
            try row("00340", "2025-11-01", nil, 300), try row("00340", "2025-11-08", nil, 600),
        ]
        input.documents = DocumentProgress(rows, notAfter: input.date)
        input.targets = ["00340": WardTarget(deadline: try day("2025-11-15"), target: 1000)]
        let table = CoverageTable(input).rows
        #expect(table[0]["target"] == .count(4000))
        #expect(table[0]["finish_forecast"] == .date(try day("2026-01-09")))
        #expect(table[0]["late_days"] == .none)
        #expect(table[1]["finish_forecast"] == .date(try day("2025-11-18")))
        #expect(table[1]["late_days"] == .count(3))
        #expect(table[3]["documents_entered"] == .count(2120))
        #expect(table[3]["finish_forecast"] == .date(try day("2026-01-09")))
        // Without a second day for one ward the city has no forecast.
        input.documents = DocumentProgress(Array(rows.dropFirst()), notAfter: input.date)
        #expect(CoverageTable(input).rows[3]["finish_forecast"] == .none)
    }

    @Test func `changes are against the previous report, row by row`() throws {
        let earlier = CoverageTable(try SmallCity().input(date: "2025-11-01"))
        var input = try SmallCity().input()
        input.defects[0][1] = 5
        input.previous = earlier
        let rows = CoverageTable(input).rows
        #expect(rows[0]["change_defects_error"] == .count(3))
        #expect(rows[1]["change_defects_error"] == .count(0))
        #expect(rows[3]["change_coverage_pct"] == .number(0))
        #expect(rows[0]["previous_date"] == .date(try day("2025-11-01")))
    }

    @Test func `states of findings stand with their ward and add up; a ward without results has none`() throws {
        var input = try SmallCity().input()
        input.branches = ["00340": OfficeBranch(code: "CN2", name: "Chi nhánh số 2")]
        input.states = [
            "00340": WardStates(defects: WardStates.Tally(new: 2, remaining: 5, resolved: 1, accepted: 3)),
            CoverageRow.unassignedCode: WardStates(
                defects: WardStates.Tally(new: 1), findings: WardStates.Tally(resolved: 4)),
        ]
        let rows = CoverageTable(input).rows
        #expect(rows.map { $0["defects_new"] } == [.none, .count(2), .count(1), .count(2), .count(3)])
        #expect(rows.map { $0["defects_remaining"] } == [.none, .count(5), .count(0), .count(5), .count(5)])
        #expect(rows.map { $0["defects_resolved"] } == [.none, .count(1), .count(0), .count(1), .count(1)])
        #expect(rows.map { $0["defects_accepted"] } == [.none, .count(3), .count(0), .count(3), .count(3)])
        #expect(rows.map { $0["findings_resolved"] } == [.none, .none, .count(4), .none, .count(4)])
    }

    @Test func `what was new in a report that a later one has not done again remains, and nothing is resolved twice`() {
        let then = WardStates.Tally(new: 2, remaining: 5, resolved: 1, accepted: 3)
        #expect(then.carriedOn == WardStates.Tally(new: 0, remaining: 7, resolved: 0, accepted: 3))
        #expect(then.carriedOn.carriedOn == then.carriedOn)
    }

    @Test func `records count by the ward of their parcel, else by the one they name`() throws {
        var input = try SmallCity().input()
        var first = WardRecords()
        (first.parcelsWithRecord, first.neededWithRecord, first.records) = (1, 1, 2)
        var none = WardRecords()
        (none.records, none.recordsWithoutParcel) = (1, 1)
        input.records = [first, WardRecords(), none]
        let rows = CoverageTable(input).rows
        #expect(rows[0]["record_pct"] == .number(50))
        #expect(rows[1]["record_pct"] == .none)
        #expect(rows[3]["record_pct"] == .number(33.3333))
        #expect(rows[3]["records_without_parcel"] == .count(1))
    }
}

@Suite("Records of wards")
struct WardRecordTests {
    @Test func `a reconciliation is tallied by the wards of its parcels, and records without one by what they name`() {
        var sample = Sample()
        sample.parcels = [
            .init(number: "1"), .init(number: "2"), .init(number: "3", use: "DGT"), .init(ward: "00340", number: "1"),
            .init(ward: "00340", number: "7"), .init(ward: "00340", number: "7"),
        ]
        func row(_ ward: String, _ number: String) -> [RecordField: String] {
            [.ward: ward, .sheet: "1", .number: number]
        }
        sample.rows = [
            row("00082", "1"), row("00082", "1"), row("00340", "1"), row("00340", "9"), row("00082", "8"),
            row("00340", "7"), row("00008", "1"),
        ]
        let result = sample.reconcile()
        #expect(result.matches.parcel[6] == RecordMatches.otherWard)
        // The last parcel lies in no outline.
        let tallies = WardRecords.tallies(
            of: result, homes: [0, 0, 0, 1, 1, -1], recordWards: [0, 0, 1, 1, 0, 1, -1], wardCount: 2)
        var first = WardRecords()
        (first.parcelsWithRecord, first.neededWithRecord, first.records, first.recordsWithoutParcel) = (1, 1, 3, 1)
        first.groups = [1, 0, 1, 0]
        #expect(tallies[0] == first)
        var second = WardRecords()
        (second.parcelsWithRecord, second.neededWithRecord, second.records, second.recordsWithoutParcel) = (1, 1, 3, 2)
        // One of two parcels with one key that a record names cannot be used.
        second.groups = [0, 0, 1, 1]
        #expect(tallies[1] == second)
        var rest = WardRecords()
        rest.groups = [0, 0, 0, 1]
        #expect(tallies[2] == rest)
    }
}
