import Dataset
import Findings

/// Reads expressions, filters and conditions from the inside of one tag or output.
struct ExpressionParser {
  /// Brackets and parentheses inside each other.
  static let maximumDepth = 40
  /// Conditions joined by `and` and `or`.
  static let maximumConditions = 200

  let source: SourceText
  let symbols: SymbolTable
  /// A number after a dot is a key, as standard Liquid has it: `a.0`.
  private let takesNumericKeys: Bool
  private let tokens: [ExpressionToken]
  private var position = 0
  private var depth = 0

  init(
    _ range: Range<Int>, of source: SourceText, symbols: SymbolTable,
    takesNumericKeys: Bool = false
  ) throws(SyntaxFault) {
    self.takesNumericKeys = takesNumericKeys
    self.source = source
    self.symbols = symbols
    tokens = try ExpressionLexer.tokens(in: range, of: source)
  }

  var token: ExpressionToken { tokens[position] }
  var isAtEnd: Bool { token.kind == .end }
  private var following: ExpressionToken { tokens[min(position + 1, tokens.count - 1)] }
  var location: SourceLocation { source.location(at: token.range.lowerBound) }

  /// Whether a keyword argument stands here: `name:`.
  var isAtKeyword: Bool { token.kind == .identifier && following.kind == .colon }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  mutating func take(_ kind: ExpressionToken.Kind) -> ExpressionToken? {
    guard token.kind == kind, kind != .end else { return nil }
    defer { advance() }
    return token
  }

  /// Takes an identifier that reads so.
  mutating func take(word: String) -> Bool {
    guard token.kind == .identifier, token.text == word else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(
    _ kind: ExpressionToken.Kind, _ what: String? = nil
  ) throws(SyntaxFault) -> ExpressionToken {
    guard let found = take(kind) else { throw unexpected(what ?? kind.name) }
    return found
  }

  func expectEnd() throws(SyntaxFault) {
    if !isAtEnd { throw unexpected("the end of the tag") }
  }

  func unexpected(_ wanted: String) -> SyntaxFault {
    let found = isAtEnd ? "the end" : "“\(source.text(token.range).prefix(40))”"
    return SyntaxFault(
      message: "expected \(wanted), found \(found)", offset: token.range.lowerBound)
  }

  mutating func expression() throws(SyntaxFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw SyntaxFault(
        message: "more than \(Self.maximumDepth) brackets inside each other",
        offset: token.range.lowerBound, code: .depthLimit)
    }
    let start = location
    switch token.kind {
    case .string:
      defer { advance() }
      return .literal(.string(token.text))
    case .number:
      defer { advance() }
      return .literal(Self.number(token.text))
    case .openParenthesis:
      advance()
      let first = try expression()
      try expect(.dotDot)
      let last = try expression()
      try expect(.closeParenthesis)
      return .range(first, last)
    case .openBracket:
      advance()
      let name = try expression()
      try expect(.closeBracket)
      let steps = try self.steps()
      if case .literal(.data(.string(let text))) = name {
        let root = Lookup.Root.name(text, slot: symbols.slot(of: text))
        return .variable(Lookup(root: root, steps: steps, location: start))
      }
      return .variable(Lookup(root: .computed(name), steps: steps, location: start))
    case .identifier:
      let name = token.text
      advance()
      let steps = try self.steps()
      if steps.isEmpty, let literal = Self.literal(named: name) { return .literal(literal) }
      let root = Lookup.Root.name(name, slot: symbols.slot(of: name))
      return .variable(Lookup(root: root, steps: steps, location: start))
    default:
      throw unexpected("a value")
    }
  }

  private mutating func steps() throws(SyntaxFault) -> [Lookup.Step] {
    var steps: [Lookup.Step] = []
    while true {
      let start = location
      if take(.openBracket) != nil {
        let index = try expression()
        try expect(.closeBracket)
        steps.append(.index(index, start))
      } else if take(.dot) != nil {
        let place = location
        // `contains` is a comparison elsewhere, and a field's name here.
        if token.kind == .comparison, token.text == "contains" {
          steps.append(.member("contains", place))
          advance()
        } else if takesNumericKeys, token.kind == .number {
          // Of `a.1.0` the number is `1.0`.
          for key in token.text.split(separator: ".") {
            steps.append(.member(String(key), place))
          }
          advance()
        } else {
          steps.append(.member(try expect(.identifier).text, place))
        }
      } else {
        return steps
      }
    }
  }

  private static func literal(named name: String) -> Cell? {
    switch name {
    case "nil", "null": .null
    case "true": .bool(true)
    case "false": .bool(false)
    case "blank": .blank
    case "empty": .empty
    default: nil
    }
  }

  /// A literal prints as a floating-point number does: `1.50` as `1.5`, `1.0` as it is.
  private static func number(_ text: String) -> Cell {
    if let integer = Int64(text) { return .data(.integer(integer)) }
    guard let decimal = Decimal(plain: text) else { return .data(.integer(0)) }
    return .data(.decimal(decimal.trimmed(keeping: decimal.scale > 0 ? 1 : 0)))
  }

  /// An expression and its filters; where nothing stands, nil.
  mutating func pipeline() throws(SyntaxFault) -> Pipeline {
    let start = location
    if isAtEnd { return Pipeline(base: .literal(.null), filters: [], location: start) }
    var pipeline = Pipeline(base: try expression(), filters: [], location: start)
    while take(.pipe) != nil { pipeline.filters.append(try filter()) }
    return pipeline
  }

  private mutating func filter() throws(SyntaxFault) -> FilterCall {
    let place = location
    let name = try expect(.identifier, "a filter’s name").text
    var call = FilterCall(
      name: name, definition: FilterTable.definition(of: name), arguments: [], keywords: [],
      location: place)
    guard take(.colon) != nil else { return call }
    repeat {
      if isAtKeyword {
        call.keywords.append(try keyword())
      } else {
        call.arguments.append(try expression())
      }
    } while take(.comma) != nil
    return call
  }

  /// `name: value`
  mutating func keyword() throws(SyntaxFault) -> KeywordArgument {
    let place = location
    let name = try expect(.identifier).text
    try expect(.colon)
    return KeywordArgument(name: name, value: try expression(), location: place)
  }

  mutating func condition() throws(SyntaxFault) -> Condition {
    var parts = [try comparison()]
    var joints: [Bool] = []
    while true {
      if take(word: "and") {
        joints.append(true)
      } else if take(word: "or") {
        joints.append(false)
      } else {
        break
      }
      parts.append(try comparison())
      if parts.count > Self.maximumConditions {
        throw SyntaxFault(
          message: "more than \(Self.maximumConditions) conditions in one tag",
          offset: token.range.lowerBound, code: .depthLimit)
      }
    }
    guard var condition = parts.popLast() else { throw unexpected("a condition") }
    while let part = parts.popLast(), let isAnd = joints.popLast() {
      condition = isAnd ? .and(part, condition) : .or(part, condition)
    }
    return condition
  }

  private mutating func comparison() throws(SyntaxFault) -> Condition {
    let left = try expression()
    let place = location
    guard let written = take(.comparison) else { return .value(left) }
    let name = written.text == "<>" ? "!=" : written.text
    guard let comparison = Condition.Operator(rawValue: name) else {
      throw unexpected("a comparison")
    }
    return .comparison(left, comparison, try expression(), place)
  }
}
