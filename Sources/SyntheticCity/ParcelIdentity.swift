/// Which parcel of the city this is, whichever ward it is drawn for.
public struct ParcelIdentity: Hashable, Sendable {
    let rawValue: UInt64

    /// A lot of block `(i, j)`. Pieces added by defects have lots from 200 on.
    init(block i: Int, _ j: Int, row: Int, lot: Int) {
        rawValue = UInt64(j) << 40 | UInt64(i) << 20 | UInt64(row) << 12 | UInt64(lot)
    }

    /// A street piece of block `(i, j)`.
    init(_ street: Street, _ i: Int, _ j: Int) {
        self.init(block: i, j, row: 100 + street.rawValue, lot: 0)
    }

    static let alleyRow = 2
    static let alleyLot = 0
}
