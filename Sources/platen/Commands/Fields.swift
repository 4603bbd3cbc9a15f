import ArgumentParser
import Campaign
import Findings
import Foundation

struct Fields: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the columns that a template expects, or write a sample file.")

  @Argument(help: "A template's folder, or the name of an installed template.")
  var template: String

  @Option(
    name: [.short, .long], help: "A CSV file to write samples to; tables get files beside it.")
  var output: String?

  @OptionGroup var options: CampaignOptions

  func run() throws {
    let (loaded, faults) = try find()
    let fields = loaded.map(TemplateFields.init)
    let findings = fields?.findings ?? faults
    for finding in FindingText.sorted(findings) { Console.note(FindingText.lines(finding)) }
    guard let fields, !findings.contains(where: { $0.severity == .error }) else {
      throw ExitCode.refused
    }
    guard let output else {
      if fields.isGuessed {
        Console.note("the template declares no fields; these are those it reads")
      }
      return Console.answer(fields.table)
    }
    let url = URL(filePath: output)
    for file in SampleFiles(fields.schema, name: url.lastPathComponent).files {
      let target = url.deletingLastPathComponent().appending(path: file.name)
      do {
        try Data(file.text.utf8).write(to: target, options: .withoutOverwriting)
      } catch {
        Console.note("‘\(target.path(percentEncoded: false))’ cannot be written, or exists already")
        throw ExitCode.refused
      }
      Console.note("wrote \(target.path(percentEncoded: false))")
    }
  }

  private func find() throws -> (LoadedTemplate?, [Finding]) {
    var isFolder: ObjCBool = false
    let url = URL(filePath: template).standardizedFileURL
    if FileManager.default.fileExists(
      atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
    {
      guard isFolder.boolValue else {
        return (
          nil, [Finding(.unknownTemplate, "‘\(template)’ is a file, not a template's folder")]
        )
      }
      var root = url.path(percentEncoded: false)
      if root.count > 1, root.hasSuffix("/") { root.removeLast() }
      return (
        LoadedTemplate(root: root, name: url.lastPathComponent, isInDrop: true, prefix: ""), []
      )
    }
    return try options.finder().find(Located(template, at: Place()), in: nil)
  }
}
