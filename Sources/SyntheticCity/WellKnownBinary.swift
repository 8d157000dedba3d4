extension SyntheticParcels {
    /// Appends a parcel's geometry as ISO WKB, little-endian, in metres of EPSG:5897; nothing when it is null.
    ///
    /// - Returns: whether there is a geometry.
    @discardableResult
    public func appendWKB(ofParcel p: Int, to bytes: inout [UInt8], alwaysMulti: Bool = false) -> Bool {
        let parts = Int(parcelStart[p])..<Int(parcelStart[p + 1])
        if parts.isEmpty { return false }
        let isMulti = alwaysMulti || parts.count > 1
        if isMulti {
            bytes.append(1)
            bytes.append(littleEndian: UInt32(6))
            bytes.append(littleEndian: UInt32(parts.count))
        }
        for part in parts {
            let rings = Int(partStart[part])..<Int(partStart[part + 1])
            bytes.append(1)
            bytes.append(littleEndian: UInt32(3))
            bytes.append(littleEndian: UInt32(rings.count))
            for ring in rings { bytes.append(ring: points[Int(ringStart[ring])..<Int(ringStart[ring + 1])]) }
        }
        return true
    }
}

/// A polygon without holes as ISO WKB in metres of EPSG:5897.
public func wellKnownBinary(shells: [[CityPoint]]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    bytes.append(littleEndian: UInt32(6))
    bytes.append(littleEndian: UInt32(shells.count))
    for shell in shells {
        bytes.append(1)
        bytes.append(littleEndian: UInt32(3))
        bytes.append(littleEndian: UInt32(1))
        bytes.append(ring: shell[...])
    }
    return bytes
}

extension [UInt8] {
    fileprivate mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(ring: ArraySlice<CityPoint>) {
        guard let first = ring.first else {
            append(littleEndian: UInt32(0))
            return
        }
        append(littleEndian: UInt32(ring.count + 1))
        reserveCapacity(count + 16 * (ring.count + 1))
        for p in ring { append(point: p) }
        append(point: first)
    }

    private mutating func append(point: CityPoint) {
        append(littleEndian: point.easting.bitPattern)
        append(littleEndian: point.northing.bitPattern)
    }
}
