import Foundation
import Testing

/// A fault in one call on files of a daemon under test: see `Tests/Tools/faults.c`.
struct Fault {
  /// Which call, from 1; nil counts them only.
  var at: Int?
  /// The error number that the call fails with; nil ends the process there.
  var error: Int32?
  /// Only calls on paths of this pattern count; `*` and `?` stand for slashes too.
  var match: String?
  /// Also count calls that open, read, look and close.
  var countsAll = false
  /// Whether the time of day jumps a day with every look.
  var clockJumps = false
  /// Where counted calls are listed.
  var log: String?

  func environment(root: String) throws -> [String: String] {
    var environment = ["LD_PRELOAD": try Self.library.get(), "FAULT_ROOT": root]
    environment["FAULT_MATCH"] = match
    environment["FAULT_AT"] = at.map(String.init)
    environment["FAULT_ERROR"] = error.map(String.init)
    environment["FAULT_CALLS"] = countsAll ? "all" : "changes"
    environment["FAULT_LOG"] = log
    environment["FAULT_CLOCK"] = clockJumps ? "1" : nil
    return environment
  }

  /// Compiled once for each run of the tests.
  private static let library = Result {
    let path =
      NSTemporaryDirectory() + "platen-faults-\(ProcessInfo.processInfo.processIdentifier).so"
    try tool(
      "/usr/bin/cc",
      ["-shared", "-fPIC", "-O1", "-o", path, packageFolder + "/Tests/Tools/faults.c", "-ldl"])
    return path
  }
}
