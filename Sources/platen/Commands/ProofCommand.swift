import ArgumentParser
import Campaign
import Findings
import Foundation
import Pipeline

struct ProofCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract:
      "Render the recipients that are hardest on the design, to look at before all the rest.",
    discussion: """
      Writes proof.html, a page that needs nothing else: the widest and longest texts, the extremes \
      of numbers, missing values, rare scripts, every branch of the template, the longest and \
      shortest lists, with findings marked at their places.
      """)

  @Argument(help: "A campaign: a folder, a zip or a descriptor file.")
  var campaign: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder to make; it must be absent or empty.")
  var output = "proof"

  @Flag(help: "Answer with one JSON object: samples, branches and findings.")
  var json = false

  @OptionGroup var options: CampaignOptions

  func validate() throws {
    let content = try? FileManager.default.contentsOfDirectory(atPath: output)
    if content?.isEmpty == false
      || (content == nil && FileManager.default.fileExists(atPath: output))
    {
      throw ValidationError("‘\(output)’ is not empty: --output names an absent or empty folder")
    }
  }

  func run() async throws {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "platen-\(UUID().uuidString.lowercased())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    var outcome: DirectProof.Outcome
    do {
      var settings = RendererSettings(
        templates: options.finder(for: campaign).installed, fonts: options.absoluteFontFolders)
      settings.workers.count = 1
      let run = DirectProof(
        campaign: try CampaignOpener(scratch: scratch.path(percentEncoded: false)).open(campaign),
        output: output, settings: settings)
      outcome = try await run.run()
    } catch let fault as OpeningFault {
      outcome = DirectProof.Outcome(findings: [fault.finding], isRefused: true)
    }
    report(outcome)
    if outcome.isRefused { throw ExitCode.refused }
    if outcome.leftOut > 0 { throw ExitCode.recipientsLeftOut }
  }

  private func report(_ outcome: DirectProof.Outcome) {
    if json {
      let refusal = JSON.members(["findings": .array(outcome.findings.map(\.json))])
      return Console.answer((outcome.json ?? refusal).line)
    }
    for finding in FindingText.sorted(outcome.findings) where finding.severity > .info {
      Console.note(FindingText.lines(finding))
    }
    guard !outcome.isRefused else { return Console.note("refused: nothing was written") }
    Console.answer("\(outcome.samples) samples in \(output)/proof.html")
  }
}
