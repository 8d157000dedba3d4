import Cadastre
import Foundation

/// Finds out, from left to right, what headings mean; what stands to the left decides where a label repeats.
struct HeadingReader {
    /// The land use whose columns are being read: 0 before the first.
    private var use = 0
    private var seen: Set<RecordField> = []

    /// The field of the next heading, and how well it fits; nil for an unknown one.
    mutating func read(_ heading: Heading) -> (field: RecordField, rank: Int)? {
        guard let (field, rank) = meaning(heading) else { return nil }
        if let place = LandUseNames.families.firstIndex(where: { $0[0] == field }) { use = place + 1 }
        seen.insert(field)
        return (field, rank)
    }

    private func meaning(_ heading: Heading) -> (field: RecordField, rank: Int)? {
        if HeadingReader.isOld(heading.text) || heading.groups.contains(where: HeadingReader.isOld) { return nil }
        let own = HeadingText.fold(heading.text)
        if own.isEmpty { return nil }
        let groups = heading.groups.map(HeadingText.fold)
        let group = groups.joined()
        // "Loại đất 2" over "Diện tích", "Loại đất" over "Hiện trạng".
        for above in groups {
            if let known = RecordNames.meaning(own + above) ?? RecordNames.meaning(above + own) { return known }
        }
        guard let (field, rank) = RecordNames.meaning(own) else { return nil }
        // "Số thứ tự" alone counts the rows.
        if own == "sothutu", !group.contains("thua") { return nil }
        return (inContext(field, own: own, group: group), rank)
    }

    /// The field that a label means below its group and behind the columns to its left.
    private func inContext(_ field: RecordField, own: String, group: String) -> RecordField {
        let isAsset = group.contains("taisan") || group.contains("nhao") || group.contains("canho")
        let isCurrent = group.contains("hientai") || group.contains("hiennay")
        let isOnCertificate = group.contains("gcn") || group.contains("giaychungnhan")
        switch field {
        case .sheet where isOnCertificate && !group.contains("bando"): return .certificateSheet
        case .number where isOnCertificate && !group.contains("bando"): return .certificateNumber
        case .ownerAddress where own == "diachi" && group.contains("thuadat"): return .parcelAddress
        case .owner where isCurrent && !seen.contains(.currentUser): return .currentUser
        case .owner where group.contains("tochuc") && own.hasPrefix("ten"): return .organisation
        case .ownerNumber where isCurrent && !seen.contains(.currentUserNumber): return .currentUserNumber
        case .ownerNumber where group.contains("tochuc"): return .organisationNumber
        case .ownerAddress where isCurrent && !seen.contains(.currentAddress): return .currentAddress
        case .ownerNumber where seen.contains(.currentUser) && seen.contains(.ownerNumber): return .currentUserNumber
        case .ownerAddress where seen.contains(.currentUser) && seen.contains(.ownerAddress): return .currentAddress
        case .area where isAsset: return seen.contains(.footprintArea) ? .floorArea : .footprintArea
        case .use1Form where isAsset: return .ownership
        case .use1Term where isAsset: return .ownershipTerm
        case .area where own.hasPrefix("dientich") && isOfUse(group): return .use1Area.ofUse(number(of: group) ?? use)
        case .area where own == "dientich" && use > 0 && seen.contains(.area): return .use1Area.ofUse(use)
        case .use1 where own == "loaidat" && seen.contains(.use1): return .use1.ofUse(number(of: group) ?? use + 1)
        case .use1, .use1Origin, .use1Form, .use1Term:
            // The label itself names the use where it ends with a number.
            if own.last?.isNumber == true { return field }
            return field.ofUse(number(of: group) ?? (field == .use1 ? 1 : use))
        default: return field
        }
    }

    private func isOfUse(_ group: String) -> Bool { group.contains("loaidat") || group.contains("mucdich") }

    /// The number of the land use in `loaidat2`.
    private func number(of group: String) -> Int? {
        for stem in ["loaidat", "mucdichsudungdat", "mucdichsudung", "mucdich"] {
            guard let range = group.firstRange(of: stem) else { continue }
            let rest = group[range.upperBound...]
            if let digit = rest.first?.wholeNumberValue, (1...3).contains(digit) { return digit }
        }
        return nil
    }

    /// Whether a heading is of the numbers before the merger or of an earlier map (`cũ`).
    private static func isOld(_ text: String) -> Bool {
        let words = text.lowercased().precomposedStringWithCanonicalMapping.split { !$0.isLetter }
        return words.contains("cũ")
    }
}

extension RecordField {
    /// The same of the first, second or third land use.
    fileprivate func ofUse(_ number: Int) -> RecordField {
        guard let place = LandUseNames.families[0].firstIndex(of: self) else { return self }
        return LandUseNames.families[min(max(number, 1), 3) - 1][place]
    }
}
