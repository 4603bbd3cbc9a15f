import ArgumentParser
import Campaign
import Findings
import Foundation
import Pipeline

struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render one campaign now, without a hot folder.",
    discussion: """
      Every check runs first; where one refuses the campaign, nothing is written and the exit code \
      is 1. With recipients left out it is 3.
      """)

  @Argument(help: "A campaign: a folder, a zip or a descriptor file.")
  var campaign: String

  @Option(help: "The folder to make; it must be absent or empty.")
  var out: String

  @Option(help: "Only the recipient with this key.")
  var only: String?

  @Option(help: "Only the first recipients, so many.")
  var limit: Int?

  @Option(help: "Worker processes; by default one for each core.")
  var workers: Int?

  @Flag(help: "Answer with one JSON object: recipients and findings.")
  var json = false

  @OptionGroup var options: CampaignOptions

  func validate() throws {
    guard limit ?? 1 > 0 else { throw ValidationError("--limit is at least 1") }
    guard workers ?? 1 > 0 else { throw ValidationError("--workers is at least 1") }
    guard only == nil || limit == nil else {
      throw ValidationError("--only and --limit exclude each other")
    }
    let content = try? FileManager.default.contentsOfDirectory(atPath: out)
    if content?.isEmpty == false || (content == nil && FileManager.default.fileExists(atPath: out))
    {
      throw ValidationError("‘\(out)’ is not empty: --out names an absent or empty folder")
    }
  }

  func run() async throws {
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "platen-\(UUID().uuidString.lowercased())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let outcome: DirectRun.Outcome
    do {
      outcome = try await render(scratch.path(percentEncoded: false))
    } catch let fault as OpeningFault {
      outcome = DirectRun.Outcome(findings: [fault.finding], isRefused: true)
    } catch let error as SelectionError {
      Console.note("\(error)")
      throw ExitCode.refused
    }
    report(outcome)
    if outcome.isRefused { throw ExitCode.refused }
    if outcome.counts.leftOut > 0 { throw ExitCode.recipientsLeftOut }
  }

  private func render(_ scratch: String) async throws -> DirectRun.Outcome {
    var settings = RendererSettings(
      templates: options.finder(for: campaign).installed, fonts: options.absoluteFontFolders)
    if let workers { settings.workers.count = workers }
    var run = DirectRun(
      campaign: try CampaignOpener(scratch: scratch).open(campaign), output: out,
      settings: settings)
    run.selection = DirectRun.Selection(key: only, limit: limit)
    let meter = ProgressMeter()
    run.progress = { meter.show($0) }
    let outcome = try await run.run()
    meter.finish()
    return outcome
  }

  private func report(_ outcome: DirectRun.Outcome) {
    if json {
      Console.answer(
        JSON.members([
          "recipients": outcome.counts.json, "findings": .array(outcome.findings.map(\.json)),
        ]).line)
      return
    }
    for finding in FindingText.sorted(outcome.findings) where finding.severity > .info {
      Console.note(FindingText.lines(finding))
    }
    if outcome.isRefused {
      Console.note("refused: nothing was written")
      return
    }
    let counts = outcome.counts
    var text = "\(counts.rendered) recipients rendered into \(out)"
    if counts.leftOut > 0 { text += ", \(counts.leftOut) left out (see errors.csv)" }
    if counts.excluded > 0 { text += ", \(counts.excluded) not taking part" }
    Console.answer(text)
  }
}
