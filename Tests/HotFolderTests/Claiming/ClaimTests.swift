import Findings
import Foundation
import HotFolder
import Linux
import Testing

@Suite struct ClaimTests {
  private let share: Share
  private let state = "/nowhere/state"

  init() throws {
    let path = NSTemporaryDirectory() + "platen-claim-\(UUID().uuidString)"
    try HotFolderMaker(path: path).make()
    share = Share(path: path)
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: share.path + "/inbox/" + name))
  }

  private func claim(_ names: [String]) throws -> Claim {
    let inbox = try share.directory(.inbox)
    return Claim(
      share: share, key: "key",
      members: try names.map {
        Drop.Member(name: EntryName($0), role: .data, status: try inbox.status(of: EntryName($0)))
      })
  }

  @Test("A claim takes its members out of the inbox and says who has them; it may be taken again")
  func take() throws {
    try write("a.csv", "a")
    try write("b.csv", "b")
    let claim = try claim(["a.csv", "b.csv"])
    try claim.take(job: "job-0001", state: state)
    try claim.take(job: "job-0001", state: state)
    #expect(try claim.contents()?.names() == ["a.csv", "b.csv"])
    let directory = try share.claimsDirectory().directory("key")
    let owner = try #require(try ClaimOwner.read(in: directory))
    #expect(owner.isClaim(of: state) && owner.nonce == "job-0001")
    #expect(try share.directory(.inbox).names() == [".claims", ".hotfolder"])
  }

  @Test("A claim of which a member has gone fails, and gives the others back under their names")
  func giveBack() throws {
    try write("a.csv", "a")
    try write("b.csv", "b")
    let claim = try claim(["a.csv", "b.csv"])
    try share.directory(.inbox).removeFile("b.csv")
    #expect(throws: Claim.Failure.vanished) { try claim.take(job: "job-0001", state: state) }
    try claim.giveBack(job: "job-0001")
    #expect(try share.directory(.inbox).names() == [".claims", ".hotfolder", "a.csv"])
    #expect(try share.claimsDirectory().names().isEmpty)
  }

  @Test("A claim's folder goes, also where a kill in the middle of a write left something in it")
  func leftovers() throws {
    try write("a.csv", "a")
    let claim = try claim(["a.csv"])
    try claim.take(job: "job-0001", state: state)
    let directory = try share.claimsDirectory().directory("key")
    try directory.create(".owner.tmp").write([1])
    try directory.create(".owner.4711.tmp").write([1])
    try claim.giveBack(job: "job-0001")
    #expect(try share.claimsDirectory().names().isEmpty)
    #expect(try share.directory(.inbox).names() == [".claims", ".hotfolder", "a.csv"])
  }

  @Test("Another host's claim of the same name is left alone")
  func foreign() throws {
    let claims = try share.claimsDirectory()
    let directory = try claims.ensureDirectory("key")
    try directory.write(
      "owner", Array(#"{"host":"elsewhere","pid":1,"boot_id":"x","nonce":"y"}"#.utf8))
    #expect(throws: Claim.Failure.foreign(host: "elsewhere")) {
      try Claim.freeKey("key", in: claims, state: state) { _ in false }
    }
    #expect(try Claim.freeKey("other", in: claims, state: state) { $0 == "other" } == "other~2")
  }

  @Test("Of two who claim one name at once the first has it, and the other gives nothing back")
  func race() throws {
    try write("a.csv", "a")
    let claim = try claim(["a.csv"])
    try claim.take(job: "job-0001", state: state)
    #expect(throws: Claim.Failure.vanished) { try claim.take(job: "job-0002", state: "/other") }
    try claim.giveBack(job: "job-0002")
    #expect(try claim.contents()?.names() == ["a.csv"])
    let directory = try share.claimsDirectory().directory("key")
    #expect(try ClaimOwner.read(in: directory)?.nonce == "job-0001")
  }

  @Test("A claim is its state directory's as long as there is one, then this host's")
  func otherStates() throws {
    let other = share.path + "/other-state"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    try write("a.csv", "a")
    try claim(["a.csv"]).take(job: "job-0001", state: other)
    let claims = try share.claimsDirectory()
    let owner = try #require(try ClaimOwner.read(in: claims.directory("key")))
    #expect(owner.isClaim(of: state))
    try Data().write(to: URL(filePath: other + "/jobs.sqlite"))
    #expect(!owner.isClaim(of: state) && owner.isClaim(of: other))
    #expect(try Claim.foreignJobs(in: claims, state: state) == ["job-0001"])
    #expect(try Claim.foreignJobs(in: claims, state: other).isEmpty)
  }

  @Test("Names that differ in case or composition only have one claim")
  func keys() {
    let key = Claim.key(scope: "s", primary: "Gr\u{f6}\u{df}e.zip")
    #expect(Claim.key(scope: "s", primary: "gro\u{308}SSE.ZIP") == key)
    #expect(Claim.key(scope: "t", primary: "Gr\u{f6}\u{df}e.zip") != key)
  }

  @Test("A snapshot copies files with their digests, and refuses links without opening them")
  func snapshot() throws {
    try write("a.csv", "a")
    let inbox = try share.directory(.inbox)
    let limits = Snapshot.Limits(entries: 10, depth: 3, fileBytes: 100, totalBytes: 100)
    let target = try share.root.ensureDirectory("copy")
    let files = try Snapshot.copy(inbox, into: target, limits: limits)
    #expect(files.map(\.path) == ["a.csv"])
    #expect(
      files.first?.sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")
    symlink("/etc/passwd", share.path + "/inbox/link")
    let other = try share.root.ensureDirectory("other")
    #expect(throws: Snapshot.Failure.self) {
      try Snapshot.copy(inbox, into: other, limits: limits)
    }
  }

  @Test(
    "Each cap on a folder is named where it is met",
    arguments: [
      ("entries", Snapshot.Limits(entries: 2, depth: 9, fileBytes: 99, totalBytes: 99)),
      ("depth", Snapshot.Limits(entries: 99, depth: 1, fileBytes: 99, totalBytes: 99)),
      ("file_bytes", Snapshot.Limits(entries: 99, depth: 9, fileBytes: 3, totalBytes: 99)),
      ("total_bytes", Snapshot.Limits(entries: 99, depth: 9, fileBytes: 99, totalBytes: 6)),
    ])
  func caps(name: String, limits: Snapshot.Limits) throws {
    let source = try share.root.ensureDirectory("source")
    try source.ensureDirectory(at: ["drop", "a", "b"]).write("one.csv", Array("four".utf8))
    try source.directory("drop").write("two.csv", Array("four".utf8))
    let target = try share.root.ensureDirectory("target")
    let failure = #expect(throws: Snapshot.Failure.self) {
      try Snapshot.copy(source, into: target, limits: limits)
    }
    guard case .refused(.limit, let message)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(message.contains("(setting limits.\(name))"), "\(message)")
    #expect(try target.names().isEmpty)
  }
}
