// swift-tools-version: 6.2
import PackageDescription

// What tools/inner-points runs: apart from the program, which needs no such command.
let package = Package(
    name: "inner-points",
    dependencies: [.package(name: "parcelmap", path: "../..")],
    targets: [
        .executableTarget(
            name: "InnerPoints",
            dependencies: [
                .product(name: "PlanarCoverage", package: "parcelmap"),
                .product(name: "MapReading", package: "parcelmap"),
            ])
    ]
)
