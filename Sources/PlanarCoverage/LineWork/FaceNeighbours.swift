extension RingStore {
    /// The median area of the faces around each of some faces, weighted by the length of the common border.
    ///
    /// - Parameters:
    ///   - faces: those asked for.
    ///   - areas: of all faces, in any unit.
    ///   - counts: which faces count as neighbours.
    /// - Returns: one per face asked for; nil where no neighbour counts.
    public func areasAround(_ faces: [Int32], areas: [Double], counting counts: [Bool]) -> [Double?] {
        struct Edge: Hashable {
            var from: GridPoint
            var to: GridPoint
        }
        var asked: [Edge: Int32] = [:]
        for (k, face) in faces.enumerated() {
            forEachEdge(ofParcel: Int(face)) { asked[Edge(from: $1, to: $0)] = Int32(k) }
        }
        var borders: [[(area: Double, length: Double)]] = Array(repeating: [], count: faces.count)
        for p in 0..<parcelCount where counts[p] {
            forEachEdge(ofParcel: p) { a, b in
                if let k = asked[Edge(from: a, to: b)] { borders[Int(k)].append((areas[p], distance(a, b))) }
            }
        }
        return borders.map { borders in
            let whole = borders.reduce(0) { $0 + $1.length }
            var sum = 0.0
            for border in borders.sorted(by: { $0.area < $1.area }) {
                sum += border.length
                if sum * 2 >= whole { return border.area }
            }
            return nil
        }
    }

    @inline(__always)
    func forEachEdge(ofParcel p: Int, _ body: (GridPoint, GridPoint) -> Void) {
        for r in rings(ofParcel: p) {
            let range = points(ofRing: r)
            guard var a = points[range].last else { continue }
            for i in range {
                body(a, points[i])
                a = points[i]
            }
        }
    }
}
