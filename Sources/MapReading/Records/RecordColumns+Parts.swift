import Cadastre

extension RecordColumns {
    /// Appends the rows of one table. A field without any text there stays without a column.
    mutating func append(_ part: consuming RecordPart, fields: [RecordField], areas: [Double]) {
        let before = count
        var numbers: [TextID]?
        if before == 0 {
            // The first table's texts keep their numbers.
            texts = part.texts
            row = part.rows
        } else {
            numbers = texts.merge(part.texts)
            row.append(contentsOf: part.rows)
        }
        part.texts = TextPool()
        part.rows = []
        for (slot, field) in fields.enumerated() {
            let ids = part.columns[slot]
            part.columns[slot] = []
            guard ids.contains(where: { $0 != .none }) else { continue }
            guard let numbers else {
                self[field] = ids
                continue
            }
            RecordColumns.fill(&self[field], .none, upTo: before)
            self[field].append(contentsOf: ids.lazy.map { $0 == .none ? .none : numbers[Int($0.rawValue)] })
        }
        if !areas.isEmpty {
            RecordColumns.fill(&areaSquareMetres, .nan, upTo: before)
            areaSquareMetres += areas
        }
    }

    /// Fills the columns that some tables have, and the last ones read do not, up to the number of rows.
    mutating func level() {
        for field in RecordField.allCases where has(field) { RecordColumns.fill(&self[field], .none, upTo: count) }
        RecordColumns.fill(&areaSquareMetres, .nan, upTo: count)
    }

    private static func fill<T>(_ column: inout [T], _ value: T, upTo count: Int) {
        if column.count < count { column.append(contentsOf: repeatElement(value, count: count - column.count)) }
    }
}
