public import Cadastre

/// What a ward shall reach.
public struct WardTarget: Hashable, Sendable {
    public var deadline: CivilDate?
    public var target: Int?

    public init(deadline: CivilDate?, target: Int?) {
        self.deadline = deadline
        self.target = target
    }
}

/// A branch of the registration office (chi nhánh văn phòng đăng ký đất đai).
public struct OfficeBranch: Hashable, Sendable {
    public var code: String
    public var name: String

    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}

/// Everything that the table is made of.
public struct CoverageInput: Sendable {
    public var date: CivilDate
    public var codes: [String]
    public var names: [String]
    public var areas: WardAreas
    /// Open defects of each ward, and behind them of no ward, in the order critical, error, warning, info.
    public var defects: [[Int]]
    /// One per ward, and behind them that of no ward; nil where no records were given.
    public var records: [WardRecords]?
    /// By ward code; `CoverageRow.unassignedCode` for none. Nil where no table was given.
    public var documents: DocumentProgress?
    /// What the forecast is made of.
    public var measure = DocumentMeasure.entered
    public var targets: [String: WardTarget] = [:]
    /// By ward code.
    public var branches: [String: OfficeBranch] = [:]
    /// Of the wards' findings, by ward code; nothing where no results of wards are there.
    public var states: [String: WardStates] = [:]
    public var previous: CoverageTable?

    public init(date: CivilDate, codes: [String], names: [String], areas: WardAreas, defects: [[Int]]) {
        self.date = date
        self.codes = codes
        self.names = names
        self.areas = areas
        self.defects = defects
    }
}

/// The table of `coverage`: wards by code, what belongs to no ward, branches by code, the city.
public struct CoverageTable: Hashable, Sendable {
    public var date: CivilDate
    public var rows: [CoverageRow]
    public var obstacles: [ObstacleTally]

    public init(date: CivilDate, rows: [CoverageRow], obstacles: [ObstacleTally]) {
        self.date = date
        self.rows = rows
        self.obstacles = obstacles
    }

    public init(_ input: CoverageInput) {
        date = input.date
        obstacles = input.documents?.obstacles ?? []
        let places = input.codes.indices.sorted { (input.codes[$0], $0) < (input.codes[$1], $1) }
        var wards = places.map { CoverageTable.row(ofWard: $0, input) }
        let unassigned = CoverageTable.row(ofWard: nil, input)
        if ["parcels", "records", "defects_critical", "defects_error", "defects_warning", "defects_info"].contains(
            where: { (unassigned[$0].count ?? 0) > 0 })
            || DocumentMeasure.allCases.contains(where: { unassigned["documents_\($0.rawValue)"] != .none })
        {
            wards.append(unassigned)
        }
        rows = wards
        let codes = Set(wards.compactMap { $0["branch_code"].text })
        for code in codes.sorted() {
            let own = wards.filter { $0["branch_code"].text == code }
            var row = CoverageTable.sum(of: own, .branch)
            row["branch_code"] = .text(code)
            row["branch"] = own[0]["branch"]
            rows.append(row)
        }
        rows.append(CoverageTable.sum(of: wards, .city))
        if let previous = input.previous { compare(with: previous) }
    }

    private static func row(ofWard w: Int?, _ input: CoverageInput) -> CoverageRow {
        let at = w ?? input.codes.count
        let code = w.map { input.codes[$0] } ?? CoverageRow.unassignedCode
        var row = CoverageRow(level: w == nil ? .unassigned : .ward)
        row["ward_code"] = .text(code)
        row["ward_name"] = CoverageValue(w.map { input.names[$0] })
        if let branch = input.branches[code] {
            row["branch_code"] = .text(branch.code)
            row["branch"] = .text(branch.name)
        }
        if let w { setGround(input.areas.grounds[w], of: &row) }
        let parcels = input.areas.parcels[at]
        row["parcels"] = .count(parcels.parcels)
        row["parcel_area_m2"] = CoverageValue(parcels.area)
        row["parcels_needing_record"] = .count(parcels.needingRecord)
        for (use, name) in zip(parcels.areaByUse, ["agricultural", "non_agricultural", "unused", "other_use"]) {
            row["area_\(name)_m2"] = CoverageValue(use)
        }
        row["area_roads_water_m2"] = CoverageValue(parcels.areaWithoutNeed)
        for (count, name) in zip(input.defects[at], ["critical", "error", "warning", "info"]) {
            row["defects_\(name)"] = .count(count)
        }
        if let states = input.states[code] { row.set(states) }
        if let records = input.records?[at] {
            row["parcels_with_record"] = .count(records.parcelsWithRecord)
            row["record_pct"] = percent(records.neededWithRecord, of: parcels.needingRecord)
            row["records"] = .count(records.records)
            row["records_without_parcel"] = .count(records.recordsWithoutParcel)
            for k in 0..<4 { row["group_\(k)"] = .count(records.groups[k]) }
            row.neededWithRecord = records.neededWithRecord
        }
        setProgress(of: &row, code, input)
        return row
    }

