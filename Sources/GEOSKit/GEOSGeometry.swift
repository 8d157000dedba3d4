import CGEOS

/// The sole owner of one geometry of GEOS; it is destroyed in the context that made it.
public struct GEOSGeometry: ~Copyable {
    private let context: GEOSContext
    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer, in context: GEOSContext) {
        self.raw = raw
        self.context = context
        context.liveGeometries += 1
    }

    /// Reads well-known binary (ISO or extended; 2D, Z, M).
    /// - Throws: with `ParseException` when the bytes are no WKB, with `IllegalArgumentException` when a ring is not
    ///   closed or has too few points.
    public init(wkb: UnsafeRawBufferPointer, in context: GEOSContext) throws(GEOSError) {
        let reader = try context.nonNull("GEOSWKBReader_create") { GEOSWKBReader_create_r($0) }
        defer { GEOSWKBReader_destroy_r(context.raw, reader) }
        let bytes = wkb.bindMemory(to: UInt8.self)
        let raw = try context.nonNull("GEOSWKBReader_read") {
            GEOSWKBReader_read_r($0, reader, bytes.baseAddress, bytes.count)
        }
        self.init(owning: raw, in: context)
    }

    deinit {
        GEOSGeom_destroy_r(context.raw, raw)
        context.liveGeometries -= 1
    }

    /// The area in squared units of the coordinates.
    public borrowing func area() throws(GEOSError) -> Double {
        var area = 0.0
        try context.nonZero("GEOSArea") { GEOSArea_r($0, raw, &area) }
        return area
    }

    /// Whether the geometry is valid by the rules of OGC simple features, and if not, the first fault that GEOS meets.
    public borrowing func validity() throws(GEOSError) -> GEOSValidity {
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        let isValid = try context.predicate("GEOSisValidDetail") {
            GEOSisValidDetail_r($0, raw, 0, &reason, &place)
        }
        let words = reason.map { context.take($0) }
        let point = place.map { GEOSGeometry(owning: $0, in: context) }
        if isValid { return .valid }
        return .invalid(reason: words ?? "", at: try point?.firstPoint())
    }

    /// A valid geometry of the same lines: the even-odd reading of all rings together (`GEOSMakeValid`). What
    /// collapses to lines or points comes along as such, in a collection.
    public borrowing func makeValid() throws(GEOSError) -> GEOSGeometry {
        GEOSGeometry(owning: try context.nonNull("GEOSMakeValid") { GEOSMakeValid_r($0, raw) }, in: context)
    }

    /// The geometry as 2D little-endian well-known binary.
    public borrowing func wkb() throws(GEOSError) -> [UInt8] {
        let writer = try context.nonNull("GEOSWKBWriter_create") { GEOSWKBWriter_create_r($0) }
        defer { GEOSWKBWriter_destroy_r(context.raw, writer) }
        GEOSWKBWriter_setOutputDimension_r(context.raw, writer, 2)
        GEOSWKBWriter_setByteOrder_r(context.raw, writer, CInt(GEOS_WKB_NDR.rawValue))
        var count = 0
        let bytes = try context.nonNull("GEOSWKBWriter_write") { GEOSWKBWriter_write_r($0, writer, raw, &count) }
        defer { GEOSFree_r(context.raw, bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    /// Half the width of the geometry: the radius of its largest inscribed circle. Milliseconds for one sliver, so
    /// it is the tests' oracle and nothing else.
    package borrowing func inscribedRadius(tolerance: Double) throws(GEOSError) -> Double {
        let radiusLine = GEOSGeometry(
            owning: try context.nonNull("GEOSMaximumInscribedCircle") {
                GEOSMaximumInscribedCircle_r($0, raw, tolerance)
            },
            in: context)
        var length = 0.0
        try context.nonZero("GEOSLength") { GEOSLength_r($0, radiusLine.raw, &length) }
        return length
    }

    /// Of a point: where it is, or nil when it is empty or nowhere.
    private borrowing func firstPoint() throws(GEOSError) -> GEOSPlace? {
        var x = 0.0
        var y = 0.0
        if try context.predicate("GEOSisEmpty", { GEOSisEmpty_r($0, raw) }) { return nil }
        try context.nonZero("GEOSGeomGetX") { GEOSGeomGetX_r($0, raw, &x) }
        try context.nonZero("GEOSGeomGetY") { GEOSGeomGetY_r($0, raw, &y) }
        return x.isFinite && y.isFinite ? GEOSPlace(x: x, y: y) : nil
    }
}
