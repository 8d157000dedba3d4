/// A report that has a JSON form.
protocol JSONReport {
    func write(to json: inout JSONWriter) throws
}

extension JSONReport {
    /// Writes the JSON to a file, or to standard output for `-`.
    func putJSON(to path: String, overwrite: Bool, inputs: [String]) throws {
        let output = try ByteOutput.open(path, overwrite: overwrite, inputs: inputs)
        var json = JSONWriter { try output.write($0) }
        try write(to: &json)
        try json.finish()
        try output.finish()
    }

    /// The JSON as text.
    func jsonText() throws -> String {
        var bytes: [UInt8] = []
        var json = JSONWriter { bytes += $0 }
        try write(to: &json)
        try json.finish()
        return String(decoding: bytes, as: UTF8.self)
    }
}
