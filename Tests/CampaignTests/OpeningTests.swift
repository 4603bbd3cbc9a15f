import Findings
import Foundation
import TestSupport
import Testing

@testable import Campaign

@Suite struct OpeningTests {
  private func open(_ drop: Drop, _ path: String? = nil) throws -> OpenedCampaign {
    try CampaignOpener(scratch: drop.folder.appending(path: "zip").path(percentEncoded: false))
      .open(path ?? drop.path)
  }

  private func message(_ drop: Drop, _ path: String? = nil) -> String {
    do {
      _ = try open(drop, path)
      return ""
    } catch { return (error as? OpeningFault)?.finding.message ?? "\(error)" }
  }

  @Test func aFolderIsACampaignAndSoIsItsDescriptor() throws {
    let drop = try Drop()
    #expect(try open(drop).descriptor == "campaign.yaml")
    #expect(try open(drop, drop.path + "/campaign.yaml").root == drop.path)
  }

  @Test func aSingleTopFolderIsLookedInto() throws {
    let drop = try Drop(["campaign.yaml": nil, "people.csv": nil])
    let top = drop.folder.appending(path: "outer/top")
    try FileManager.default.createDirectory(
      at: top.deletingLastPathComponent(), withIntermediateDirectories: true)
    try drop.write(Data(Drop.campaign.utf8), "campaign.yaml")
    try FileManager.default.moveItem(atPath: drop.path, toPath: top.path(percentEncoded: false))
    let outer = drop.folder.appending(path: "outer").path(percentEncoded: false)
    try Data().write(to: URL(filePath: outer + "/.DS_Store"))
    #expect(try open(drop, outer).root == top.path(percentEncoded: false))
  }

  @Test func aLooseDescriptorIsFoundUnlessThereAreTwo() throws {
    let drop = try Drop(["campaign.yaml": nil, "a.campaign.yaml": Drop.campaign])
    #expect(try open(drop).descriptor == "a.campaign.yaml")
    try drop.write(Data("{}".utf8), "b.campaign.json")
    #expect(message(drop).contains("several descriptors: a.campaign.yaml, b.campaign.json"))
  }

  @Test func aZipIsUnpackedAndABrokenOneRefused() throws {
    let drop = try Drop()
    let zip = drop.folder.appending(path: "drop.zip").path(percentEncoded: false)
    let members = ["campaign.yaml", "people.csv", "photo.png", "card"].map { drop.path + "/" + $0 }
    try Subprocess("/usr/bin/python3", ["-m", "zipfile", "-c", zip] + members).wait()
    let opened = try open(drop, zip)
    #expect(opened.files.resolve("card/template.html") == .file("card/template.html"))
    let bytes = try #require(FileManager.default.contents(atPath: zip))
    let broken = drop.folder.appending(path: "broken.zip")
    try bytes.prefix(bytes.count / 2).write(to: broken)
    #expect(message(drop, broken.path(percentEncoded: false)).contains("the zip is refused"))
  }

  @Test func namesMatchExactlyThenComposedThenFolded() throws {
    let drop = try Drop(["Caf\u{E9}.csv": "", "PHOTO.png": "", "a.CSV": "", "A.csv": ""])
    let files = FolderFiles(root: drop.path)
    #expect(files.resolve("Cafe\u{301}.csv") == .file("Caf\u{E9}.csv"))
    #expect(files.resolve("CAFE\u{301}.CSV") == .file("Caf\u{E9}.csv"))
    #expect(files.resolve("photo.png") == .file("photo.png"))
    #expect(files.resolve("a.csv") == .ambiguous(["A.csv", "a.CSV"]))
    #expect(files.resolve("card/../people.csv") == .file("people.csv"))
    #expect(files.resolve("peple.csv") == .missing(suggestion: "people.csv"))
  }

  @Test(arguments: ["/etc/passwd", "../secret", "card/../../secret", "a\u{0}b"])
  func nothingOutsideIsReached(_ reference: String) throws {
    let drop = try Drop()
    try Data("x".utf8).write(to: drop.folder.appending(path: "secret"))
    #expect(FolderFiles(root: drop.path).resolve(reference) == .outside)
  }

  @Test func linksAreNotFollowed() throws {
    let drop = try Drop()
    try Data("x".utf8).write(to: drop.folder.appending(path: "secret"))
    for (link, target) in [("file", "../secret"), ("folder", "..")] {
      try FileManager.default.createSymbolicLink(
        atPath: drop.path + "/" + link, withDestinationPath: target)
    }
    let files = FolderFiles(root: drop.path)
    #expect(files.resolve("file") == .unfit)
    #expect(files.resolve("folder/secret") == .unfit)
  }
}
