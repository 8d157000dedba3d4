// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode, warnings are errors, imports are spelled out.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "parcelmap",
    products: [
        .executable(name: "parcelmap", targets: ["parcelmap"]),
        .library(name: "PlanarCoverage", targets: ["PlanarCoverage"]),
        .library(name: "Cadastre", targets: ["Cadastre"]),
        .library(name: "GDALKit", targets: ["GDALKit"]),
        .library(name: "GEOSKit", targets: ["GEOSKit"]),
        .library(name: "PROJKit", targets: ["PROJKit"]),
        .library(name: "CairoKit", targets: ["CairoKit"]),
        .library(name: "MapReading", targets: ["MapReading"]),
        .library(name: "MapChecking", targets: ["MapChecking"]),
        .library(name: "Reconciliation", targets: ["Reconciliation"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The C libraries of Debian 12: module maps only.
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Pure Swift: the engine and the vocabulary.
        .target(name: "PlanarCoverage", swiftSettings: strict),
        .target(name: "Cadastre", swiftSettings: strict),

        // Safe Swift over each C library; nothing else imports C.
        .target(name: "GEOSKit", dependencies: ["CGEOS"], swiftSettings: strict),
        .target(name: "GDALKit", dependencies: ["CGDAL", "CSQLite"], swiftSettings: strict),
        .target(name: "PROJKit", dependencies: ["CPROJ"], swiftSettings: strict),
        .target(name: "CairoKit", dependencies: ["CPango"], swiftSettings: strict),
        .target(name: "PostgresKit", dependencies: ["CPQ"], swiftSettings: strict),

        .target(
            name: "MapReading",
            dependencies: [
                "PlanarCoverage", "Cadastre", "GDALKit", "PROJKit", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "MapChecking", dependencies: ["PlanarCoverage", "Cadastre", "GEOSKit"], swiftSettings: strict),
        .target(name: "Reconciliation", dependencies: ["PlanarCoverage", "Cadastre"], swiftSettings: strict),
        .target(name: "SyntheticCity", dependencies: ["Cadastre"], swiftSettings: strict),
        .target(
            name: "Publishing",
            dependencies: [
                "MapChecking", "Reconciliation", "MapReading", "SyntheticCity", "PlanarCoverage", "Cadastre", "GDALKit",
                "CairoKit", "CXLSXWriter",
            ],
            resources: [.embedInCode("Dashboard/Page")], swiftSettings: strict),
        .target(
            name: "WardRuns",
            dependencies: [
                "Publishing", "MapReading", "Cadastre", "GDALKit", "PostgresKit",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "parcelmap",
            dependencies: [
                "WardRuns", "Publishing", "MapChecking", "Reconciliation", "MapReading", "SyntheticCity", "Cadastre",
                "PlanarCoverage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What tests of several targets share.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "PlanarCoverageTests", dependencies: ["PlanarCoverage"], swiftSettings: strict),
        .testTarget(name: "CadastreTests", dependencies: ["Cadastre"], swiftSettings: strict),
        .testTarget(name: "GEOSKitTests", dependencies: ["GEOSKit"], swiftSettings: strict),
        .testTarget(name: "GDALKitTests", dependencies: ["GDALKit", "CGDAL"], swiftSettings: strict),
        .testTarget(name: "PROJKitTests", dependencies: ["PROJKit"], swiftSettings: strict),
        .testTarget(name: "PostgresKitTests", dependencies: ["PostgresKit", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CairoKitTests", dependencies: ["CairoKit", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "MapReadingTests",
            dependencies: ["MapReading", "GDALKit", "PROJKit", "PlanarCoverage", "Cadastre", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MapCheckingTests",
            dependencies: ["MapChecking", "SyntheticCity", "PlanarCoverage", "Cadastre", "GEOSKit"],
            swiftSettings: strict),
        .testTarget(
            name: "ReconciliationTests", dependencies: ["Reconciliation", "Cadastre", "PlanarCoverage"],
            swiftSettings: strict),
        .testTarget(name: "SyntheticCityTests", dependencies: ["SyntheticCity", "Cadastre"], swiftSettings: strict),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "Publishing", "Reconciliation", "MapChecking", "MapReading", "PlanarCoverage", "Cadastre", "CairoKit",
                "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(name: "WardRunsTests", dependencies: ["WardRuns", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CommandLineTests", dependencies: ["parcelmap", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "HouseTests", swiftSettings: strict),
    ]
)
