import Cadastre
import PlanarCoverage

extension ReconcileRun {
    /// Addresses of parcels that still name a district or a ward that is no more (REC-10): mostly all of a ward's, so one
    /// finding for each ward, with the first record.
    mutating func checkAddresses() {
        guard records.has(.parcelAddress) else { return }
        let records = records
        let parts = inLanes(settings.lanes, count: records.count) { range in
            var seen: [OldAddresses: (first: Int32, count: Int32)] = [:]
            // Neighbours' addresses are often the same.
            var last: (id: TextID, epoch: AddressEpoch?) = (.none, nil)
            for r in range {
                let id = records.id(.parcelAddress, r)
                if id == .none { continue }
                if id != last.id { last = (id, records.texts[id].flatMap { AddressEpoch(ofAddress: $0) }) }
                guard let epoch = last.epoch else { continue }
                seen[OldAddresses(ward: records.id(.ward, r), epoch: epoch), default: (Int32(r), 0)].count += 1
            }
            return seen
        }
        var all: [OldAddresses: (first: Int32, count: Int32)] = [:]
        for part in parts {
            for (addresses, seen) in part { all[addresses, default: (seen.first, 0)].count += seen.count }
        }
        for (addresses, seen) in all.sorted(by: { $0.value.first < $1.value.first }) {
            add(
                .oldAddress, record: seen.first, count: Int(seen.count), .address(ward: addresses.ward, addresses.epoch)
            )
        }
    }
}

private struct OldAddresses: Hashable {
    var ward: TextID
    var epoch: AddressEpoch
}
