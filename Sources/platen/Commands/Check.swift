import ArgumentParser
import Campaign
import Dataset
import Findings
import Pipeline

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a campaign: descriptor, schema, data, template, images and fonts.",
    discussion: "Nothing is rendered. The exit code is 1 where a finding is an error.")

  @Argument(help: "A campaign: a folder, a zip or a descriptor file.")
  var campaign: String

  @Flag(help: "Answer with one JSON object.")
  var json = false

  @Flag(help: "Also print what each column holds: a report on the quality of the data.")
  var columns = false

  @OptionGroup var options: CampaignOptions

  private static func configure(_ preflight: inout Preflight) {
    preflight.describesColumns = true
    preflight.pages = TemplateInspector.inspecting
  }

  func run() throws {
    let report = try options.prepare(campaign, configure: Self.configure) {
      $0.report
    }
    if json {
      Console.answer(report.json.line)
    } else {
      for finding in FindingText.sorted(report.findings) {
        Console.answer(FindingText.lines(finding))
      }
      if columns { Console.answer(ColumnTable.text(report.columns)) }
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
    let estimate = report.estimate
    if estimate.assets > 0 {
      text += "; \(estimate.assets) assets, about \((estimate.bytes + 500_000) / 1_000_000) MB in "
      text += "\(Int(estimate.seconds.rounded(.up))) s"
    }
    return text
  }
}
