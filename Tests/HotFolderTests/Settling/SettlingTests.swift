import Archive
import Findings
import Foundation
import HotFolder
import Linux
import Testing

/// An inbox in a temporary directory, looked at by a clock that the test moves.
private final class Inbox {
  let path: String
  let directory: Directory
  var settling: Settling
  private var seconds = 1000.0
  var ownCampaign = false
  /// What reading a descriptor fails with.
  var readError: Int32?

  init(_ change: (inout HotFolderSettings) -> Void = { _ in }) throws {
    path = NSTemporaryDirectory() + "platen-inbox-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    directory = try Directory(path: path)
    var settings = HotFolderSettings()
    change(&settings)
    settling = Settling(settings: settings, isNetwork: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ content: some DataProtocol) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: url)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  /// Waits that long, then looks; the verdicts by primary name.
  @discardableResult
  func look(after pause: Double) throws -> [String: Verdict] {
    seconds += pause
    let assembly = DropAssembly(
      hasOwnCampaign: ownCampaign, isInstalledTemplate: { _ in true },
      sketch: { (path, _) throws(SystemError) in
        if let code = self.readError {
          throw SystemError("read", path: path.map(\.display).joined(separator: "/"), code: code)
        }
        return try DescriptorSketch(
          reading: path, in: self.directory, limits: HotFolderSettings().limits.descriptor)
      })
    let listing = try InboxListing(reading: directory)
    let verdicts = settling.look(
      at: listing, drops: assembly.drops(in: listing), now: MonotonicTime(seconds: seconds),
      wall: 0, examiner: DropExaminer(inbox: directory, limits: ZipLimits()))
    return Dictionary(
      verdicts.map { ($0.drop.primary.display, $0.verdict) }, uniquingKeysWith: { $1 })
  }

  /// Looks every half second for so long; the last verdict on a drop.
  func verdict(on name: String, after duration: Double) throws -> Verdict? {
    var last: Verdict?
    for _ in 0..<Int(duration * 2) { last = try look(after: 0.5)[name] }
    return last
  }
}

private let loose = "campaign: a\ntemplate: t\ndata: { file: a.csv, key: key }\n"

private func code(_ verdict: Verdict?) -> RejectCode? {
  if case .reject(let code, _) = verdict { code } else { nil }
}

