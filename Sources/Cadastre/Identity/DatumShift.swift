/// How VN-2000 lies in WGS 84, which parcel codes are made in.
///
/// The seven parameters are the Ministry's; two readings of their rotations are in use, which differ by 0.72 m in easting
/// and 0.22 m in northing at Hanoi.
public enum DatumShift: String, CaseIterable, Hashable, Sendable {
    /// EPSG:6960, as PROJ and QGIS have it: the rotations are of the coordinate frame.
    case epsg6960
    /// The rotations taken for those of the position vector, as many Vietnamese programs write them in `+towgs84`.
    case reversedRotations = "reversed-rotations"

    /// As `+towgs84` has it: three translations in metres, three rotations in seconds, the scale in parts per million.
    public var positionVector: [Double] {
        let sign = self == .epsg6960 ? 1.0 : -1.0
        return [
            -191.90441429, -39.30318279, -111.45032835, sign * 0.00928836, sign * -0.01975479, sign * 0.00427372,
            0.252906278,
        ]
    }

    public var other: DatumShift { self == .epsg6960 ? .reversedRotations : .epsg6960 }
}
