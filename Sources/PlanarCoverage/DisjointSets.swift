/// Which items hang together (union-find); groups come in the order of their least item.
struct DisjointSets {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(_ i: Int) -> Int {
        var i = i
        while parent[i] != i {
            parent[i] = parent[parent[i]]
            i = parent[i]
        }
        return i
    }

    mutating func join(_ i: Int, _ j: Int) {
        let r = root(i)
        let s = root(j)
        parent[max(r, s)] = min(r, s)
    }

    mutating func groups() -> [[Int]] {
        var place = [Int](repeating: -1, count: parent.count)
        var result: [[Int]] = []
        for i in parent.indices {
            let r = root(i)
            if place[r] < 0 {
                place[r] = result.count
                result.append([])
            }
            result[place[r]].append(i)
        }
        return result
    }
}
