import Foundation
import Glibc
import Testing

/// One daemon with the stand-in renderer for all cases that need none of their own: each case has a hot
/// folder to itself.
enum SharedDaemon {
  // The root lives as long as the process; the daemon sees the process's end by its standard input.
  nonisolated(unsafe) private static let root: Result<TestRoot, any Error> = Result {
    let root = try TestRoot(program: .standIn)
    try root.daemon.start(endsWithUs: true)
    return root
  }

  /// A pause between two parts of a drop makes the quiet time three times as long; not in tests.
  static let settings = "quiet: 50ms\nquiet_max: 400ms\npoll: 200ms\n"

  /// A new hot folder that is being watched.
  ///
  /// - Parameter more: further settings, which win.
  static func hotFolder(_ more: String = "") async throws -> TestShare {
    let keys = more.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    let base = settings.split(separator: "\n").filter { line in
      !keys.contains { line.hasPrefix($0 + ":") }
    }
    let folder = try root.get().hotFolder(
      "h\(UUID().uuidString.prefix(8))", settings: base.joined(separator: "\n") + "\n" + more)
    try await folder.wait(for: "the first look") { folder.text("status/daemon.json") != nil }
    // The thread that owns the watches takes orders once a second.
    try await Task.sleep(for: .milliseconds(1200))
    return folder
  }
}

extension HotFolderFiles {
  /// The descriptor of a campaign of that name.
  func campaign(_ name: String, data: String = "rows.csv", more: String = "") -> String {
    "campaign: \(name)\ntemplate: t\ndata: { file: \(data), key: key }\n\(more)"
  }

  /// Waits until a drop of that name has become a job that ended so.
  func waitForEnd(of name: String, as state: String = "CLOSED") async throws {
    try await wait(for: "\(name) to end \(state)") { states(of: name) == [state] }
  }

  /// Waits until a drop of that name has been given back; its code.
  func waitForRejection(of name: String) async throws -> String? {
    try await wait(for: "\(name) to be given back") { reasonCode(of: name) != nil }
    return reasonCode(of: name)
  }

  /// Waits until the inbox has been looked at with this drop in it, and it waits.
  func waitToWait(_ name: String) async throws {
    try await wait(for: "\(name) to wait") { waiting(name) != nil }
  }
}
