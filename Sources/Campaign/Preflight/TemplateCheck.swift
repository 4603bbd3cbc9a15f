import Dataset
import Findings
import Liquid

/// Compiles a template and checks it against the fields that it will see.
struct TemplateCheck {
  private(set) var findings: [Finding] = []
  /// What the page reads; nil where it cannot be read.
  private(set) var usage: NameUsage?
  private(set) var dropReferences = DropReferences()

  init(
    _ template: LoadedTemplate, schema: Schema, hasColorways: Bool, drop: FolderFiles?,
    limits: AssetLimits
  ) {
    let (text, path, faults) = template.entryText()
    findings = faults + template.fontFolders().findings
    guard let text else { return }
    let snippets = SnippetFiles.load(template.files)
    let (found, usage) = LiquidTemplate.inspect(
      text, file: template.name(of: path), snippets: SnippetTable(snippets),
      against: TemplateNames.pageTypes(schema, hasColorways: hasColorways),
      limits: RenderLimits(loopTurns: limits.loopTurns, outputBytes: limits.documentBytes))
    self.usage = usage
    findings += found.map { finding in
      // Snippets are named by their path inside the template.
      guard let file = finding.place.file, file.hasPrefix("snippets/") else { return finding }
      var finding = finding
      finding.place.file = template.name(of: file)
      return finding
    }
    var references = ReferenceCheck(template: template, drop: drop)
    references.check(text, path: path, snippets: snippets)
    findings += references.findings
    dropReferences = references.dropReferences
  }
}
