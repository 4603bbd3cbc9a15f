import Foundation

/// How workers are started and bounded.
package struct WorkerSettings: Sendable, Codable {
  /// The program whose `worker` command is a worker; by default this one.
  package var executable: String
  /// Processes at once; by default one for each core.
  package var count: Int
  /// Bytes of resident memory that one worker may take; one that takes more is ended.
  package var memory: Int
  /// Seconds to get ready: opening fonts and the template.
  package var startSeconds: Double
  /// Bytes of all caches of one worker.
  package var cacheBytes: Int

  package init(
    executable: String = Self.thisProgram,
    count: Int = ProcessInfo.processInfo.activeProcessorCount,
    memory: Int = 2 << 30, startSeconds: Double = 60, cacheBytes: Int = 256 << 20
  ) {
    self.executable = executable
    self.count = max(1, count)
    self.memory = memory
    self.startSeconds = startSeconds
    self.cacheBytes = cacheBytes
  }

  /// What the worker limits itself to, in case it grows faster than anybody looks. So far beyond
  /// `memory` that no allocation fails before: libraries leave out silently what they have no memory
  /// for, and the picture would be wrong.
  var addressSpace: Int { memory * 2 + (1 << 30) }

  /// The running program's file, also after the caller has changed its directory.
  package static var thisProgram: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "platen"
  }
}
