import GDALKit
import PROJKit
import PlanarCoverage

/// How the coordinates of a layer become metres of the working CRS.
struct WayToWork: Sendable {
    /// From the layer's CRS to the working one; nil where they are the same.
    var transformation: (from: CoordinateSystem, to: CoordinateSystem)?
    /// Then multiply by this.
    var metresPerUnit: Double

    var isIdentity: Bool { transformation == nil && metresPerUnit == 1 }

    init(from source: CoordinateSystem, to working: WorkingCRS) {
        metresPerUnit = working.metresPerUnit
        transformation = source.isEquivalent(to: working.system) ? nil : (source, working.system)
    }

    /// The way back, for one lane: from metres of the working CRS to the layer's own coordinates.
    func openBack() throws(PROJError) -> OpenWay {
        guard let transformation else { return OpenWay(transformation: nil, metresPerUnit: 1 / metresPerUnit) }
        return OpenWay(
            transformation: try Transformation(from: transformation.to, to: transformation.from), metresPerUnit: 1)
    }

    /// The walker of this way, for one lane.
    func open() throws(PROJError) -> OpenWay {
        guard let transformation else { return OpenWay(transformation: nil, metresPerUnit: metresPerUnit) }
        return OpenWay(
            transformation: try Transformation(from: transformation.from, to: transformation.to),
            metresPerUnit: metresPerUnit)
    }
}

/// A way with its PROJ objects.
struct OpenWay: ~Copyable {
    private let transformation: Transformation?
    private let metresPerUnit: Double

    init(transformation: consuming Transformation?, metresPerUnit: Double) {
        self.transformation = transformation
        self.metresPerUnit = metresPerUnit
    }

    var ignoresDatum: Bool {
        switch transformation {
        case .some(let transformation): transformation.ignoresDatum
        case .none: false
        }
    }

    /// Turns coordinates (x, y, x, y...) of the layer into metres of the working CRS. What has no place there becomes
    /// infinite.
    borrowing func walk(_ xy: inout [Double]) {
        switch transformation {
        case .some(let transformation):
            do {
                _ = try xy.withUnsafeMutableBufferPointer { try transformation.apply($0) }
            } catch {
                // None of the points has a place in the working CRS.
                for i in xy.indices { xy[i] = .infinity }
            }
        case .none: break
        }
        if metresPerUnit != 1 {
            for i in xy.indices { xy[i] *= metresPerUnit }
        }
    }

    /// The box of a box: its outline walked in steps.
    borrowing func walk(_ box: LayerExtent) -> LayerExtent? {
        let steps = 20
        var xy: [Double] = []
        for i in 0...steps {
            let x = box.minX + (box.maxX - box.minX) * Double(i) / Double(steps)
            let y = box.minY + (box.maxY - box.minY) * Double(i) / Double(steps)
            xy += [x, box.minY, x, box.maxY, box.minX, y, box.maxX, y]
        }
        walk(&xy)
        var result: LayerExtent?
        for i in stride(from: 0, to: xy.count, by: 2) where xy[i].isFinite && xy[i + 1].isFinite {
            let point = LayerExtent(minX: xy[i], minY: xy[i + 1], maxX: xy[i], maxY: xy[i + 1])
            if result == nil { result = point } else { result?.join(point) }
        }
        return result
    }
}
