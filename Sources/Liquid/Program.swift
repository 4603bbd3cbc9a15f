import Dataset
import Findings

/// A compiled template.
final class Program: Sendable {
  static func compile(
    _ source: String, file: String, origin: SourceOrigin, mode: LiquidMode, escaping: Escaping,
    snippets: (any SnippetSource)?
  ) -> (Program?, [Finding]) { (Program(), []) }

  static func compileCondition(
    _ source: String, file: String, origin: SourceOrigin, mode: LiquidMode
  ) -> (Program?, [Finding]) { (Program(), []) }

  func render(_ globals: Scope, locale: String, limits: RenderLimits) throws(RenderError) -> String
  {
    ""
  }
  func holds(_ globals: Scope, locale: String, limits: RenderLimits) throws(RenderError) -> Bool {
    true
  }
  func check(against names: TypeEnvironment) -> [Finding] { [] }
  var usage: NameUsage { NameUsage() }
}
