import Dataset
package import Findings
import Foundation
import Liquid

/// Fills a template with one JSON object: `platen bind TEMPLATE --data FILE.json`.
package struct TemplateBinding {
  /// A template file, or a template's folder, whose schema then types the object.
  package let template: String
  package let data: String
  /// Undefined names are nil and unknown filters do nothing.
  package var isLax = false
  /// Values are printed unescaped.
  package var isRaw = false
  /// Where snippets are, instead of `snippets/` beside the template.
  package var snippets: String?

  package init(template: String, data: String) {
    self.template = template
    self.data = data
  }

  /// The filled-in text, nil where a finding is an error.
  package func run() -> (text: String?, findings: [Finding]) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: template, isDirectory: &isFolder) else {
      return (
        nil, [Finding(.unknownTemplate, "there is nothing at ‘\(template)’")]
      )
    }
    return isFolder.boolValue ? bindFolder() : bindFile()
  }

  // MARK: A single file

  private func bindFile() -> (String?, [Finding]) {
    let name = URL(filePath: template).lastPathComponent
    let folder = URL(filePath: template).deletingLastPathComponent().path(percentEncoded: false)
    guard let data = try? boundedData(at: template, limit: Self.limit), data.count <= Self.limit,
      let source = String(validating: data, as: UTF8.self)
    else {
      let message = "‘\(name)’ cannot be read as UTF-8 text of at most \(Self.limit) bytes"
      return (nil, [Finding(.unreadableTemplateFile, message, at: Place(file: name))])
    }
    let (record, faults) = readData(nil)
    guard let record else { return (nil, faults) }
    return fill(
      source, file: name, snippets: loadSnippets(beside: FolderFiles(root: folder)), record, [],
      types: nil, faults)
  }

  // MARK: A template's folder

  private func bindFolder() -> (String?, [Finding]) {
    let name = URL(filePath: template).standardizedFileURL.lastPathComponent
    let loaded = LoadedTemplate(root: template, name: name, isInDrop: true, prefix: "")
    let descriptor = loaded.descriptor
    let (source, path, entryFaults) = loaded.entryText()
    guard let source else { return (nil, loaded.findings + entryFaults) }
    var compiler = FieldCompiler(.template)
    let schema = compiler.schema(descriptor.fields)
    let faults = loaded.findings + compiler.findings
    if faults.contains(where: { $0.severity == .error }) { return (nil, faults) }
    // Without a schema the object types itself.
    let (record, dataFaults) = readData(schema.isEmpty ? nil : schema)
    guard let record else { return (nil, faults + dataFaults) }
    let format = descriptor.formats.first ?? Format.builtIn[0]
    let extras = [
      TemplateNames.recipient(key: "", fields: record),
      TemplateNames.campaign(id: descriptor.name, title: descriptor.title),
      TemplateNames.variant(format, descriptor.colorways.first),
    ]
    let types =
      schema.isEmpty
      ? nil
      : TemplateNames.pageTypes(schema, hasColorways: !descriptor.colorways.isEmpty)
    return fill(
      source, file: path, snippets: loadSnippets(beside: loaded.files), record, extras,
      types: types, faults + dataFaults)
  }

  // MARK: Parts

  private func readData(_ schema: Schema?) -> (Record?, [Finding]) {
    JSONObjectFile.read(
      path: data, file: URL(filePath: data).lastPathComponent, schema: schema)
  }

  private func loadSnippets(beside files: FolderFiles) -> [String: String] {
    guard let snippets else { return SnippetFiles.load(files) }
    let folder = FolderFiles(root: snippets)
    var texts: [String: String] = [:]
    for (path, text) in SnippetFiles.load(folder, folder: "") { texts["snippets" + path] = text }
    return texts
  }

  private func fill(
    _ source: String, file: String, snippets: [String: String], _ record: Record,
    _ extras: [Record], types: TypeEnvironment?, _ faults: [Finding]
  ) -> (String?, [Finding]) {
    var findings = faults
    let (template, compiled) = LiquidTemplate.compile(
      source, file: file, mode: isLax ? .lax : .strict, escaping: isRaw ? .none : .html,
      snippets: SnippetTable(snippets))
    findings += compiled
    if !isLax, let template, let types { findings += template.check(against: types) }
    guard let template, !findings.contains(where: { $0.severity == .error }) else {
      return (nil, findings)
    }
    do throws(RenderError) {
      return (try template.render(Scope(layers: [record] + extras)), findings)
    } catch {
      return (nil, findings + [error.finding])
    }
  }

  private static let limit = 16 << 20
}
