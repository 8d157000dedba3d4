/// A position in the units of the geometry's coordinates.
public struct GEOSPlace: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// What GEOS says of a geometry's validity.
public enum GEOSValidity: Hashable, Sendable {
    case valid
    /// GEOS's reason, as `Self-intersection`, and where; no place when the rings could not even be built, or when
    /// the fault is a coordinate that is nowhere.
    case invalid(reason: String, at: GEOSPlace?)
}

extension GEOSContext {
    /// The validity of a geometry given as well-known binary.
    ///
    /// Rings that GEOS refuses to build (not closed, too few points) are invalid geometries, not errors.
    /// - Throws: when the bytes are no WKB.
    public func validity(ofWKB wkb: UnsafeRawBufferPointer) throws(GEOSError) -> GEOSValidity {
        do {
            return try GEOSGeometry(wkb: wkb, in: self).validity()
        } catch {
            let refused = "IllegalArgumentException: "
            guard error.message.hasPrefix(refused) else { throw error }
            return .invalid(reason: String(error.message.dropFirst(refused.count)), at: nil)
        }
    }

    /// The same for bytes in an array.
    public func validity(ofWKB wkb: [UInt8]) throws(GEOSError) -> GEOSValidity {
        // `withUnsafeBytes` does not carry a typed error, so the result crosses it as a value.
        try wkb.withUnsafeBytes { bytes in
            Result { () throws(GEOSError) in try validity(ofWKB: bytes) }
        }.get()
    }
}
