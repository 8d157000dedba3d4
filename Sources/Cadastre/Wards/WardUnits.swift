/// The units of the three epochs, by code.
public enum WardUnits {
    /// The units of an epoch, in order of code.
    public static func units(in epoch: WardEpoch) -> [WardUnit] { all[epoch.rawValue] }

    /// The unit of a five-digit code.
    public static func unit(code: String, in epoch: WardEpoch) -> WardUnit? { byCode[epoch.rawValue][code] }

    /// The epochs in which there was a unit of this five-digit code, in order; not always on the same ground.
    public static func epochs(ofCode code: String) -> [WardEpoch] {
        WardEpoch.allCases.filter { unit(code: code, in: $0) != nil }
    }

    /// Reads a ward code as it stands in a source of one epoch; spaces around it do not matter.
    public static func read(_ text: String, in epoch: WardEpoch) -> WardUnitReading {
        let code = text.trimmingSpaces
        if let unit = unit(code: code, in: epoch) { return .listed(unit) }
        guard (1..<5).contains(code.utf8.count), code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return .unlisted
        }
        let padded = String(repeating: "0", count: 5 - code.utf8.count) + code
        return unit(code: padded, in: epoch).map { .withoutLeadingZeros($0) } ?? .unlisted
    }

    private static let all: [[WardUnit]] = {
        let old = oldUnits()
        let new = WardList.wards.map { ward in
            WardUnit(
                epoch: .sinceJuly2025, code: ward.code, bareName: WardUnits.bareName(ward), kind: ward.kind,
                district: nil)
        }
        return [old.until2024, old.firstHalf2025, new].map { $0.sorted { $0.code < $1.code } }
    }()

    private static let byCode = all.map { units in Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0) }) }

    private static func bareName(_ ward: Ward) -> String {
        ward.name.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ward.name
    }

    private static func oldUnits() -> (until2024: [WardUnit], firstHalf2025: [WardUnit]) {
        let kinds: [Character: Ward.Kind] = ["P": .ward, "X": .commune, "T": .township]
        let table = CSVTable(oldWardTable)
        let code = table.column("district_code")
        let name = table.column("district")
        let wards = table.column("wards")
        var until2024: [WardUnit] = []
        var firstHalf2025: [WardUnit] = []
        for row in table.rows {
            let district = WardUnit.District(code: row[code], name: row[name])
            for entry in row[wards].split(separator: ";") {
                // `00172P Yên Hoà > Yên Hòa`; see the table.
                let words = entry.split(separator: " ")
                guard let head = words.first, let last = head.last, let kind = kinds[last] else {
                    preconditionFailure("old ward \(entry)")
                }
                let names = words.dropFirst().split { $0 == ">" || $0 == "-" }.map { $0.joined(separator: " ") }
                func unit(_ epoch: WardEpoch, _ name: String) -> WardUnit {
                    WardUnit(
                        epoch: epoch, code: String(head.dropLast()), bareName: name, kind: kind, district: district)
                }
                until2024.append(unit(.until2024, names[0]))
                if words.last != "-" { firstHalf2025.append(unit(.firstHalf2025, names[names.count - 1])) }
            }
        }
        return (until2024, firstHalf2025)
    }
}
