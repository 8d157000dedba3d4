import Cadastre

/// Defects of what a parcel says of itself.
extension BlockScene {
    mutating func edit(
        _ site: DefectSite, _ change: AttributeEdit, _ kind: DefectKind, _ variant: String
    ) -> Bool {
        let own = draft(site.row, site.lot)
        drafts[own].edits.append(change)
        truth.append(
            TruthEntry(
                kind: kind, variant: variant, parties: [drafts[own].identity], at: middle(drafts[own].parts[0][0])))
        return true
    }

    /// A lot has the number of the last but one.
    mutating func repeatNumber(_ site: DefectSite) -> Bool {
        let first = draft(site.row, site.lot - 1)
        let second = draft(site.row, site.lot + 1)
        drafts[second].edits.append(.numberOf(draft: first))
        truth.append(
            TruthEntry(
                kind: .duplicateKey, variant: "same number",
                parties: [drafts[first].identity, drafts[second].identity], at: middle(drafts[first].parts[0][0])))
        return true
    }

    /// The lot names another ward of the city.
    mutating func nameWrongWard(_ site: DefectSite, dice: inout Dice) -> Bool {
        guard let own = ward(ofRow: site.row), city.partition.count > 1 else { return false }
        let other = (own + 1 + dice.int(0..<(city.partition.count - 1))) % city.partition.count
        return edit(site, .ward(city.wards[other].code), .wrongWard, "names another ward")
    }
}
