/// Finds the step in which coordinates stand: a centimetre or a millimetre in most maps.
struct CoordinateStep: Sendable {
    /// x, y, x, y... in units of the source.
    private(set) var values: [Double] = []

    /// The steps that are looked for, in units of the source, the coarsest first. A coarser step than 0.1 m is no step
    /// of a parcel map but a drawing on squared paper.
    private static let metric = [0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001]
    private static let degrees = [1e-5, 1e-6, 1e-7, 1e-8, 1e-9]
    /// Fewer values prove nothing.
    private static let enough = 50

    mutating func note(_ coordinates: WKBCoordinates, in wkb: UnsafeRawBufferPointer) {
        var left = 64
        coordinates.forEachPoint(in: wkb) { x, y in
            guard left > 0, abs(x) < 1e8, abs(y) < 1e8 else { return }
            values.append(x)
            values.append(y)
            left -= 1
        }
    }

    mutating func merge(_ other: CoordinateStep) { values.append(contentsOf: other.values) }

    /// The step in metres; nil where there is none.
    /// - Parameter metresPerUnit: of the source's axes; nil for degrees.
    func metres(metresPerUnit: Double?) -> Double? {
        let distinct = Set(values)
        guard distinct.count >= CoordinateStep.enough else { return nil }
        for step in metresPerUnit == nil ? CoordinateStep.degrees : CoordinateStep.metric {
            let fitting = distinct.count { value in
                let steps = value / step
                // Doubles hold a coordinate of 2.3e6 m to 5e-10 m.
                return abs(steps - steps.rounded()) < max(1e-6, abs(value) * 1e-15 / step)
            }
            if Double(fitting) >= 0.995 * Double(distinct.count) { return step * (metresPerUnit ?? 111_000) }
        }
        return nil
    }

    /// The middle of the sampled points, in units of the source; nil without points.
    var middle: (x: Double, y: Double)? {
        guard !values.isEmpty else { return nil }
        let x = stride(from: 0, to: values.count, by: 2).map { values[$0] }.sorted()
        let y = stride(from: 1, to: values.count, by: 2).map { values[$0] }.sorted()
        return (x[x.count / 2], y[y.count / 2])
    }
}
