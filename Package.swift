// swift-tools-version: 6.3
import PackageDescription

var strict: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

// A warning is an error to the compiler of the gate. A newer one, or another system, warns of what
// nobody has seen yet, and that shall not keep anybody from a report.
#if compiler(<6.4) && os(Linux)
  strict.append(.treatAllWarnings(as: .error))
#endif

/// Tests are compiled quickly rather than made quick, in a release build as well.
let testing = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
  name: "wnreport",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "wnreport", targets: ["wnreport"]),
    .library(name: "WeightNormCore", targets: ["WeightNormCore"]),
  ],
  dependencies: [
    // Ranges, so that a package that depends on the core may have other versions. The gate builds with
    // those in .ci/versions.json.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Doors to C.
    .systemLibrary(
      name: "CGD", pkgConfig: "gdlib",
      providers: [.apt(["libgd-dev"]), .brew(["gd"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "CKernels",
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux, .android]))]),

    // Rooms.
    .target(name: "WeightNormCore", dependencies: ["CKernels"], swiftSettings: strict),
    .target(name: "Runs", swiftSettings: strict),
    .target(name: "Tables", dependencies: ["CZlib", "Runs"], swiftSettings: strict),
    .target(name: "Statistics", dependencies: ["WeightNormCore", "Runs"], swiftSettings: strict),
    .target(
      name: "Experiments", dependencies: ["WeightNormCore", "Runs", "Statistics", "Tables"],
      resources: [.copy("Data")], swiftSettings: strict),
    .target(name: "Figures", dependencies: ["CGD"], swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: ["Runs", "Figures", .product(name: "Yams", package: "Yams")],
      // The reference, which is made from the tables beside it.
      exclude: ["Language/README.md", "Language/styles.png"],
      swiftSettings: strict),
    .target(
      name: "Notebooks", dependencies: ["Reports", "Runs", "Statistics", "Tables"],
      resources: [.copy("Examples")], swiftSettings: strict),
    .executableTarget(
      name: "wnreport",
      dependencies: [
        "Experiments", "Notebooks", "Reports", "WeightNormCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Timed by `make bench`.
    .executableTarget(
      name: "wnbench",
      dependencies: [
        "WeightNormCore", "Experiments", "Figures", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Hostile inputs, for `make fuzz` and the tests.
    .target(
      name: "Fuzzing",
      dependencies: [
        "Experiments", "Figures", "Notebooks", "Reports", "Runs", "WeightNormCore", "CZlib",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "wnfuzz",
      dependencies: [
        "Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests, one target per room. Those that draw cases do so with the generator of the core.
    .testTarget(
      name: "WeightNormCoreTests", dependencies: ["WeightNormCore"],
      exclude: ["Fixtures"], swiftSettings: testing),
    .testTarget(
      name: "RunsTests", dependencies: ["Runs", "WeightNormCore"], swiftSettings: testing),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Experiments", "Runs", "Statistics", "Tables", "WeightNormCore"],
      exclude: ["Fixtures"], swiftSettings: testing),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "Runs", "WeightNormCore"],
      swiftSettings: testing),
    // Experiments, Reports and Runs, to hold the shipped figures and looks to the same rules.
    .testTarget(
      name: "FiguresTests",
      dependencies: ["Experiments", "Figures", "Reports", "Runs", "WeightNormCore"],
      swiftSettings: testing),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "CZlib", "WeightNormCore"],
      swiftSettings: testing),
    .testTarget(
      name: "NotebooksTests",
      dependencies: ["Notebooks", "Reports", "Runs", "Statistics", "WeightNormCore"],
      exclude: ["Fixtures"], swiftSettings: testing),
    .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"], swiftSettings: testing),
    // Experiments, whose methods the shipped templates name.
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Experiments", "Figures", "Notebooks", "Reports", "Runs", "WeightNormCore"],
      swiftSettings: testing),
    .testTarget(
      name: "WNReportTests", dependencies: ["wnreport", "WeightNormCore"],
      exclude: ["Support/faults.c"], swiftSettings: testing),
  ],
  swiftLanguageModes: [.v6]
)
