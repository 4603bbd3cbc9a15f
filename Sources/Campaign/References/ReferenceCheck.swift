import Findings

/// Checks that everything a template refers to lies in the drop or the template, and exists.
struct ReferenceCheck {
  let template: LoadedTemplate
  /// The drop's files; nil where there is no drop.
  let drop: FolderFiles?
  private(set) var findings: [Finding] = []
  /// What of the drop the page and its style sheets refer to.
  var dropReferences: DropReferences {
    DropReferences(files: dropFiles.sorted(), dependOnData: dependOnData)
  }
  private var dropFiles: Set<String> = []
  private var dependOnData = false
  private var visitedSheets: Set<String> = []
  private var visitedSources: Set<String> = []

  init(template: LoadedTemplate, drop: FolderFiles?) {
    self.template = template
    self.drop = drop
  }

  /// Checks an HTML source and the snippets that it calls.
  ///
  /// - Parameters:
  ///   - path: of the source inside the template.
  ///   - snippets: the texts of the snippets by path.
  mutating func check(_ source: String, path: String, snippets: [String: String]) {
    guard visitedSources.insert(path).inserted else { return }
    // Values that are printed as they are may hold elements of their own.
    if source.contains(#/\|\s*raw\b/#) { dependOnData = true }
    for reference in ReferenceCollector.template(source, file: template.name(of: path)) {
      // A snippet's references are relative to the page that it becomes part of.
      check(reference, from: folder(of: template.descriptor.entry.value))
    }
    for name in LiquidMask.snippets(in: source) {
      let snippet = "snippets/" + name + (name.contains(".") ? "" : ".liquid")
      if let text = snippets[snippet] { check(text, path: snippet, snippets: snippets) }
    }
  }

  private mutating func check(_ reference: Reference, from folder: String) {
    switch reference.target {
    case .inPlace: return
    case _ where LiquidMask.isDynamic(reference.url): dependOnData = true
    case .remote:
      report(
        .remoteReference, reference,
        "‘\(shortened(reference.url))’ is not fetched: nothing is ever read from the network")
    case .path(let path):
      let isRooted = path.hasPrefix("/")
      let relative = isRooted ? String(path.drop { $0 == "/" }) : path
      resolve(relative, from: isRooted ? "" : folder, reference)
    }
  }

  private mutating func resolve(_ path: String, from folder: String, _ reference: Reference) {
    if let drop, case .file(let found) = drop.resolve(path) {
      dropFiles.insert(found)
      if reference.role == .stylesheet { checkSheet(found, in: drop, inTemplate: false) }
      return
    }
    switch template.files.resolve(path, from: folder) {
    case .file(let found):
      if reference.role == .stylesheet {
        checkSheet(found, in: template.files, inTemplate: true)
      }
    case .outside:
      report(
        .outsideReference, reference,
        "‘\(shortened(reference.url))’ lies outside the template's folder")
    case .unfit:
      report(
        .outsideReference, reference, "‘\(shortened(reference.url))’ is a link or no regular file")
    case .ambiguous(let names):
      report(
        .missingReference, reference,
        "‘\(shortened(reference.url))’ could be \(names.joined(separator: " or "))")
    case .missing(let near):
      let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
      report(
        .missingReference, reference,
        "‘\(shortened(reference.url))’ is neither in the template nor in the drop\(hint)", near)
    case .folder:
      report(.missingReference, reference, "‘\(shortened(reference.url))’ is a folder")
    }
  }

  private mutating func checkSheet(_ path: String, in files: FolderFiles, inTemplate: Bool) {
    guard visitedSheets.insert(files.path(path)).inserted else { return }
    let name = inTemplate ? template.name(of: path) : path
    guard let data = files.data(of: path, limit: Self.sheetLimit), data.count <= Self.sheetLimit
    else { return }
    let text = String(decoding: data, as: UTF8.self)
    for reference in ReferenceCollector.css(text, file: name) {
      check(reference, from: folder(of: path))
    }
  }

  private func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private mutating func report(
    _ code: FindingCode, _ reference: Reference, _ message: String, _ near: String? = nil
  ) {
    var place = reference.place
    place.sample = shortened(reference.url)
    findings.append(Finding(code, message, at: place, suggestion: near))
  }

  private static let sheetLimit = 4 << 20
}
