import Foundation
import Glibc
import TestSupport
import Testing

/// Killed anywhere, the daemon comes back to the same final tree.
@Suite(.serialized) struct CrashTests {
  /// The share's final state with everything replaced that differs from job to job.
  private func finalTree(_ folder: TestFolder) throws -> [String] {
    let result = try #require(folder.results.first)
    let job = String(result.dropFirst("spring__".count).prefix { $0 != "~" })
    return ["inbox", "outbox", "archive", "rejected"].flatMap { top in
      folder.tree(top).map { path in
        let content = folder.text(top + "/" + path)?.replacing(job, with: "JOB") ?? ""
        let digest = path.hasSuffix(".done") ? "" : content
        return top + "/" + path.replacing(job, with: "JOB") + " " + digest
      }
    }
  }

  private struct Run: Sendable {
    var tree: [String]
    /// Durable steps of the last start.
    var steps: Int
  }

  private func run(killingAt steps: [Int]) async throws -> Run {
    let folder = try TestFolder()
    try folder.dropZip(
      "spring.zip", ["campaign.yaml": descriptor, "rows.csv": rows(4, acts: [2: "fail"])])
    for step in steps {
      try folder.start(killAt: step)
      try await folder.wait(for: "a kill or the result") {
        !folder.isRunning || folder.jobStates() == ["CLOSED"]
      }
      if folder.isRunning { #expect(folder.stop() == 0) }
    }
    try folder.start()
    try await folder.wait(for: "the result") {
      folder.results.count == 1 && folder.jobStates().contains("CLOSED")
        && folder.names("inbox/.claims").isEmpty
    }
    #expect(folder.stop() == 0)
    #expect(folder.results.count == 1)
    let last = folder.log.matches(of: /step (\d+):/).last
    return Run(tree: try finalTree(folder), steps: last.flatMap { Int($0.1) } ?? 0)
  }

  @Test("SIGKILL at every durable step, and again during recovery, leads to the same final tree")
  func killEverywhere() async throws {
    let undisturbed = try await run(killingAt: [])
    #expect(undisturbed.steps > 20)
    let cases = (1...undisturbed.steps).flatMap { $0 % 5 == 0 ? [[$0], [$0, 1]] : [[$0]] }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, steps) in cases.enumerated() {
        // A few at once: most of a run is waiting.
        if index >= 4 { try await group.next() }
        group.addTask {
          let disturbed = try await run(killingAt: steps)
          #expect(disturbed.tree == undisturbed.tree, "killed at \(steps)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("SIGTERM in the middle of rendering ends with 0; the next start goes on")
  func terminate() async throws {
    let folder = try TestFolder()
    try folder.start()
    let acts = Dictionary(uniqueKeysWithValues: (1...12).map { ($0, "slow") })
    try folder.dropZip(
      "spring.zip", ["campaign.yaml": descriptor, "rows.csv": rows(12, acts: acts)])
    try await folder.wait(for: "rendering") { folder.log.contains(": PLANNED") }
    #expect(folder.stop() == 0)
    #expect(folder.results.isEmpty)
    try folder.start()
    try await folder.wait(for: "the result") { folder.jobStates() == ["CLOSED"] }
  }

  @Test("A second daemon on the same state directory does not start")
  func secondDaemon() async throws {
    let folder = try TestFolder()
    try folder.start()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    let other = try TestFolder()
    let second = try Subprocess(DaemonProcess.path(of: .standIn), [other.share, folder.state])
    #expect(second.wait() != 0)
  }

  @Test("Claims, staging and work folders that no job knows are adopted or kept, never deleted")
  func strangers() async throws {
    let folder = try TestFolder()
    try folder.write("outbox/.staging/unknown.1/s0/x", "x")
    try folder.start()
    try await folder.wait(for: "lost+found") {
      folder.tree("outbox/.staging").contains("lost+found/unknown.1/s0/x")
    }
  }
}
