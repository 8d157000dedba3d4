/// The ward that a map shows, with the neighbours' parcels beside it. A fault between two wards is listed for both and
/// counted once, under the lower code.
public struct WardView: Hashable, Sendable {
    /// The ward's code.
    public var code: String
    /// Rows below are the ward's own.
    public var ownCount: Int
    /// The rows of each neighbour, behind the own ones, with its code.
    public var neighbours: [Neighbour]

    public struct Neighbour: Hashable, Sendable {
        public var code: String
        public var parcels: Range<Int>

        public init(code: String, parcels: Range<Int>) {
            self.code = code
            self.parcels = parcels
        }
    }

    public init(code: String, ownCount: Int, neighbours: [Neighbour] = []) {
        self.code = code
        self.ownCount = ownCount
        self.neighbours = neighbours
    }

    /// The ward under which a fault of these parcels counts, where that is another one.
    func otherWard(counting parcels: [Int32]) -> String? {
        var lowest = code
        for neighbour in neighbours where neighbour.code < lowest {
            if parcels.contains(where: { neighbour.parcels.contains(Int($0)) }) { lowest = neighbour.code }
        }
        return lowest == code ? nil : lowest
    }
}
