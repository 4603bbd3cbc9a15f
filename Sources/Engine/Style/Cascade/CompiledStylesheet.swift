package import Findings
import Markup

/// A style sheet with what it imports: selectors and declarations read, conditions not yet decided, so
/// that one compilation serves every page size.
package final class CompiledStylesheet: Sendable {
  let rules: [CompiledRule]
  /// Conditions that rules stand under, all of which must hold; index 0 is none.
  let conditions: [[RuleCondition]]
  /// Layers in the order of their first mention, each under a condition.
  let layers: [(path: [String], condition: Int)]
  let fontFaces: [(rule: FontFaceRule, condition: Int)]
  let pages: [(rule: PageRule, condition: Int)]
  let counterStyles: [(rule: CounterStyleRule, condition: Int)]
  let registrations: [(registration: PropertyRegistration, condition: Int)]
  package let findings: [Finding]

  init(_ compiler: StylesheetCompiler) {
    rules = compiler.rules
    conditions = compiler.conditions
    layers = compiler.layers
    fontFaces = compiler.fontFaces
    pages = compiler.pages
    counterStyles = compiler.counterStyles
    registrations = compiler.registrations
    findings = compiler.findings
  }

  /// - Parameters:
  ///   - text: the source.
  ///   - file: its name, against which references in it are resolved.
  ///   - line, column: where in `file` the text starts, for findings.
  ///   - media: the conditions of the element that holds or links it.
  package static func compile(
    _ text: String, file: String?, line: Int = 1, column: Int = 1, media: String = "",
    loader: (any StylesheetLoader)? = nil
  ) -> CompiledStylesheet {
    var compiler = StylesheetCompiler(loader: loader)
    let query = media.isEmpty ? nil : MediaQueryList(TokenBuffer(media).all)
    compiler.compile(
      TokenBuffer(text, file: file, line: line, column: column),
      under: query.map { [.media($0)] } ?? [])
    return CompiledStylesheet(compiler)
  }
}

struct CompiledRule: Sendable {
  var selectors: SelectorList
  var block: DeclarationBlock
  var condition: Int
  /// The path of names of the rule's cascade layer; empty for none.
  var layer: [String]
}

enum RuleCondition: Sendable {
  case media(MediaQueryList)
  /// Decided for each element.
  case container(ContainerQuery)

  /// Whether rules under the condition may apply to a page.
  func mayHold(_ environment: MediaEnvironment) -> Bool {
    switch self {
    case .media(let list): list.matches(environment)
    case .container: true
    }
  }
}
