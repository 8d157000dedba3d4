import PlanarCoverage

/// Tells the regions that several parcels cover apart: copies of one polygon, parcels that lie wholly in another, and
/// overlaps.
struct OverlapSorter {
    /// A parcel drawn over others that lie wholly in it.
    struct Nest {
        var outer: Int32
        var inner: [Int32]
        var regions: [CoverageFault]
        /// The share of the outer parcel that others cover.
        var coveredShare: Double
    }

    /// Parcels of one point set, in groups of two or more, ascending.
    private(set) var duplicates: [[Int32]] = []
    private(set) var nests: [Nest] = []
    private(set) var overlaps: [CoverageFault] = []
    /// The share of a parcel's area that others, no copies of it, cover too.
    private(set) var coveredShare: [Int32: Double] = [:]
    /// The least copy of each parcel that has copies.
    private var original: [Int32: Int32] = [:]

    private struct Pair: Hashable {
        var inner: Int32
        var outer: Int32
    }

    init(regions: [CoverageFault], rings: RingStore, areas: [Int128]) {
        findDuplicates(regions, rings)
        // Area of each parcel in common with each other, copies counted as one.
        var common: [Pair: Int128] = [:]
        var covered: [Int32: Int128] = [:]
        var originals: [[Int32]] = []
        for region in regions {
            let set = Set(region.parcels.map { original[$0] ?? $0 }).sorted()
            originals.append(set)
            if set.count < 2 { continue }
            for p in set { covered[p, default: 0] += region.doubledArea }
            // A region that dozens of parcels cover is no nest; all pairs of it would be too many.
            if set.count > 24 { continue }
            for p in set {
                for q in set where p != q { common[Pair(inner: p, outer: q), default: 0] += region.doubledArea }
            }
        }
        for (p, area) in covered where areas[Int(p)] > 0 { coveredShare[p] = Double(area) / Double(areas[Int(p)]) }
        var innerOf: [Int32: [Int32]] = [:]
        var nested: Set<Pair> = []
        for (pair, area) in common {
            let whole = areas[Int(pair.inner)]
            guard areas[Int(pair.outer)] > whole, whole > 0, Double(area) >= 0.99 * Double(whole) else { continue }
            // What noding may have moved or left below the grid: a unit and a half along the outline, twice.
            if Double(area) + 3 * rings.perimeter(ofParcel: Int(pair.inner)) < Double(whole) { continue }
            nested.insert(pair)
            innerOf[pair.outer, default: []].append(pair.inner)
        }
        var regionsOf: [Int32: [CoverageFault]] = [:]
        for (region, set) in zip(regions, originals) where set.count >= 2 {
            let outers = set.filter { outer in set.contains { nested.contains(Pair(inner: $0, outer: outer)) } }
            for outer in outers { regionsOf[outer, default: []].append(region) }
            let isExplained = set.allSatisfy { p in
                set.allSatisfy { q in
                    p >= q || nested.contains(Pair(inner: p, outer: q)) || nested.contains(Pair(inner: q, outer: p))
                }
            }
            if !isExplained { overlaps.append(region) }
        }
        for outer in innerOf.keys.sorted() {
            nests.append(
                Nest(
                    outer: outer, inner: (innerOf[outer] ?? []).sorted(), regions: regionsOf[outer] ?? [],
                    coveredShare: coveredShare[outer] ?? 0))
        }
    }

    /// Whether parcels are all copies of one polygon.
    func areCopies(_ parcels: [Int32]) -> Bool { Set(parcels.map { original[$0] ?? $0 }).count == 1 }

    private mutating func findDuplicates(_ regions: [CoverageFault], _ rings: RingStore) {
        var seen: [GridPolygons: [Int32]] = [:]
        for p in Set(regions.flatMap(\.parcels)).sorted() {
            seen[rings.canonicalRings(ofParcel: Int(p)), default: []].append(p)
        }
        duplicates = seen.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        for group in duplicates { for p in group { original[p] = group[0] } }
    }
}
