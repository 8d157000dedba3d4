// swift-tools-version: 6.2
import PackageDescription

// How another package uses the libraries. With a copy of its own it would name the repository's URL instead of the path.
let package = Package(
    name: "Example",
    dependencies: [.package(name: "parcelmap", path: "../..")],
    targets: [
        .executableTarget(
            name: "Example",
            dependencies: [
                .product(name: "PlanarCoverage", package: "parcelmap"), .product(name: "GDALKit", package: "parcelmap"),
            ])
    ]
)
