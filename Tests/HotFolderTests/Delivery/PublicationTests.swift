import Delivery
import Foundation
import Hashing
import Linux
import Testing

@Suite struct PublicationTests {
  private let path: String
  private let outbox: Directory
  private let manifest = Array("{}\n".utf8)
  private var digest: String { SHA256Digest(of: manifest).hex }

  init() throws {
    path = NSTemporaryDirectory() + "platen-outbox-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/.staging", withIntermediateDirectories: true)
    outbox = try Directory(path: path)
  }

  private func staged() throws -> Staging {
    let staging = Staging(root: path + "/.staging", job: "job-0001", attempt: 1)
    let shard = try staging.beginShard(0, attempt: 1)
    try Data("bundle".utf8).write(to: URL(filePath: shard + "/K1.zip"))
    try staging.commitShard(0, attempt: 1)
    return staging
  }

  private var bundle: Staging.Bundle {
    Staging.Bundle(
      file: "K1.zip", size: 6, sha256: SHA256Digest(of: Array("bundle".utf8)).hex)
  }

  @Test("A sealed result appears by one rename, and its marker holds the manifest's digest")
  func publish() throws {
    let staging = try staged()
    #expect(try staging.isIntact(0, [bundle]))
    try staging.gather(0, [bundle])
    try staging.gather(0, [bundle])
    #expect(try staging.isIntact(0, [bundle]))
    try staging.seal(manifest: manifest)
    for _ in 1...2 {
      let outcome = try Publication.publish(
        staging, as: "spring__job-0001", in: outbox, manifestDigest: digest)
      #expect(outcome == .published)
    }
    try Publication.mark("spring__job-0001", in: outbox, manifestDigest: digest)
    #expect(try outbox.names() == [".staging", "spring__job-0001", "spring__job-0001.done"])
    #expect(try outbox.read("spring__job-0001.done") == Array((digest + "\n").utf8))
  }

  @Test("Nothing is ever overwritten: a taken name is reported, and the next free one found")
  func taken() throws {
    let staging = try staged()
    try staging.seal(manifest: manifest)
    try outbox.makeDirectory("spring__job-0001")
    let outcome = try Publication.publish(
      staging, as: "spring__job-0001", in: outbox, manifestDigest: digest)
    #expect(outcome == .taken)
    #expect(try outbox.directory("spring__job-0001").names().isEmpty)
    #expect(try Publication.freeName("spring__job-0001", in: outbox) == "spring__job-0001~2")
    try outbox.write("spring__job-0001~2.done", [])
    #expect(try Publication.freeName("spring__job-0001", in: outbox) == "spring__job-0001~3")
  }

  @Test("A damaged or missing bundle is noticed before its shard is believed")
  func damaged() throws {
    let staging = try staged()
    try Data("bundlE".utf8).write(to: URL(filePath: staging.path + "/s0/K1.zip"))
    #expect(try !staging.isIntact(0, [bundle]))
    try staging.remove()
    #expect(try !staging.isIntact(0, [bundle]))
    let outcome = try Publication.publish(staging, as: "x", in: outbox, manifestDigest: digest)
    #expect(outcome == .taken || outcome == .missing)
  }

  @Test("A drop is given back complete or not at all, its members under their own names")
  func shelf() throws {
    let members = try outbox.ensureDirectory("claim")
    try members.write("REASON.txt", Array("theirs".utf8))
    let shelf = InputShelf(
      root: try outbox.ensureDirectory("rejected"), date: "2026-11-21", name: "a.zip__job-0001")
    for _ in 1...2 {
      try shelf.place(
        members: members, named: ["REASON.txt"], orCopyOf: nil,
        notes: [InputShelf.Note(name: "REASON.txt", bytes: Array("ours".utf8))])
    }
    let day = try outbox.directory("rejected").directory("2026-11-21")
    #expect(try day.names() == ["a.zip__job-0001"])
    let folder = try day.directory("a.zip__job-0001")
    #expect(try folder.names() == ["REASON.txt", "platen-REASON.txt"])
    #expect(try folder.read("REASON.txt") == Array("theirs".utf8))
  }

  @Test("What nobody knows is moved aside under a free name, never deleted")
  func lostAndFound() throws {
    try outbox.makeDirectory("known")
    for _ in 1...2 {
      try outbox.makeDirectory("stranger")
      let moved = try LostAndFound.collect(in: outbox) { $0 == "known" || $0 == ".staging" }
      #expect(moved == ["stranger"])
    }
    #expect(try outbox.directory("lost+found").names() == ["stranger", "stranger~2"])
  }
}