    private static func setGround(_ ground: WardGround, of row: inout CoverageRow) {
        row["ward_area_m2"] = CoverageValue(ground.area)
        row["covered_m2"] = CoverageValue(ground.covered)
        row["overlap_m2"] = CoverageValue(ground.overlap)
        row["uncovered_m2"] = CoverageValue(ground.uncovered)
        row["gap_m2"] = CoverageValue(ground.gap)
        row["outside_m2"] = CoverageValue(ground.outside)
        row.setCoveragePercent()
    }

    /// Documents, pace, forecast and deadline.
    private static func setProgress(of row: inout CoverageRow, _ code: String, _ input: CoverageInput) {
        let target = input.targets[code]
        row["deadline"] = CoverageValue(target?.deadline)
        let days = input.documents?.days[code] ?? []
        let newest = days.last
        row["documents_date"] = CoverageValue(newest?.date)
        for measure in DocumentMeasure.allCases {
            row["documents_\(measure.rawValue)"] = CoverageValue(newest?[measure])
        }
        // What is to be reached: the ward's own target, else what was collected, else what the map asks for.
        let collected = input.measure == .collected ? nil : newest?[.collected]
        let goal = target?.target ?? collected ?? row["parcels_needing_record"].count
        if target?.target != nil || newest != nil { row["target"] = CoverageValue(goal) }
        guard let goal, let pace = Pace(days.compactMap { day in day[input.measure].map { (day.date, $0) } }) else {
            return
        }
        row["pace_per_day"] = CoverageValue(pace.perDay)
        // A pace of weeks ago says nothing of today.
        guard input.date.days(since: pace.date) <= Pace.window, var finish = pace.finish(target: goal) else { return }
        if pace.count < goal { finish = max(finish, input.date) }
        row["finish_forecast"] = .date(finish)
        if let deadline = target?.deadline { row["late_days"] = .count(max(0, finish.days(since: deadline))) }
    }

    /// The rows together. A sum is done with its last ward: of forecasts, deadlines and days late the latest counts, and
    /// there is no forecast while a ward with a target has none.
    static func sum(of rows: [CoverageRow], _ level: CoverageRow.Level) -> CoverageRow {
        var sum = CoverageRow(level: level)
        for column in CoverageColumn.all where column.addsUp {
            let values = rows.compactMap { $0[column.name].number }
            if values.isEmpty { continue }
            sum[column.name] =
                column.kind == .count
                ? .count(values.reduce(0) { $0 + Int($1) }) : CoverageValue(values.reduce(0, +))
        }
        let paces = rows.compactMap { $0["pace_per_day"].number }
        if !paces.isEmpty { sum["pace_per_day"] = CoverageValue(paces.reduce(0, +)) }
        for name in ["documents_date", "deadline"] {
            sum[name] = CoverageValue(rows.compactMap { $0[name].date }.max())
        }
        let aimed = rows.filter { $0["target"] != .none }
        let finishes = aimed.compactMap { $0["finish_forecast"].date }
        if !aimed.isEmpty, finishes.count == aimed.count {
            sum["finish_forecast"] = CoverageValue(finishes.max())
            sum["late_days"] = CoverageValue(aimed.compactMap { $0["late_days"].count }.max())
        }
        sum.setCoveragePercent()
        let withRecord = rows.compactMap(\.neededWithRecord)
        if !withRecord.isEmpty {
            let needed = withRecord.reduce(0, +)
            sum.neededWithRecord = needed
            sum["record_pct"] = percent(needed, of: sum["parcels_needing_record"].count ?? 0)
        }
        return sum
    }

    /// Sets the columns of change.
    private mutating func compare(with previous: CoverageTable) {
        let earlier = Dictionary(previous.rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for i in rows.indices {
            rows[i]["previous_date"] = .date(previous.date)
            guard let before = earlier[rows[i].key] else { continue }
            for column in CoverageColumn.all where column.hasChange {
                guard let now = rows[i][column.name].number, let then = before[column.name].number else { continue }
                rows[i][CoverageColumn.changePrefix + column.name] =
                    column.kind == .count ? .count(Int(now) - Int(then)) : CoverageValue(now - then)
            }
        }
    }

    static func percent(_ part: Int, of whole: Int) -> CoverageValue {
        whole > 0 ? CoverageValue(100 * Double(part) / Double(whole)) : .none
    }
}

extension CoverageRow {
    mutating func setCoveragePercent() {
        guard let area = self["ward_area_m2"].number, area > 0, let covered = self["covered_m2"].number else { return }
        self["coverage_pct"] = CoverageValue(100 * covered / area)
    }
}
