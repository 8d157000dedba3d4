import CGDAL

/// The C library as a whole.
public enum GDALLibrary {
    /// As `3.6.2`.
    public static var version: String {
        prepare()
        return String(cString: GDALVersionInfo("RELEASE_NAME"))
    }

    /// Whether there is a driver of this short name that can write.
    public static func hasDriver(_ name: String) -> Bool {
        prepare()
        guard let driver = GDALGetDriverByName(name) else { return false }
        return GDALGetMetadataItem(driver, GDAL_DCAP_CREATE, nil) != nil
    }

    /// Registers the drivers and takes the network and every side file away from them; once for the process.
    static func prepare() { _ = prepared }

    private static let prepared: Void = {
        StrayMessages.listen()
        GDALAllRegister()
        for (option, value) in [
            // No .aux.xml and no .shx beside an input.
            ("GDAL_PAM_ENABLED", "NO"), ("SHAPE_RESTORE_SHX", "NO"),
            // One parcel of ten million vertices is longer than GeoJSON's limit of 200 MB for a feature.
            ("OGR_GEOJSON_MAX_OBJ_SIZE", "0"),
            // Beyond 100,000 features of a layer GDAL builds the index in a thread with a file of its own, and then cannot
            // let go of it ("temp_rtree is locked") when another layer has been written since.
            ("OGR_GPKG_ALLOW_THREADED_RTREE", "NO"),
            // A link inside a GML file is not followed.
            ("GML_SKIP_RESOLVE_ELEMS", "ALL"),
        ] {
            CPLSetConfigOption(option, value)
        }
        CPLHTTPSetFetchCallback(
            { _, _, _, _, _, _, _ in
                // A null result would hand the request on to curl. The caller frees this one.
                let size = MemoryLayout<CPLHTTPResult>.size
                let result = CPLCalloc(1, size)?.bindMemory(to: CPLHTTPResult.self, capacity: 1)
                result?.pointee.nStatus = 1
                result?.pointee.pszErrBuf = CPLStrdup("the network is not used")
                return result
            }, nil)
    }()

    /// Runs `body` with configuration options that hold in this thread alone: some drivers know no open options.
    public static func withSettings<R: ~Copyable, E: Error>(
        _ settings: [String: String], _ body: () throws(E) -> R
    ) throws(E) -> R {
        prepare()
        for (option, value) in settings { CPLSetThreadLocalConfigOption(option, value) }
        defer { for option in settings.keys { CPLSetThreadLocalConfigOption(option, nil) } }
        return try body()
    }

    /// How many C objects of each sort are alive; all zero when everything was given back.
    public static var liveHandles: [String: Int] {
        var live: [String: Int] = [:]
        for kind in LiveHandle.allCases where kind.count != 0 { live[kind.rawValue] = kind.count }
        return live
    }
}

/// The sorts of C objects that this module owns, counted for leak tests.
enum LiveHandle: String, CaseIterable {
    case dataset, stream, batch, feature, geometry, dgn, database

    private static let counters = Guarded<[LiveHandle: Int]>([:])

    var count: Int { LiveHandle.counters.withLock { $0[self, default: 0] } }
    func born() { LiveHandle.counters.withLock { $0[self, default: 0] += 1 } }
    func died() { LiveHandle.counters.withLock { $0[self, default: 0] -= 1 } }
}

/// Runs `body` with a null-terminated array of C strings, as GDAL's option lists are.
func withStringList<R: ~Copyable>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { list = CSLAddString(list, string) }
    defer { CSLDestroy(list) }
    return body(UnsafeRawPointer(list)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self))
}

/// The same for functions whose C prototype forgets that they only read the list.
func withMutableStringList<R: ~Copyable>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> R
) -> R {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { list = CSLAddString(list, string) }
    defer { CSLDestroy(list) }
    return body(list)
}
