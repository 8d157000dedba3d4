/// What a parcel carries besides its geometry.
public struct ParcelAttributes: Sendable {
    /// MaXa, as the map says it.
    public var ward: String
    /// SoHieuToBanDo.
    public var sheet: Int
    /// SoThuTuThua; nil where the map lacks it.
    public var number: Int?
    /// DienTich, rounded to 0.1 square metres.
    public var storedAreaSquareMetres: Double
    /// DienTichPhapLy: the area before a defect was drawn in, with the noise of `CityOptions.legalAreaNoise`, rounded to
    /// 0.1 square metres; nil for streets and water.
    public var legalAreaSquareMetres: Double?
    /// The area as drawn; nil where the parcel has no geometry.
    public var drawnAreaSquareMetres: Double?
    /// KyHieuMucDichSuDung.
    public var landUse: String
    public var kind: Kind
    /// The number of its synthetic owner; nil for public ground.
    public var owner: Int?

    public enum Kind: Sendable {
        case lot, field, institution, park, street
    }

    /// `00082/14/205` with what is known of it.
    public var key: String { "\(ward)/\(sheet)/\(number.map(String.init) ?? "")" }
}

/// The parcels of a ward in flat arrays: a parcel is a range of parts, a part a range of rings (its shell first), a
/// ring a range of points without the repeated closing point.
public struct SyntheticParcels: Sendable {
    public internal(set) var points: [CityPoint] = []
    public internal(set) var ringStart: [Int32] = [0]
    public internal(set) var partStart: [Int32] = [0]
    public internal(set) var parcelStart: [Int32] = [0]
    public internal(set) var attributes: [ParcelAttributes] = []

    public var count: Int { attributes.count }

    /// Rings of each part of a parcel; none when its geometry is null.
    public func parts(ofParcel p: Int) -> [[ArraySlice<CityPoint>]] {
        (parcelStart[p]..<parcelStart[p + 1]).map { part in
            (partStart[Int(part)]..<partStart[Int(part) + 1]).map { ring in
                points[Int(ringStart[Int(ring)])..<Int(ringStart[Int(ring) + 1])]
            }
        }
    }

    mutating func append(parts: [[[CityPoint]]], attributes: ParcelAttributes, shiftX: Int32, shiftY: Int32) {
        for part in parts {
            for ring in part {
                for p in ring { points.append(CityPoint(x: p.x + shiftX, y: p.y + shiftY)) }
                ringStart.append(Int32(points.count))
            }
            partStart.append(Int32(ringStart.count - 1))
        }
        parcelStart.append(Int32(partStart.count - 1))
        self.attributes.append(attributes)
    }
}

/// A parcel while its block is being drawn.
struct Draft {
    var identity: ParcelIdentity
    /// Whether it belongs to the owner of the block's northern half.
    var isNorth: Bool
    /// Rings of each part, shell first; empty for a null geometry.
    var parts: [[[CityPoint]]]
    var kind: ParcelAttributes.Kind
    /// What differs from an ordinary parcel.
    var edits: [AttributeEdit] = []
    /// Set where the rings cross themselves and say nothing of the area.
    var areaSquareMetres: Double?
    /// What the parcel had by right, where a defect changed its outline.
    var rightfulAreaSquareMetres: Double?
    var isMissing = false

    /// Draws a defect into the outline; by right the parcel keeps the area that it had, or has another.
    mutating func draw(_ ring: [CityPoint], rightfully area: Double? = nil) {
        rightfulAreaSquareMetres = area ?? rightfulArea
        parts = [[ring]]
    }

    var rightfulArea: Double { rightfulAreaSquareMetres ?? area }

    var area: Double {
        if let areaSquareMetres { return areaSquareMetres }
        return parts.reduce(0) { sum, part in
            sum + part.dropFirst().reduce(squareMetres(part[0])) { $0 - squareMetres($1) }
        }
    }
}

/// A wrong attribute.
enum AttributeEdit {
    case landUse(String)
    case storedArea(addingLimits: Double)
    case ward(String)
    case noNumber
    /// The number of another draft of the same block and ward.
    case numberOf(draft: Int)
}
