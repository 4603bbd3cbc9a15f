import Foundation
import TestSupport

/// The built program, run as a person would.
struct Program {
  struct Answer {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The package's folder.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Tests lie beside the program in the build folder.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "platen")

  static func run(_ arguments: String...) throws -> Answer {
    try run(executable, arguments)
  }

  /// Another program, by its path.
  static func run(tool: String, _ arguments: String...) throws -> Answer {
    try run(URL(filePath: tool), arguments)
  }

  private static func run(_ executable: URL, _ arguments: [String]) throws -> Answer {
    let folder = try TemporaryFolder()
    let output = folder.path("output")
    let errors = folder.path("errors")
    let process = try Subprocess(
      executable.path(percentEncoded: false), arguments,
      in: package.path(percentEncoded: false), output: .files(output: output, errors: errors))
    return Answer(
      status: process.wait(), output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A folder that ends with the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "platen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  /// Writes texts by their paths below a folder in this one.
  func write(_ files: [String: String], to folder: String = "") throws {
    try Self.write(files, to: path(folder))
  }

  /// Writes texts by their paths, with the folders that these need.
  static func write(_ files: [String: String], to folder: String) throws {
    for (path, text) in files {
      let file = URL(filePath: folder).appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
