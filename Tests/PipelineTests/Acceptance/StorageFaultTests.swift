import Foundation
import Testing

/// A folder that cannot be opened, read or looked at for once is not taken for one that is not there.
@Suite struct StorageFaultTests {
  /// Folders that jobs come back to, and how many calls on each of them are made to fail.
  static let places: [(pattern: String, call: Int)] = [
    ("*/outbox/.staging/*/s0", 6),
    ("*/inbox/.claims/????????????????????????????????", 12),
    ("*/inbox/.claims/*/drop", 8),
    ("*/state/work/*/in", 6),
    ("*/state/work/????????????????????????", 8),
  ].flatMap { pattern, calls in (1...calls).map { (pattern, $0) } }

  @Test(
    "A folder that cannot be opened for once holds the job up; its result lacks nothing",
    arguments: places)
  func folder(pattern: String, call: Int) async throws {
    let folder = try TestFolder()
    try folder.start(fault: Fault(at: call, error: EIO, match: pattern, countsAll: true))
    try folder.dropZip(
      "spring.zip", ["campaign.yaml": folder.campaign("spring"), "rows.csv": rows(3)])
    try await folder.wait(for: "the end") { folder.jobStates() == ["CLOSED"] }
    let result = try #require(folder.results.first)
    #expect(folder.results.count == 1)
    #expect(folder.names("outbox/\(result)/bundles") == ["K1.zip", "K2.zip", "K3.zip"])
    #expect(folder.names("outbox/.staging").isEmpty && folder.names("inbox/.claims").isEmpty)
    #expect(folder.tree("archive").count { $0.hasSuffix("/spring.zip") } == 1)
    #expect(folder.rejections.isEmpty)
    #expect(folder.stop() == 0)
  }
}
