import Dataset
import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct NamesTests {
  @Test(arguments: [
    ("SW000123", "SW000123", false), ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j", true),
    (".hidden", "-hidden", true), ("..", "--", true), ("end. .", "end---", true),
    ("a\u{7}b", "a-b", true),
    ("CON", "CON_", true), ("con", "con_", true), ("Lpt1.txt", "Lpt1_.txt", true),
    ("CONSOLE", "CONSOLE", false),
    ("e\u{301}", "é", false), ("a\u{202E}gnp", "a-gnp", true), ("👩‍👩‍👧", "👩‍👩‍👧", false),
  ])
  func namesAreSafeEverywhere(_ text: String, _ stem: String, _ isChanged: Bool) throws {
    let name = try #require(FileName(text, extension: ".zip"))
    #expect(Array(name.stem.utf8) == Array(stem.utf8))
    #expect(name.isChanged == isChanged)
  }

  @Test(arguments: ["", " ", "\t\n"])
  func blankNamesAreNone(_ text: String) {
    #expect(FileName(text, extension: ".zip") == nil)
  }

  @Test func namesEndBeforeTwoHundredBytesAtACharacter() throws {
    for character in ["x", "é", "語", "👩‍👩‍👧", "🇩🇪"] {
      let text = String(repeating: character, count: 300)
      let name = try #require(FileName(text, extension: ".png"))
      #expect(name.stem.utf8.count <= 196)
      #expect(text.hasPrefix(name.stem))
      #expect(name.isChanged)
      #expect(FileName.numbered(name.stem, 12_345, extension: ".png").utf8.count <= 196)
    }
  }

  /// Names of a plan made from keys in this order.
  private func plan(_ stems: [String]) throws -> RenderPlan {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "plan-\(UUID().uuidString).sqlite").path(percentEncoded: false)
    let writer = try PlanWriter(path: path)
    for (index, stem) in stems.enumerated() {
      let row = RecipientRow(
        rowid: Int64(index + 1), key: "\(index)", row: index + 2, fields: Record())
      try writer.append(row, stem: stem, assets: nil)
    }
    return try writer.finish()
  }

  private func bundles(_ plan: RenderPlan) throws -> [String] {
    var names: [String] = []
    try plan.forEach { names.append($0.bundle) }
    return names
  }

  @Test func equalNamesAreNumberedInFileOrder() throws {
    let names = try bundles(plan(["Zoë", "b", "zoe\u{308}", "b~2", "B", "b", "STRASSE", "straße"]))
    #expect(
      names == [
        "Zoë.zip", "b.zip", "zoe\u{308}~2.zip", "b~2.zip", "B~3.zip", "b~4.zip", "STRASSE.zip",
        "straße~2.zip",
      ])
  }

  @Test func manyRecipientsLieInNumberedFolders() throws {
    let few = try plan((0..<10_000).map { "n\($0)" })
    #expect(try few.recipient(key: "9999")?.bundle == "n9999.zip")
    let many = try plan((0..<10_001).map { "n\($0)" })
    #expect(try many.recipient(key: "0")?.bundle == "0000/n0.zip")
    #expect(try many.recipient(key: "10000")?.bundle == "0010/n10000.zip")
    let shards = try many.shards(size: 4_000)
    #expect(shards.map(\.recipients) == [4_000, 4_000, 2_001])
    #expect(shards.map(\.firstRow) == [1, 4_001, 8_001])
    #expect(try many.recipients(in: shards[2]).first?.key == "8000")
  }

  @Test func assetsOfABundleAreNumberedToo() throws {
    let outcome = try Drop([
      "campaign.yaml": Drop.campaign + """

        formats: [small, square]
        outputs: [png, jpg]
        names: { asset: "{{ campaign.id }}" }
        """
    ]).preflight()
    let names = outcome.job?.specification.variants.map(\.assetName)
    #expect(names == ["spring.png", "spring.jpg", "spring~2.png", "spring~2.jpg"])
    #expect(outcome.codes.filter { $0 == "campaign.name-collision" }.count == 2)
  }

  @Test func assetNamesMayReadTheRecipient() throws {
    let outcome = try Drop([
      "campaign.yaml": Drop.campaign + """

        names: { bundle: "{{ name }}", asset: "{{ name }}-{{ format.name }}" }
        """
    ]).preflight()
    let job = try #require(outcome.job)
    #expect(job.specification.variants.map(\.assetName) == [nil])
    #expect(try job.plan.recipient(key: "C3")?.bundle == "Zoë.zip")
    #expect(try job.plan.recipient(key: "C3")?.assetNames == ["Zoë-small.png"])
  }

  @Test func anEmptyNameLeavesItsRecipientOut() throws {
    let outcome = try Drop([
      "campaign.yaml": Drop.campaign + "\nnames: { bundle: \"{{ photo }}\" }"
    ]).preflight()
    #expect(outcome.finding("campaign.empty-name")?.recipient == "B2")
    #expect(outcome.finding("campaign.empty-name")?.place.row == 3)
    #expect(outcome.report.recipients.leftOut == 1)
    #expect(try outcome.job?.plan.leftOut().map(\.key) == ["B2"])
    #expect(try outcome.job?.plan.recipient(key: "B2") == nil)
  }
}