@Suite struct SettlingTests {
  @Test("Three equal looks over the quiet time admit what cannot prove itself, with evidence 1")
  func quietTime() throws {
    let inbox = try Inbox()
    try inbox.write("a.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    for pause in [0, 0.5, 0.5, 0.5] {
      #expect(
        try inbox.look(after: pause)["a.campaign.yaml"] == .wait(reason: "settling", evidence: 1))
    }
    #expect(try inbox.look(after: 0.5)["a.campaign.yaml"] == .admit(evidence: 1))
  }

  @Test(
    "A pause in the copy makes the quiet time three times as long, so that the next is not the end")
  func growingQuietTime() throws {
    let inbox = try Inbox()
    try inbox.write("a.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    try inbox.look(after: 0)
    try inbox.look(after: 1.5)
    try inbox.write("a.csv", "key\nK1\nK2\n")
    #expect(try inbox.verdict(on: "a.campaign.yaml", after: 4) != .admit(evidence: 1))
    #expect(try inbox.verdict(on: "a.campaign.yaml", after: 3) == .admit(evidence: 1))
  }

  @Test("A stated number of rows that is met gives evidence 3; a smaller one waits")
  func statedRows() throws {
    let inbox = try Inbox()
    let stated = loose.replacing("key: key", with: "key: key, rows: 2")
    try inbox.write("a.campaign.yaml", stated)
    try inbox.write("a.csv", "key\nK1\n")
    let early = try inbox.verdict(on: "a.campaign.yaml", after: 60)
    #expect(early == .wait(reason: "it holds 1 rows where 2 are stated", evidence: 1))
    try inbox.write("a.csv", "key\n\"K\n1\"\nK2\n")
    #expect(try inbox.verdict(on: "a.campaign.yaml", after: 400) == .admit(evidence: 3))
  }

  @Test("A marker admits after three equal looks, with evidence 4, and travels with its drop")
  func marker() throws {
    let inbox = try Inbox { $0.quiet = 100 }
    try inbox.write("a.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    try inbox.write("a.done", "")
    #expect(try inbox.look(after: 0).count == 1)
    try inbox.look(after: 25)
    #expect(try inbox.look(after: 25)["a.campaign.yaml"] == .admit(evidence: 4))
  }

  @Test("Matching sizes and digests admit at once; a failing digest waits, then is INCOMPLETE")
  func digests() throws {
    let inbox = try Inbox()
    try inbox.write("a.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    let sha256 = "5ca81ca6ee0e4a0a5a1d20ff2f1d6d6a1e54df10a5e0ad3f0c9ad2ad2bdb9a45"
    try inbox.write("a.done", "\(sha256) 7 a.csv\n")
    let waiting = try inbox.verdict(on: "a.campaign.yaml", after: 60)
    #expect(
      waiting
        == .wait(
          reason: "the sizes or SHA-256 digests stated for it do not match", evidence: 1))
    #expect(code(try inbox.look(after: 90_000)["a.campaign.yaml"]) == .incomplete)
    let right = "89be5e2b9041e851b9250d69180b3230e6f8c89bf1eb4978df07ced00f802aaa"
    try inbox.write("a.done", "\(right) 7 a.csv\n")
    #expect(try inbox.look(after: 0)["a.campaign.yaml"] == .admit(evidence: 5))
  }

  @Test("Zeros at the end of a file whose full size was set first are no end")
  func preallocated() throws {
    let inbox = try Inbox()
    inbox.ownCampaign = true
    try inbox.write("a.csv", Data("key\nK1\n".utf8) + Data(count: 1000))
    try inbox.write("b.zip", Data(count: 1000))
    #expect(
      try inbox.verdict(on: "a.csv", after: 100)
        == .wait(reason: "it ends in zeros, so its copy is not finished", evidence: 1))
    #expect(code(try inbox.look(after: 90_000)["b.zip"]) == .incomplete)
  }

  @Test(
    "Where a descriptor cannot be read, the data it may name waits with it, and says for what",
    arguments: [EACCES, EIO, EMFILE])
  func unreadableDescriptor(error: Int32) throws {
    let inbox = try Inbox()
    inbox.ownCampaign = true
    inbox.readError = error
    try inbox.write("x.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    _ = try inbox.verdict(on: "a.csv", after: 30)
    for name in ["a.csv", "x.campaign.yaml"] {
      let verdict = try inbox.look(after: 90_000)[name]
      guard case .wait(let reason, evidence: 0) = verdict else {
        Issue.record("\(name): \(String(describing: verdict))")
        continue
      }
      #expect(reason.contains("x.campaign.yaml"))
    }
    inbox.readError = nil
    #expect(try inbox.verdict(on: "x.campaign.yaml", after: 200) == .admit(evidence: 1))
    #expect(try inbox.look(after: 1)["a.csv"] == nil)
  }

  @Test("A rename from a name in progress is evidence 4 at the next look; one between names is not")
  func renames() throws {
    let inbox = try Inbox()
    inbox.ownCampaign = true
    try inbox.write("a.csv.part", "key\nK1\n")
    try inbox.write("b.csv", "key\nK1\n")
    try inbox.look(after: 0)
    rename(inbox.path + "/a.csv.part", inbox.path + "/a.csv")
    rename(inbox.path + "/b.csv", inbox.path + "/c.csv")
    let verdicts = try inbox.look(after: 0.1)
    #expect(verdicts["a.csv"] == .admit(evidence: 4))
    #expect(verdicts["c.csv"] == .wait(reason: "settling", evidence: 1))
  }

  @Test("Empty files and bare byte order marks wait, and are EMPTY in the end")
  func empty() throws {
    let inbox = try Inbox()
    inbox.ownCampaign = true
    try inbox.write("a.csv", "")
    try inbox.write("b.csv", Data([0xef, 0xbb, 0xbf]))
    #expect(try inbox.verdict(on: "a.csv", after: 100) == .wait(reason: "it is empty", evidence: 1))
    let verdicts = try inbox.look(after: 90_000)
    #expect(code(verdicts["a.csv"]) == .empty)
    #expect(code(verdicts["b.csv"]) == .empty)
  }

  @Test("Two descriptors that name one file: the first in name order has it, the other waits")
  func sharedData() throws {
    let inbox = try Inbox()
    try inbox.write("a.campaign.yaml", loose)
    try inbox.write("b.campaign.yaml", loose)
    try inbox.write("a.csv", "key\nK1\n")
    #expect(try inbox.verdict(on: "a.campaign.yaml", after: 5) == .admit(evidence: 1))
    #expect(
      try inbox.look(after: 0.5)["b.campaign.yaml"]
        == .wait(reason: "missing: a.csv", evidence: 0))
  }

  @Test("References find names in NFC and by case; two names under one rule are ambiguous")
  func references() throws {
    let inbox = try Inbox()
    try inbox.write("a.campaign.yaml", loose.replacing("a.csv", with: "gr\u{f6}\u{df}e.csv"))
    try inbox.write("gro\u{308}\u{df}e.csv", "key\nK1\n")
    try inbox.write("b.campaign.yaml", loose.replacing("a.csv", with: "list.csv"))
    try inbox.write("LIST.csv", "key\nK1\n")
    try inbox.write("List.csv", "key\nK1\n")
    #expect(try inbox.verdict(on: "a.campaign.yaml", after: 5) == .admit(evidence: 1))
    #expect(code(try inbox.look(after: 0.5)["b.campaign.yaml"]) == .ambiguous)
  }

  @Test("Hard links, and names with control characters, are refused once they rest")
  func unfit() throws {
    let inbox = try Inbox()
    try inbox.write("outside/x", "x")
    inbox.ownCampaign = true
    try inbox.write("a.csv", "key\nK1\n")
    link(inbox.path + "/a.csv", inbox.path + "/.b")
    try inbox.write("c\u{1}.csv", "key\nK1\n")
    let verdicts = try (0..<6).map { _ in try inbox.look(after: 0.5) }.last
    #expect(code(verdicts?["a.csv"]) == .notAFile)
    #expect(code(verdicts?["c\u{1}.csv"]) == .name)
  }
}
