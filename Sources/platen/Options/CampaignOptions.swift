import ArgumentParser
import Campaign
import Findings
import Foundation
import Rendering

/// What every command that opens a campaign takes.
struct CampaignOptions: ParsableArguments {
  @Option(name: .customLong("templates"), help: "A folder of installed templates; may be repeated.")
  var templateFolders: [String] = []

  @Option(name: .customLong("fonts"), help: "A folder of fonts; may be repeated.")
  var fontFolders: [String] = []

  /// The folders given, else `Templates` here, or above the campaign or the executable.
  func finder(for campaign: String? = nil) -> TemplateFinder {
    guard templateFolders.isEmpty else {
      return TemplateFinder(installed: templateFolders.map(absolute))
    }
    var installed = [absolute("Templates")]
    if let campaign { installed += Self.above(URL(filePath: campaign).standardizedFileURL) }
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    if let executable = Bundle.main.executableURL { folder = executable.resolvingSymlinksInPath() }
    return TemplateFinder(installed: installed + Self.above(folder))
  }

  private static func above(_ url: URL) -> [String] {
    var folders: [String] = []
    var folder = url
    while folders.count < 32, folder.path(percentEncoded: false) != "/" {
      folder = folder.deletingLastPathComponent().standardizedFileURL
      folders.append(folder.appending(path: "Templates").path(percentEncoded: false))
    }
    return folders
  }

  var absoluteFontFolders: [String] { fontFolders.map(absolute) }

  /// A preflight of what `path` names, with a scratch folder that `body` may use to its end.
  ///
  /// - Returns: the outcome, also when nothing can be opened.
  func prepare<Result>(
    _ path: String, configure: (inout Preflight) -> Void = { _ in },
    _ body: (Preflight.Outcome) throws -> Result
  ) throws -> Result {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "platen-\(UUID().uuidString.lowercased())")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let folder = scratch.path(percentEncoded: false)
    let opened: OpenedCampaign
    do throws(OpeningFault) {
      opened = try CampaignOpener(scratch: folder + "/drop").open(path)
    } catch {
      var outcome = Preflight.Outcome()
      outcome.report.findings = [error.finding]
      return try body(outcome)
    }
    var preflight = Preflight(opened, templates: finder(for: path), work: folder + "/work")
    preflight.probe = ImageFileProbe.probing()
    preflight.glyphs = { FontCoverage.covering(folders: $0) }
    preflight.fontFolders = absoluteFontFolders
    let meter = ProgressMeter()
    preflight.progress = { meter.show(rows: $0) }
    configure(&preflight)
    let outcome = try preflight.run()
    meter.finish()
    return try body(outcome)
  }

  private func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }
}
