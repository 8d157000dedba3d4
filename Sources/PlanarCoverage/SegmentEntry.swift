/// Whether a segment may have a point strictly inside the polygons of an outline; false only when it surely has none.
/// Exact; a segment that runs along the outline or touches it from outside does not enter.
func mayEnter(_ a: GridPoint, _ b: GridPoint, _ outline: [Segment]) -> Bool {
    for s in outline {
        if crossProperly(a, b, s.a, s.b) { return true }
        if s.a != a && s.a != b && orientation(a, b, s.a) == 0 && isBetween(s.a, a, b) { return true }
    }
    let middle = FinePoint(
        x: (Int64(a.x) + Int64(b.x)) * FinePoint.perUnit / 2, y: (Int64(a.y) + Int64(b.y)) * FinePoint.perUnit / 2)
    for p in [FinePoint(a), FinePoint(b), middle] where side(of: p, outline) == .inside { return true }
    return false
}

private func isBetween(_ p: GridPoint, _ a: GridPoint, _ b: GridPoint) -> Bool {
    min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
}

private func side(of p: FinePoint, _ outline: [Segment]) -> PointSide {
    var inside = false
    for s in outline {
        guard let crosses = rayCrossing(p, s.a, s.b) else { return .boundary }
        if crosses { inside.toggle() }
    }
    return inside ? .inside : .outside
}
