import Foundation
import Glibc
import Testing

/// The real program and its workers, killed all over a job: the result is that of an undisturbed run.
@Suite(.serialized) struct RealCrashTests {
  @Test("Killed with its workers anywhere in a job, the daemon comes back to the same result")
  func killed() async throws {
    let log = NSTemporaryDirectory() + "platen-calls-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: log) }
    let undisturbed = try await run(killingAt: [], log: log).summary
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").count
    #expect(calls > 100)
    for part in 1...8 {
      // The last of these lie in the tidying up after publication.
      let call = calls * part / 9
      let disturbed = try await run(killingAt: [call])
      #expect(disturbed.deaths == 1)
      #expect(disturbed.summary == undisturbed, "killed at call \(call) of \(calls)")
    }
    let twice = try await run(killingAt: [calls / 2, calls / 8])
    #expect(twice.deaths == 2)
    #expect(twice.summary == undisturbed, "killed again while it recovered")
  }

  /// - Returns: what the only result holds, and how often the daemon was killed on the way.
  private func run(
    killingAt calls: [Int], log: String? = nil
  ) async throws -> (summary: String, deaths: Int) {
    let folder = try TestFolder(program: .platen)
    try folder.dropZip("cards.zip", RealCampaign(name: "cards").files)
    var deaths = 0
    for call in calls {
      try folder.start(fault: Fault(at: call))
      let workers = try await watch(folder)
      if !folder.isRunning {
        deaths += 1
        for worker in workers {
          try await folder.wait(for: "the end of worker \(worker)") { kill(worker, 0) != 0 }
        }
      } else {
        _ = folder.stop()
      }
    }
    try folder.start(fault: Fault(log: log))
    try await folder.wait(for: "the result") {
      folder.results.count == 1 && folder.jobStates() == ["CLOSED"]
        && folder.names("inbox/.claims").isEmpty
    }
    #expect(folder.stop() == 0)
    #expect(folder.names("outbox").filter { !$0.hasPrefix(".") }.count == 2)
    #expect(folder.names("outbox/.staging").isEmpty && folder.rejections.isEmpty)
    let archived = folder.tree("archive").filter { $0.hasSuffix(".zip") }
    #expect(archived.count == 1)
    return (try folder.checked(folder.results[0]), deaths)
  }

  /// Waits for the daemon's death or the job's end; returns the workers seen until then.
  private func watch(_ folder: TestFolder) async throws -> Set<Int32> {
    var workers: Set<Int32> = []
    try await folder.wait(for: "a kill or the result") {
      workers.formUnion(folder.daemon.workers)
      return !folder.isRunning || folder.jobStates() == ["CLOSED"]
    }
    return workers
  }
}
