package import Findings

/// A condition such as `streams > 0 and country == "DE"`, as in `{% if … %}`.
package struct LiquidCondition: Sendable {
  let program: Program

  /// - Returns: the condition, nil where a finding is an error, and all findings.
  package static func compile(
    _ source: String, file: String, origin: SourceOrigin = SourceOrigin(),
    mode: LiquidMode = .strict
  ) -> (condition: LiquidCondition?, findings: [Finding]) {
    let (program, findings) = Program.compileCondition(
      source, file: file, origin: origin, mode: mode)
    return (program.map { LiquidCondition(program: $0) }, findings)
  }

  /// Whether the condition holds.
  package func holds(
    _ globals: Scope, locale: String = "en", limits: RenderLimits = RenderLimits()
  ) throws(RenderError) -> Bool {
    try program.holds(globals, locale: locale, limits: limits)
  }

  /// Every fault that the types of the names reveal.
  package func check(
    against names: TypeEnvironment, limits: RenderLimits = RenderLimits()
  ) -> [Finding] {
    program.check(against: names, limits: limits)
  }

  package var usage: NameUsage { program.usage }
}
