import Foundation

/// The package's own files, which some tests compare with what the code generates.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether tests write what they would otherwise compare: `PLATEN_ACCEPT=1 swift test`.
  static var accepts: Bool { ProcessInfo.processInfo.environment["PLATEN_ACCEPT"] == "1" }

  /// The file's text; in accept mode the file is written first.
  static func accepted(_ path: String, _ generated: String) throws -> String {
    let url = root.appending(path: path)
    if accepts {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(generated.utf8).write(to: url)
    }
    return try String(contentsOf: url, encoding: .utf8)
  }
}
