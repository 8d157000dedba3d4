import Cadastre

extension CivilDate {
    /// The day of a spreadsheet's serial number, which counts a 29 February 1900 that never was.
    init?(serial: Int) { self.init(daysSince1970: serial - 25_569 + (serial < 60 ? 1 : 0)) }

    /// As people write it: 01/07/2025.
    var written: String { "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)" }
}
