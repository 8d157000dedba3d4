/// What in an address is of the time before 1 July 2025, when districts ended (REC-10).
public enum AddressEpoch: String, Hashable, Sendable {
    /// A district: "Quận Hoàn Kiếm", "Thị xã Sơn Tây".
    case district
    /// A ward or commune that is no more.
    case formerWard = "former-ward"

    /// Nil for an address in which nothing tells. Its parts stand between commas; a district is also seen behind its own
    /// word where there are none.
    public init?(ofAddress text: String) {
        let parts = text.split { ",;".contains($0) }.map {
            ComparisonKey($0).text.split(separator: " ").map(String.init)
        }
        if parts.contains(where: Self.namesDistrict) {
            self = .district
        } else if parts.contains(where: Self.namesFormerWard) {
            self = .formerWard
        } else {
            return nil
        }
    }

    private static func namesDistrict(_ words: [String]) -> Bool {
        // "Đường liên huyện" and "khu quân đội" are followed by no district's name.
        words.indices.contains { k in
            districtWords.contains { word in
                guard words[k...].starts(with: word) else { return false }
                let name = words[(k + word.count)...]
                return (1...3).contains { $0 <= name.count && districts.contains(Array(name.prefix($0))) }
            }
        }
    }

    private static func namesFormerWard(_ words: [String]) -> Bool {
        guard let word = wardWords.first(where: { words.starts(with: $0) }) else { return false }
        let name = Array(words.dropFirst(word.count))
        return formerWards.contains(name) && !wards.contains(name)
    }

    /// The words of a name in the form in which they are compared.
    private static func words(_ text: String) -> [String] {
        ComparisonKey(text).text.split(separator: " ").map(String.init)
    }

    private static let districtWords = ["quận", "huyện", "thị xã", "q.", "h.", "tx."].map(words)
    private static let wardWords = ["phường", "xã", "thị trấn"].map(words)
    private static let formerUnits = [WardEpoch.until2024, .firstHalf2025].flatMap { WardUnits.units(in: $0) }

    private static let districts: Set<[String]> = Set(
        formerUnits.compactMap(\.district?.name).map { name in
            let all = words(name)
            return Array(all.dropFirst(districtWords.first { all.starts(with: $0) }?.count ?? 0))
        })
    private static let formerWards = Set(formerUnits.map { words($0.bareName) })
    private static let wards = Set(WardUnits.units(in: .sinceJuly2025).map { words($0.bareName) })
}
