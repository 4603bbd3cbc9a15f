import Markup

/// `@supports`. `[CSS Conditional 3, §6; 4, §2]`
enum SupportsCondition {
  /// Whether it holds; a condition that cannot be read does not.
  static func holds(_ values: ComponentValues, namespaces: [String: String]) -> Bool {
    var cursor = values.cursor
    guard
      let condition = Condition<Bool>.parse(&cursor, leaf: { leaf(&$0, namespaces) }),
      cursor.isDone
    else { return false }
    // Unlike in media queries, what is not understood is simply false.
    return evaluate(condition)
  }

  private static func evaluate(_ condition: Condition<Bool>) -> Bool {
    switch condition {
    case .leaf(let value): value
    case .not(let inner): !evaluate(inner)
    case .all(let parts): parts.allSatisfy(evaluate)
    case .any(let parts): parts.contains(where: evaluate)
    case .unknown: false
    }
  }

  private static func leaf(_ cursor: inout ValueCursor, _ namespaces: [String: String])
    -> Condition<Bool>?
  {
    guard let token = cursor.peek, let inner = cursor.block() else { return nil }
    if token.kind == .openParen { return .leaf(declaration(inner.rest)) }
    switch token.text.lowercasedASCII {
    case "selector":
      return .leaf(SelectorParser(namespaces: namespaces).parse(inner.rest) != nil)
    case "font-tech":
      var inner = inner
      return .leaf(
        ["features-opentype", "variations", "color-colrv0", "color-sbix"].contains(inner.keyword()))
    case "font-format":
      var inner = inner
      return .leaf(
        ["opentype", "truetype", "woff", "woff2", "collection"].contains(inner.keyword()))
    default: return nil
    }
  }

  /// Whether a declaration would be kept.
  static func declaration(_ values: ComponentValues) -> Bool {
    var cursor = values.cursor
    while let token = cursor.nextRaw() { if token.kind == .semicolon { return false } }
    var parser = SyntaxParser()
    let declarations = parser.parseDeclarations(values)
    guard declarations.count == 1, parser.findings.isEmpty, let declaration = declarations.first
    else { return false }
    if declaration.isCustomProperty { return Substitution.isWellFormed(declaration.value) }
    return (try? DeclarationParser.parse(declaration.name, declaration.value)) != nil
  }
}
