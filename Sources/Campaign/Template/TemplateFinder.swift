package import Findings

/// Finds the template that a campaign names: a folder of the drop, else an installed one.
package struct TemplateFinder {
  /// Folders that hold installed templates, one folder each; the first that has the name wins.
  package let installed: [String]
  /// Gives the folder to read in place of an installed template's own, such as a copy that nobody
  /// changes; nil where its own will do.
  package var placing: ((_ folder: String) throws -> String)?

  package init(installed: [String]) {
    self.installed = installed
  }

  /// - Parameter drop: nil where only installed templates count.
  /// - Throws: where a folder cannot be read, or what `placing` throws.
  package func find(
    _ name: Located<String>, in drop: FolderFiles?
  ) throws -> (LoadedTemplate?, [Finding]) {
    if let drop {
      switch drop.resolve(name.value) {
      case .folder(let path) where isTemplate(drop, path):
        let prefix = path.isEmpty ? "" : path + "/"
        let last = path.split(separator: "/").last.map(String.init) ?? "template"
        let template = LoadedTemplate(
          root: drop.path(path), name: last, isInDrop: true, prefix: prefix)
        return (template, template.findings)
      case .outside:
        return (
          nil,
          [
            Finding(
              .pathOutside, "the template ‘\(shortened(name.value))’ lies outside the drop",
              at: name.place)
          ]
        )
      case .ambiguous(let names):
        return (
          nil,
          [
            Finding(
              .ambiguousFile,
              "the template ‘\(name.value)’ could be \(names.joined(separator: " or "))",
              at: name.place)
          ]
        )
      default: break
      }
    }
    for folder in installed {
      let files = FolderFiles(root: folder)
      guard case .folder(let path) = files.resolve(name.value), !path.isEmpty,
        isTemplate(files, path)
      else {
        if let fault = files.fault { throw fault }
        continue
      }
      let root = files.path(path)
      let template = LoadedTemplate(
        root: try placing?(root) ?? root, name: path, isInDrop: false, prefix: "Templates/\(path)/")
      return (template, template.findings)
    }
    return (nil, [unknown(name, drop)])
  }

  private func unknown(_ name: Located<String>, _ drop: FolderFiles?) -> Finding {
    var known = drop.map { files in files.names().filter { isTemplate(files, $0) } } ?? []
    for folder in installed {
      let files = FolderFiles(root: folder)
      known += files.names().filter { isTemplate(files, $0) }
    }
    let near = suggestion(for: name.value, among: known)
    let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
    var place = name.place
    place.sample = shortened(name.value)
    return Finding(
      .unknownTemplate,
      "the template ‘\(shortened(name.value))’ is neither in the drop nor installed\(hint)",
      at: place, suggestion: near)
  }

  private func isTemplate(_ files: FolderFiles, _ path: String) -> Bool {
    let prefix = path.isEmpty ? "" : path + "/"
    return ["template.html", TemplateDescriptor.fileName].contains { files.isFile(prefix + $0) }
  }
}
