import Markup

/// `var()`, `env()` and `attr()`: put into values before they are read. `[CSS Variables 1, §3; CSS Values 5, §7]`
struct Substitution {
  /// Values may not grow beyond this: a few lines of doubling variables would fill the memory.
  static let maximumTokens = 50_000

  /// A custom property's value, or nil where it is guaranteed-invalid.
  let variable: (String) -> ComponentValues?
  /// An attribute of the element.
  let attribute: (String) -> String?

  /// The value with everything put in; nil where it is invalid at computed-value time.
  func apply(_ values: ComponentValues) -> ComponentValues? {
    var result: ContiguousArray<CSSToken> = []
    guard append(values, to: &result, depth: 0) else { return nil }
    let buffer = TokenBuffer(tokens: result, file: values.buffer.file)
    return buffer.all
  }

  private func append(
    _ values: ComponentValues, to result: inout ContiguousArray<CSSToken>, depth: Int
  ) -> Bool {
    guard depth < 64 else { return false }
    var cursor = values.cursor
    while let token = cursor.current {
      guard result.count < Self.maximumTokens else { return false }
      guard token.kind == .function, Self.isSubstitution(token), let inner = cursor.block() else {
        result.append(token)
        cursor.position += 1
        continue
      }
      guard substitute(token, inner, &result, depth) else { return false }
    }
    return true
  }

  static func isSubstitution(_ token: CSSToken) -> Bool {
    token.isFunction("var") || token.isFunction("env") || token.isFunction("attr")
  }

  private func substitute(
    _ token: CSSToken, _ inner: ValueCursor, _ result: inout ContiguousArray<CSSToken>, _ depth: Int
  ) -> Bool {
    var cursor = inner
    guard let name = cursor.next(), name.kind == .ident else { return false }
    if token.isFunction("attr") { return attribute(name.text, &cursor, &result, depth) }
    let value: ComponentValues?
    if token.isFunction("var") {
      value = variable(name.text)
    } else {
      while cursor.integer() != nil {}
      value = Self.environment[name.text].map { ComponentValues(tokens: [$0]) }
    }
    if let value {
      guard result.count + value.range.count < Self.maximumTokens else { return false }
      result.append(contentsOf: value.tokens)
      return true
    }
    guard cursor.consumeComma() else { return false }
    return append(cursor.rest.trimmed, to: &result, depth: depth + 1)
  }

  private static let environment: [String: CSSToken] = {
    var zero = CSSToken(.dimension, "px")
    zero.isInteger = true
    var table: [String: CSSToken] = [:]
    for side in ["top", "right", "bottom", "left"] {
      for area in ["safe-area-inset", "safe-area-max-inset"] { table["\(area)-\(side)"] = zero }
    }
    return table
  }()

  /// `attr(name type(<syntax>), fallback)`, `attr(name px)`, and CSS 2's `attr(name)`.
  private func attribute(
    _ name: String, _ cursor: inout ValueCursor, _ result: inout ContiguousArray<CSSToken>,
    _ depth: Int
  ) -> Bool {
    var syntax: CustomPropertySyntax?
    var unit: String?
    if let token = cursor.peek, token.isFunction("type"), let inner = cursor.block() {
      syntax = CustomPropertySyntax(inner.rest)
      guard syntax != nil else { return false }
    } else if let token = cursor.peek, token.kind == .ident || token.isDelim("%") {
      _ = cursor.next()
      if token.text != "string", token.text != "raw-string" { unit = token.text.lowercasedASCII }
    }
    let text = attribute(name.lowercasedASCII)
    if let text {
      if let syntax {
        let values = TokenBuffer(text).all.trimmed
        if syntax.accepts(values) {
          result.append(contentsOf: values.tokens)
          return true
        }
      } else if let unit {
        if let token = Self.number(text, unit) {
          result.append(token)
          return true
        }
      } else {
        result.append(CSSToken(.string, text))
        return true
      }
    }
    if cursor.consumeComma() { return append(cursor.rest.trimmed, to: &result, depth: depth + 1) }
    guard syntax == nil, unit == nil else { return false }
    result.append(CSSToken(.string, ""))
    return true
  }

  private static func number(_ text: String, _ unit: String) -> CSSToken? {
    var cursor = TokenBuffer(text).all.cursor
    guard var token = cursor.next(), token.kind == .number, cursor.isDone else { return nil }
    switch unit {
    case "number": break
    case "%": token.kind = .percentage
    default:
      token.kind = .dimension
      token.text = unit
      guard MathParser.dimension(token) != nil else { return nil }
    }
    return token
  }

  /// Whether a value may stand where anything may, and every substitution function in it has arguments
  /// of the right form. `[CSS Variables 1, §2.1, §3]`
  static func isWellFormed(_ values: ComponentValues) -> Bool {
    guard isDeclarationValue(values) else { return false }
    let tokens = values.buffer.tokens
    for index in values.range where tokens[index].kind == .function && isSubstitution(tokens[index])
    {
      let inner = ComponentValues(values.buffer, index + 1..<index + Int(tokens[index].span) - 1)
      var cursor = inner.cursor
      guard let name = cursor.next(), name.kind == .ident else { return false }
      if tokens[index].isFunction("var") {
        guard name.text.hasPrefix("--"), name.text.utf8.count > 2,
          cursor.isDone || cursor.consumeComma(), isDeclarationValue(cursor.rest)
        else { return false }
      }
    }
    return true
  }
  /// `<declaration-value>`: no broken tokens, and neither `!` nor `;` outside of blocks.
  /// `[CSS Syntax 3, §8.2]`
  private static func isDeclarationValue(_ values: ComponentValues) -> Bool {
    var cursor = values.cursor
    while let token = cursor.current {
      switch token.kind {
      case .badString, .badURL, .closeCurly, .closeParen, .closeSquare, .semicolon: return false
      case .delim where token.text == "!": return false
      default: _ = cursor.nextRaw()
      }
    }
    return true
  }
}
