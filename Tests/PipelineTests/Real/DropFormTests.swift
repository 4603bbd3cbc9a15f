import Foundation
import Glibc
import Testing

/// Each form of drop through the real program: what is published is what its manifest says, byte by
/// byte.
@Suite(.serialized) struct DropFormTests {
  @Test("Every form of drop is rendered and published exactly as its manifest says")
  func forms() async throws {
    let root = try TestRoot(program: .platen)
    let plain = try root.hotFolder("plain")
    let marked = try root.hotFolder("marked", settings: "quiet: 50ms\npoll: 200ms\nevidence: 4\n")
    let own = try root.hotFolder("own")
    for share in [plain, marked, own] { try share.installTemplate() }
    try own.write("campaign.yaml", RealCampaign(name: "weekly").descriptor(data: "any.csv"))
    try root.daemon.start()

    try dropFolders(plain)
    try dropZips(plain)
    try dropLoose(plain)
    try dropMarked(marked)
    try own.write("inbox/monday.csv", RealCampaign.people)

    try await finishWaiting(plain, marked)
    let expected = [
      (plain, ["copied", "moved", "packed", "nested", "data-first", "data-last", "json"]),
      (marked, ["ready", "listed"]), (own, ["weekly"]),
    ]
    for (share, campaigns) in expected {
      for campaign in campaigns {
        try await share.wait(for: "the result of \(campaign)") {
          share.results(of: campaign).count == 1
        }
        try check(share, campaign)
      }
      try await share.wait(for: "an empty inbox") {
        share.names("inbox") == [".claims", ".hotfolder"]
      }
      try await share.wait(for: "the end") { Set(share.jobStates()) == ["CLOSED"] }
      #expect(share.names("inbox/.claims").isEmpty)
      #expect(share.names("outbox/.staging").isEmpty)
      #expect(share.rejections.isEmpty)
    }
    #expect(root.daemon.stop() == 0)
  }

  private func check(_ share: TestShare, _ campaign: String) throws {
    let result = try #require(share.results(of: campaign).first)
    let summary = try share.checked(result)
    #expect(summary.contains(#""rendered": 3"#) && summary.contains(#""skipped": 1"#), "\(summary)")
    for key in ["A001", "A002", "A003"] {
      #expect(summary.contains("bundles/\(key).zip"), "\(campaign): \(summary)")
    }
    #expect(summary.contains(#""songs": "many""#), "the row that was left out: \(summary)")
  }

  private func dropFolders(_ share: TestShare) throws {
    for (name, text) in RealCampaign(name: "moved").files {
      try share.write("elsewhere/moved/" + name, text)
    }
    try share.rename("elsewhere/moved", to: "inbox/moved")
    for (name, text) in RealCampaign(name: "copied").files.sorted(by: { $0.key > $1.key }) {
      try share.write("inbox/copied/" + name, text)
    }
  }

  private func dropZips(_ share: TestShare) throws {
    try share.dropZip("packed.zip", RealCampaign(name: "packed").files)
    let nested = RealCampaign(name: "nested").files.map { ("top/" + $0.key, $0.value) }
    try share.zip(
      at: share.share + "/whole.zip", Dictionary(uniqueKeysWithValues: nested))
    let bytes = try Data(contentsOf: URL(filePath: share.share + "/whole.zip"))
    // In place, in two parts; the second comes when the first has been looked at.
    try share.write("inbox/nested.zip", bytes.prefix(bytes.count / 2))
  }

  private func dropLoose(_ share: TestShare) throws {
    try share.write("inbox/data-first.csv", RealCampaign.people)
    let last = RealCampaign(name: "data-last")
    try share.write("inbox/data-last.campaign.yaml", last.descriptor(data: "data-last.csv"))
    try share.write("inbox/json.csv", RealCampaign.people)
    try share.write(
      "inbox/json.campaign.json",
      #"{ "campaign": "json", "template": "card", "data": { "file": "json.csv", "key": "id" } }"#)
  }

  private func dropMarked(_ share: TestShare) throws {
    let ready = RealCampaign(name: "ready")
    try share.write("inbox/ready.csv", RealCampaign.people)
    try share.write("inbox/ready.campaign.yaml", ready.descriptor(data: "ready.csv"))
    let listed = RealCampaign(name: "listed")
    try share.write("inbox/listed.campaign.yaml", listed.descriptor(data: "listed.csv"))
    try share.write("inbox/listed.csv", RealCampaign.people)
  }

  /// What completes the drops that were begun above.
  private func finishWaiting(_ plain: TestShare, _ marked: TestShare) async throws {
    try await plain.wait(for: "the cut-off zip to wait") { plain.waiting("nested.zip") != nil }
    try await plain.wait(for: "the descriptor without data to wait") {
      (plain.waiting("data-last.campaign.yaml")?["missing"] as? [String]) == ["data-last.csv"]
    }
    try await marked.wait(for: "drops without markers to wait") {
      marked.waiting("ready.campaign.yaml")?["reason"].map { "\($0)".contains("evidence 4") }
        == true
    }
    #expect(marked.jobs.isEmpty)
    let whole = try Data(contentsOf: URL(filePath: plain.share + "/whole.zip"))
    try plain.append("inbox/nested.zip", whole.suffix(whole.count - whole.count / 2))
    try plain.write("inbox/data-last.csv", RealCampaign.people)
    try plain.write(
      "inbox/data-first.campaign.yaml",
      RealCampaign(name: "data-first").descriptor(data: "data-first.csv"))
    try marked.write("inbox/ready.ready", "")
    let lines = try ["listed.campaign.yaml", "listed.csv"].map { name in
      let path = marked.share + "/inbox/" + name
      let digest = try tool("/usr/bin/sha256sum", [path]).prefix(64)
      let size = try Data(contentsOf: URL(filePath: path)).count
      return "\(digest) \(size) \(name)\n"
    }
    try marked.write("inbox/listed.campaign.yaml.done", lines.joined())
  }
}
