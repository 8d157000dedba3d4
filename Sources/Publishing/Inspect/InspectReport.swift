public import Cadastre
public import MapReading

/// What `inspect` has to say of its sources.
public struct InspectReport: Sendable, JSONReport {
    public var sources: [SourceInspection]
    public var language: Language
    /// The CRS that the user named.
    public var crs: String?

    public init(sources: [SourceInspection], language: Language = .vi, crs: String? = nil) {
        self.sources = sources
        self.language = language
        self.crs = crs
    }

    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        try json.object { json in
            try json.head(verb: "inspect")
            json.key("settings")
            json.object { $0.member("crs", orNull: crs) }
            try json.line()
            json.key("sources")
            try json.list { json in
                for source in sources {
                    try json.line(indent: 4)
                    try json.object { try write(source, to: &$0) }
                }
            }
            json.lastLine(indent: 0)
        }
    }

    private func write(_ source: SourceInspection, to json: inout JSONWriter) throws {
        json.member("source", source.source)
        json.member("driver", source.driver)
        json.key("remarks")
        json.list { json in
            for remark in source.remarks { json.value(remark) }
        }
        json.key("layers")
        try json.list { json in
            for layer in source.layers {
                try json.line(indent: 6)
                try json.object { try write(layer, to: &$0) }
            }
        }
    }

    private func write(_ layer: LayerInspection, to json: inout JSONWriter) throws {
        json.member("layer", layer.name)
        json.member("geometry_type", orNull: layer.geometryType)
        json.member("features", layer.features)
        json.member("stated_features", layer.statedFeatures)
        json.member("fid_column", layer.fidColumn)
        json.member("duplicate_fids", layer.duplicateFids)
        if let counts = layer.geometries {
            json.key("geometries")
            json.object { json in
                for (name, count) in Self.members(of: counts) { json.member(name, count) }
            }
        }
        if let extent = layer.extent {
            json.key("extent")
            json.list { json in
                for value in extent { json.value(value, decimals: Self.decimals(of: extent)) }
            }
        }
        if let crs = layer.crs {
            json.key("crs")
            json.object { json in
                json.member("stated", orNull: crs.stated)
                json.member("stated_name", orNull: crs.statedName)
                json.member("taken", orNull: crs.taken)
                json.member("kind", orNull: crs.kind)
                json.member("unit", orNull: crs.unit)
                json.member("verdict", crs.verdict.rawValue)
                json.member("explanation", orNull: crs.explanation)
            }
        }
        if let step = layer.coordinateStepMetres { json.member("coordinate_step_m", step, decimals: 9) }
        json.key("fields")
        try json.list { json in
            for field in layer.fields {
                try json.line(indent: 8)
                json.object { json in
                    json.member("name", field.name)
                    json.member("type", field.type)
                    json.member("role", orNull: field.role?.rawValue)
                    json.member("nulls", field.nulls)
                    json.member("blanks", field.blanks)
                    json.member("encoding", orNull: field.encoding?.rawValue)
                }
            }
        }
    }

    static func members(of counts: GeometryCounts) -> [(String, Int)] {
        [
            ("null", counts.null), ("empty", counts.empty), ("polygons", counts.polygons),
            ("multipolygons", counts.multipolygons), ("lines", counts.lines), ("points", counts.points),
            ("collections", counts.collections), ("other", counts.other), ("malformed", counts.malformed),
            ("curved", counts.curved), ("with_z", counts.withZ), ("with_m", counts.withM),
            ("not_finite", counts.notFinite), ("vertices", counts.vertices),
        ]
    }

    /// Degrees need more of them than metres.
    static func decimals(of extent: [Double]) -> Int { extent.allSatisfy { abs($0) <= 400 } ? 8 : 3 }
}
