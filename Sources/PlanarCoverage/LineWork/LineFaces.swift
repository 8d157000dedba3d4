/// The ground between the lines of a drawing: every bounded face, with what had to be mended.
public struct LineFaces: Sendable {
    /// Face `i` is "parcel" `i`; in the order of the faces' least corners.
    public private(set) var rings = RingStore()
    /// Twice the area of each face, in square units.
    public private(set) var doubledAreas: [Int128] = []
    /// Twice the area of the slivers that each face gained or lost to another, in square units: which of two lines was meant
    /// nobody can say.
    public private(set) var doubledDoubts: [Int128] = []
    /// The tags of all lines around each face, joined.
    public private(set) var tags: [UInt64] = []
    public private(set) var faults: [LineFault] = []
    public private(set) var nodeCount = 0
    public private(set) var edgeCount = 0
    /// Pieces of line work that lie wholly inside a face and meet none of its lines.
    public private(set) var isolatedLoops = 0

    /// Rounds of mending; an end that is moved or cut leaves no new loose end but by chance.
    private static let mostRounds = 3

    /// - Parameters:
    ///   - tolerance: units; how far an end may move to meet a line. Ground no wider goes to a neighbour.
    ///   - searchReach: units; how far the nearest line to a loose end is looked for.
    /// - Throws: `InvariantError` when the engine contradicts itself.
    public init(_ work: LineWork, tolerance: Double, searchReach: Double = 100_000) throws(InvariantError) {
        var graph = LineGraph(work.segments, lineOfSegment: work.lineOfSegment)
        faults = DoubledLines.faults(graph, lineOfSegment: work.lineOfSegment, work)
        var mending = LineMending(tolerance: tolerance)
        for _ in 0..<LineFaces.mostRounds {
            guard let mended = mending.round(graph) else { break }
            graph = LineGraph(mended.segments, lineOfSegment: mended.lineOfSegment)
            faults += DoubledLines.faults(
                graph, lineOfSegment: mended.lineOfSegment, work, kind: .nearlyDoubledLine)
        }
        let moves = mending.faults
        faults += LooseEnds(graph, reach: searchReach).faults
        nodeCount = graph.nodeCount
        edgeCount = graph.edgeCount
        let arrangement = try Arrangement(graph.noded, keepsWalls: true)
        isolatedLoops = arrangement.componentFace.count { $0 != 0 }
        try collect(arrangement, graph, work, tolerance)
        foldMoves(moves)
        faults.sort {
            $0.at != $1.at ? $0.at < $1.at : ($0.kind.order, $0.length) < ($1.kind.order, $1.length)
        }
    }

    /// The faces of several drawings, the same for any number of lanes.
    public static func all(
        _ works: [LineWork], tolerance: Double, lanes: Int = 1
    ) throws(InvariantError) -> [LineFaces] {
        let parts = try inLanes(lanes, count: works.count, smallestPiece: 1) { range throws(InvariantError) in
            var faces: [LineFaces] = []
            for i in range { faces.append(try LineFaces(works[i], tolerance: tolerance)) }
            return faces
        }
        return Array(parts.joined())
    }

    private mutating func collect(
        _ arrangement: Arrangement, _ graph: LineGraph, _ work: LineWork, _ tolerance: Double
    ) throws(InvariantError) {
        var ground = FaceGround(arrangement, tolerance: tolerance)
        try ground.giveSliversAway(arrangement)
        var doubts: [Int: Int128] = [:]
        for sliver in ground.slivers {
            var lines = Set<Int32>()
            var beside = Set<Int>()
            arrangement.forEachHalfEdge(ofFace: sliver.face) { h in
                lines.insert(graph.line[Int(arrangement.nodedEdge[Int(h >> 1)])])
                beside.insert(arrangement.face(h ^ 1))
            }
            for face in beside { doubts[face, default: 0] += arrangement.faceDoubledArea[sliver.face] }
            faults.append(
                LineFault(
                    kind: .nearlyDoubledLine, paths: sliver.polygons.map { $0 + $0.prefix(1) }, length: sliver.width,
                    lines: lines.sorted()))
        }
        let kept = (1..<max(1, arrangement.faceCount)).filter { !ground.polygons[$0].isEmpty }
            .map { (face: $0, least: ground.polygons[$0].joined().min(by: <) ?? GridPoint(x: 0, y: 0)) }
            .sorted { $0.least != $1.least ? $0.least < $1.least : isLess($0.face, $1.face, ground.polygons) }
        for (f, _) in kept {
            var tag: UInt64 = 0
            arrangement.forEachHalfEdge(ofFace: f) { h in
                tag |= work.tags[Int(graph.line[Int(arrangement.nodedEdge[Int(h >> 1)])])]
            }
            tags.append(tag)
            doubledDoubts.append(doubts[f] ?? 0)
            doubledAreas.append(ground.polygons[f].reduce(0) { $0 + $1.withUnsafeBufferPointer(ringDoubledArea) })
            rings.append(polygons: ground.polygons[f])
        }
    }

    /// The moved ends of a line that was nearly doubled belong to that fault; all others are faults of their own.
    private mutating func foldMoves(_ moves: [LineFault]) {
        let doubled = faults.indices.filter { faults[$0].kind == .nearlyDoubledLine }
        var placesOfLine: [Int32: [(fault: Int, points: Set<GridPoint>)]] = [:]
        for i in doubled {
            let points = Set(faults[i].paths.joined())
            for line in faults[i].lines { placesOfLine[line, default: []].append((i, points)) }
        }
        for move in moves {
            let ends = [move.paths[0].first, move.paths[0].last].compactMap { $0 }
            let home = move.lines.count == 1 ? placesOfLine[move.lines[0]] : nil
            if let fault = home?.first(where: { place in ends.contains { place.points.contains($0) } })?.fault {
                faults[fault].paths += move.paths
                faults[fault].length = max(faults[fault].length, move.length)
            } else {
                faults.append(move)
            }
        }
    }

    /// Of two faces with one least corner: the order of their shells.
    private func isLess(_ f: Int, _ g: Int, _ polygons: [GridPolygons]) -> Bool {
        for (a, b) in zip(polygons[f].joined(), polygons[g].joined()) where a != b { return a < b }
        return polygons[f].count < polygons[g].count
    }
}

extension LineFault.Kind {
    var order: Int {
        switch self {
        case .undershoot: 0
        case .overshoot: 1
        case .looseEnd: 2
        case .doubledLine: 3
        case .nearlyDoubledLine: 4
        }
    }
}
