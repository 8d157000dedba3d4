import Cadastre
import MapChecking
import PlanarCoverage

/// The quality maps of the wards of a map, printed: a file for each ward.
public struct QualityExport: Sendable {
    public var paper = Paper.a3
    /// Denominator; taken where the ward fits on the page at it.
    public var scale: Int?

    public init() {}

    public func run(
        _ content: QualityContent, to output: String, printing: SheetPrinting,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> [WrittenSheets] {
        try SheetExport(printing: printing).run(files(of: content), to: output, progress: progress)
    }

    /// A defect is its ward's; one that names none is that of its first parcel.
    func files(of content: QualityContent) -> [SheetFile] {
        let columns = content.map.columns
        var parcels: [String?: [Int32]] = [:]
        for p in 0..<columns.count { parcels[columns.wardCode(ofParcel: p), default: []].append(Int32(p)) }
        var defects: [String?: [Int]] = [:]
        for (i, defect) in content.defects.enumerated() {
            let ward = defect.ward ?? defect.parcels.first.flatMap { columns.wardCode(ofParcel: Int($0)) }
            defects[parcels[ward] == nil ? nil : ward, default: []].append(i)
        }
        // Findings of no ward, as on the CRS, stand on the map of parcels without one.
        if parcels[nil] == nil, parcels.count == 1, let only = parcels.keys.first {
            defects[only] = (defects[only] ?? []) + (defects[nil] ?? [])
        }
        return parcels.keys.sorted { ($0 ?? "\u{10FFFF}") < ($1 ?? "\u{10FFFF}") }.map { ward in
            let name = name(of: ward, content)
            let map = QualityMap(
                content, ward: ward, name: name, parcels: parcels[ward] ?? [], defects: defects[ward] ?? [],
                paper: paper, scale: scale)
            return SheetFile(
                stem: (ward.map { FileName.safe($0) } ?? "_unassigned") + "_quality", title: map.title, sheets: [map])
        }
    }

    private func name(of ward: String?, _ content: QualityContent) -> String {
        guard let ward else { return content.language == .vi ? "Chưa xác định xã, phường" : "No ward" }
        if let wards = content.wards, let i = wards.codes.firstIndex(of: ward) { return wards.names[i] }
        return WardList.ward(code: ward)?.name ?? ward
    }
}
