import Cadastre
import PlanarCoverage

/// Who gets a region, and why.
struct RegionChoice {
    var owner: Int32
    var rule: RepairRule
}

/// Gives each region to one parcel by the rules of the office, in order: the recorded area where it decides, the
/// priority field, the witnessed chain, the longest border, the smaller key.
struct RegionChooser {
    let regions: [RepairRegion]
    let recorded: RecordedAreas
    let areas: [Double]
    let settings: RepairSettings
    let names: ParcelNames
    let rings: RingStore

    /// How much of a parcel others cover too.
    private let coveredShare: [Int32: Double]

    init(
        regions: [RepairRegion], recorded: RecordedAreas, areas: [Double], settings: RepairSettings,
        names: ParcelNames, rings: RingStore
    ) {
        self.regions = regions
        self.recorded = recorded
        self.areas = areas
        self.settings = settings
        self.names = names
        self.rings = rings
        var covered: [Int32: Double] = [:]
        for (region, area) in zip(regions, areas) { for p in region.parcels { covered[p, default: 0] += area } }
        coveredShare = Dictionary(
            uniqueKeysWithValues: covered.map { ($0.key, $0.value / max(recorded.mapped[Int($0.key)], 0.01)) })
    }

    /// Regions of more combinations are decided one by one.
    private static let mostCombinations = 4096

    /// The choice for each region; nil where nobody can have it.
    func choices() -> [RegionChoice?] {
        var choices = regions.map { choose(among: $0.candidates, of: $0) }
        let first = settings.firstRule
        if first == nil || first == .legalArea { decideByArea(&choices) }
        return choices
    }

    /// All rules but the recorded area.
    private func choose(among candidates: [RepairCandidate], of region: RepairRegion) -> RegionChoice? {
        guard let only = candidates.first else { return nil }
        if candidates.count == 1 { return RegionChoice(owner: only.parcel, rule: .longestBorder) }
        if let rule = settings.firstRule, let owner = owner(by: rule, candidates, region) {
            return RegionChoice(owner: owner, rule: rule)
        }
        for rule in [RepairRule.priority, .witnessedChain, .mostCovered, .longestBorder, .smallerKey] {
            if let owner = owner(by: rule, candidates, region) { return RegionChoice(owner: owner, rule: rule) }
        }
        return RegionChoice(owner: only.parcel, rule: .smallerKey)
    }

    private func owner(by rule: RepairRule, _ candidates: [RepairCandidate], _ region: RepairRegion) -> Int32? {
        switch rule {
        case .priority:
            guard !settings.priority.isEmpty else { return nil }
            return sole(candidates) { settings.priority[Int($0.parcel)] }
        case .witnessedChain: return witnessed(candidates, region)
        case .mostCovered:
            if region.isGap { return nil }
            let covered = candidates.filter { (coveredShare[$0.parcel] ?? 0) > 0.5 }
            return covered.count == 1 ? covered[0].parcel : nil
        case .longestBorder: return sole(candidates, margin: 1e-6) { $0.borderUnits }
        case .largest: return sole(candidates) { recorded.mapped[Int($0.parcel)] }
        case .smallest: return sole(candidates) { -recorded.mapped[Int($0.parcel)] }
        case .smallerKey:
            return candidates.map { (name: names.name(ofParcel: $0.parcel, rings: rings), parcel: $0.parcel) }
                .min { ($0.name, $0.parcel) < ($1.name, $1.parcel) }?.parcel
        case .legalArea, .cutEnclosed, .matchedCorner, .vertex, .obviousReading: return nil
        }
    }

    /// The candidate with the greatest value, when no other comes within the margin.
    private func sole(
        _ candidates: [RepairCandidate], margin: Double = 0, _ value: (RepairCandidate) -> Double
    ) -> Int32? {
        let sorted = candidates.map { (value: value($0), parcel: $0.parcel) }.sorted { $0.value > $1.value }
        return sorted[0].value > sorted[1].value + margin ? sorted[0].parcel : nil
    }

    /// A chain whose corners a third parcel shares stays; the parcel without witnesses moved: it gets a gap back, and
    /// gives an overlap up.
    private func witnessed(_ candidates: [RepairCandidate], _ region: RepairRegion) -> Int32? {
        if region.isGap {
            let moved = candidates.filter { $0.witnessedCorners == 0 && $0.ownCorners > 0 }
            guard moved.count == 1, candidates.contains(where: { $0.witnessedCorners > 0 && $0.ownCorners == 0 })
            else { return nil }
            return moved[0].parcel
        }
        let stays = candidates.filter { $0.witnessedCorners > 0 && $0.ownCorners == 0 }
        guard stays.count == 1, candidates.count == 2 || candidates.contains(where: { $0.ownCorners > 0 })
        else { return nil }
        return stays[0].parcel
    }

    // MARK: The recorded area

    /// How much more land a parcel would have by a choice for a region.
    private func change(of parcel: Int32, _ r: Int, _ owner: Int32) -> Double {
        let covers = regions[r].parcels.contains(parcel)
        if owner == parcel { return covers ? 0 : areas[r] }
        return covers ? -areas[r] : 0
    }

