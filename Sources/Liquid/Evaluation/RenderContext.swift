import Dataset
import Findings

/// One rendering of a program: its variables, its output so far, and what it may still use up.
struct RenderContext {
  /// Bodies inside each other, through all snippets: what the stack can surely hold.
  static let maximumDepth = 400

  let program: Program
  let globals: Scope
  let limits: RenderLimits
  let formats: LocaleFormats
  var frame: Frame
  var sink = Sink()
  /// Names and snippets of the program, and those that computed `include`s added.
  var names: [String]
  var snippets: [CompiledSnippet]
  var computedSnippets: [String: Int] = [:]
  var loopTurns = 0
  var depth = 0
  var snippetDepth = 0
  /// What `ifchanged` printed last.
  var lastChanged: String?
  /// The ways taken so far; nil where nobody asked.
  var branches: Set<Branch>?
  /// Where the output so far was written; nil where nobody asked, and inside what is collected to be
  /// printed elsewhere.
  var sourceMap: SourceMap?

  var isLax: Bool { program.mode == .lax }

  init(_ program: Program, globals: Scope, locale: String, limits: RenderLimits) {
    self.program = program
    self.globals = globals
    self.limits = limits
    formats = LocaleFormats.of(locale)
    names = program.names
    snippets = program.snippets
    frame = Frame(count: program.names.count, isSnippet: false)
  }

  func failure(
    _ code: FindingCode, _ message: String, at location: SourceLocation, suggestion: String? = nil
  ) -> RenderError {
    RenderError(finding: Finding(code, message, at: location.place, suggestion: suggestion))
  }

  /// Counts a turn of a loop.
  mutating func countTurn(at location: SourceLocation) throws(RenderError) {
    loopTurns += 1
    if loopTurns > limits.loopTurns {
      throw failure(
        .loopLimit,
        "the loops take more than \(limits.loopTurns) turns (setting limits.loop_turns)",
        at: location)
    }
  }

  func checkSize(_ bytes: Int, at location: SourceLocation) throws(RenderError) {
    if bytes > limits.outputBytes {
      throw failure(
        .outputLimit,
        "the text grows beyond \(limits.outputBytes) bytes (setting limits.document_bytes)",
        at: location)
    }
  }

  // MARK: Names

  /// What a name means now; nil where nothing says.
  mutating func lookUp(_ slot: Int) -> Cell? {
    if let cell = frame.slots[slot].scoped { return cell }
    if let cell = frame.slots[slot].assigned { return cell }
    return global(slot) ?? frame.slots[slot].counter.map { .data(.integer($0)) }
  }

  /// What the data say of a name.
  private mutating func global(_ slot: Int) -> Cell? {
    switch frame.slots[slot].global {
    case .value(let cell): return cell
    case .absent: return nil
    case .unknown: break
    }
    let name = names[slot]
    let isVisible = !frame.isSnippet || Frame.sharedNames.contains(name)
    guard isVisible, let value = globals[name] else {
      frame.slots[slot].global = .absent
      return nil
    }
    frame.slots[slot].global = .value(.data(value))
    return .data(value)
  }

  /// Every name that is known now, for suggestions.
  private func knownNames() -> [String] {
    var known = Set(globals.layers.flatMap(\.names))
    if frame.isSnippet { known.formIntersection(Frame.sharedNames) }
    for (slot, name) in zip(frame.slots, names)
    where slot.scoped != nil || slot.assigned != nil || slot.counter != nil {
      known.insert(name)
    }
    return known.sorted()
  }

  func unknownName(_ name: String, at location: SourceLocation) -> RenderError {
    failure(
      .unknownName, "nothing is called “\(name)”", at: location,
      suggestion: suggestion(for: name, among: knownNames()))
  }
}
