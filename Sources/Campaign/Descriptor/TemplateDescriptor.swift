package import Findings
package import Foundation

/// What `template.yaml` says, typed; a template without one has the defaults alone.
package struct TemplateDescriptor: Sendable {
  /// `template.yaml`, as findings name it.
  package var file: String
  package var name: String
  package var title: String
  /// The HTML file, relative to the template's folder.
  package var entry = Located("template.html", at: Place())
  package var fields: [FieldDeclaration] = []
  package var formats: [Format] = []
  package var colorways: [Colorway] = []
  /// Folders, relative to the template's; those named here must exist.
  package var fonts: [Located<String>] = []
  /// A data file, relative to the template's folder.
  package var sample: Located<String>?

  /// The font folder that is used where `fonts` names none, if it exists.
  package static let defaultFonts = "fonts"
  package static let fileName = "template.yaml"

  /// The descriptor of a template that has no `template.yaml`.
  package init(name: String, file: String) {
    self.file = file
    self.name = name
    title = name
    entry = Located("template.html", at: Place(file: file))
  }

  /// Reads `template.yaml`.
  ///
  /// - Parameters:
  ///   - name: the folder's, used where the file gives none.
  ///   - file: the descriptor's name in findings.
  package static func read(
    _ data: Data, name: String, file: String, limits: YAMLLimits = YAMLLimits()
  ) -> (descriptor: TemplateDescriptor, findings: [Finding]) {
    var template = TemplateDescriptor(name: name, file: file)
    var (node, findings) = DescriptorValidator.read(
      data, kind: .template, file: file, limits: limits)
    guard let node else { return (template, findings) }
    template.name = node.text("name") ?? name
    template.title = node.text("title") ?? template.name
    template.entry = node.located("entry", in: file) ?? template.entry
    template.fields = FieldDeclaration.read(node["fields"], file: file)
    for entry in node["formats"]?.entries ?? [] {
      guard let format = Format(named: entry.name, from: entry.node) else { continue }
      let place = entry.nameMark.place(in: file)
      if let finding = format.sizeFinding(.template, at: place) { findings.append(finding) }
      template.formats.append(format)
    }
    template.colorways = (node["colorways"]?.entries ?? []).map {
      Colorway(named: $0.name, from: $0.node)
    }
    template.fonts = (node["fonts"]?.items ?? []).compactMap { item in
      item.text.map { Located($0, at: item.mark.place(in: file)) }
    }
    template.sample = node.located("sample", in: file)
    return (template, findings)
  }
}
