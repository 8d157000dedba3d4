import Cadastre
import GDALKit
import PROJKit

/// How coordinates of a map leave it: from the CRS that they are in to the one of an output, and by which shift where
/// one of the two is of VN-2000 and the other is not.
struct WayOut: Hashable, Sendable {
    let from: CoordinateSystem
    let to: CoordinateSystem
    /// The way between VN-2000 and WGS 84 that is taken; nil where none is needed, and where the CRS says its own.
    let shift: DatumShift?
    private let sourceIsShifted: Bool

    /// - Parameter shift: nil takes what the CRS says itself, else EPSG:6960.
    /// - Throws: `ReadingError` for a CRS that PROJ does not know.
    init(from: CoordinateSystem, to: CoordinateSystem, shift: DatumShift?) throws(ReadingError) {
        self.from = from
        self.to = to
        do throws(PROJError) {
            let isOfVietnam = (
                from: try WayToWGS84.canBeChosen(for: from), to: try WayToWGS84.canBeChosen(for: to)
            )
            sourceIsShifted = isOfVietnam.from
            if isOfVietnam.from == isOfVietnam.to {
                self.shift = nil
            } else {
                let own = isOfVietnam.from ? from : to
                let saysItself = try own.withoutShift != own
                self.shift = shift ?? (saysItself ? nil : .epsg6960)
            }
        } catch {
            throw ReadingError(.usage, "\(error)")
        }
    }

    /// Whether coordinates stay as they are.
    var isIdentity: Bool { from.isEquivalent(to: to) }

    /// The way for one thread; nil where coordinates stay as they are.
    func open() throws(ReadingError) -> Reprojection? {
        if isIdentity { return nil }
        do {
            let source = shift != nil && sourceIsShifted ? try from.withoutShift : from
            let target = shift != nil && !sourceIsShifted ? try to.withoutShift : to
            let parameters = shift?.positionVector
            return try Reprojection(
                from: source.definition, to: target.definition, sourceShift: sourceIsShifted ? parameters : nil,
                targetShift: sourceIsShifted ? nil : parameters)
        } catch {
            throw ReadingError(.usage, "\(from.name) → \(to.name): \(error)")
        }
    }
}
