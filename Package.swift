// swift-tools-version: 6.2
import PackageDescription

/// Settings shared by every Swift target: the language mode is Swift 6, imports are internal unless
/// said otherwise, and a warning in our own code fails the build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// A C library found through pkg-config, or by its module map's `link` where it ships no .pc file.
func system(_ name: String, _ pkgConfig: String?, apt package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CBorder/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A small C or C++ target of our own for what Swift cannot import.
func shim(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/CBorder/\(name)")
}

/// A Swift module of the architecture; `Documentation/architecture.md` draws the rows.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [])
  -> Target
{
  .testTarget(
    name: name, dependencies: dependencies, exclude: [], resources: resources, swiftSettings: strict
  )
}

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "platen",
  products: [.executable(name: "platen", targets: ["platen"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // C border
    system("CCairo", "cairo-pdf", apt: "libcairo2-dev"),
    system("CPango", "pangocairo", apt: "libpango1.0-dev"),
    system("CFontconfig", "fontconfig", apt: "libfontconfig-dev"),
    system("CFreeType", "freetype2", apt: "libfreetype-dev"),
    system("CHarfBuzz", "harfbuzz-subset", apt: "libharfbuzz-dev"),
    system("CArchive", "libarchive", apt: "libarchive-dev"),
    system("CXML", "libxml-2.0", apt: "libxml2-dev"),
    system("CInotifyTools", nil, apt: "libinotifytools0-dev"),
    system("CGumbo", "gumbo", apt: "libgumbo-dev"),
    system("CDeflate", "libdeflate", apt: "libdeflate-dev"),
    system("CISAL", "libisal", apt: "libisal-dev"),
    system("CJPEG", "libjpeg", apt: "libjpeg62-turbo-dev"),
    system("CSPNG", "spng", apt: "libspng-dev"),
    system("CWebP", "libwebp", apt: "libwebp-dev"),
    system("CGIF", nil, apt: "libgif-dev"),
    system("CAVIF", "libavif", apt: "libavif-dev"),
    system("CRSVG", "librsvg-2.0", apt: "librsvg2-dev"),
    system("CLCMS", "lcms2", apt: "liblcms2-dev"),
    system("CZlib", "zlib", apt: "zlib1g-dev"),
    system("CXXHash", "libxxhash", apt: "libxxhash-dev"),
    system("CSeccomp", "libseccomp", apt: "libseccomp-dev"),
    system("CQREncode", "libqrencode", apt: "libqrencode-dev"),
    system("CZint", nil, apt: "libzint-dev"),
    system("CHyphen", nil, apt: "libhyphen-dev"),
    system("CICU", "icu-i18n", apt: "libicu-dev"),
    system("CWOFF", "libwoff2dec", apt: "libwoff-dev"),
    shim("CJPEGShim", ["CJPEG"]),
    shim("CICUShim", ["CICU"]),
    shim("CWOFFShim", ["CWOFF"]),
    shim("CPlatform"),

    // Wrappers
    module("Findings", []),
    module("Cairo", ["CCairo", "CFreeType"]),
    module("Pango", ["CPango", "CFontconfig", "CFreeType", "CHarfBuzz", "CWOFFShim", "CZlib"]),
    module("Archive", ["CArchive", "CZlib"]),
    module("XML", ["CXML"]),
    module(
      "Imaging",
      [
        "CSPNG", "CJPEGShim", "CWebP", "CGIF", "CAVIF", "CRSVG", "CLCMS", "CDeflate", "CISAL",
        "CZlib", "CCairo",
      ]),
    module("Hashing", ["CXXHash", crypto]),
    module("Linux", ["CPlatform", "CInotifyTools", "CSeccomp"]),
    module("Plurals", ["CICUShim"]),
    module("Hyphenation", ["CHyphen"]),
    module("Barcodes", ["CQREncode", "CZint"]),

    // Values
    module("Scene", ["Hashing"]),
    module("Markup", ["CGumbo", "Findings"]),
    module("Dataset", ["Findings", "Hashing", "Archive", "XML", grdb, grdbSQLite]),

    // Core
    module("Engine", ["Scene", "Markup", "Findings", "Hashing"]),
    module("Raster", ["Scene", "Cairo", "Pango", "Imaging", "Hashing", "Findings"]),
    module("Liquid", ["Dataset", "Findings", "Plurals", "Barcodes"]),

    // Work
    module(
      "Campaign",
      [
        "Dataset", "Liquid", "Markup", "Findings", "Hashing", "Imaging", "Archive", "Linux", yams,
        grdb,
      ]),
    module(
      "Rendering",
      [
        "Engine", "Raster", "Liquid", "Dataset", "Pango", "Imaging", "Hyphenation", "Scene",
        "Markup", "Findings", "Hashing", "Archive", "Linux",
      ]),

    // World
    module(
      "HotFolder",
      ["Linux", "Archive", "Findings", "Hashing", "Campaign", "Dataset", yams, log]),
    module("JobStore", ["Findings", grdb]),
    module("Packing", ["Archive", "Hashing", "Findings", "Linux"]),
    module("Delivery", ["Linux", "Hashing", "Findings", "Packing"]),

    // Flow
    module(
      "Pipeline",
      [
        "HotFolder", "JobStore", "Packing", "Delivery", "Campaign", "Rendering", "Dataset", "Linux",
        "Findings", "Hashing", "Archive", "Liquid", "Imaging", log, grdb,
      ]),

    // Edges
    .executableTarget(
      name: "platen",
      dependencies: [
        "Pipeline", "Rendering", "Campaign", "Engine", "Raster", "Liquid", "Dataset", "HotFolder",
        "JobStore", "Packing", "Delivery", "Findings", "Linux", "Pango", "Imaging", "Scene",
        "Markup", "Hashing", arguments, log,
      ],
      swiftSettings: strict),

    // Tests
    tests("FindingsTests", ["Findings"]),
    tests("MarkupTests", ["Markup", "Findings"]),
    tests("DatasetTests", ["Dataset", "Findings", "Hashing", "Archive", grdb]),
    tests("EngineTests", ["Engine", "Markup", "Scene", "Findings"]),
    tests("RasterTests", ["Raster", "Scene", "Cairo", "Pango", "Imaging", "Hashing"]),
    tests("ImagingTests", ["Imaging"]),
    tests("PangoTests", ["Pango"]),
    tests("HyphenationTests", ["Hyphenation"]),
    tests("LiquidTests", ["Liquid", "Dataset", "Findings", "Plurals", "Barcodes"]),
    tests("CampaignTests", ["Campaign", "Dataset", "Liquid", "Findings", "TestSupport"]),
    tests(
      "RenderingTests",
      [
        "Rendering", "Engine", "Raster", "Markup", "Scene", "Findings", "Pango", "Imaging",
        "Hashing",
      ]),
    tests(
      "HotFolderTests",
      [
        "HotFolder", "JobStore", "Packing", "Delivery", "Campaign", "Dataset", "Archive", "Linux",
        "Findings", "Hashing", "TestSupport",
      ]),
    tests(
      "PipelineTests",
      [
        "Pipeline", "JobStore", "Campaign", "Dataset", "Findings", "Linux", "Archive", "Hashing",
        "StandIn", "StandInDaemon", "TestSupport",
      ]),
    .target(
      name: "TestSupport", dependencies: ["Linux"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "StandIn",
      dependencies: [
        "Pipeline", "HotFolder", "Campaign", "Findings", "Archive", "Hashing", "Linux",
      ], path: "Tests/StandIn", swiftSettings: strict),
    .executableTarget(
      name: "StandInDaemon", dependencies: ["StandIn", "Pipeline", "Linux", log],
      path: "Tests/StandInDaemon", swiftSettings: strict),
    tests(
      "CommandTests",
      [
        "Pipeline", "Campaign", "Dataset", "Linux", "Archive", "Hashing", "Findings", "Imaging",
        "TestSupport",
      ]),
  ],
  cxxLanguageStandard: .cxx17
)
