public import Cadastre

/// The extracts of single parcels, printed: a file for each key.
public struct ExtractExport: Sendable {
    public var paper = Paper.a4
    /// Denominator; taken where the parcel fits on the page at it.
    public var scale: Int?
    public var language = Language.vi
    /// By ward code, where the list of wards does not know better.
    public var wardNames: [String: String] = [:]

    public init() {}

    /// The parcels of a key as `00082/14/205`; of `14/205` in every ward. Several where the key is not unique.
    public static func parcels(_ key: String, in map: SheetMap) -> [Int] {
        let ending = "/" + key.drop { $0 == "/" }
        return (0..<map.columns.count).filter { p in
            guard !map.boxes[p].isNothing, let own = map.columns.key(ofParcel: p) else { return false }
            return own == key || own.hasSuffix(ending)
        }
    }

    /// - Parameter keys: each with its parcels.
    public func run(
        _ keys: [(key: String, parcels: [Int])], of map: SheetMap, to output: String, printing: SheetPrinting,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> [WrittenSheets] {
        let files = keys.map { key, parcels in
            let sheets = parcels.map { p in
                let ward = map.columns.wardCode(ofParcel: p)
                return ParcelExtract(
                    p, of: map,
                    wardName: ward.map { wardNames[$0] ?? WardList.ward(code: $0)?.name ?? $0 } ?? "", paper: paper,
                    scale: scale, style: printing.style, date: printing.date, language: language)
            }
            let title = sheets.first?.title ?? key
            return SheetFile(
                stem: key.split(separator: "/").map { FileName.safe(String($0)) }.joined(separator: "_") + "_extract",
                title: title, sheets: sheets)
        }
        return try SheetExport(printing: printing).run(files, to: output, progress: progress)
    }
}
