public import Cadastre
import FoundationEssentials
import MapChecking

/// What no single ward can see: how the wards that parcels name differ from those of the outlines, and parcels that stand in
/// several wards' maps.
public struct WardDifferences: Hashable, Sendable {
    public struct Unlisted: Hashable, Sendable, Codable {
        public var ward: String
        public var parcels: Int
    }

    public struct SharedKey: Hashable, Sendable, Codable {
        /// ward/sheet/number
        public var key: String
        public var sources: [String]
    }

    /// Wards that parcels name and no outline has.
    public private(set) var withoutOutline: [Unlisted] = []
    /// Outlines that no parcel names and in which none lies.
    public private(set) var withoutParcels: [String] = []
    /// Keys that parcels of several maps have, each once; at most `mostListed` of them.
    public private(set) var sharedKeys: [SharedKey] = []
    /// How many there are.
    public private(set) var sharedKeyCount = 0
    /// Codes of all outlines.
    public private(set) var outlines: [String] = []

    static let mostListed = 1000

    /// - Parameters:
    ///   - columns: of all maps together.
    ///   - outlines: codes of the outlines.
    ///   - parcels: how many lie in each.
    public init(_ columns: ParcelColumns, outlines: [String], parcels: [Int]) {
        take(Self.namedWards(columns, own: columns.count), outlines, parcels)
        let shared = Self.sharedKeys(columns)
        sharedKeyCount = shared.count
        sharedKeys = Array(shared.prefix(Self.mostListed))
    }

    /// - Parameters:
    ///   - parts: what the wards have told of themselves.
    ///   - wardResults: the folder of the wards' results, whose checks have seen the neighbours' parcels.
    public init(parts: [CoveragePart], outlines: [String], parcels: [Int], wardResults: String?) {
        var named: [String: Int] = [:]
        for part in parts { named.merge(part.namedWards ?? [:], uniquingKeysWith: +) }
        take(named, outlines, parcels)
        let shared = wardResults.map { folder in parts.flatMap { Self.sharedKeys(ward: $0.ward, in: folder) } } ?? []
        sharedKeyCount = shared.count
        sharedKeys = Array(shared.sorted { $0.key < $1.key }.prefix(Self.mostListed))
    }

    /// How many of the first parcels name each ward.
    public static func namedWards(_ columns: ParcelColumns, own: Int) -> [String: Int] {
        var counts: [TextID: Int] = [:]
        for ward in columns.ward.prefix(own) { counts[ward, default: 0] += 1 }
        return Dictionary(
            counts.compactMap { id, count in columns.texts[id].map { ($0, count) } }, uniquingKeysWith: +)
    }

    private mutating func take(_ named: [String: Int], _ outlines: [String], _ parcels: [Int]) {
        self.outlines = outlines
        let known = Set(outlines)
        withoutOutline = named.filter { !known.contains($0.key) }.map { Unlisted(ward: $0.key, parcels: $0.value) }
            .sorted { $0.ward < $1.ward }
        withoutParcels = outlines.indices.filter { parcels[$0] == 0 && named[outlines[$0]] == nil }
            .map { outlines[$0] }.sorted()
    }

    /// Keys that a parcel of the ward and one of a neighbour both have, of the defects that count in the ward.
    private static func sharedKeys(ward: String, in folder: String) -> [SharedKey] {
        guard let path = RunFolder.file("\(folder)/\(ward)", "check.json"),
            let check = try? ResultDocument.read(CheckDocument.self, from: path, verb: "check")
        else { return [] }
        var found: [String: Set<String>] = [:]
        for defect in check.defects where defect.countedIn == nil && defect.kind == DefectKind.duplicateKey.rawValue {
            let others = defect.parcels.compactMap(\.neighbour)
            guard !others.isEmpty, let key = defect.parcels[0].key else { continue }
            found[key, default: []].formUnion(others + [ward])
        }
        return found.map { SharedKey(key: $0, sources: $1.sorted()) }
    }

    private struct Key: Hashable {
        var ward: TextID
        var sheet: TextID
        var number: TextID
    }

