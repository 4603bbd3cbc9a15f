import Foundation

/// How workers are started and bounded.
package struct WorkerSettings: Sendable {
  /// The program whose `worker` command is a worker; by default this one.
  package var executable: String
  /// Processes at once; by default one for each core.
  package var count: Int
  /// Bytes of address space of one worker.
  package var addressSpace: Int
  /// Seconds to get ready: opening fonts and the template.
  package var startSeconds: Double
  /// Bytes of all caches of one worker.
  package var cacheBytes: Int

  package init(
    executable: String = Self.thisProgram,
    count: Int = ProcessInfo.processInfo.activeProcessorCount,
    addressSpace: Int = 4 << 30, startSeconds: Double = 60, cacheBytes: Int = 256 << 20
  ) {
    self.executable = executable
    self.count = max(1, count)
    self.addressSpace = addressSpace
    self.startSeconds = startSeconds
    self.cacheBytes = cacheBytes
  }

  /// The running program's file, also after the caller has changed its directory.
  package static var thisProgram: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "platen"
  }
}
