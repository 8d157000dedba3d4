import Cadastre
import PlanarCoverage

/// What each record says wrong by itself.
extension ReconcileRun {
    mutating func checkRecords() {
        let fresh = RecordChecks(self)
        let parts = inLanes(settings.lanes, count: records.count) { range in
            var checks = fresh
            checks.check(range)
            return (checks.findings, checks.misses)
        }
        for (found, misses) in parts {
            for finding in found { add(finding) }
            for (parcel, missed) in misses { groupings[Int(parcel)].formUnion(missed) }
        }
    }
}
