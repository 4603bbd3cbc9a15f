package import Findings
import Foundation

/// A template's folder with what its `template.yaml` says.
package struct LoadedTemplate {
  package let files: FolderFiles
  package let descriptor: TemplateDescriptor
  /// Whether it is part of the drop rather than installed.
  package let isInDrop: Bool
  /// What findings put before a path inside the template: `songwriter-wrapped/`,
  /// `Templates/songwriter-wrapped/`, or nothing.
  package let prefix: String
  package let findings: [Finding]

  /// Absolute.
  package var root: String { files.root }

  /// Reads the folder's `template.yaml`, if there is one.
  package init(root: String, name: String, isInDrop: Bool, prefix: String) {
    self.isInDrop = isInDrop
    self.prefix = prefix
    files = FolderFiles(root: root)
    let file = prefix + TemplateDescriptor.fileName
    var findings: [Finding] = []
    if files.isFile(TemplateDescriptor.fileName) {
      if let data = files.data(of: TemplateDescriptor.fileName, limit: YAMLLimits().bytes) {
        (descriptor, findings) = TemplateDescriptor.read(data, name: name, file: file)
      } else {
        descriptor = TemplateDescriptor(name: name, file: file)
        findings = [
          Finding(.unreadableTemplateFile, "template.yaml cannot be read", at: Place(file: file))
        ]
      }
    } else {
      descriptor = TemplateDescriptor(name: name, file: prefix + "template.html")
    }
    self.findings = findings
  }

  /// A path inside the template as findings name it.
  package func name(of path: String) -> String { prefix + path }

  /// The entry's text, or the finding that says why there is none.
  package func entryText(limit: Int = 16 << 20) -> (
    text: String?, path: String, findings: [Finding]
  ) {
    let entry = descriptor.entry
    guard case .file(let path) = files.resolve(entry.value) else {
      let message = "the template has no file ‘\(shortened(entry.value))’"
      return (nil, entry.value, [Finding(.missingEntry, message, at: entry.place)])
    }
    let (text, finding) = readText(path, limit: limit)
    return (text, path, finding.map { [$0] } ?? [])
  }

  /// A file of the template as text.
  func readText(_ path: String, limit: Int = 16 << 20) -> (String?, Finding?) {
    let place = Place(file: name(of: path))
    guard let data = files.data(of: path, limit: limit) else {
      return (nil, Finding(.unreadableTemplateFile, "‘\(path)’ cannot be read", at: place))
    }
    guard data.count <= limit else {
      return (
        nil, Finding(.templateFileTooLarge, "‘\(path)’ has more than \(limit) bytes", at: place)
      )
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      return (nil, Finding(.unreadableTemplateFile, "‘\(path)’ is not UTF-8", at: place))
    }
    return (text.first == "\u{FEFF}" ? String(text.dropFirst()) : text, nil)
  }

  /// Font folders as absolute paths; those that `template.yaml` names must exist.
  package func fontFolders() -> (paths: [String], findings: [Finding]) {
    guard !descriptor.fonts.isEmpty else {
      let own = TemplateDescriptor.defaultFonts
      return (files.isFolder(own) ? [files.path(own)] : [], [])
    }
    var paths: [String] = []
    var findings: [Finding] = []
    for folder in descriptor.fonts {
      if case .folder(let path) = files.resolve(folder.value) {
        paths.append(files.path(path))
      } else {
        findings.append(
          Finding(
            .missingReference,
            "the font folder ‘\(shortened(folder.value))’ is not in the template",
            at: folder.place))
      }
    }
    return (paths, findings)
  }
}
