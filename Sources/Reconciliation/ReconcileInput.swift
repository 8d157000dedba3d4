public import Cadastre

/// What is reconciled: a map, as its columns and areas, and records.
public struct ReconcileInput: Sendable {
    /// Row `i` is parcel `i` everywhere below.
    public var columns: ParcelColumns
    /// Square metres on the grid; NaN where a parcel has no geometry.
    public var areas: [Double]
    public var records: RecordColumns
    public var crosswalk = SheetCrosswalk([])
    /// The outline that each parcel lies in, as an index of `wardCodes`, or -1; empty when no outlines were given.
    public var locatedWard: [Int32] = []
    public var wardCodes: [String] = []
    /// The worst open defect of the map that each parcel is a party to; empty when the map was not checked.
    public var worstDefect: [Severity?] = []
    /// Parcels whose parcel code does not decode inside them.
    public var misplacedCodes: [Int32] = []
    /// What the population database says of personal numbers, where an extract was given.
    public var population: PopulationExtract?

    public init(columns: ParcelColumns, areas: [Double], records: RecordColumns) {
        self.columns = columns
        self.areas = areas
        self.records = records
    }
}

/// An extract of the population database: numbers with what is known of their holders.
public struct PopulationExtract: Sendable {
    public struct Person: Hashable, Sendable {
        /// The name's comparison key.
        public var name: String
        public var birthYear: Int?

        public init(name: String, birthYear: Int?) {
            self.name = name
            self.birthYear = birthYear
        }
    }

    public var persons: [String: Person]

    public init(persons: [String: Person]) { self.persons = persons }
}
