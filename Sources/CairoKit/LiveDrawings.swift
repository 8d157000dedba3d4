import Synchronization

/// How many surfaces, canvases and letterings are alive: 0 when everything was given back.
public enum LiveDrawings {
    private static let counter = Atomic<Int>(0)
    public static var count: Int { counter.load(ordering: .sequentiallyConsistent) }
    static func born() { counter.add(1, ordering: .sequentiallyConsistent) }
    static func died() { counter.subtract(1, ordering: .sequentiallyConsistent) }
}
