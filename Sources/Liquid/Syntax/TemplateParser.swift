import Findings

/// Builds the nodes of one file from its tokens. A fault is reported and skipped, so that all faults of
/// a file are found at once. The tags are in the extensions of `Tags/`.
struct TemplateParser {
  /// Blocks inside each other, through all snippets.
  static let maximumDepth = 100

  let source: SourceText
  let compilation: Compilation
  /// Where in the document the text before the next token ends.
  var state: MarkupState
  private let tokens: [TemplateToken]
  private var position = 0
  private var openBlocks: [OpenBlock]

  private struct OpenBlock {
    var name: String
    var ends: Set<String>
  }

  /// A tag that ends a body: `else`, `endif`.
  struct End {
    var name: String
    var range: Range<Int>
    var location: SourceLocation
  }

  init(_ source: SourceText, compilation: Compilation, state: MarkupState) {
    self.source = source
    self.compilation = compilation
    self.state = state
    tokens = Tokenizer.tokens(of: source, reporter: compilation.reporter)
    openBlocks = []
  }

  /// For the lines of a `liquid` tag.
  init(lines: [TemplateToken], within parser: TemplateParser) {
    source = parser.source
    compilation = parser.compilation
    state = parser.state
    tokens = lines
    // Blocks outside cannot be closed here.
    openBlocks = []
  }

  mutating func template() -> [Node] { body(until: []).nodes }

  /// The body of a block whose opening tag was just read.
  ///
  /// - Returns: the nodes and the tag that ended them; no tag where the block was never closed, which
  ///   is reported at its opening.
  mutating func body(
    of name: String, openedAt start: Int, until ends: Set<String>
  ) -> (nodes: [Node], end: End?) {
    guard enterBlock(at: start) else { return ([], nil) }
    defer { compilation.blockDepth -= 1 }
    openBlocks.append(OpenBlock(name: name, ends: ends))
    let result = body(until: ends)
    openBlocks.removeLast()
    if result.end == nil, !compilation.gaveUp {
      report(.unclosedTag, "“{% \(name) %}” is never closed by “{% end\(name) %}”", at: start)
    }
    return result
  }

  /// Counts a block inside the others; where there are too many, gives up on the rest of the file.
  mutating func enterBlock(at start: Int) -> Bool {
    guard compilation.blockDepth < Self.maximumDepth else {
      report(.depthLimit, "more than \(Self.maximumDepth) blocks inside each other", at: start)
      position = tokens.count
      compilation.gaveUp = true
      return false
    }
    compilation.blockDepth += 1
    return true
  }

  private mutating func body(until ends: Set<String>) -> (nodes: [Node], end: End?) {
    var nodes: [Node] = []
    while position < tokens.count {
      let token = tokens[position]
      if case .tag(let name) = token.kind {
        if ends.contains(name) {
          position += 1
          let location = source.location(at: token.start)
          return (nodes, End(name: name, range: token.range, location: location))
        }
        // The end of a block further out: this one was never closed.
        if name.hasPrefix("end"), openBlocks.dropLast().contains(where: { $0.ends.contains(name) })
        {
          return (nodes, nil)
        }
      }
      position += 1
      switch token.kind {
      case .text, .raw:
        let text = source.text(token.range)
        if compilation.escaping == .html { state.pass(source.bytes[token.range]) }
        let location = source.location(at: token.range.lowerBound)
        nodes.append(token.kind == .raw ? .verbatim(text, location) : .text(text, location))
      case .output:
        if let node = output(token.range) { nodes.append(node) }
      case .tag(let name): nodes += tag(name, token)
      }
    }
    return (nodes, nil)
  }

