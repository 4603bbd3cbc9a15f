import Findings

/// What all files of one template share while they are compiled.
final class Compilation {
  /// Snippets inside snippets.
  static let maximumDepth = 50

  let symbols: SymbolTable
  let reporter = Reporter()
  let mode: LiquidMode
  let escaping: Escaping
  private let snippetSource: (any SnippetSource)?
  private(set) var snippets: [CompiledSnippet]
  private var indexes: [Key: Int] = [:]
  private var depth = 0
  /// Blocks open now, through all snippets.
  var blockDepth = 0
  /// The rest of a file was left unread, so that what seems unclosed may well be closed.
  var gaveUp = false

  /// A snippet is compiled once for each place of the document where it is used.
  private struct Key: Hashable {
    var path: String
    var state: MarkupState
  }

  init(
    mode: LiquidMode, escaping: Escaping, snippets: (any SnippetSource)?,
    symbols: SymbolTable = SymbolTable(), compiled: [CompiledSnippet] = []
  ) {
    self.mode = mode
    self.escaping = escaping
    snippetSource = snippets
    self.symbols = symbols
    self.snippets = compiled
  }

  /// Names that a tag sets somewhere: nil before, never unknown.
  private(set) var assignedNames: Set<String> = []

  /// A name that a tag sets for the rest of the template.
  func assignedVariable(_ name: String) -> Variable {
    assignedNames.insert(name)
    return variable(name)
  }

  func variable(_ name: String) -> Variable {
    Variable(name: name, slot: symbols.slot(of: name))
  }

  /// The index of a snippet, compiled for the place where `state` stands; follows it to its end.
  ///
  /// - Returns: nil where there is none, which is reported.
  func snippet(
    named name: String, state: inout MarkupState, at location: SourceLocation
  ) -> Int? {
    let paths = SnippetPath.paths(for: name)
    guard !paths.isEmpty else {
      reporter.report(
        .snippetName, "the snippet name “\(name)” leaves the template’s folder", at: location)
      return nil
    }
    state = state.normalized
    for path in paths {
      let key = Key(path: path, state: state)
      if let index = indexes[key] {
        state = snippets[index].exit
        return index
      }
      guard let text = snippetSource?.snippet(at: path) else { continue }
      guard depth < Self.maximumDepth else {
        reporter.report(
          .depthLimit, "more than \(Self.maximumDepth) snippets inside each other", at: location)
        return nil
      }
      return compile(text, key: key, state: &state)
    }
    reporter.report(
      .unknownSnippet, "there is no snippet “\(name)” (\(paths[0]))", at: location,
      suggestion: suggestion(
        for: name, among: (snippetSource?.paths ?? []).map(SnippetPath.name(for:))))
    return nil
  }

  private func compile(_ text: String, key: Key, state: inout MarkupState) -> Int {
    let index = snippets.count
    indexes[key] = index
    // A snippet that uses itself is known from here on, and taken to leave the document's place alone.
    snippets.append(CompiledSnippet(path: key.path, body: [], exit: state))
    depth += 1
    defer { depth -= 1 }
    let source = SourceText(text, file: key.path, origin: SourceOrigin())
    var parser = TemplateParser(source, compilation: self, state: state)
    let body = parser.template()
    state = parser.state
    snippets[index] = CompiledSnippet(path: key.path, body: body, exit: state)
    return index
  }
}

/// A snippet, ready to be rendered inside the template that uses it.
struct CompiledSnippet: Sendable {
  var path: String
  var body: [Node]
  /// Where in the document it ends.
  var exit: MarkupState
}
