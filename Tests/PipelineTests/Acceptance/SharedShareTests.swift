import Foundation
import Glibc
import Testing

/// Two daemons with state directories of their own, and one share.
@Suite(.serialized) struct SharedShareTests {
  @Test(
    "A second daemon on a hot folder pauses it, touches nothing of the first's, and takes over after"
  )
  func second() async throws {
    let folder = try TestFolder()
    let other = DaemonProcess(
      .standIn, base: folder.base + "/other", root: folder.share,
      state: folder.base + "/other/state")
    try FileManager.default.createDirectory(
      atPath: folder.base + "/other", withIntermediateDirectories: true)
    try folder.start()
    try await folder.wait(for: "readiness") { folder.log.contains("ready") }
    let acts = Dictionary(uniqueKeysWithValues: (1...6).map { ($0, "slow") })
    try folder.dropZip(
      "one.zip", ["campaign.yaml": folder.campaign("one"), "rows.csv": rows(6, acts: acts)])
    try await folder.wait(for: "rendering") { folder.log.contains(": PLANNED") }
    try other.start()
    try await folder.wait(for: "the second's readiness") { other.log.contains("ready") }
    #expect(other.log.contains("another daemon works on this hot folder"))
    try await folder.waitForEnd(of: "one.zip")
    #expect(folder.results.count == 1 && folder.names("outbox/.staging").isEmpty)

    #expect(folder.stop() == 0)
    try folder.dropZip(
      "two.zip", ["campaign.yaml": folder.campaign("two"), "rows.csv": rows(1)])
    try await folder.wait(for: "the second's result") { folder.results(of: "two").count == 1 }
    try await folder.waitForEnd(of: "two.zip")
    #expect(other.stop() == 0)
    #expect(folder.rejections.isEmpty && folder.names("inbox/.claims").isEmpty)
  }

  @Test(
    "What another state directory remembers is left alone, claims, staging and acknowledgements")
  func remembered() async throws {
    let folder = try TestFolder()
    let state = folder.base + "/theirs"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: state + "/jobs.sqlite"))
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, 255)
    let name = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let job = "20260101-000000-000-aaaa"
    try folder.write(
      "inbox/.claims/key/owner",
      #"{"boot_id":"gone","host":"\#(name)","nonce":"\#(job)","pid":1,"state":"\#(state)"}"#)
    try folder.write("inbox/.claims/key/drop/theirs.csv", rows(1))
    try folder.write("outbox/.staging/\(job).1/s0/K1.zip", "x")
    try folder.write("acks/\(job).approve", "")
    try folder.start()
    try folder.dropZip("ours.zip", ["campaign.yaml": folder.campaign("ours"), "rows.csv": rows(1)])
    try await folder.waitForEnd(of: "ours.zip")
    #expect(folder.tree("outbox/.staging") == ["\(job).1", "\(job).1/s0", "\(job).1/s0/K1.zip"])
    #expect(folder.names("inbox/.claims") == ["key"] && folder.names("acks") == ["\(job).approve"])

    // Without its state directory nobody remembers it: the claim is adopted.
    #expect(folder.stop() == 0)
    try FileManager.default.removeItem(atPath: state)
    try folder.start()
    try await folder.wait(for: "the adopted drop to be given back") {
      folder.reasonCode(of: "theirs.csv") != nil || folder.jobStates().count == 2
    }
    try await folder.wait(for: "lost+found") {
      folder.tree("outbox/.staging").contains("lost+found/\(job).1/s0/K1.zip")
    }
    #expect(folder.stop() == 0)
  }
}
