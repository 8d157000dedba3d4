import Cadastre
import MapChecking

extension FixReport: JSONReport {
    /// Writes the JSON of `fix`.
    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "fix")
            json.member("crs", after.crs)
            json.member("date", after.date)
            json.member("dry_run", isDryRun)
            try json.line()
            json.key("settings")
            json.object { json in
                after.writeSettings(to: &json)
                writeRepairSettings(to: &json)
            }
            try json.line()
            after.writeSources(to: &json)
            try json.line()
            json.key("parcels")
            json.object { after.writeParcelCounts(to: &$0) }
            try json.line()
            json.key("balance")
            json.object { after.writeBalance(repair.before.balance, to: &$0) }
            try json.line()
            json.key("balance_after")
            json.object { after.writeBalance(repair.after.balance, to: &$0) }
            try json.line()
            json.key("counts_before")
            json.object { write(repair.before.counts, to: &$0) }
            try json.line()
            json.key("counts")
            json.object { write(repair.after.counts, to: &$0) }
            try json.line()
            json.key("fixed")
            json.object { json in
                json.member("defects", repair.fixedDefects.count)
                json.member("parcels_changed", changedCount)
                json.member("parcels_unchanged", unchangedCount)
                json.member("left_for_review", repair.worklist.count)
            }
            try json.line()
            writeSheetShifts(to: &json)
            json.key("unknown_decisions")
            json.list { json in for id in repair.unknownDecisions { json.value(id) } }
            try json.line()
            after.writeNotes(to: &json)
            try json.line()
            json.key("changes")
            try json.list { try writeChanges(to: &$0) }
            try json.line()
            json.key("repairs")
            try json.list { try writeRepairs(to: &$0) }
            try json.line()
            json.key("worklist")
            try json.list { try writeWorklist(to: &$0) }
            json.lastLine(indent: 0)
        }
    }

    private func write(_ counts: [DefectKind: Int], to json: inout JSONWriter) {
        for (kind, count) in counts.sorted(by: { $0.key < $1.key }) { json.member(kind.rawValue, count) }
    }

    private func writeRepairSettings(to json: inout JSONWriter) {
        let permitted = PermittedError(scale: repair.before.settings.scale)
        json.member("fix_level", settings.level.rawValue)
        json.member("max_fix_width_m", repair.maxWidthMetres, decimals: 4)
        json.member("permitted_point_error_m", permitted.point, decimals: 4)
        json.member("first_rule", orNull: settings.firstRule?.rawValue)
        json.key("recorded_area_accuracy")
        if let share = repair.recordedAreaAccuracy { json.value(share, decimals: 4) } else { json.null() }
    }

    private func writeSheetShifts(to json: inout JSONWriter) {
        json.key("shifted_sheets")
        json.list { json in
            for shift in repair.sheetShifts {
                json.object { json in
                    json.member("ward", shift.ward)
                    json.member("sheet", shift.sheet)
                    json.member("dx_m", shift.dxMetres, decimals: 4)
                    json.member("dy_m", shift.dyMetres, decimals: 4)
                    json.member("vectors", shift.vectors)
                    json.member("agreeing_pct", 100 * shift.agreeingShare, decimals: 2)
                }
            }
        }
    }

    private func writeChanges(to json: inout JSONWriter) throws {
        for change in repair.changes {
            try json.line(indent: 4)
            json.object { json in
                json.key("parcel")
                after.writeParty(change.parcel, to: &json)
                json.key("defect_ids")
                json.list { json in for id in change.defectIDs { json.value(id) } }
                json.key("rules")
                json.list { json in for rule in change.rules { json.value(rule.rawValue) } }
                json.member("area_before_m2", change.areaBeforeSquareMetres, decimals: 4)
                json.member("area_after_m2", change.areaAfterSquareMetres, decimals: 4)
                json.key("legal_area_m2")
                if let legal = change.legalAreaSquareMetres { json.value(legal, decimals: 4) } else { json.null() }
                json.member("max_shift_m", change.maxShiftMetres, decimals: 4)
            }
        }
        if !repair.changes.isEmpty { json.lastLine(indent: 2) }
    }

    private func writeRepairs(to json: inout JSONWriter) throws {
        for one in repair.repairs {
            try json.line(indent: 4)
            json.object { json in
                let defect = one.defect
                json.member("defect_id", defect.id)
                json.member("kind", defect.kind.rawValue)
                json.member("rule", one.rule.rawValue)
                json.key("to")
                after.writeParty(one.owner, to: &json)
                json.member("applied", one.isApplied)
                json.member("reason", orNull: one.reason?.rawValue)
                json.member("area_m2", one.areaSquareMetres, decimals: 4)
                json.key("width_m")
                if let width = defect.widthMetres { json.value(width, decimals: 4) } else { json.null() }
                json.key("fids")
                json.list { json in for p in one.parcels { json.value(Int(columns.fid[Int(p)])) } }
            }
        }
        if !repair.repairs.isEmpty { json.lastLine(indent: 2) }
    }

    private func writeWorklist(to json: inout JSONWriter) throws {
        for item in repair.worklist {
            try json.line(indent: 4)
            json.object { json in
                let defect = item.defect
                json.member("defect_id", defect.id)
                json.member("kind", defect.kind.rawValue)
                json.member("reason", item.reason.rawValue)
                json.member("decision", orNull: item.decision?.rawValue)
                json.key("parcels")
                json.list { json in for parcel in defect.parcels { after.writeParty(parcel, to: &json) } }
                if let area = defect.areaSquareMetres { json.member("area_m2", area, decimals: 4) }
                if let width = defect.widthMetres { json.member("width_m", width, decimals: 4) }
                json.member("proposal", proposal(of: item))
            }
        }
        if !repair.worklist.isEmpty { json.lastLine(indent: 2) }
    }
}
