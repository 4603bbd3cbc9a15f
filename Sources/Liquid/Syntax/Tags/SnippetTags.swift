import Dataset
import Findings

/// `render` and `include`.
extension TemplateParser {
  mutating func snippet(
    _ token: TemplateToken, kind: SnippetCall.Kind
  ) throws(SyntaxFault) -> Node? {
    var expressions = try expressions(in: token.range)
    let nameLocation = expressions.location
    let name = try expressions.expression()
    var bound: Expression?
    var isLoop = false
    if !expressions.isAtKeyword {
      if expressions.take(word: "with") {
        bound = try expressions.expression()
      } else if expressions.take(word: "for") {
        bound = try expressions.expression()
        isLoop = true
      }
    }
    var alias: String?
    if expressions.take(word: "as") {
      alias = try expressions.expect(.identifier, "a variable’s name").text
    }
    var arguments: [(name: String, slot: Int, value: Expression)] = []
    while !expressions.isAtEnd {
      _ = expressions.take(.comma)
      let argument = try expressions.keyword()
      let slot = compilation.symbols.slot(of: argument.name)
      arguments.append((argument.name, slot, argument.value))
    }
    guard let (target, written) = target(name, kind, at: nameLocation) else { return nil }
    let variable = alias ?? written.map { SnippetPath.variable(for: $0) }
    return .snippet(
      SnippetCall(
        kind: kind, target: target, name: written ?? "", bound: bound, isLoop: isLoop,
        alias: variable.map { compilation.variable($0) },
        forloopSlot: compilation.symbols.slot(of: "forloop"), arguments: arguments,
        location: source.location(at: token.start)))
  }

  /// The snippet that a name stands for; only lax `include` knows computed names.
  private mutating func target(
    _ name: Expression, _ kind: SnippetCall.Kind, at location: SourceLocation
  ) -> (SnippetCall.Target, String?)? {
    if case .literal(.data(.string(let text))) = name {
      return compilation.snippet(named: text, state: &state, at: location).map {
        (.compiled($0), text)
      }
    }
    if compilation.mode == .lax, kind == .include {
      return (.named(name, state), nil)
    }
    compilation.reporter.report(
      .snippetName, "the name of a snippet must be a quoted text", at: location)
    return nil
  }
}
