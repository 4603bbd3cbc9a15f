import HotFolder
import Linux
import Testing

@Suite struct DropIdentityTests {
  private func identity(
    _ descriptor: String, _ files: [(name: String, sha256: String)] = [("a.csv", "00")],
    scope: String = "here", drop: String = "drop"
  ) -> DropIdentity {
    DropIdentity(
      scope: scope, descriptor: Array(descriptor.utf8), files: files, dropName: drop)
  }

  private let plain = "campaign: a\ntemplate: t\ndata: { file: a.csv, key: k }\n"

  @Test("Layout, order, comments, defaults, `rerun` and `on_change` make no other content")
  func canonical() {
    let same = identity(plain).digest
    #expect(
      identity("# x\ntemplate: t\ncampaign: a\ndata:\n  key: k\n  file: a.csv\n").digest == same)
    #expect(
      identity(#"{"campaign":"a","template":"t","data":{"file":"a.csv","key":"k"}}"#).digest == same
    )
    #expect(identity(plain + "rerun: true\non_change: update\n").digest == same)
    #expect(identity(plain + "approval: none\noutputs: [png]\n").digest == same)
    #expect(identity(plain + "outputs: [pdf]\n").digest != same)
  }

  @Test("Other files, other names and other hot folders are other content; the order is not")
  func files() {
    let same = identity(plain).digest
    #expect(identity(plain, [("a.csv", "01")]).digest != same)
    #expect(identity(plain, [("b.csv", "00")]).digest != same)
    #expect(identity(plain, scope: "there").digest != same)
    let two = identity(plain, [("e\u{301}", "00"), ("b", "01")]).digest
    #expect(identity(plain, [("b", "01"), ("\u{e9}", "00")]).digest == two)
  }

  @Test("The key is the campaign's `job_key`, else the digest")
  func key() {
    #expect(identity(plain).key == identity(plain).digest)
    let keyed = plain + "job_key: \"day-{{ drop.name }}\"\n"
    #expect(identity(keyed, drop: "monday").key == "day-monday")
  }

  @Test("Names that are no text are shown with their bad bytes as %XX")
  func names() {
    #expect(EntryName(bytes: [0x61, 0xff, 0xc3, 0xbc]).display == "a%FFü")
    #expect(IgnoredNames.contains("Report.PART") && IgnoredNames.contains("~$x.xlsx"))
    #expect(!IgnoredNames.contains("party.csv"))
  }
}
