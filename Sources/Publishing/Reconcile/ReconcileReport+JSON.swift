import Cadastre
import Reconciliation

extension ReconcileReport: JSONReport {
    /// Writes the JSON of `reconcile`.
    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        let listed = listed
        try json.object { json in
            try json.head(verb: "reconcile")
            json.member("crs", crs)
            json.member("date", date)
            try json.line()
            json.key("settings")
            json.object { writeSettings(to: &$0) }
            try json.line()
            writeSources(to: &json)
            try json.line()
            writeTotals(to: &json)
            try json.line()
            json.key("counts")
            json.object { json in
                json.member("matched", result.matches.parcel.count { $0 >= 0 })
                for (kind, count) in result.counts.sorted(by: { $0.key < $1.key }) {
                    json.member(kind.rawValue, count)
                }
            }
            try json.line()
            json.key("steps")
            json.object { json in
                let counts = result.matches.countByStep
                for step in MatchStep.allCases { json.member(step.name, counts[step] ?? 0) }
            }
            try json.line()
            writeGroups(to: &json)
            try json.line()
            json.member("states", states)
            try json.line()
            json.key("not_listed")
            json.object { json in
                for (kind, count) in notListed(listed) { json.member(kind.rawValue, count) }
            }
            try json.line()
            json.member("notes", notes)
            try json.line()
            json.key("findings")
            try json.list { try writeFindings(listed, to: &$0) }
            json.lastLine(indent: 0)
        }
    }

    private func writeSettings(to json: inout JSONWriter) {
        json.key("scale")
        if let scale = settings.scale { json.value(scale) } else { json.null() }
        json.member("limits_of_scale", result.permitted.rowScale)
        json.member("area_rule", settings.areaRule.name)
        json.member("map_epoch", settings.mapEpoch.rawValue)
        json.member("record_epoch", settings.recordEpoch.rawValue)
        json.member("datum_shift", orNull: datumShift?.rawValue)
        json.key("group_1")
        json.list { json in for condition in settings.groups.group1 { json.value(condition.rawValue) } }
        json.key("group_3")
        json.list { json in for reason in settings.groups.group3 { json.value(reason.rawValue) } }
        json.key("required_fields")
        json.list { json in for field in settings.groups.requiredFields { json.value(field) } }
        json.key("uses_without_record")
        json.list { json in for use in settings.groups.usesWithoutRecord { json.value(use) } }
        json.member("max_listed", maxListed)
        json.member("language", language.rawValue)
        json.member("shows_personal_data", showsPersonalData)
        if let personKey { json.member("person_key", personKey.fingerprint) }
        for (name, value) in selection { json.member(name, value) }
    }

    private func writeSources(to json: inout JSONWriter) {
        json.member("sources", sources)
        json.key("records")
        json.list { json in
            for source in recordSources {
                json.object { json in
                    json.member("source", source.source)
                    json.member("layer", source.layer)
                    json.member("rows", source.rows)
                    json.key("fields")
                    json.object { json in
                        for (field, column) in source.fields { json.member(field, column) }
                    }
                }
            }
        }
    }

    private func writeTotals(to json: inout JSONWriter) {
        json.key("parcels")
        json.object { json in
            json.member("read", columns.count)
            json.member("with_record", result.parcelsWithRecord)
            json.member("without_record", zip(result.recordCounts, result.needsRecord).count { $0 == 0 && $1 })
            json.member("no_record_needed", result.needsRecord.count { !$0 })
        }
        json.key("record_rows")
        json.object { json in
            let outcomes = result.matches.parcel
            json.member("read", outcomes.count)
            json.member("matched", outcomes.count { $0 >= 0 })
            json.member("ambiguous", outcomes.count { $0 == RecordMatches.ambiguous })
            json.member("without_parcel", outcomes.count { $0 == RecordMatches.none })
            json.member("of_other_wards", outcomes.count { $0 == RecordMatches.otherWard })
        }
        json.key("keys")
        json.object { json in
            json.member("map", result.keys.map)
            json.member("records", result.keys.records)
            json.member("only_on_map", result.keys.onlyOnMap)
            json.member("only_in_records", result.keys.onlyInRecords)
            json.member("repeated_on_map", result.keys.repeatedOnMap)
        }
    }

    private func writeGroups(to json: inout JSONWriter) {
        json.key("groups")
        json.object { json in
            for (group, count) in result.groups.enumerated() { json.member("\(group)", count) }
        }
        json.member("parcels_without_group", result.parcelsWithoutNeed)
        json.key("unmet")
        json.object { json in
            var counts: [GroupCondition: Int] = [:]
            for grouping in result.groupings where grouping.group == 2 {
                for condition in grouping.unmet { counts[condition, default: 0] += 1 }
            }
            for condition in settings.groups.group1 { json.member(condition.rawValue, counts[condition] ?? 0) }
        }
    }

    private func writeFindings(_ listed: [Int], to json: inout JSONWriter) throws {
        let messages = FindingMessages(report: self)
        for i in listed {
            let finding = result.findings[i]
            let compared = values.compared(finding)
            try json.line(indent: 4)
            json.object { json in
                json.member("id", finding.id)
                json.member("kind", finding.kind.rawValue)
                json.member("code", finding.code)
                json.member("severity", finding.severity.rawValue)
                json.member("state", finding.state.rawValue)
                json.key("parcel")
                if finding.parcel >= 0 { writeParcel(finding.parcel, to: &json) } else { json.null() }
                json.key("record")
                if finding.record >= 0 { writeRecord(finding.record, to: &json) } else { json.null() }
                if finding.records > 1 { json.member("rows", Int(finding.records)) }
                json.member("field", orNull: compared.field)
                write("map_value", compared.map, to: &json)
                write("record_value", compared.record, to: &json)
                if let suggestion = compared.suggestion { json.member("suggestion", suggestion) }
                json.key("limit")
                if let limit = compared.limit { json.value(limit, decimals: 4) } else { json.null() }
                json.member("rule", orNull: compared.rule)
                json.member("step", orNull: compared.step?.name)
                json.key("candidates")
                json.list { json in for parcel in compared.candidates { writeParcel(parcel, to: &json) } }
                if let person = values.person(finding) { json.member("person", person) }
                json.member("ward", orNull: values.ward(finding))
                json.member("message", messages.message(for: finding))
            }
        }
        if !listed.isEmpty { json.lastLine(indent: 2) }
    }

    private func write(_ name: String, _ value: FindingValues.Value, to json: inout JSONWriter) {
        json.key(name)
        switch value {
        case .none: json.null()
        case .text(let text): json.value(text)
        case .number(let number): json.value(number, decimals: 4)
        }
    }

    private func writeParcel(_ parcel: Int32, to json: inout JSONWriter) {
        json.object { json in
            json.member("fid", Int(columns.fid[Int(parcel)]))
            json.member("key", orNull: columns.key(ofParcel: Int(parcel)))
            let source = columns.source(ofParcel: Int(parcel))
            json.member("source", source.name)
            if columns.sources.count > 1 { json.member("layer", source.layer) }
        }
    }

    private func writeRecord(_ record: Int32, to json: inout JSONWriter) {
        let source = records.source(ofRecord: Int(record))
        json.object { json in
            json.member("source", source.name)
            json.member("layer", source.layer)
            json.member("row", Int(records.row[Int(record)]))
        }
    }
}
