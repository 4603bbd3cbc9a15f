import Dataset
import Findings

/// `render` and `include`.
extension RenderContext {
  mutating func render(_ call: SnippetCall) throws(RenderError) -> Flow {
    snippetDepth += 1
    defer { snippetDepth -= 1 }
    guard snippetDepth <= limits.snippetDepth else {
      throw failure(
        .depthLimit, "more than \(limits.snippetDepth) snippets inside each other",
        at: call.location)
    }
    let (index, alias) = try target(of: call)
    let bound = try boundValue(of: call, alias: alias)
    var arguments: [(slot: Int, value: Cell)] = []
    for argument in call.arguments {
      arguments.append((argument.slot, try value(of: argument.value)))
    }
    switch call.kind {
    case .include: return try include(call, index, alias, bound, arguments)
    case .render:
      try renderApart(call, index, alias, bound, arguments)
      return .next
    }
  }

  /// The value of `with` or `for`. Standard Liquid's `include` falls back to a variable that is named
  /// as the snippet.
  private mutating func boundValue(
    of call: SnippetCall, alias: Int?
  ) throws(RenderError) -> Cell? {
    if let expression = call.bound { return try value(of: expression) }
    guard call.kind == .include, isLax, let alias else { return nil }
    return lookUp(alias)
  }

  private mutating func target(
    of call: SnippetCall
  ) throws(RenderError) -> (index: Int, alias: Int?) {
    switch call.target {
    case .compiled(let index): return (index, call.alias?.slot)
    case .named(let expression, let state):
      guard case .string(let name) = try value(of: expression).value else {
        throw failure(.snippetName, "the name of a snippet must be a text", at: call.location)
      }
      let index = try compile(name, state, at: call.location)
      return (index, call.alias?.slot ?? slot(of: SnippetPath.variable(for: name)))
    }
  }

  /// Compiles a snippet whose name only the rendering knows.
  private mutating func compile(
    _ name: String, _ state: MarkupState, at location: SourceLocation
  ) throws(RenderError) -> Int {
    if let index = computedSnippets[name] { return index }
    let compilation = Compilation(
      mode: program.mode, escaping: program.escaping, snippets: program.snippetSource,
      symbols: SymbolTable(names), compiled: snippets)
    var state = state
    let index = compilation.snippet(named: name, state: &state, at: location)
    if let finding = compilation.reporter.sorted.first(where: { $0.severity == .error }) {
      throw RenderError(finding: finding)
    }
    guard let index else {
      throw failure(.unknownSnippet, "there is no snippet “\(name)”", at: location)
    }
    names = compilation.symbols.names
    frame.grow(to: names.count)
    snippets = compilation.snippets
    computedSnippets[name] = index
    return index
  }

  /// `include`: the snippet sees and changes the variables around it.
  private mutating func include(
    _ call: SnippetCall, _ index: Int, _ alias: Int?, _ bound: Cell?,
    _ arguments: [(slot: Int, value: Cell)]
  ) throws(RenderError) -> Flow {
    let outer = arguments.map { ($0.slot, frame.slots[$0.slot].scoped) }
    let outerAlias = alias.map { frame.slots[$0].scoped }
    for argument in arguments { frame.slots[argument.slot].scoped = argument.value }
    defer {
      if let alias, let outerAlias { frame.slots[alias].scoped = outerAlias }
      for (slot, cell) in outer.reversed() { frame.slots[slot].scoped = cell }
    }
    guard let alias, let bound else {
      return try render(snippets[index].body, at: call.location)
    }
    guard case .data(.list(let items)) = bound else {
      frame.slots[alias].scoped = bound
      return try render(snippets[index].body, at: call.location)
    }
    for item in items {
      try countTurn(at: call.location)
      frame.slots[alias].scoped = .data(item)
      let flow = try render(snippets[index].body, at: call.location)
      if flow != .next { return flow }
    }
    return .next
  }

  /// `render`: the snippet sees what is passed and what all templates share, and changes nothing.
  private mutating func renderApart(
    _ call: SnippetCall, _ index: Int, _ alias: Int?, _ bound: Cell?,
    _ arguments: [(slot: Int, value: Cell)]
  ) throws(RenderError) {
    let outer = frame
    defer {
      frame = outer
      frame.grow(to: names.count)
    }
    var fresh = Frame(count: names.count, isSnippet: true)
    for argument in arguments { fresh.slots[argument.slot].assigned = argument.value }
    guard call.isLoop, let bound, let items = Self.repeated(bound) else {
      if let alias, let bound, !(isLax && bound.isNull) { fresh.slots[alias].assigned = bound }
      frame = fresh
      _ = try render(snippets[index].body, at: call.location)
      return
    }
    for (turn, item) in items.enumerated() {
      try countTurn(at: call.location)
      frame = fresh
      frame.grow(to: names.count)
      let state = LoopState(name: call.name, length: items.count, index: turn, parent: nil)
      frame.slots[call.forloopSlot].scoped = .loop(state)
      if let alias { frame.slots[alias].assigned = .data(item) }
      _ = try render(snippets[index].body, at: call.location)
    }
  }

  /// The items of `render … for`; nil where the value is one itself.
  private static func repeated(_ cell: Cell) -> [Value]? {
    switch cell {
    case .range(let first, let last): return RangeItems.values(first, last)
    case .data(.list(let items)): return items
    case .data(.object(let record)):
      return record.names.map { .list([.string($0), record[$0] ?? .null]) }
    default: return nil
    }
  }
}
