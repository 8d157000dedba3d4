import CSQLite

/// The rows of a table by the part they go to, from one pass over the table.
struct PartedRows: Sendable {
    /// The rows of one file.
    struct Part: Sendable {
        var name: String
        var count = 0
        /// Rows that follow each other in the table: the ids of the first and the last.
        var runs: [(first: Int64, last: Int64)] = []
        /// Of those with a geometry, by id.
        var entries: [PackedRTree.Entry] = []
        var extent: GeoPackageBox?
    }

    private(set) var parts: [Part] = []
    private(set) var outcome = GeoPackageParting.Outcome()

    private var numbers: [String: Int] = [:]

    /// What a row's value comes to.
    private struct Meaning {
        var part: Int
        var value: String?
    }

    init(
        _ table: PartedTable, uri: String, path: String, _ settings: GeoPackageParting.Settings
    ) throws(GDALError) {
        let database = try SQLiteConnection(opening: uri, isNew: false, as: path)
        let (fid, column, geometry) = (SQL.name(table.fid), SQL.name(table.column), SQL.name(table.geometry))
        let statement = try database.prepare(
            "SELECT \(fid), \(column), \(geometry) FROM \(SQL.name(table.name)) ORDER BY \(fid)")
        var meanings: [String: Meaning] = [:]
        var last: [UInt8] = []
        var lastMeaning: Meaning?
        var current = -1
        while try statement.step() {
            let id = statement.integer(0)
            let isSame =
                lastMeaning != nil && statement.kind(1) == SQLITE_TEXT
                && statement.withBytes(1) { $0.elementsEqual(last) }
            let meaning: Meaning
            if let home = settings.homes[id] {
                let name = Self.isPlain(home) ? home : GeoPackageParting.rest
                meaning = Meaning(part: part(named: name), value: home)
                if let own = Self.value(of: statement, digits: settings.digits), own != name {
                    outcome.strays[name, default: []].insert(own)
                }
            } else if isSame, let lastMeaning {
                meaning = lastMeaning
            } else {
                let value = Self.value(of: statement, digits: settings.digits)
                if let known = meanings[value ?? ""] {
                    meaning = known
                } else {
                    let name = value.flatMap { Self.isPlain($0) ? $0 : nil } ?? GeoPackageParting.rest
                    meaning = Meaning(part: part(named: name), value: value)
                    // A file of which every row has another value must not fill the memory.
                    if meanings.count < 100_000 { meanings[value ?? ""] = meaning }
                }
                lastMeaning = statement.kind(1) == SQLITE_TEXT ? meaning : nil
                if lastMeaning != nil { last = statement.withBytes(1) { Array($0) } }
            }
            if parts[meaning.part].name == GeoPackageParting.rest { note(meaning.value) }
            let box = statement.withBytes(2) { GeoPackageBox(of: $0) }
            parts[meaning.part].add(id, box, follows: current == meaning.part)
            current = meaning.part
        }
    }

    /// The number of the part of a name.
    private mutating func part(named name: String) -> Int {
        if let known = numbers[name] { return known }
        numbers[name] = parts.count
        parts.append(Part(name: name))
        return parts.count - 1
    }

    private mutating func note(_ value: String?) {
        guard let value else {
            outcome.withoutValue += 1
            return
        }
        outcome.withUnusableValue += 1
        outcome.firstUnusableValue = outcome.firstUnusableValue ?? value
    }

    /// As `ColumnDecoding` of the maps reads it; nil for none.
    private static func value(of statement: borrowing SQLiteStatement, digits: Int) -> String? {
        switch statement.kind(1) {
        case SQLITE_INTEGER: return padded(statement.integer(1), digits)
        case SQLITE_FLOAT:
            let number = statement.real(1)
            if let whole = Int64(exactly: number) { return padded(whole, digits) }
            return number.isFinite ? "\(number)" : nil
        case SQLITE_TEXT:
            // Values that cannot be names are shown to people: not whole books.
            let text = statement.withBytes(1) { bytes in
                let inner = PlainText.trimmed(bytes)
                return String(decoding: inner.prefix(1000), as: UTF8.self)
            }
            return text.isEmpty ? nil : text
        case SQLITE_NULL: return nil
        default: return "(blob)"
        }
    }

    private static func padded(_ number: Int64, _ digits: Int) -> String {
        let text = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, digits - text.utf8.count))
        return (number < 0 ? "-" : "") + zeros + text
    }

    /// Whether a value is a name for a file in any folder.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.count <= 64
            && value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension PartedRows.Part {
    /// - Parameter follows: the row before it in the table is of this part, too.
    fileprivate mutating func add(_ id: Int64, _ box: GeoPackageBox?, follows: Bool) {
        count += 1
        if follows, !runs.isEmpty {
            runs[runs.count - 1].last = id
        } else {
            runs.append((id, id))
        }
        guard let box else { return }
        entries.append(PackedRTree.Entry(id: id, box))
        if extent == nil { extent = box } else { extent?.join(box) }
    }
}

/// Texts as people mean them.
enum PlainText {
    /// Without spaces, control characters and no-break spaces at its ends.
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end {
            if bytes[start] <= 0x20 {
                start += 1
            } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - start >= 2, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }
}
