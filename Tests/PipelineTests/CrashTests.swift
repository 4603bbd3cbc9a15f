import Foundation
import Glibc
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

  private func run(killingAt steps: [Int]) async throws -> (tree: [String], wasKilled: Bool) {
    let folder = try TestFolder()
    try folder.dropZip(
      "spring.zip", ["campaign.yaml": descriptor, "rows.csv": rows(4, acts: [2: "fail"])])
    var wasKilled = false
    for step in steps {
      try folder.start(killAt: step)
      try await folder.wait(for: "a kill or the result") {
        !folder.isRunning || folder.jobStates() == ["CLOSED"]
      }
      if folder.isRunning {
        #expect(folder.stop() == 0)
      } else {
        wasKilled = true
      }
    }
    try folder.start()
    try await folder.wait(for: "the result") {
      folder.results.count == 1 && folder.jobStates().contains("CLOSED")
        && folder.names("inbox/.claims").isEmpty
    }
    #expect(folder.stop() == 0)
    #expect(folder.results.count == 1)
    return (try finalTree(folder), wasKilled)
  }

  @Test("SIGKILL at every durable step, and again during recovery, leads to the same final tree")
  func killEverywhere() async throws {
    let expected = try await run(killingAt: []).tree
    var step = 1
    while true {
      let (tree, wasKilled) = try await run(killingAt: [step])
      #expect(tree == expected, "killed at step \(step)")
      if !wasKilled { break }
      if step % 5 == 0 {
        #expect(
          try await run(killingAt: [step, 1]).tree == expected,
          "killed at step \(step) and at the first one after")
      }
      step += 1
    }
    #expect(step > 20)
  }

  @Test("SIGTERM in the middle of rendering ends with 0; the next start goes on")
  func terminate() async throws {
    let folder = try TestFolder()
    try folder.start()
    let acts = Dictionary(uniqueKeysWithValues: (1...12).map { ($0, "slow") })
    try folder.dropZip(
      "spring.zip", ["campaign.yaml": descriptor, "rows.csv": rows(12, acts: acts)])
    try await folder.wait(for: "rendering") { folder.jobStates() == ["PLANNED"] }
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
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "StandInDaemon")
    process.arguments = [other.share, folder.state]
    process.standardError = Pipe()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus != 0)
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
