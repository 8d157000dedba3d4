import Foundation
import TestSupport
import Testing

@testable import WardRuns

@Suite("Digests of inputs")
struct StampBookTests {
    @Test func `a file that changed is told, also one that looks as it did`() throws {
        let folder = try TemporaryFolder()
        try folder.write("one", "a")
        let path = folder.path("a")
        let long = Date(timeIntervalSinceNow: -3600)
        try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
        let first = try StampBook(folder.path("stamps")).stamp(path)
        #expect(first.bytes == 3)
        // The same length and the same time of writing: the time of change gives it away.
        try folder.write("two", "a")
        try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
        let book = StampBook(folder.path("stamps"))
        let second = try book.stamp(path)
        #expect(second.digest != first.digest)
        try folder.write("one", "a")
        #expect(try book.stamp(path) == first)
    }

    @Test func `what was digested is remembered from run to run, and a damaged memory is none`() throws {
        let folder = try TemporaryFolder()
        try folder.write("content", "a")
        let memory = folder.path("stamps")
        let book = StampBook(memory)
        let stamp = try book.stamp(folder.path("a"))
        try book.write(to: memory)
        #expect(try StampBook(memory).stamp(folder.path("a")) == stamp)
        for damage in ["", "{", "[]", "{\"\(folder.path("a"))\": [1, 2]}", "{\"\(folder.path("a"))\": 7}"] {
            try folder.write(damage, "stamps")
            #expect(try StampBook(memory).stamp(folder.path("a")) == stamp)
        }
    }

    @Test func `a folder has the stamp of all its files`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("map/inner"), withIntermediateDirectories: true)
        try folder.write("x", "map/a.shp")
        try folder.write("y", "map/inner/b.dbf")
        let book = StampBook(folder.path("stamps"))
        let first = try book.stamp(folder.path("map"))
        #expect(first.bytes == 2)
        try folder.write("z", "map/inner/b.dbf")
        let second = try book.stamp(folder.path("map"))
        #expect(second.digest != first.digest)
        try FileManager.default.moveItem(atPath: folder.path("map/a.shp"), toPath: folder.path("map/c.shp"))
        #expect(try book.stamp(folder.path("map")).digest != second.digest)
    }

    @Test func `what is not there is no input`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ProjectError.self) { try StampBook(folder.path("stamps")).stamp(folder.path("none")) }
    }
}
