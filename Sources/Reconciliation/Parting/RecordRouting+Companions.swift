import Cadastre

/// Rows of other wards without which a ward's own rows would say something else.
extension RecordRouting {
    /// A serial that more rows have is no serial but a stopgap; it would bring every ward the rows of all.
    private static let mostRowsOfSerial = 64

    func addCompanions(_ records: RecordColumns, _ routes: inout Routes) {
        var homes = RowHomes(routes, count: records.count)
        var added: [[Int32]] = Array(repeating: [], count: wards.count)
        func share(_ rows: [Int32]) {
            // What names no ward is compared with none.
            let rows = rows.filter { records.id(.ward, Int($0)) != .none }
            for ward in Set(rows.flatMap { homes[$0] }).sorted() {
                for row in rows where !homes[row].contains(ward) { added[Int(ward)].append(row) }
            }
        }
        for (first, other) in SharedValues.numbersWithTwoNames(records) { share([first, other]) }
        for (first, more) in SharedValues.serials(records) where more.count < Self.mostRowsOfSerial {
            share([first] + more)
        }
        // What is a matter of a column is named by the column alone, in the order of the sources.
        var columns: [ColumnDamage: [Int32]] = [:]
        for cell in records.damagedCells where cell.damage.isOfColumn {
            columns[ColumnDamage(field: cell.field, damage: cell.damage), default: []].append(cell.record)
        }
        for rows in columns.values where rows.count > 1 { share(rows) }
        homes = RowHomes()
        for ward in wards.indices where !added[ward].isEmpty {
            routes.rows[ward] = Set(routes.rows[ward] + added[ward]).sorted()
        }
    }
}

private struct ColumnDamage: Hashable {
    var field: RecordField
    var damage: CellDamage
}

/// The wards that each row goes to: mostly one.
private struct RowHomes {
    private var first: [Int32] = []
    private var more: [Int32: [Int32]] = [:]

    init() {}

    init(_ routes: RecordRouting.Routes, count: Int) {
        first = Array(repeating: -1, count: count)
        for (ward, rows) in routes.rows.enumerated() {
            for row in rows {
                if first[Int(row)] < 0 {
                    first[Int(row)] = Int32(ward)
                } else {
                    more[row, default: []].append(Int32(ward))
                }
            }
        }
    }

    subscript(_ row: Int32) -> [Int32] {
        let one = first[Int(row)]
        return one < 0 ? [] : more.isEmpty ? [one] : [one] + (more[row] ?? [])
    }
}