    private func decideByArea(_ choices: inout [RegionChoice?]) {
        var sets: [Int32: [Int]] = [:]
        for (r, region) in regions.enumerated() where choices[r] != nil {
            for c in region.candidates where recorded.legal[Int(c.parcel)] > 0 { sets[c.parcel, default: []].append(r) }
        }
        var isDone = [Bool](repeating: false, count: regions.count)
        for start in regions.indices where !isDone[start] && choices[start] != nil {
            var cluster: [Int] = []
            var stack = [start]
            isDone[start] = true
            while let r = stack.popLast() {
                cluster.append(r)
                for c in regions[r].candidates {
                    for other in sets[c.parcel] ?? [] where !isDone[other] {
                        isDone[other] = true
                        stack.append(other)
                    }
                }
            }
            cluster.sort()
            decide(cluster, &choices)
        }
    }

    private func decide(_ cluster: [Int], _ choices: inout [RegionChoice?]) {
        var combinations = 1
        for r in cluster where combinations <= RegionChooser.mostCombinations {
            combinations *= max(1, regions[r].candidates.count)
        }
        if cluster.count > 12 || combinations > RegionChooser.mostCombinations {
            decideBySingleMoves(cluster, &choices)
            return
        }
        for (k, r) in cluster.enumerated() {
            let options = regions[r].candidates.map { (leastMisfit(cluster, fixing: k, to: $0.parcel), $0.parcel) }
            if let owner = decided(options, r) { choices[r] = RegionChoice(owner: owner, rule: .legalArea) }
        }
    }

    /// The choice of least misfit, where it is less than the next by more than twice the accuracy of the areas.
    private func decided(_ options: [(misfit: Double, owner: Int32)], _ r: Int) -> Int32? {
        guard options.count > 1 else { return nil }
        let sorted = options.sorted { ($0.misfit, $0.owner) < ($1.misfit, $1.owner) }
        let accuracy = regions[r].candidates.filter { recorded.legal[Int($0.parcel)] > 0 }
            .map { recorded.accuracy(ofParcel: $0.parcel) }.max()
        guard let accuracy, sorted[1].misfit - sorted[0].misfit > 2 * accuracy else { return nil }
        return sorted[0].owner
    }

    private static let mostSweeps = 10

    /// From what the other rules say on, region by region: each takes the owner that its recorded areas ask for while
    /// all others stay, until none changes any more.
    private func decideBySingleMoves(_ cluster: [Int], _ choices: inout [RegionChoice?]) {
        var areaNow: [Int32: Double] = [:]
        for r in cluster {
            guard let owner = choices[r]?.owner else { continue }
            for c in regions[r].candidates {
                areaNow[c.parcel, default: recorded.mapped[Int(c.parcel)]] += change(of: c.parcel, r, owner)
            }
        }
        for _ in 0..<RegionChooser.mostSweeps {
            var hasMoved = false
            for r in cluster {
                guard let now = choices[r]?.owner else { continue }
                let candidates = regions[r].candidates
                func area(_ p: Int32, _ owner: Int32) -> Double {
                    (areaNow[p] ?? 0) - change(of: p, r, now) + change(of: p, r, owner)
                }
                let options = candidates.map { option in
                    let misfit = candidates.reduce(0) {
                        $0 + recorded.misfit(area($1.parcel, option.parcel), parcel: $1.parcel)
                    }
                    return (misfit, option.parcel)
                }
                guard let owner = decided(options, r) else { continue }
                choices[r] = RegionChoice(owner: owner, rule: .legalArea)
                if owner == now { continue }
                hasMoved = true
                for c in candidates {
                    areaNow[c.parcel] =
                        (areaNow[c.parcel] ?? 0) - change(of: c.parcel, r, now)
                        + change(of: c.parcel, r, owner)
                }
            }
            if !hasMoved { return }
        }
    }

    /// The least sum of misfits of a cluster's parcels when one of its regions goes to a given parcel.
    private func leastMisfit(_ cluster: [Int], fixing k: Int, to owner: Int32) -> Double {
        var parcels: [Int32] = []
        for r in cluster {
            for c in regions[r].candidates where !parcels.contains(c.parcel) { parcels.append(c.parcel) }
        }
        var best = Double.infinity
        var areaNow = parcels.map { recorded.mapped[Int($0)] }
        func descend(_ i: Int) {
            if i == cluster.count {
                var sum = 0.0
                for (n, p) in parcels.enumerated() { sum += recorded.misfit(areaNow[n], parcel: p) }
                best = min(best, sum)
                return
            }
            for c in regions[cluster[i]].candidates where i != k || c.parcel == owner {
                for (n, p) in parcels.enumerated() { areaNow[n] += change(of: p, cluster[i], c.parcel) }
                descend(i + 1)
                for (n, p) in parcels.enumerated() { areaNow[n] -= change(of: p, cluster[i], c.parcel) }
            }
        }
        descend(0)
        return best
    }
}