  /// `{{ … }}` and `echo`.
  mutating func output(_ range: Range<Int>) -> Node? {
    attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: range)
      let pipeline = try expressions.pipeline()
      try expressions.expectEnd()
      parser.check(pipeline)
      return .output(pipeline, parser.outputContext())
    }
  }

  /// How a value printed here is escaped; follows it.
  mutating func outputContext() -> EscapeContext {
    guard compilation.escaping == .html else { return .none }
    defer { state.passValue() }
    return state.context
  }

  private mutating func tag(_ name: String, _ token: TemplateToken) -> [Node] {
    switch name {
    case "liquid": return liquid(token)
    case "#":
      checkInlineComment(token)
      return []
    default: break
    }
    let node = attempt { (parser) throws(SyntaxFault) in
      switch name {
      case "assign": return try parser.assign(token)
      case "capture": return try parser.capture(token)
      case "if": return try parser.branches(token, name: "if")
      case "unless": return try parser.branches(token, name: "unless")
      case "case": return try parser.choice(token)
      case "for": return try parser.loop(token)
      case "tablerow": return try parser.tableRow(token)
      case "cycle": return try parser.cycle(token)
      case "increment": return try parser.increment(token, by: 1)
      case "decrement": return try parser.increment(token, by: -1)
      case "echo": return parser.output(token.range)
      case "render": return try parser.snippet(token, kind: .render)
      case "include": return try parser.snippet(token, kind: .include)
      case "ifchanged": return parser.changed(token)
      case "break": return .interruption(.stopsLoop)
      case "continue": return .interruption(.continuesLoop)
      default:
        parser.reportUnknown(name, at: token.start)
        return nil
      }
    }
    if node == nil, compilation.reporter.hasErrors { excuseName(in: token) }
    return node.map { [$0] } ?? []
  }

  /// The name that a faulty tag would have set is not missed as well.
  private func excuseName(in token: TemplateToken) {
    guard let words = try? ExpressionLexer.tokens(in: token.range, of: source),
      let name = words.first(where: { $0.kind == .identifier })
    else { return }
    _ = compilation.assignedVariable(name.text)
  }

  /// Runs a tag's parser; a fault is reported.
  mutating func attempt<Result>(
    _ parse: (inout TemplateParser) throws(SyntaxFault) -> Result?
  ) -> Result? {
    do {
      return try parse(&self)
    } catch {
      report(error.code, error.message, at: error.offset)
      return nil
    }
  }

  func expressions(in range: Range<Int>) throws(SyntaxFault) -> ExpressionParser {
    try ExpressionParser(
      range, of: source, symbols: compilation.symbols,
      takesNumericKeys: compilation.mode == .lax)
  }

  func report(_ code: FindingCode, _ message: String, at offset: Int, suggestion: String? = nil) {
    compilation.reporter.report(
      code, message, at: source.location(at: offset), suggestion: suggestion)
  }

  private static let tagNames = [
    "assign", "break", "capture", "case", "comment", "continue", "cycle", "decrement", "doc",
    "echo", "for", "if", "ifchanged", "include", "increment", "liquid", "raw", "render", "tablerow",
    "unless",
  ]
  private static let innerNames = ["else", "elsif", "when"]

  private func reportUnknown(_ name: String, at offset: Int) {
    if name.isEmpty {
      report(.syntax, "expected a tag’s name", at: offset)
    } else if name.hasPrefix("end") && Self.tagNames.contains(String(name.dropFirst(3))) {
      report(
        .unknownTag, "“{% \(name) %}” closes nothing: no “{% \(name.dropFirst(3)) %}” is open here",
        at: offset)
    } else if Self.innerNames.contains(name) {
      report(.unknownTag, "“{% \(name) %}” stands outside a block that knows it", at: offset)
    } else {
      report(
        .unknownTag, "there is no tag “\(name)”", at: offset,
        suggestion: suggestion(
          for: name, among: Self.tagNames + Self.innerNames + Self.tagNames.map { "end" + $0 }))
    }
  }

  /// The place in the document after branches that ended at several.
  mutating func join(_ exits: [MarkupState], at offset: Int) {
    guard compilation.escaping == .html, let first = exits.first else { return }
    if !exits.allSatisfy({ first.agrees(with: $0) }) {
      report(
        .mixedContext, "the branches of this block end at different places of the HTML", at: offset)
    }
    state = first
  }
}
