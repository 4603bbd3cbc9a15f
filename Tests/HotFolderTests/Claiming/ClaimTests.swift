import Foundation
import HotFolder
import Linux
import Testing

@Suite struct ClaimTests {
  private let share: Share

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
    try claim.take(job: "job-0001")
    try claim.take(job: "job-0001")
    #expect(try claim.contents()?.names() == ["a.csv", "b.csv"])
    let directory = try share.claimsDirectory().directory("key")
    let owner = try #require(ClaimOwner(in: directory))
    #expect(owner.isOurs && owner.nonce == "job-0001")
    #expect(try share.directory(.inbox).names() == [".claims", ".hotfolder"])
  }

  @Test("A claim of which a member has gone fails, and gives the others back under their names")
  func giveBack() throws {
    try write("a.csv", "a")
    try write("b.csv", "b")
    let claim = try claim(["a.csv", "b.csv"])
    try share.directory(.inbox).removeFile("b.csv")
    #expect(throws: Claim.Failure.vanished) { try claim.take(job: "job-0001") }
    try claim.giveBack()
    #expect(try share.directory(.inbox).names() == [".claims", ".hotfolder", "a.csv"])
    #expect(try share.claimsDirectory().names().isEmpty)
  }

  @Test("A claim's folder goes, also where a kill in the middle of a write left something in it")
  func leftovers() throws {
    try write("a.csv", "a")
    let claim = try claim(["a.csv"])
    try claim.take(job: "job-0001")
    let directory = try share.claimsDirectory().directory("key")
    try directory.create(".owner.tmp").write([1])
    try directory.create(".owner.4711.tmp").write([1])
    try claim.giveBack()
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
      try Claim.freeKey("key", in: claims) { _ in false }
    }
    #expect(try Claim.freeKey("other", in: claims) { $0 == "other" } == "other~2")
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
}
