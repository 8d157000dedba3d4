/// The layers of `check`'s GeoPackage, in their order there.
enum DefectLayer: String, CaseIterable {
    case defects
    case defectAreas = "defect_areas"
    case defectEdges = "defect_edges"
}