    private static func sharedKeys(_ columns: ParcelColumns) -> [SharedKey] {
        let names = Array(Set(columns.sources.map(\.name))).sorted()
        guard names.count > 1, columns.hasWard, columns.hasNumber else { return [] }
        var first: [Key: Int] = [:]
        var others: [Key: Set<Int>] = [:]
        for source in columns.sources {
            let at = names.firstIndex(of: source.name) ?? 0
            for p in source.firstParcel..<(source.firstParcel + source.parcelCount) {
                let sheet = columns.hasSheet ? columns.sheet[p] : .none
                let key = Key(ward: columns.ward[p], sheet: sheet, number: columns.number[p])
                if key.number == .none || key.ward == .none { continue }
                guard let known = first[key] else {
                    first[key] = at
                    continue
                }
                if known != at { others[key, default: [known]].insert(at) }
            }
        }
        func text(_ id: TextID) -> String { columns.texts[id] ?? "" }
        return others.map { key, sources in
            SharedKey(
                key: "\(text(key.ward))/\(text(key.sheet))/\(text(key.number))",
                sources: sources.sorted().map { names[$0] })
        }.sorted { $0.key < $1.key }
    }
}

extension WardDifferences {
    /// What people are told of them, a sentence for each sort.
    public var texts: [(vi: String, en: String)] {
        func list(_ names: [String], of count: Int) -> String {
            names.prefix(10).joined(separator: ", ") + (count > 10 ? ", …" : "")
        }
        var texts: [(vi: String, en: String)] = []
        if !withoutOutline.isEmpty {
            let names = list(withoutOutline.map { "\($0.ward) (\($0.parcels))" }, of: withoutOutline.count)
            texts.append(
                (
                    "mã xã, phường ghi trong thửa mà ranh giới không có (số thửa): \(names)",
                    "ward codes that parcels name and the outlines lack (parcels): \(names)"
                ))
        }
        if !withoutParcels.isEmpty {
            let names = list(withoutParcels, of: withoutParcels.count)
            texts.append(
                (
                    "\(withoutParcels.count) xã, phường có ranh giới mà chưa có thửa nào: \(names)",
                    "\(withoutParcels.count) wards have an outline and no parcel: \(names)"
                ))
        }
        if !sharedKeys.isEmpty {
            let names = list(
                sharedKeys.map { key in
                    "\(key.key) (\(key.sources.map { String($0.split(separator: "/").last ?? "") }.joined(separator: ", ")))"
                }, of: sharedKeyCount)
            texts.append(
                (
                    "\(sharedKeyCount) thửa có mặt trong bản đồ của nhiều xã, phường: \(names)",
                    "\(sharedKeyCount) parcels are in the maps of several wards: \(names)"
                ))
        }
        return texts
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("without_outline")
            json.list { json in
                for ward in withoutOutline {
                    json.object { json in
                        json.member("ward", ward.ward)
                        json.member("parcels", ward.parcels)
                    }
                }
            }
            json.key("without_parcels")
            json.list { json in for ward in withoutParcels { json.value(ward) } }
            json.key("shared_keys")
            json.list { json in
                for key in sharedKeys {
                    json.object { json in
                        json.member("key", key.key)
                        json.key("sources")
                        json.list { json in for source in key.sources { json.value(source) } }
                    }
                }
            }
            json.member("shared_key_count", sharedKeyCount)
        }
    }

    /// As `coverage` wrote them; nil where it did not.
    public init?(coverage path: String) {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            let document = try? JSONDecoder().decode(Document.self, from: data), let written = document.differences
        else { return nil }
        withoutOutline = written.withoutOutline
        withoutParcels = written.withoutParcels
        sharedKeys = written.sharedKeys
        sharedKeyCount = written.sharedKeyCount
        outlines = document.wards.compactMap(\.code)
    }

    private struct Document: Decodable {
        var wards: [Ward]
        var differences: Written?
    }

    private struct Ward: Decodable {
        var code: String?

        enum CodingKeys: String, CodingKey { case code = "ward_code" }
    }

    private struct Written: Decodable {
        var withoutOutline: [Unlisted]
        var withoutParcels: [String]
        var sharedKeys: [SharedKey]
        var sharedKeyCount: Int

        enum CodingKeys: String, CodingKey {
            case withoutOutline = "without_outline"
            case withoutParcels = "without_parcels"
            case sharedKeys = "shared_keys"
            case sharedKeyCount = "shared_key_count"
        }
    }
}
