import Cadastre

/// What the parties of a defect are called in a message.
struct PartyNames {
    let columns: ParcelColumns
    let language: Language
    /// Messages name at most so many parties; fields always name all.
    static let longestList = 3

    /// `00082/14/205`, or the feature id where the parcel has no key.
    func name(_ parcel: Int32) -> String { columns.key(ofParcel: Int(parcel)) ?? feature(parcel) }

    /// `FID 12`, with its layer when there are several.
    func feature(_ parcel: Int32) -> String {
        let fid = "FID \(columns.fid[Int(parcel)])"
        let source = columns.source(ofParcel: Int(parcel))
        if let ward = source.neighbour { return "\(fid) (\(wardName(ward)))" }
        guard columns.hasSeveralSources else { return fid }
        return "\(fid) (\(source.name): \(source.layer))"
    }

    /// "A", "A và B", "A, B, C và 4 thửa khác".
    func list(_ parcels: some Collection<Int32>, by name: (Int32) -> String) -> String {
        let and = language == .vi ? "và" : "and"
        let names = parcels.prefix(Self.longestList).map(name)
        let more = parcels.count - names.count
        if more > 0 {
            let others = language == .vi ? "\(language.number(more)) thửa khác" : "\(language.number(more)) more"
            return "\(names.joined(separator: ", ")) \(and) \(others)"
        }
        guard names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) \(and) \(names[names.count - 1])"
    }

    func list(_ parcels: some Collection<Int32>) -> String { list(parcels) { name($0) } }
}

/// A ward for people: "Phường Cửa Nam (00082)", or the code alone when it is not in the list.
func wardName(_ code: String) -> String {
    WardList.ward(code: code).map { "\($0.name) (\(code))" } ?? code
}
