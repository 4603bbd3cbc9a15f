package import Findings

/// A template in Liquid, compiled once and rendered for every recipient.
///
/// - ``compile(_:file:origin:mode:escaping:snippets:)`` reads the source and collects every fault of
///   its syntax, its filters and its snippets, with line and column.
/// - ``check(against:)`` compares every expression with the declared fields: unknown names, filters on
///   other types, comparisons of numbers with text, optional fields printed without a guard.
/// - ``render(_:locale:limits:)`` fills it in. Nothing is parsed or looked up by name twice; the result
///   depends on the globals and the locale alone, never on the machine, the clock or chance.
/// - ``usage`` tells which names it reads, so that variants which differ in none of them share a result.
///
/// ``LiquidCondition`` is the same for a single condition (`streams > 0`). The language is standard
/// Liquid as the e-mail tools have it, with the filters of campaigns added.
package struct LiquidTemplate: Sendable {
  let program: Program

  /// - Parameters:
  ///   - source: the template's text.
  ///   - file: its name in findings; snippets are named by their own path.
  ///   - origin: where the text begins in that file, for templates inside descriptors.
  ///   - snippets: where `render` and `include` find theirs; nil where a template may use none.
  /// - Returns: the template, nil where a finding is an error, and all findings in the order of the
  ///   source.
  package static func compile(
    _ source: String, file: String, origin: SourceOrigin = SourceOrigin(),
    mode: LiquidMode = .strict, escaping: Escaping = .html,
    snippets: (any SnippetSource)? = nil
  ) -> (template: LiquidTemplate?, findings: [Finding]) {
    let (program, findings) = Program.compile(
      source, file: file, origin: origin, mode: mode, escaping: escaping, snippets: snippets)
    return (program.map { LiquidTemplate(program: $0) }, findings)
  }

  /// Every fault that source and types reveal, those of types also where filters or snippets are
  /// unknown; a template that is to be rendered is compiled and checked instead.
  ///
  /// - Returns: all findings in the order of the source, and what the template reads; nil where its
  ///   blocks or expressions cannot be read.
  package static func inspect(
    _ source: String, file: String, origin: SourceOrigin = SourceOrigin(),
    escaping: Escaping = .html, snippets: (any SnippetSource)? = nil,
    against names: TypeEnvironment, limits: RenderLimits = RenderLimits()
  ) -> (findings: [Finding], usage: NameUsage?) {
    Program.inspect(
      source, file: file, origin: origin, escaping: escaping, snippets: snippets, against: names,
      limits: limits)
  }

  /// Fills the template in.
  ///
  /// - Parameters:
  ///   - globals: the names that the template sees.
  ///   - locale: a BCP 47 tag; it steers what numbers, dates, lists and plurals look like.
  /// - Throws: the first fault: a limit that was reached, an undefined name, a value that may not
  ///   stand where it would be printed. The finding in it names no recipient; the caller adds that.
  package func render(
    _ globals: Scope, locale: String = "en", limits: RenderLimits = RenderLimits()
  ) throws(RenderError) -> String {
    try program.render(globals, locale: locale, limits: limits)
  }

  /// Where the parts of what `render` gives with these globals were written.
  ///
  /// - Throws: what `render` throws.
  package func sourceMap(
    with globals: Scope, locale: String = "en", limits: RenderLimits = RenderLimits()
  ) throws(RenderError) -> SourceMap {
    try program.sourceMap(globals, locale: locale, limits: limits)
  }

  /// The ways that rendering takes with these globals; those that there are: `usage.branches`.
  ///
  /// - Throws: what `render` throws.
  package func branches(
    takenWith globals: Scope, locale: String = "en", limits: RenderLimits = RenderLimits()
  ) throws(RenderError) -> Set<Branch> {
    try program.branches(globals, locale: locale, limits: limits)
  }

  /// Every fault that the types of the names reveal without rendering, snippets included.
  package func check(
    against names: TypeEnvironment, limits: RenderLimits = RenderLimits()
  ) -> [Finding] {
    program.check(against: names, limits: limits)
  }

  /// The top-level names that the template and its snippets read, and how.
  package var usage: NameUsage { program.usage }
}
