import Foundation

/// Runs a program that must succeed.
/// - Returns: its standard output.
@discardableResult
func run(_ program: String, _ arguments: String...) throws -> String {
    struct Failure: Error { var text: String }
    let process = Process()
    let (out, err) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, out, err)
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        let errors = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        throw Failure(text: "\(program) \(arguments): \(errors)")
    }
    return text
}

/// A name in SQL.
func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

/// The rows of a table as SQLite's tool sees them: for each the feature id and every column with its storage type and
/// its exact value.
func rows(of table: String, in path: String, geometry: Bool = true) throws -> [Int64: [String]] {
    let columns = try run("sqlite3", path, "SELECT name FROM pragma_table_info(\(quoted(table)))")
        .split(separator: "\n").map(String.init).filter { geometry || $0 != "geom" }
    let values = columns.map { "typeof(\(quoted($0))) || ' ' || quote(\(quoted($0)))" }.joined(separator: ", ")
    let text = try run("sqlite3", "-separator", "\u{1F}", path, "SELECT fid, \(values) FROM \(quoted(table))")
    var rows: [Int64: [String]] = [:]
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        rows[Int64(parts[0])!] = zip(columns, parts.dropFirst()).map { "\($0): \($1)" }
    }
    return rows
}
