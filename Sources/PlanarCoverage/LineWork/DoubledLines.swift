/// Stretches that several lines draw. Shapes that share an edge, as parcels drawn one by one do, are not doubled there.
enum DoubledLines {
    /// - Parameters:
    ///   - lineOfSegment: of the segments that the graph was made of.
    ///   - kind: what to call them: lines that came together only by mending were not the same before. Their distance is
    ///     that of the moves, which the caller knows.
    static func faults(
        _ graph: LineGraph, lineOfSegment: [Int32], _ work: LineWork, kind: LineFault.Kind = .doubledLine
    ) -> [LineFault] {
        struct Pair: Hashable {
            var first: Int32
            var second: Int32
        }
        var stretches: [Pair: [Int32]] = [:]
        for e in 0..<graph.edgeCount {
            let sources = graph.noded.sources(ofEdge: e)
            if sources.count < 2 { continue }
            let lines = sources.map { lineOfSegment[Int($0 < 0 ? ~$0 : $0)] }.sorted()
            for (i, line) in lines.enumerated().dropFirst() {
                // The same shape twice shares all its edges; that is told from neighbours below.
                stretches[Pair(first: lines[i - 1], second: line), default: []].append(Int32(e))
            }
        }
        var edgesOfLine: [Int32: Int] = [:]
        let closedPairs = stretches.keys.filter { work.isClosed[Int($0.first)] && work.isClosed[Int($0.second)] }
        if !closedPairs.isEmpty {
            let asked = Set(closedPairs.flatMap { [$0.first, $0.second] })
            for e in 0..<graph.edgeCount {
                for source in graph.noded.sources(ofEdge: e) {
                    let line = lineOfSegment[Int(source < 0 ? ~source : source)]
                    if asked.contains(line) { edgesOfLine[line, default: 0] += 1 }
                }
            }
        }
        return stretches.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.compactMap {
            pair, edges in
            if work.isClosed[Int(pair.first)] && work.isClosed[Int(pair.second)] && pair.first != pair.second {
                let whole = min(edgesOfLine[pair.first] ?? 0, edgesOfLine[pair.second] ?? 0)
                if edges.count < whole { return nil }
            }
            let common = edges.map { graph.segment($0) }.sorted { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
            let length: Double = common.reduce(0) { $0 + distance($1.a, $1.b) }
            return LineFault(
                kind: kind, paths: common.map { [$0.a, $0.b] }, length: kind == .doubledLine ? length : 0,
                lines: pair.first == pair.second ? [pair.first] : [pair.first, pair.second])
        }
    }
}
