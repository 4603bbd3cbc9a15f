import ArgumentParser
import Campaign
import Dataset
import Findings

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a campaign: descriptor, schema, data, template, images and fonts.",
    discussion: "Nothing is rendered. The exit code is 1 where a finding is an error.")

  @Argument(help: "A campaign: a folder, a zip or a descriptor file.")
  var campaign: String

  @Flag(help: "Answer with one JSON object.")
  var json = false

  @OptionGroup var options: CampaignOptions

  func run() throws {
    let report = try options.prepare(campaign, configure: { $0.countsDistinct = true }) {
      $0.report
    }
    if json {
      Console.answer(report.json.line)
    } else {
      for finding in FindingText.sorted(report.findings) {
        Console.answer(FindingText.lines(finding))
      }
      Console.answer(summary(report))
    }
    if !report.ok { throw ExitCode.refused }
  }

  private func summary(_ report: PreflightReport) -> String {
    let recipients = report.recipients
    let counts = Severity.allCases.reversed().map { severity in
      "\(report.count(severity)) \(severity.rawValue)"
    }
    var text = "\(report.campaign ?? campaign): \(report.ok ? "ok" : "not ok"), "
    text += counts.joined(separator: ", ")
    text += "; \(recipients.total) recipients"
    if recipients.excluded > 0 { text += ", \(recipients.excluded) excluded" }
    if recipients.leftOut > 0 { text += ", \(recipients.leftOut) left out" }
    if report.estimate.assets > 0 { text += "; \(report.estimate.assets) assets" }
    return text
  }
}
