/// Wards by name, as addresses have them.
///
/// Fourteen names of old wards occur twice in Hanoi, so a name gives all units that fit.
public enum WardNames {
    /// The units of an epoch that an address part can mean: "Phường Cửa Nam", "cửa nam", "P. Cửa Nam", "Xã Minh Khai,
    /// Huyện Hoài Đức", "Quang Trung (Quận Đống Đa)". Case and the place of tones do not matter, diacritics do; a type and
    /// a district have to be right when they are written. In order of code.
    public static func units(named text: String, in epoch: WardEpoch) -> [WardUnit] {
        var parts = text.split { ",;()".contains($0) }.map { ComparisonKey($0).text }.filter { !$0.isEmpty }
        guard !parts.isEmpty else { return [] }
        let name = parts.removeFirst()
        let districts = parts.filter { !city.contains($0) }
        return reading(name, in: epoch).filter { unit in
            districts.allSatisfy { written in
                guard let district = unit.district else { return false }
                return fits(written, district)
            }
        }
    }

    private static func reading(_ name: String, in epoch: WardEpoch) -> [WardUnit] {
        for (prefix, kind) in kinds where name.hasPrefix(prefix) {
            let bare = String(name.dropFirst(prefix.count).drop { $0 == " " })
            let found = (byName[epoch.rawValue][bare] ?? []).filter { $0.kind == kind }
            if !found.isEmpty { return found }
        }
        return byName[epoch.rawValue][name] ?? []
    }

    private static func fits(_ written: String, _ district: WardUnit.District) -> Bool {
        let full = ComparisonKey(district.name).text
        if written == full { return true }
        for (type, prefixes) in districtTypes where full.hasPrefix(type) {
            let bare = full.dropFirst(type.count)
            return written == bare
                || prefixes.contains { written.hasPrefix($0) && written.dropFirst($0.count).drop { $0 == " " } == bare }
        }
        return false
    }

    private static func key(_ text: String) -> String { ComparisonKey(text).text }

    private static let byName = WardEpoch.allCases.map { epoch in
        Dictionary(grouping: WardUnits.units(in: epoch)) { key($0.bareName) }
    }

    private static let kinds: [(prefix: String, kind: Ward.Kind)] = [
        (key("phường") + " ", .ward), ("p. ", .ward), ("p.", .ward), ("p ", .ward),
        (key("xã") + " ", .commune), ("x. ", .commune), ("x.", .commune), ("x ", .commune),
        (key("thị trấn") + " ", .township), ("tt. ", .township), ("tt.", .township), ("tt ", .township),
    ]

    private static let districtTypes: [(type: String, prefixes: [String])] = [
        (key("quận") + " ", ["q.", "q "]), (key("huyện") + " ", ["h.", "h "]),
        (key("thị xã") + " ", ["tx.", "tx "]),
    ]

    private static let city: Set<String> = Set(
        ["Hà Nội", "Thành phố Hà Nội", "TP Hà Nội", "TP. Hà Nội", "TP.Hà Nội", "Việt Nam"].map { key($0) })
}
