import Foundation
import GDALKit
import PostgresKit
import Synchronization

/// The wards of a map that is a table of PostGIS: each is fetched once into a GeoPackage, by a query of its own for its
/// key, and again only when the server's digest of its rows is another. All that follows reads that file.
struct DatabaseWards: Sendable {
    let project: Project
    let database: DatabaseName
    /// The files of the wards. They hold what the table holds, also of people, and are their owner's alone.
    let folder: String
    /// Wards fetched at once.
    let lanes: Int

    /// Raised when wards are fetched in another way.
    private static let edition = 1
    /// How often a ward is read anew that people edit meanwhile.
    private static let tries = 3
    /// Equal rows make equal files.
    private static let time = "2000-01-01T00:00:00.000Z"

    /// The wards, all fetched. One that cannot be is there with the reason, and fails alone.
    func sources() throws(ProjectError) -> [WardSource] {
        let table: DatabaseTable
        let wards: [DatabaseWard]
        do throws(PostgresError) {
            let connection = try PostgresConnection(reading: database)
            table = try DatabaseTable(project, in: database, connection)
            wards = try DatabaseWard.all(of: table, connection)
        } catch {
            throw ProjectError(source: error)
        }
        if wards.isEmpty { throw ProjectError(.unusable, "\(table.place): it has no rows") }
        try Folders.make(folder)
        chmod(folder, 0o700)
        removeFiles(except: wards)
        let failures = Mutex<[Int: ProjectError]>([:])
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(max(1, lanes), wards.count)) { _ in
            while true {
                let mine = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard mine < wards.count else { return }
                do throws(ProjectError) {
                    try fetch(wards[mine], of: table)
                } catch {
                    failures.withLock { $0[mine] = error }
                }
            }
        }
        let failed = failures.withLock { $0 }
        return wards.enumerated().map { number, ward in
            var source = WardSource(
                code: ward.code, map: file(ward), records: WardSource.forms(project, ward.code))
            source.failure = failed[number]
            return source
        }
    }

    private func file(_ ward: DatabaseWard) -> String { "\(folder)/\(ward.code).gpkg" }
    /// Tells what a file was fetched of; written after it.
    private func mark(_ ward: DatabaseWard) -> String { "\(folder)/\(ward.code).rows" }

    private func state(_ ward: DatabaseWard, _ table: DatabaseTable) -> String {
        "\(DatabaseWards.edition)\n\(table.place)\n\(table.wardColumn)\n\(table.definition)\n\(ward.count)\n\(ward.digest)"
    }

    private func fetch(_ listed: DatabaseWard, of table: DatabaseTable) throws(ProjectError) {
        let (file, mark) = (file(listed), mark(listed))
        if FileManager.default.fileExists(atPath: file),
            (try? String(contentsOfFile: mark, encoding: .utf8)) == state(listed, table)
        {
            return
        }
        try? FileManager.default.removeItem(atPath: mark)
        var ward = listed
        for _ in 0..<DatabaseWards.tries {
            let count = try copy(ward, of: table, to: file)
            // What was fetched is what was summed up, unless someone edited it between.
            let after = try now(ward, of: table)
            if after.digest == ward.digest, after.count == count {
                do { try state(ward, table).write(toFile: mark, atomically: true, encoding: .utf8) } catch {
                    throw ProjectError(.failed, "\(mark) could not be written: \(error.localizedDescription)")
                }
                return
            }
            ward = after
        }
        throw ProjectError(.failed, "\(table.place): ward \(ward.code) is being edited; run again")
    }

    private func now(_ ward: DatabaseWard, of table: DatabaseTable) throws(ProjectError) -> DatabaseWard {
        do throws(PostgresError) {
            let found = try DatabaseWard.all(of: table, try PostgresConnection(reading: database), only: ward)
            return found.first ?? DatabaseWard(code: ward.code, values: ward.values, count: 0, digest: "")
        } catch {
            // The list could be read: what cannot be reached now has gone away.
            throw ProjectError(.failed, error.description)
        }
    }

    /// Writes the rows of a ward to a file; their number.
    private func copy(_ ward: DatabaseWard, of table: DatabaseTable, to file: String) throws(ProjectError) -> Int {
        do {
            let dataset = try Dataset(opening: database.source, drivers: ["PostgreSQL"])
            let names = dataset.layerNames
            // A table with several columns of geometries is one layer for each; the first is the map.
            guard
                let index = table.layerNames.lazy.compactMap({ names.firstIndex(of: $0) }).first
                    ?? table.layerNames.lazy.compactMap({ name in names.firstIndex { $0.hasPrefix("\(name)(") } }).first
            else {
                throw ProjectError(.unusable, "\(table.place): it has no column of geometries")
            }
            return try dataset.withLayer(at: index) { layer throws in
                try layer.setFilter(ward.condition(table))
                var writer = try VectorWriter(
                    creating: file, driver: "GPKG", replacing: true, date: DatabaseWards.time)
                let schema = layer.schema
                let target = try writer.addLayer(
                    like: layer, as: "parcels", crs: schema.crs.map { $0.authority ?? $0.wkt })
                let count = try writer.copyFeatures(
                    from: layer, to: target, keepingFids: !schema.fidColumn.isEmpty, geometry: { _ in nil })
                try writer.close()
                chmod(file, 0o600)
                return count
            }
        } catch let error as ProjectError {
            throw error
        } catch {
            throw ProjectError(.failed, "\(table.place): ward \(ward.code): \(error)")
        }
    }

    /// Wards that the table has no more.
    private func removeFiles(except wards: [DatabaseWard]) {
        let kept = Set(wards.flatMap { ["\($0.code).gpkg", "\($0.code).rows"] })
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !kept.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
