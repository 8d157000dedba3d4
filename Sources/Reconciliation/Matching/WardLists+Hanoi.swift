import Cadastre

extension WardLists {
    /// Hanoi: the 126 units since 1 July 2025, and the 579 and 526 before.
    ///
    /// A ward that went on 1 January 2025 has no successors here: no table says where it went.
    public static let hanoi: WardLists = {
        var successors: [String: [(code: String, isWhole: Bool)]] = [:]
        for share in WardCrosswalk.shares {
            successors[share.oldCode, default: []].append((share.newCode, share.isWhole))
        }
        let former = [WardEpoch.until2024, .firstHalf2025].flatMap { WardUnits.units(in: $0).map(\.code) }
        return WardLists(current: Set(WardList.wards.map(\.code)), former: Set(former), successors: successors)
    }()
}
