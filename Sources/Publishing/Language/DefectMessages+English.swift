import Cadastre
import MapChecking

extension DefectMessages {
    func english(_ defect: Defect) -> String {
        let all = names.list(defect.parcels)
        let first = defect.parcels.first.map { names.name($0) } ?? "–"
        let others = names.list(defect.parcels.dropFirst())
        let between = isBetweenWards(defect) ? " on the border of two wards" : ""
        let size = size(defect, width: "greatest width")
        switch (defect.kind, defect.detail) {
        case (.nullGeometry, _):
            return "Parcel \(first) has no geometry. Draw it, or delete the row."
        case (.invalidGeometry, .reason(let reason)):
            return "The geometry of parcel \(first) is not valid: \(reason). Mend the boundary at the place given."
        case (.invalidGeometry, _):
            return "The geometry of parcel \(first) is not valid. Mend the boundary at the place given."
        case (.duplicateGeometry, _):
            return "Parcels \(all) have the very same geometry (\(area(defect))). Keep the one that the records name."
        case (.overlap, .parentLeftIn(let percent)):
            return
                "Parcels \(all) overlap\(between): \(size). The overlaps cover \(language.percent(percent)) of one of them: "
                + "perhaps a parent left in after its split. Look up the changes, and delete the parent."
        case (.overlap, _):
            return
                "Parcels \(all) overlap\(between): \(size). Correct their common boundary after the survey documents."
        case (.nestedParcel, .parentLeftIn(let percent)):
            return
                "Parcel \(first) lies over \(others), which cover \(language.percent(percent)) of it: perhaps a parent "
                + "left in after its split. Look up the changes, and delete the parent."
        case (.nestedParcel, _):
            return "Parcel \(first) lies over \(others), wholly in it (\(area(defect))) and not cut out. "
                + "Cut the hole, or delete what is drawn twice."
        case (.gap, .openSlot):
            return
                "A slot open at an end\(between) between parcels \(all): \(self.size(defect, width: "mouth width")). "
                + "Bring both boundaries to one line, unless there is a passage."
        case (.gap, .perhapsMissingParcel):
            return "A hole\(between) of \(size) between parcels \(all): perhaps a parcel is missing. "
                + "Look at the original map, and add it."
        case (.gap, _):
            return "A gap\(between) of \(size) between parcels \(all). "
                + "Correct their common boundary after the survey documents."
        case (.edgeMismatch, .missingVertex):
            return "Parcel \(first) lacks a vertex that it should share with \(others): theirs lies on its edge. "
                + "Insert it in parcel \(first)."
        case (.edgeMismatch, _):
            return "The common boundary of parcels \(all) does not match: \(size). Give both the same line."
        case (.uncovered, _) where defect.isHole:
            return "A hole of \(area(defect)) inside parcel \(first). Right where the ground there is no parcel."
        case (.uncovered, _):
            let beside = defect.parcels.isEmpty ? "" : " beside parcels \(all)"
            return "Uncovered ground of \(area(defect))\(beside). Right for streets, water and unmapped ground."
        case (.outsideWard, .coarseOutline(let percent)):
            return
                "\(language.percent(percent)) of the parcels at the border cross the outline of \(ward(defect)): the "
                + "outline is coarser than the parcels. Take a finer one, or raise --ward-tolerance."
        case (.outsideWard, _):
            return "Parcel \(first) crosses the outline of \(ward(defect)): \(size). Look at both lines."
        case (.wrongWard, .value(let named, let containing)):
            return
                "Parcel \(first) names \(wardName(named)) but lies in \(wardName(containing)). Correct its ward code."
        case (.wrongWard, _):
            return "Parcel \(first) lies outside the ward it names. Correct its ward code."
        case (.unknownWard, .value(let named, _)) where defect.parcels.isEmpty:
            return named.isEmpty
                ? "Many parcels name no ward. Give them their ward code, or name its field with --ward-field."
                : "Many parcels name the ward \"\(named)\", which is not in the list of 126. Perhaps the map uses another list."
        case (.unknownWard, .value(let named, _)) where !named.isEmpty:
            return
                "Parcel \(first) names the ward \"\(named)\", which is not in the list of 126. Correct its ward code."
        case (.unknownWard, _):
            return "Parcel \(first) names no ward. Give it its ward code."
        case (.multipart, .parts(let parts)):
            return "Parcel \(first) has \(parts) separate parts. Split it, or confirm that it is one parcel."
        case (.multipart, _):
            return "Parcel \(first) has separate parts. Split it, or confirm that it is one parcel."
        case (.sliverParcel, _):
            return "Parcel \(first) is too small or too thin: \(size). See whether it is left over from editing."
        case (.duplicateKey, _):
            return "\(language.number(defect.parcels.count)) parcels have the number \(first): "
                + "\(names.list(defect.parcels) { names.feature($0) }). Number them anew after the records."
        case (.missingKey, _):
            return "Parcel \(names.feature(defect.parcels.first ?? 0)) has no sheet or parcel number. "
                + "Take it from the original map."
        case (.invalidLandUse, .superseded(let code, let successor)):
            return "Parcel \(first) has the former land-use code \(code), now \(successor). Bring it up to date."
        case (.invalidLandUse, .value(let code, _)):
            return
                "Parcel \(first) has the land-use code \"\(code)\", which is not valid. Correct it after the present table."
        case (.invalidLandUse, _):
            return "Parcel \(first) has a land-use code that is not valid. Correct it after the present table."
        case (.areaMismatch, .storedArea(let stored, let limit)):
            let computed = defect.areaSquareMetres ?? .nan
            return "The stored area of parcel \(first) is \(language.area(stored)), its geometry has "
                + "\(language.area(computed)); the difference of \(language.area(abs(computed - stored))) exceeds the limit "
                + "of \(language.area(limit)). To review; not necessarily wrong."
        case (.areaMismatch, _):
            return "The stored area of parcel \(first) differs from its geometry beyond the limit. "
                + "To review; not necessarily wrong."
        case (.wrongCRS, .betterCRS(let crs, let percent, let declared)):
            return
                "The declared CRS is wrong: under \(crs) \(language.percent(percent)) of the parcels lie in the ward they "
                + "name, under the declared one \(language.percent(declared)). Make sure, and run again with --crs \(crs)."
        case (.wrongCRS, _):
            return "The declared CRS does not fit the coordinates. Make sure, and run again with --crs."
        case (.swappedAxes, _):
            return "The axes are swapped: the first number is the northing. Export the map again with easting first."
        case (.unclosedBoundary, _), (.undershoot, _), (.overshoot, _), (.duplicateLine, _), (.unlabelledParcel, _),
            (.severalLabels, _), (.orphanLabel, _), (.unreadableLabel, _), (.labelAreaMismatch, _),
            (.sheetEdgeMismatch, _), (.shiftedSheet, _), (.outsideSheet, _):
            return englishOfDrawing(defect)
        }
    }

    private func ward(_ defect: Defect) -> String { defect.ward.map { wardName($0) } ?? "the ward" }
}
