import Foundation
import Testing

/// The sources of this package, by target.
private struct House {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What each target may import of our own; the picture is in the README. Imports go down only.
    static let mayImport: [String: Set<String>] = [
        "CGEOS": [], "CGDAL": [], "CPROJ": [], "CSQLite": [], "CXLSXWriter": [], "CPango": [], "CPQ": [],
        "PlanarCoverage": [],
        "Cadastre": [],
        "GEOSKit": ["CGEOS"],
        "GDALKit": ["CGDAL", "CSQLite"],
        "PROJKit": ["CPROJ"],
        "CairoKit": ["CPango"],
        "PostgresKit": ["CPQ"],
        "SyntheticCity": ["PlanarCoverage", "Cadastre"],
        "MapReading": ["PlanarCoverage", "Cadastre", "GDALKit", "PROJKit"],
        "MapChecking": ["PlanarCoverage", "Cadastre", "GEOSKit"],
        "Reconciliation": ["PlanarCoverage", "Cadastre"],
        "Publishing": [
            "MapChecking", "Reconciliation", "MapReading", "SyntheticCity", "PlanarCoverage", "Cadastre", "GDALKit",
            "CairoKit", "CXLSXWriter",
        ],
        "WardRuns": ["Publishing", "MapReading", "Cadastre", "GDALKit", "PostgresKit"],
        "parcelmap": [
            "WardRuns", "Publishing", "MapChecking", "Reconciliation", "MapReading", "SyntheticCity", "PlanarCoverage",
            "Cadastre",
        ],
    ]

    /// Modules of C that Swift brings along.
    static let platform: Set<String> = ["Glibc", "Darwin", "Musl"]

    struct Source {
        var target: String
        var path: String
        var lines: [String]

        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let at = words.firstIndex(of: "import"), words[..<at].allSatisfy(Self.comesBeforeImport),
                    at + 1 < words.count
                else { return nil }
                // `import struct Foundation.Date` names the module before the dot.
                let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
                let module = kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
                return String(module.split(separator: ".")[0])
            }
        }

        private static func comesBeforeImport(_ word: Substring) -> Bool {
            ["public", "package", "internal", "fileprivate", "private"].contains(word) || word.hasPrefix("@")
        }
    }

    static let sources: [Source] = {
        let folder = root.appending(path: "Sources")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
            return Source(
                target: String(path.split(separator: "/")[0]), path: path,
                lines: text.components(separatedBy: "\n"))
        }
    }()
}

@Suite("The house")
struct ImportRuleTests {
    @Test func `the sources are found and read`() {
        #expect(Set(House.sources.map(\.target)).isSuperset(of: ["PlanarCoverage", "GEOSKit", "parcelmap"]))
        #expect(House.sources.contains { $0.imports.contains("CGEOS") })
    }

    @Test func `every target has its place in the picture`() {
        for source in House.sources {
            #expect(House.mayImport[source.target] != nil, "\(source.path)")
        }
    }

    @Test func `imports go down the picture only`() {
        for source in House.sources {
            let ours = Set(source.imports).intersection(House.mayImport.keys)
            let wrong = ours.subtracting(House.mayImport[source.target] ?? [])
            #expect(wrong.isEmpty, "\(source.path) imports \(wrong.sorted())")
        }
    }

    @Test func `the picture has no way round`() {
        // Each target stands above all that it imports: taking away the lowest ones again and again ends with none.
        var left = House.mayImport
        while let lowest = left.first(where: { $0.value.isDisjoint(with: left.keys) }) { left[lowest.key] = nil }
        #expect(left.isEmpty)
    }

    @Test func `only the kits import C, and the folder that writes workbooks`() {
        let kits: Set<String> = ["GEOSKit", "GDALKit", "PROJKit", "CairoKit", "PostgresKit"]
        for source in House.sources
        where !kits.contains(source.target) && !source.path.hasPrefix("Publishing/Workbook/") {
            #expect(
                source.imports.filter { $0.hasPrefix("C") && House.mayImport[$0] == [] && $0 != "Cadastre" }.isEmpty)
        }
    }

    @Test(arguments: ["PlanarCoverage", "Cadastre", "SyntheticCity"])
    func `the pure targets know no Foundation, no C and no files`(target: String) {
        let impure = House.platform.union(["Foundation", "FoundationEssentials"])
        for source in House.sources where source.target == target {
            #expect(impure.isDisjoint(with: source.imports), "\(source.path)")
        }
    }

    @Test func `no file is longer than 600 lines`() {
        for source in House.sources {
            #expect(source.lines.count <= 600, "\(source.path) has \(source.lines.count)")
        }
    }
}
