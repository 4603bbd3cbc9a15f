import ArgumentParser
import Campaign
import Findings
import Foundation

struct Bind: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a template filled with one JSON object, or a campaign's bound document.",
    discussion: """
      platen bind TEMPLATE --data FILE.json fills a template file, or a template's folder whose \
      schema types the object. platen bind CAMPAIGN prints what the first recipient's first \
      variant hands to the engine; with --json one line per recipient.
      """)

  @Argument(help: "A template, or with no --data a campaign.")
  var source: String

  @Option(help: "A file with one JSON object: binds a template.")
  var data: String?

  @Flag(help: "Undefined names are nil, unknown filters do nothing.")
  var lax = false

  @Flag(help: "Print values unescaped.")
  var raw = false

  @Option(help: "A folder of snippets.")
  var snippets: String?

  @Option(help: "The key of a recipient.")
  var only: String?

  @Option(help: "The name of a format.")
  var format: String?

  @Option(help: "The name of a colorway.")
  var colorway: String?

  @Flag(help: "One line per recipient: key, row and fields.")
  var json = false

  @OptionGroup var options: CampaignOptions

  func validate() throws {
    let ofTemplates = [("--lax", lax), ("--raw", raw), ("--snippets", snippets != nil)]
    let ofCampaigns = [
      ("--only", only != nil), ("--format", format != nil), ("--colorway", colorway != nil),
      ("--json", json),
    ]
    for (name, isGiven) in data == nil ? ofTemplates : ofCampaigns where isGiven {
      throw ValidationError(
        data == nil ? "\(name) needs --data: it is for templates" : "\(name) is for campaigns")
    }
  }

  func run() throws {
    if let data { try bindTemplate(data) } else { try bindCampaign() }
  }

  private func bindTemplate(_ data: String) throws {
    var binding = TemplateBinding(template: source, data: data)
    binding.isLax = lax
    binding.isRaw = raw
    binding.snippets = snippets
    let (text, findings) = binding.run()
    try finish(text, findings)
  }

  private func bindCampaign() throws {
    // Only what reaches the engine is of interest, not whether images can be decoded.
    try options.prepare(source, configure: { $0.probe = nil }) { outcome in
      guard let job = outcome.job else { return try finish(nil, outcome.report.findings) }
      let binding = try CampaignBinding(job)
      if json {
        let isKnown = try binding.forEachRecord(key: only) { Console.answer($0.line) }
        if !isKnown { try finish(nil, [binding.unknown(only)]) }
        return
      }
      guard let variant = binding.variant(format: format, colorway: colorway) else {
        throw ValidationError(
          "the campaign has no variant of "
            + [format, colorway].compactMap(\.self).joined(separator: " and "))
      }
      let (text, findings) = try binding.document(key: only, variant: variant)
      try finish(text, findings)
    }
  }

  private func finish(_ text: String?, _ findings: [Finding]) throws {
    for finding in FindingText.sorted(findings) where text == nil || finding.severity > .info {
      Console.note(FindingText.lines(finding))
    }
    guard let text else { throw ExitCode.refused }
    Console.output(text)
  }
}
