import Dataset
import Findings

/// A compiled template or condition.
final class Program: Sendable {
  let file: String
  let mode: LiquidMode
  let escaping: Escaping
  let snippetSource: (any SnippetSource)?
  /// The names of the slots.
  let names: [String]
  let snippets: [CompiledSnippet]
  let body: [Node]
  /// A condition alone has no body.
  let condition: Condition?
  let usage: NameUsage
  /// Names that a tag sets somewhere.
  let assignedNames: Set<String>

  private init(
    _ compilation: Compilation, file: String, snippetSource: (any SnippetSource)?, body: [Node],
    condition: Condition?
  ) {
    self.file = file
    mode = compilation.mode
    escaping = compilation.escaping
    self.snippetSource = snippetSource
    names = compilation.symbols.names
    snippets = compilation.snippets
    assignedNames = compilation.assignedNames
    self.body = body
    self.condition = condition
    usage = UsageCollector.usage(
      of: body, condition: condition, snippets: compilation.snippets)
  }

  private var start: SourceLocation { SourceLocation(file: file, line: 1, column: 1) }

  static func compile(
    _ text: String, file: String, origin: SourceOrigin, mode: LiquidMode, escaping: Escaping,
    snippets: (any SnippetSource)?
  ) -> (Program?, [Finding]) {
    let compilation = Compilation(mode: mode, escaping: escaping, snippets: snippets)
    let source = SourceText(text, file: file, origin: origin)
    var parser = TemplateParser(source, compilation: compilation, state: MarkupState())
    let body = parser.template()
    let findings = compilation.reporter.sorted
    guard !compilation.reporter.hasErrors else { return (nil, findings) }
    let program = Program(
      compilation, file: file, snippetSource: snippets, body: body, condition: nil)
    return (program, findings)
  }

  /// Compiles and checks, as far as faults of the one leave something for the other.
  static func inspect(
    _ text: String, file: String, origin: SourceOrigin, escaping: Escaping,
    snippets: (any SnippetSource)?, against names: TypeEnvironment, limits: RenderLimits
  ) -> ([Finding], NameUsage?) {
    let compilation = Compilation(mode: .strict, escaping: escaping, snippets: snippets)
    let source = SourceText(text, file: file, origin: origin)
    var parser = TemplateParser(source, compilation: compilation, state: MarkupState())
    let body = parser.template()
    let findings = compilation.reporter.sorted
    guard !compilation.gaveUp else { return (findings, nil) }
    let program = Program(
      compilation, file: file, snippetSource: snippets, body: body, condition: nil)
    let types = program.check(against: names, limits: limits)
    let reporter = Reporter()
    reporter.add(findings + types)
    return (reporter.sorted, program.usage)
  }

  static func compileCondition(
    _ text: String, file: String, origin: SourceOrigin, mode: LiquidMode
  ) -> (Program?, [Finding]) {
    let compilation = Compilation(mode: mode, escaping: .none, snippets: nil)
    let source = SourceText(text, file: file, origin: origin)
    do throws(SyntaxFault) {
      var expressions = try ExpressionParser(
        0..<source.bytes.count, of: source, symbols: compilation.symbols)
      let condition = try expressions.condition()
      try expressions.expectEnd()
      let program = Program(
        compilation, file: file, snippetSource: nil, body: [], condition: condition)
      return (program, [])
    } catch {
      compilation.reporter.report(
        error.code, error.message, at: source.location(at: error.offset))
      return (nil, compilation.reporter.sorted)
    }
  }

  func render(
    _ globals: Scope, locale: String, limits: RenderLimits
  ) throws(RenderError) -> String {
    var context = RenderContext(self, globals: globals, locale: locale, limits: limits)
    _ = try context.render(body, at: start)
    return context.sink.text
  }

  func sourceMap(
    _ globals: Scope, locale: String, limits: RenderLimits
  ) throws(RenderError) -> SourceMap {
    var context = RenderContext(self, globals: globals, locale: locale, limits: limits)
    context.sourceMap = SourceMap()
    _ = try context.render(body, at: start)
    var map = context.sourceMap ?? SourceMap()
    map.finish(context.sink.text)
    return map
  }

  func branches(
    _ globals: Scope, locale: String, limits: RenderLimits
  ) throws(RenderError) -> Set<Branch> {
    var context = RenderContext(self, globals: globals, locale: locale, limits: limits)
    context.branches = []
    _ = try context.render(body, at: start)
    return context.branches ?? []
  }

  func holds(
    _ globals: Scope, locale: String, limits: RenderLimits
  ) throws(RenderError) -> Bool {
    guard let condition else { return true }
    var context = RenderContext(self, globals: globals, locale: locale, limits: limits)
    return try context.holds(condition)
  }

  func check(against names: TypeEnvironment, limits: RenderLimits) -> [Finding] {
    TypeChecker.check(self, against: names, limits: limits)
  }
}
