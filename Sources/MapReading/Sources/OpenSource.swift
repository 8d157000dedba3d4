import Foundation
import GDALKit

/// A source, open.
final class OpenSource {
    /// As the user named it, without a password.
    let name: String
    let dataset: Dataset

    init(_ name: String, options: ReadingOptions) throws(ReadingError) {
        self.name = SourceName.shown(name)
        do throws(GDALError) {
            dataset = try Dataset(opening: name, drivers: Dataset.readableDrivers + options.allowedDrivers)
        } catch {
            throw OpenSource.explain(error, name)
        }
    }

    /// Whether its layers are files of one kind in a folder or an archive: one map in many sheets.
    var isCollection: Bool { ["ESRI Shapefile", "MapInfo File"].contains(dataset.driver) && dataset.layerCount > 1 }

    /// What opening it was like, for the user to know.
    var notes: [ReadingNote] {
        (dataset.isSnapshot ? [.openElsewhere(name)] : [])
            + ReadingNote.said(name, dataset.warnings + dataset.failures)
    }

    /// The numbers of the layers to read.
    func selectLayers(named wanted: String?, notes: inout [ReadingNote]) throws(ReadingError) -> [Int] {
        let names = dataset.layerNames
        let types = names.indices.map { index in dataset.withLayer(at: index) { $0.schema.geometryType } }
        let list = zip(names, types).map { "\"\($0)\" (\($1))" }.joined(separator: ", ")
        if let wanted {
            guard let index = dataset.layerIndex(named: wanted), types.indices.contains(index) else {
                throw ReadingError(.unusableData, "\(name): there is no layer \"\(wanted)\"; its layers are \(list)")
            }
            guard types[index].mayHoldPolygons else {
                throw ReadingError(
                    .unusableData,
                    "\(name): layer \"\(wanted)\" holds no polygons (\(types[index])); its layers are \(list)")
            }
            return [index]
        }
        // What `fix` wrote: the map is the one of its layers.
        if Set(["parcels", "changes", "changes_before", "moves", "worklist"]).isSubset(of: names),
            let index = names.firstIndex(of: "parcels")
        {
            return [index]
        }
        let polygonal = names.indices.filter { types[$0].mayHoldPolygons }
        // A layer that says "polygons" goes before one that says "anything".
        let certain = polygonal.filter { types[$0].isoCode != 0 && (types[$0].isoCode ?? 0) % 1000 != 7 }
        let found = certain.isEmpty ? polygonal : certain
        if found.isEmpty {
            throw ReadingError(
                .unusableData,
                names.isEmpty ? "\(name): it has no layers" : "\(name): no layer holds polygons; its layers are \(list)"
            )
        }
        if found.count > 1 && !isCollection {
            throw ReadingError(.unusableData, "\(name): several layers hold polygons: \(list); choose one with --layer")
        }
        let others = names.indices.filter { !found.contains($0) }
        if !others.isEmpty {
            let read = found.map { names[$0] }.joined(separator: "\", \"")
            notes.append(.layerChosen(name, read, others: others.map { names[$0] }))
        }
        if dataset.driver == "ESRI Shapefile", name.lowercased().hasSuffix(".shp") {
            let table = String(name.dropLast(4)) + ".dbf"
            if !OpenSource.hasCompanion(of: name, "dbf") { notes.append(.missingCompanion(table)) }
        }
        return found
    }

    /// Refuses a shapefile that is shorter than it says: GDAL would read the missing parcels as ones without geometry.
    func refuseCutShapefile(layer: String) throws(ReadingError) {
        guard dataset.driver == "ESRI Shapefile" else { return }
        let path = name.lowercased().hasSuffix(".shp") ? name : "\(name)/\(layer).shp"
        guard let contents = FileContents(path: path), let stated = contents.shapefileLength,
            let size = contents.length, size < stated
        else { return }
        throw ReadingError(
            .unusableData, "\(path): the file is cut off: it has \(size) of \(stated) bytes; copy it again")
    }

    private static func hasCompanion(of path: String, _ suffix: String) -> Bool {
        if path.hasPrefix("/vsi") { return true }
        let stem = String(path.dropLast(4))
        return [suffix, suffix.uppercased()].contains { FileManager.default.fileExists(atPath: "\(stem).\($0)") }
    }

    /// Why a source cannot be opened, in words that help.
    private static func explain(_ error: GDALError, _ name: String) -> ReadingError {
        guard error.code == .cannotOpen, DatabaseName(name) == nil else { return ReadingError(error) }
        let contents = FileContents(path: name)
        if contents?.isShapefile == true, name.lowercased().hasSuffix(".shp"), !hasCompanion(of: name, "shx") {
            return ReadingError(
                .unusableData,
                "\(name): \(name.dropLast(4)).shx is missing; copy all files of the shapefile (.shp, .shx, .dbf, .prj)")
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
            return ReadingError(
                .unusableData,
                "\(name): this folder holds no shapefiles that can be read together; name the files in it")
        }
        let reasons = error.messages.joined(separator: "; ")
        guard let contents else { return ReadingError(.unusableData, error.description) }
        return ReadingError(.unusableData, "\(name): \(contents.explanation) (GDAL: \(reasons))")
    }
}

/// What a file is, by its first bytes.
struct FileContents {
    let head: [UInt8]
    /// Of the whole file, in bytes.
    let length: Int?

    init?(path: String) {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        // At the end of a file, where an empty one begins, there is no data at all.
        head = [UInt8]((try? file.read(upToCount: 2048)) ?? Data())
        length = (try? file.seekToEnd()).map(Int.init)
    }

    func begins(_ text: String) -> Bool { head.starts(with: Array(text.utf8)) }

    var isShapefile: Bool { head.starts(with: [0, 0, 0x27, 0x0A]) }

    /// The length that the header of a `.shp` states; nil where it is none.
    var shapefileLength: Int? {
        guard isShapefile, head.count >= 100 else { return nil }
        return 2 * head[24..<28].reduce(0) { $0 << 8 | Int($1) }
    }

    var explanation: String {
        let text = String(decoding: head, as: UTF8.self)
        if head.isEmpty { return "the file is empty" }
        if isShapefile {
            return "the shapefile or one of its files (.shx, .dbf) is damaged or cut off; copy all of them again"
        }
        if text.contains("<OGRVRTDataSource") {
            return
                "this is a VRT, which can read any other file; name its source itself, or allow it with --allow-driver OGR_VRT"
        }
        if begins("SQLite format 3") {
            return "the database is damaged or cut off, or holds no map; copy the file again"
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return "this is an old Office file or one with a password; save it without a password"
        }
        if begins("AC10"), !begins("AC1015") { return "this drawing is newer than R2000; save it as DXF" }
        if begins("PK") {
            return "this is a zip archive without a map that can be read; unpack it, or name it as /vsizip/FILE"
        }
        if begins("<html") || begins("<!DOCTYPE html") {
            return "this is a web page, not a map; download the file again"
        }
        return "this is no map in a format that is read, or it is damaged; see inspect"
    }
}
