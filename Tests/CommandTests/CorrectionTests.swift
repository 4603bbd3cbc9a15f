import Foundation
import Pipeline
import Testing

@Suite("Corrections")
struct CorrectionTests {
  @Test("render what changed alone, carry the rest over byte for byte, and say so")
  func changes() async throws {
    let fixture = try CorrectionFixture()
    let first = try await fixture.render()
    #expect(first.manifest.recipients["rendered"] == 36)
    #expect(first.manifest.changes == nil)

    fixture.people[4].name = "Somebody else"
    fixture.tracks[2 * 8].title = "Another track"
    fixture.files["badges/K11.svg"] = CorrectionFixture.picture("#abc")
    fixture.people.removeAll { $0.key == "K20" }
    fixture.tracks.removeAll { $0.key == "K20" }
    fixture.people.insert(("K99", "New here", "photos/1.svg"), at: 0)
    fixture.files["badges/K99.svg"] = CorrectionFixture.picture("#123")
    let second = try await fixture.render(correcting: first)

    #expect(second.manifest.recipients["rendered"] == 4)
    #expect(second.manifest.recipients["reused"] == 32)
    #expect(second.manifest.recipients["total"] == 36)
    #expect(second.manifest.revision == 2)
    #expect(second.manifest.supersedes == "correction-1")
    let changes = try #require(second.manifest.changes)
    #expect(changes.keys["changed"] == ["K5", "K9", "K11"])
    #expect(changes.keys["added"] == ["K99"])
    #expect(changes.keys["removed"] == ["K20"])
    #expect(changes.unchanged == 32)
    #expect(second.report.contains("What changed"))

    #expect(second.bundles["K20"] == nil)
    for (key, bytes) in second.bundles where !["K5", "K9", "K11", "K99"].contains(key) {
      #expect(bytes == first.bundles[key], "\(key)")
    }
    for key in ["K5", "K9", "K11"] {
      #expect(second.bundles[key] != first.bundles[key], "\(key)")
    }
    // What a correction carries over is what rendering everything anew would give.
    let anew = try await fixture.render()
    #expect(anew.manifest.recipients["rendered"] == 36)
    #expect(anew.bundles == second.bundles)
    #expect(
      anew.manifest.bundles.map(\.rowDigest) == second.manifest.bundles.map(\.rowDigest))
  }

  @Test("render those who share a changed image, and nobody for another order of rows")
  func images() async throws {
    let fixture = try CorrectionFixture()
    let first = try await fixture.render()
    fixture.people.reverse()
    let second = try await fixture.render(correcting: first)
    #expect(second.manifest.recipients["reused"] == 36)
    #expect(second.manifest.bundles.first?.key == "K36")

    fixture.files["photos/2.svg"] = CorrectionFixture.picture("#777")
    let third = try await fixture.render(correcting: second)
    #expect(third.manifest.recipients["rendered"] == 9)
    #expect(third.manifest.recipients["reused"] == 27)
  }

  @Test(
    "render everybody when the template, what every page shows, or a setting changed",
    arguments: ["page/template.html", "logo.svg", "campaign.yaml"])
  func everybody(file: String) async throws {
    let fixture = try CorrectionFixture()
    let first = try await fixture.render()
    switch file {
    case "logo.svg": fixture.files[file] = CorrectionFixture.picture("#fff")
    case "campaign.yaml": fixture.files[file, default: ""] += "\noutputs: [png, jpg]\n"
    default: fixture.files[file, default: ""] += "<p>More</p>"
    }
    let second = try await fixture.render(correcting: first)
    #expect(second.manifest.recipients["rendered"] == 36)
    #expect(second.manifest.changes?.changed == 36)
  }

  @Test("render again what was taken away or damaged, with the same bytes")
  func lostBundles() async throws {
    let fixture = try CorrectionFixture()
    let first = try await fixture.render()
    let folder = first.job.folder + "/bundles/"
    try FileManager.default.removeItem(atPath: folder + "K3.zip")
    let handle = try FileHandle(forUpdating: URL(filePath: folder + "K4.zip"))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data([1, 2, 3, 4]))
    try handle.close()
    let second = try await fixture.render(correcting: first)
    #expect(second.manifest.recipients["rendered"] == 2)
    #expect(second.manifest.changes?.unchanged == 36)
    #expect(second.bundles == first.bundles)

    try FileManager.default.removeItem(atPath: second.job.folder + "/bundles")
    let third = try await fixture.render(correcting: second)
    #expect(third.manifest.recipients["rendered"] == 36)
    #expect(third.bundles == first.bundles)
  }

  @Test("list a fault that many share a hundred times at most, and lose nobody's")
  func manyFindings() async throws {
    let fixture = try CorrectionFixture()
    fixture.people = (1...130).map { ("L\($0)", "Long name \($0)", "photos/1.svg") }
    fixture.tracks = []
    for person in fixture.people {
      fixture.files["badges/\(person.key).svg"] = CorrectionFixture.picture("#123")
    }
    let first = try await fixture.render()
    let cut = first.manifest.findings.filter { $0.code == "render.text-overflow" }
    #expect(cut.count == 101)
    #expect(cut.last?.count == 30)
    #expect(first.codes.values.filter { $0.contains("render.text-overflow") }.count == 130)
    fixture.people[129].name = "Short"
    let second = try await fixture.render(correcting: first)
    #expect(second.manifest.recipients["rendered"] == 1)
    #expect(second.codes.values.filter { $0.contains("render.text-overflow") }.count == 129)
  }

  @Test("keep what rendering had to say of recipients that are carried over")
  func findings() async throws {
    let fixture = try CorrectionFixture()
    fixture.people[6].name = "Long name"
    let first = try await fixture.render()
    let said = first.manifest.findings.filter { $0.recipient == "K7" }
    #expect(!said.isEmpty)
    fixture.people[0].name = "Changed"
    let second = try await fixture.render(correcting: first)
    #expect(second.manifest.recipients["rendered"] == 1)
    #expect(second.manifest.findings.filter { $0.recipient == "K7" } == said)
  }
}
