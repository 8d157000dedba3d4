import CGDAL
import Glibc

extension Layer {
    /// Runs `body` with each feature that passes the filter, in the layer's order: for what batches do not hold, as the
    /// styles of drawings.
    public func forEachFeature(_ body: (borrowing SourceFeature) -> Void) throws(GDALError) {
        OGR_L_ResetReading(raw)
        let checked = Checked("OGR_L_GetNextFeature", .readFailed, at: place, remarks: remarks)
        let raw = raw
        while let feature = try checked.optionalHandle({ OGR_L_GetNextFeature(raw) }) {
            body(SourceFeature(raw: feature))
        }
    }
}

/// A feature of a layer. It lives inside the closure that it is handed to.
public struct SourceFeature: ~Copyable {
    let raw: OGRFeatureH

    /// A line of a geometry.
    public enum LineKind: Hashable, Sendable { case point, line, ring }

    init(raw: OGRFeatureH) {
        self.raw = raw
        LiveHandle.feature.born()
    }

    deinit {
        OGR_F_Destroy(raw)
        LiveHandle.feature.died()
    }

    public var id: Int64 { OGR_F_GetFID(raw) }

    /// Whether its geometry is a point or several.
    public var isPoint: Bool {
        guard let geometry = OGR_F_GetGeometryRef(raw) else { return false }
        let type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))
        return type == wkbPoint || type == wkbMultiPoint
    }

    /// Runs `body` with how the format says that the feature is drawn, in OGR's feature style language; empty for none.
    public func withStyle<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        body(SourceFeature.bytes(OGR_F_GetStyleString(raw)))
    }

    /// Runs `body` with the bytes of a field as text; empty for null.
    /// - Parameter field: its place in the layer's schema.
    public func withText<R>(_ field: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        let index = Int32(field)
        return body(
            OGR_F_IsFieldSetAndNotNull(raw, index) != 0
                ? SourceFeature.bytes(OGR_F_GetFieldAsString(raw, index)) : UnsafeRawBufferPointer(start: nil, count: 0)
        )
    }

    private static func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text, count: text.map { strlen($0) } ?? 0)
    }

    /// A field as a whole number; 0 for null.
    public func integer(_ field: Int) -> Int { Int(OGR_F_GetFieldAsInteger64(raw, Int32(field))) }

    /// Runs `body` with each point, line and ring of the geometry; curves come as chords.
    /// - Parameter maxAngleDegrees: the largest angle of arc under one chord.
    /// - Returns: whether the geometry has heights.
    @discardableResult
    public func forEachLine(
        maxAngleDegrees: Double = 1,
        _ body: (LineKind, _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>) -> Void
    ) -> Bool {
        guard let geometry = OGR_F_GetGeometryRef(raw) else { return false }
        var buffers = LineBuffers()
        guard OGR_G_HasCurveGeometry(geometry, 1) != 0 else {
            walk(geometry, isRing: false, &buffers, body)
            return OGR_G_Is3D(geometry) != 0
        }
        guard let linear = OGR_G_GetLinearGeometry(geometry, maxAngleDegrees, nil) else { return false }
        defer { OGR_G_DestroyGeometry(linear) }
        walk(linear, isRing: false, &buffers, body)
        return OGR_G_Is3D(linear) != 0
    }

    private struct LineBuffers {
        var xs: [Double] = []
        var ys: [Double] = []
    }

    private func walk(
        _ geometry: OGRGeometryH, isRing: Bool, _ buffers: inout LineBuffers,
        _ body: (LineKind, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) -> Void
    ) {
        let type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))
        if type == wkbPoint || type == wkbLineString {
            let count = Int(OGR_G_GetPointCount(geometry))
            if count == 0 { return }
            if buffers.xs.count < count {
                buffers.xs = Array(repeating: 0, count: count)
                buffers.ys = buffers.xs
            }
            let stride = Int32(MemoryLayout<Double>.stride)
            OGR_G_GetPoints(geometry, &buffers.xs, stride, &buffers.ys, stride, nil, 0)
            let kind: LineKind = type == wkbPoint ? .point : isRing ? .ring : .line
            buffers.xs.withUnsafeBufferPointer { xs in
                buffers.ys.withUnsafeBufferPointer { ys in
                    body(
                        kind, UnsafeBufferPointer(rebasing: xs[..<count]), UnsafeBufferPointer(rebasing: ys[..<count]))
                }
            }
            return
        }
        for i in 0..<OGR_G_GetGeometryCount(geometry) {
            guard let part = OGR_G_GetGeometryRef(geometry, i) else { continue }
            walk(part, isRing: type == wkbPolygon || type == wkbTriangle, &buffers, body)
        }
    }
}
