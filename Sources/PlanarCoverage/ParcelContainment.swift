extension RingStore {
    /// Whether a parcel covers a point, its outline included, even-odd over all its rings. Exact.
    public func covers(_ p: FinePoint, parcel: Int) -> Bool { side(of: p, parcel: parcel) != .outside }
}
