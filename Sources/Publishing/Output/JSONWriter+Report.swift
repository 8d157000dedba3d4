/// What several reports write in the same way.
extension JSONWriter {
    /// The first line of every JSON: the program, the schema's number, the verb.
    mutating func head(verb: String, kind: String? = nil) throws {
        try line()
        member("parcelmap", Program.version)
        member("schema", Program.schema)
        member("verb", verb)
        if let kind { member("kind", kind) }
    }

    /// The layers that were read.
    mutating func member(_ name: String, _ sources: [ReportedSource]) {
        key(name)
        list { json in
            for source in sources {
                json.object { json in
                    json.member("source", source.source)
                    json.member("layer", source.layer)
                    json.member("features", source.features)
                }
            }
        }
    }

    mutating func member(_ name: String, _ notes: [ReportNote]) {
        key(name)
        list { json in
            for note in notes {
                json.object { json in
                    json.member("warning", note.isWarning)
                    json.member("text", note.text)
                }
            }
        }
    }

    mutating func member(_ name: String, _ states: FindingStates) {
        key(name)
        object { json in
            json.member("new", states.new)
            json.member("remaining", states.remaining)
            json.member("resolved", states.resolved)
            json.member("accepted", states.accepted)
        }
    }
}
