import Campaign
import Dataset
import Findings
import Testing

@testable import Pipeline

/// What is told of a result whose shards are read one after the other.
@Suite struct ResultSummaryTests {
  private let job = RenderJob(
    id: "job-00000001", dropName: "d", input: "", work: "", descriptor: "", created: 0)

  private func preflight(_ findings: [Finding] = []) -> PreflightRecord {
    PreflightRecord(
      campaign: "c", title: "C", excluded: 3, leftOut: [], findings: findings,
      emailField: nil, fields: ProofFields(Schema([Field]())), recipients: RecipientCounts(),
      estimate: Estimate())
  }

  private func shard(
    _ keys: Range<Int>, findings: (Int) -> [Finding] = { _ in [] }
  ) -> ShardResult {
    ShardResult(
      bundles: keys.map {
        BundleRecord(
          key: "\($0)", file: "\($0).zip", size: 10, sha256: "", rowDigest: "", assets: [])
      }, leftOut: [], findings: keys.flatMap(findings), digest: "")
  }

  @Test("Few bundles are all there, many are counted alone")
  func bundles() throws {
    let few = try ResultSummary(
      job: job, preflight: preflight(), results: ShardResults([shard(0..<3), shard(3..<10_000)]))
    #expect(few.bundles.count == 10_000)
    #expect(few.bundles.map(\.key).prefix(5) == ["0", "1", "2", "3", "4"])
    let many = try ResultSummary(
      job: job, preflight: preflight(),
      results: ShardResults { body in
        for first in stride(from: 0, to: 12_000, by: 500) { try body(shard(first..<first + 500)) }
      })
    #expect(many.bundles.isEmpty)
    #expect(many.bundleCount == 12_000 && many.bundleBytes == 120_000)
    #expect(many.counts.rendered == 12_000 && many.counts.total == 12_000)
    #expect(many.counts.excluded == 3)
    #expect(many.worstBundles.elements.count == Report.shownRecipients)
  }

  @Test("The report shows the worst first, wherever they stand")
  func worst() throws {
    let results = shard(0..<1_000) { index in
      switch index {
      case 990: [Finding(.missingGlyphOnPage, "b", recipient: "990")]
      case 500: [Finding(.fontFallback, "a", recipient: "500")]
      default: []
      }
    }
    let early = [Finding(.controlCharacter, "c", recipient: "700")]
    let summary = try ResultSummary(
      job: job, preflight: preflight(early), results: ShardResults([results]))
    #expect(
      summary.worstBundles.elements.prefix(4).map(\.element.key) == ["990", "500", "700", "0"])
    #expect(summary.worstFindings.elements.map(\.element.message) == ["b", "c", "a"])
    #expect(summary.findingCount == 3)
  }

  @Test("A fault of a page that rendering found as well is told of its recipients alone")
  func repeated() throws {
    let place = Place(file: "page/template.html", line: 7)
    let early = [
      Finding(.unsupportedProperty, "x", at: place),
      Finding(.unsupportedProperty, "y", at: Place(file: "page/template.html", line: 8)),
    ]
    let results = shard(0..<2) {
      [Finding(.unsupportedProperty, "x", at: place, recipient: "\($0)")]
    }
    let summary = try ResultSummary(
      job: job, preflight: preflight(early), results: ShardResults([results]))
    #expect(summary.listedFindings.map(\.recipient) == [nil, "0", "1"])
    #expect(summary.listedFindings.first?.message == "y")
  }
}
