/// What is still to be searched, best bound first.
struct BoundHeap<Element> {
    private var entries: [(bound: Double, element: Element)] = []

    mutating func push(_ element: Element, bound: Double) {
        entries.append((bound, element))
        var i = entries.count - 1
        while i > 0 {
            let parent = (i - 1) / 2
            if entries[parent].bound >= entries[i].bound { break }
            entries.swapAt(parent, i)
            i = parent
        }
    }

    mutating func pop() -> Element? {
        guard let top = entries.first, let last = entries.popLast() else { return nil }
        if entries.isEmpty { return top.element }
        entries[0] = last
        var i = 0
        while true {
            let left = 2 * i + 1
            if left >= entries.count { break }
            let child =
                left + 1 < entries.count && entries[left + 1].bound > entries[left].bound ? left + 1 : left
            if entries[i].bound >= entries[child].bound { break }
            entries.swapAt(i, child)
            i = child
        }
        return top.element
    }
}
