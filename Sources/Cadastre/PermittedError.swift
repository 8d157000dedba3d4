/// The permitted errors (hạn sai) of a map scale, Circular 26/2024/TT-BTNMT.
///
/// Areas: Appendix 04; edges: Appendix 03; points: Article 8. An unknown scale takes the strictest row, 1:200, and a
/// scale between two rows takes the stricter one.
public struct PermittedError: Hashable, Sendable {
    /// How "for every further 10 m2" is read.
    public enum Interpolation: String, Hashable, Sendable {
        case linear
        /// Only whole steps count: the stricter reading.
        case wholeSteps
    }

    /// Denominator of the row used: 200, 500, 1000, 2000, 5000 or 10000.
    public let rowScale: Int
    /// False when the scale was unknown and the row of 1:200 stands in.
    public let scaleIsKnown: Bool
    public let interpolation: Interpolation

    private let areaSteps: [Step]
    private let edgeSteps: [Step]

    /// - Parameter scale: the denominator of the map scale, nil when unknown.
    public init(scale: Int?, interpolation: Interpolation = .linear) {
        let rows = PermittedError.rowScales
        rowScale = scale.flatMap { asked in rows.last { $0 <= asked } } ?? rows[0]
        scaleIsKnown = scale != nil
        self.interpolation = interpolation
        areaSteps = PermittedError.areaRows[rowScale] ?? []
        edgeSteps = PermittedError.edgeRows[rowScale] ?? []
    }

    /// Square metres by which the area of a parcel of this size may differ.
    public func area(ofSquareMetres area: Double) -> Double {
        limit(at: area, steps: areaSteps, stepLength: 10)
    }

    /// Metres by which the length of an edge of this length may differ.
    public func edge(ofMetres length: Double) -> Double {
        limit(at: length, steps: edgeSteps, stepLength: 1) / 100
    }

    /// Metres by which a boundary point may be off.
    public var point: Double {
        switch rowScale {
        case 200: 0.05
        case 500: 0.07
        case 1000: 0.15
        case 2000: 0.30
        case 5000: 1.50
        default: 3.00
        }
    }

    private func limit(at size: Double, steps: [Step], stepLength: Double) -> Double {
        guard let step = steps.last(where: { size > $0.from }) ?? steps.first else {
            preconditionFailure("no rows for 1:\(rowScale)")
        }
        let count = max(0, size - step.from) / stepLength
        return step.limit + step.increment * (interpolation == .linear ? count : count.rounded(.down))
    }
}

extension PermittedError {
    /// A row of the appendices: the limit at its lower bound, and what each further step adds.
    private struct Step: Hashable, Sendable {
        var from: Double
        var limit: Double
        var increment: Double
    }

    private static let areaRows = steps(kind: "area_m2")
    private static let edgeRows = steps(kind: "edge_cm")
    private static let rowScales = areaRows.keys.sorted()

    private static func steps(kind: String) -> [Int: [Step]] {
        let table = CSVTable(toleranceTable)
        let scale = table.column("scale_denominator")
        let from = table.column("from_exclusive")
        let limit = table.column("tolerance_at_from")
        let increment = table.column("increment")
        var rows: [Int: [Step]] = [:]
        for row in table.rows where row[0] == kind {
            guard let denominator = Int(row[scale]), let lower = Double(row[from]), let start = Double(row[limit])
            else {
                preconditionFailure("a row of \(kind)")
            }
            rows[denominator, default: []]
                .append(Step(from: lower, limit: start, increment: Double(row[increment]) ?? 0))
        }
        return rows
    }
}
