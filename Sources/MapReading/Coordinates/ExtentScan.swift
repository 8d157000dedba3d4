import GDALKit
import PlanarCoverage

/// The box of a layer's geometries, read from all of them: for files that state a wrong one, or none, or one that a
/// single absurd coordinate has blown up.
struct ExtentScan {
    /// The boxes of the features, in units of the layer's CRS.
    private var boxes: [LayerExtent] = []

    /// Coordinates beyond this are absurd in any unit.
    static let absurd = 1e8

    init(_ plan: LayerPlan, batchSize: Int) throws {
        var boxes: [LayerExtent] = []
        var coordinates = WKBCoordinates()
        try plan.withBatches(of: batchSize) { batches in
            guard let geometry = batches.geometryColumn else { return }
            while let batch = try batches.next() {
                batch.withColumn(geometry) { column in
                    for row in 0..<column.count {
                        guard let wkb = column.bytes(row), !wkb.isEmpty else { continue }
                        coordinates.read(wkb)
                        if let box = coordinates.box(in: wkb), box.isFinite { boxes.append(box) }
                    }
                }
            }
        }
        self.boxes = boxes
    }

    /// The box of the features, those left out that lie so far from the middle one that they cannot belong to the map.
    /// - Parameter far: a distance, in units of the CRS, beyond which a few features are mistakes.
    func box(far: Double) -> LayerExtent? {
        let sane = boxes.filter { $0.magnitude <= ExtentScan.absurd }
        guard !sane.isEmpty else { return nil }
        let x = ExtentScan.median(sane.map { ($0.minX + $0.maxX) / 2 })
        let y = ExtentScan.median(sane.map { ($0.minY + $0.maxY) / 2 })
        let near = sane.filter {
            $0.minX > x - far && $0.maxX < x + far && $0.minY > y - far && $0.maxY < y + far
        }
        let strangers = sane.count - near.count
        let chosen = strangers <= max(10, sane.count / 1000) && strangers * 3 < sane.count ? near : sane
        var box = chosen[0]
        for other in chosen { box.join(other) }
        return box
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension WKBCoordinates {
    /// The box of all points; nil where there are none.
    func box(in wkb: UnsafeRawBufferPointer) -> LayerExtent? {
        guard !runs.isEmpty else { return nil }
        var box = LayerExtent(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)
        var isFinite = true
        forEachPoint(in: wkb) { x, y in
            isFinite = isFinite && x.isFinite && y.isFinite
            box.join(LayerExtent(minX: x, minY: y, maxX: x, maxY: y))
        }
        return isFinite ? box : nil
    }
}

extension LayerExtent {
    var isFinite: Bool { minX.isFinite && minY.isFinite && maxX.isFinite && maxY.isFinite }

    func meets(_ other: LayerExtent) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    /// The greatest coordinate, whatever its sign.
    var magnitude: Double { max(max(abs(minX), abs(maxX)), max(abs(minY), abs(maxY))) }
}
