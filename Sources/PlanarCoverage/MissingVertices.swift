/// T-junctions that lie exactly on an edge: chains that cancel after noding, where one side has a vertex and the other
/// passes.
extension CoverageAnalysis {
    func missingVertices() -> [CoverageFault] {
        struct Junction {
            var node: Int32
            var passing: Int32
            var vertexOwners: [Int32]
        }
        var junctions: [Junction] = []
        for e in 0..<noded.edgeCount where noded.parcelTurns[e] == 0 {
            let sources = noded.sources(ofEdge: e)
            if sources.count < 2 { continue }
            for node in [noded.from[e], noded.to[e]] {
                let p = noded.nodes[Int(node)]
                var passing: [Int32] = []
                var ending: [Int32] = []
                for source in sources {
                    let i = Int(source >= 0 ? source : ~source)
                    let segment = net.segments[i].segment
                    let parcels = net.owners(of: i).map { $0 >= 0 ? $0 : ~$0 }
                    if segment.a == p || segment.b == p { ending += parcels } else { passing += parcels }
                }
                if ending.isEmpty { continue }
                for parcel in passing {
                    junctions.append(
                        Junction(node: node, passing: parcel, vertexOwners: ending.filter { $0 != parcel }))
                }
            }
        }
        junctions.sort { ($0.node, $0.passing) < ($1.node, $1.passing) }
        var faults: [CoverageFault] = []
        var i = 0
        while i < junctions.count {
            var owners: [Int32] = []
            var j = i
            while j < junctions.count && junctions[j].node == junctions[i].node
                && junctions[j].passing == junctions[i].passing
            {
                for owner in junctions[j].vertexOwners where !owners.contains(owner) { owners.append(owner) }
                j += 1
            }
            let p = noded.nodes[Int(junctions[i].node)]
            if !owners.isEmpty {
                var fault = CoverageFault(
                    kind: .missingVertex, parcels: [junctions[i].passing] + owners.sorted(), inner: FinePoint(p),
                    centroidX: Double(p.x), centroidY: Double(p.y))
                fault.nodes = [p]
                faults.append(fault)
            }
            i = j
        }
        return faults
    }
}
