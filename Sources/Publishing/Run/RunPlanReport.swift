/// The wards of a run that is prepared, for those who hand them to several machines.
public struct RunPlanReport: JSONReport {
    let wards: [(ward: String, bytes: Int)]

    /// - Parameter wards: each with the bytes of its map.
    public init(wards: [(ward: String, bytes: Int)]) { self.wards = wards }

    /// Writes the list; `-` is standard output.
    public func writeJSON(to path: String, overwrite: Bool) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: [])
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "run")
            json.key("wards")
            try json.list { json in
                for (ward, bytes) in wards {
                    try json.line(indent: 4)
                    json.object { json in
                        json.member("ward", ward)
                        json.member("bytes", bytes)
                    }
                }
                json.lastLine(indent: 2)
            }
            json.lastLine(indent: 0)
        }
    }
}
