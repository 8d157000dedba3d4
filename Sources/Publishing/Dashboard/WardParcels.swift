import Cadastre
import GDALKit
import MapReading
import PlanarCoverage
import Reconciliation

/// The parcels of one ward with their groups.
struct WardParcels {
    let map: ParcelMap
    /// The file that they are from.
    let name: String
    /// Of each parcel; `ParcelGroup.unknown` where no reconciliation knows it.
    private(set) var groups: [ParcelGroup]

    /// What `reconcile` says of a parcel.
    struct ParcelGroup {
        /// 0 to 3; nil for ground that needs no record.
        var number: Int?
        /// Codes of what is unmet, or of why it is unusable.
        var reasons: [Substring] = []
        var isKnown = true

        static let unknown = ParcelGroup(number: nil, isKnown: false)
    }

    /// - Parameters:
    ///   - crs: what the results of the ward are in; the map comes in it.
    ///   - layer: that was checked: a map that a ward brought has a name of its own for it.
    /// - Returns: nil where the folder has no map.
    /// - Throws: `RunFolderError`, `ReadingError`.
    init?(_ folder: String, crs: String?, layer: String?, lanes: Int) throws {
        let names = ["parcels.gpkg", "fixed.gpkg", "reconcile.gpkg"]
        guard let name = names.first(where: { RunFolder.file(folder, $0) != nil }) else { return nil }
        var options = ReadingOptions()
        options.layer = try Self.layer(of: "\(folder)/\(name)", checked: layer)
        options.workCRS = crs
        options.lanes = lanes
        let isReconciled = name == "reconcile.gpkg"
        map = try MapReader(options).read(["\(folder)/\(name)"])
        self.name = name
        groups = Array(repeating: .unknown, count: map.columns.count)
        if let path = RunFolder.file(folder, "reconcile.gpkg") { try takeGroups(path, byRow: isReconciled) }
    }

    private static func layer(of path: String, checked: String?) throws -> String? {
        do {
            let names = try Dataset(opening: path, drivers: ["GPKG"]).layerNames
            return names.contains("parcels") ? "parcels" : checked.flatMap { names.contains($0) ? $0 : nil }
        } catch {
            throw RunFolderError(.unusable, "\(path) cannot be read (\(error)); run the ward again, or take it away")
        }
    }

    /// The key of each parcel, `ward/sheet/number`.
    func key(_ p: Int) -> String? { map.columns.key(ofParcel: p) }

    private mutating func takeGroups(_ path: String, byRow: Bool) throws {
        let places = ParcelPlaces(map.columns)
        do {
            let dataset = try Dataset(opening: path, drivers: ["GPKG"])
            guard let index = dataset.layerNames.firstIndex(of: "parcels") else { return }
            try dataset.withLayer(at: index) { layer throws in
                try layer.keepFields(["fid_source", "key", "group", "unmet"], geometry: false)
                try layer.withBatches { source in
                    guard let fids = source.column(named: "fid_source"), let keys = source.column(named: "key"),
                        let numbers = source.column(named: "group"), let reasons = source.column(named: "unmet")
                    else { return }
                    var row = 0
                    while let batch = try source.next() {
                        var rows: [Int?] = []
                        batch.withColumn(fids) { fids in
                            batch.withColumn(keys) { keys in
                                for r in 0..<fids.count {
                                    rows.append(byRow ? row : places.row(fid: fids.integer(r) ?? -1, key: keys.text(r)))
                                    row += 1
                                }
                            }
                        }
                        batch.withColumn(numbers) { numbers in
                            batch.withColumn(reasons) { reasons in
                                for (r, place) in rows.enumerated() {
                                    guard let place, place < groups.count else { continue }
                                    groups[place] = ParcelGroup(
                                        number: numbers.integer(r).map { Int($0) },
                                        reasons: reasons.text(r)?.split(separator: "; ") ?? [])
                                }
                            }
                        }
                    }
                }
            }
        } catch {
            throw RunFolderError(.unusable, "\(path) cannot be read (\(error)); run reconcile again, or take it away")
        }
    }
}

/// Finds the row of a parcel that a result names: by fid where its key agrees or is not known, else by a key that only one
/// parcel has.
struct ParcelPlaces {
    private let columns: ParcelColumns
    private var byFid: [Int64: Int] = [:]
    private var byKey: [String: Int] = [:]

    init(_ columns: ParcelColumns) {
        self.columns = columns
        byFid.reserveCapacity(columns.count)
        byKey.reserveCapacity(columns.count)
        for p in 0..<columns.count {
            byFid[columns.fid[p]] = byFid[columns.fid[p]] == nil ? p : -1
            if let key = columns.key(ofParcel: p) { byKey[key] = byKey[key] == nil ? p : -1 }
        }
    }

    func row(fid: Int64, key: String?) -> Int? {
        if let p = byFid[fid], p >= 0, key == nil || columns.key(ofParcel: p) == key { return p }
        if let key, let p = byKey[key], p >= 0 { return p }
        return nil
    }
}
