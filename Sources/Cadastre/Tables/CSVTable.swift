/// A small table of comma-separated values: what the tables in this folder are written in.
///
/// Fields may be quoted, with `""` for a quote; the first row names the columns.
struct CSVTable {
    /// Column names in order.
    let header: [String]
    /// All other rows, each as long as the header.
    let rows: [[String]]

    /// - Precondition: every row has as many fields as the header.
    init(_ text: String) {
        var records: [[String]] = []
        var record: [String] = []
        var field = ""
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        var next = characters.next()
        while let c = next {
            next = characters.next()
            if isQuoted {
                if c != "\"" {
                    field.unicodeScalars.append(c)
                } else if next == "\"" {
                    field += "\""
                    next = characters.next()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch c {
            case "\"": isQuoted = true
            case ",":
                record.append(field)
                field = ""
            case "\n":
                record.append(field)
                records.append(record)
                field = ""
                record = []
            default: field.unicodeScalars.append(c)
            }
        }
        if !record.isEmpty || !field.isEmpty { records.append(record + [field]) }
        let names = records.first ?? []
        precondition(records.allSatisfy { $0.count == names.count }, "a row is not as long as the header")
        header = names
        rows = Array(records.dropFirst())
    }

    /// The place of a column.
    /// - Precondition: there is one of that name.
    func column(_ name: String) -> Int {
        guard let place = header.firstIndex(of: name) else { preconditionFailure("no column \(name)") }
        return place
    }
}
