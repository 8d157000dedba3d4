import Foundation
import GDALKit
import Glibc

/// Folders of results: each appears whole or not at all.
enum Folders {
    static func make(_ path: String) throws(ProjectError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ProjectError(.cannotCreate, "\(path) cannot be created: \(error.localizedDescription)")
        }
    }

    static func make(anew path: String) throws(ProjectError) {
        try? FileManager.default.removeItem(atPath: path)
        try make(path)
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func copy(_ file: String, to place: String, onlyIf wanted: Bool) throws(ProjectError) {
        guard wanted else { return }
        do { try FileManager.default.copyItem(atPath: file, toPath: place) } catch {
            throw ProjectError(.failed, "\(place) could not be written: \(error.localizedDescription)")
        }
    }

    /// Gives the files of a folder the time of another, so that what they are parts of has one date.
    static func date(_ folder: String, like file: String) {
        guard let time = try? FileManager.default.attributesOfItem(atPath: file)[.modificationDate] else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            try? FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: "\(folder)/\(name)")
        }
    }

    /// Puts a folder in the place of another in one step: at no moment is there none or a half one, and of two processes
    /// that do it at once both succeed.
    static func replace(_ place: String, by folder: String) throws(ProjectError) {
        for _ in 0..<100 {
            if ExchangedNames.exchange(folder, place) {
                try? FileManager.default.removeItem(atPath: folder)
                return
            }
            if errno == ENOENT && rename(folder, place) == 0 { return }
            // A file system that cannot exchange: the old one goes aside first.
            if errno == EINVAL || errno == ENOSYS {
                let aside = folder + ".old"
                try? FileManager.default.removeItem(atPath: aside)
                if rename(place, aside) == 0 || errno == ENOENT, rename(folder, place) == 0 {
                    try? FileManager.default.removeItem(atPath: aside)
                    return
                }
            }
            // Another one has just put its folder there.
            if errno != EEXIST && errno != ENOTEMPTY { break }
        }
        throw ProjectError(.failed, "\(place) could not be written: \(String(cString: strerror(errno)))")
    }
}
