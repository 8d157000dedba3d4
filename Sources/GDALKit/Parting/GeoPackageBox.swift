import CGDAL

/// The box of a geometry as GeoPackage stores it.
struct GeoPackageBox {
    var minX: Double
    var maxX: Double
    var minY: Double
    var maxY: Double

    /// From the blob's header, else from its coordinates; nil for an empty geometry and for bytes that are none.
    init?(of blob: UnsafeRawBufferPointer) {
        guard blob.count >= 8, blob[0] == UInt8(ascii: "G"), blob[1] == UInt8(ascii: "P") else { return nil }
        let flags = blob[3]
        let isEmpty = flags & 0x10 != 0
        let numbers = [0, 4, 6, 6, 8, 0, 0, 0][Int(flags >> 1 & 7)]
        if isEmpty || blob.count < 8 + 8 * numbers { return nil }
        guard numbers > 0 else {
            self.init(wkb: UnsafeRawBufferPointer(rebasing: blob[8...]))
            return
        }
        let isLittle = flags & 1 != 0
        func number(_ i: Int) -> Double {
            let bits = blob.loadUnaligned(fromByteOffset: 8 + 8 * i, as: UInt64.self)
            return Double(bitPattern: isLittle ? UInt64(littleEndian: bits) : UInt64(bigEndian: bits))
        }
        self.init(minX: number(0), maxX: number(1), minY: number(2), maxY: number(3))
    }

    private init?(minX: Double, maxX: Double, minY: Double, maxY: Double) {
        // An empty geometry may have a box of NaN.
        guard minX <= maxX, minY <= maxY else { return nil }
        (self.minX, self.maxX, self.minY, self.maxY) = (minX, maxX, minY, maxY)
    }

    /// Points have no box in their header, and some programs write none at all.
    private init?(wkb: UnsafeRawBufferPointer) {
        var messages: [GDALMessage] = []
        var box = OGREnvelope()
        let hasBox = listening(to: &messages) {
            var geometry: OGRGeometryH?
            guard OGR_G_CreateFromWkb(wkb.baseAddress, nil, &geometry, Int32(clamping: wkb.count)) == OGRERR_NONE,
                let geometry
            else { return false }
            defer { OGR_G_DestroyGeometry(geometry) }
            guard OGR_G_IsEmpty(geometry) == 0 else { return false }
            OGR_G_GetEnvelope(geometry, &box)
            return true
        }
        guard hasBox else { return nil }
        self.init(minX: box.MinX, maxX: box.MaxX, minY: box.MinY, maxY: box.MaxY)
    }

    mutating func join(_ other: GeoPackageBox) {
        (minX, maxX) = (min(minX, other.minX), max(maxX, other.maxX))
        (minY, maxY) = (min(minY, other.minY), max(maxY, other.maxY))
    }
}
