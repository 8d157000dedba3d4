import Cadastre

extension ReconcileRun {
    /// What spreadsheets lost or bent, but for what the checks of a field have told already.
    mutating func checkCells() {
        if records.damagedCells.isEmpty { return }
        var told: [RecordField: Set<Int32>] = [:]
        for finding in findings {
            switch finding.kind {
            case .invalidOwnerNumber: told[.ownerNumber, default: []].insert(finding.record)
            case .invalidSerial: told[.serial, default: []].insert(finding.record)
            case .invalidRegisterNumber: told[.registerNumber, default: []].insert(finding.record)
            default: break
            }
        }
        for cell in records.damagedCells {
            var field = cell.field
            // The present user is mostly the holder, and the number the same.
            if field == .currentUserNumber,
                records.id(field, Int(cell.record)) == records.id(.ownerNumber, Int(cell.record))
            {
                field = .ownerNumber
            }
            if !cell.damage.isOfColumn, told[field]?.contains(cell.record) == true { continue }
            add(
                .damagedCell, severity: cell.damage.isMended ? .info : .warning, record: cell.record,
                count: Int(cell.count), .cell(cell.field, cell.damage, suggestion: cell.suggestion))
        }
    }
}
