import Markup

/// A list of media queries; empty matches always. `[Media Queries 4]`
struct MediaQueryList: Sendable {
  private var queries: [MediaQuery]

  init(_ values: ComponentValues) {
    queries = values.trimmed.isEmpty ? [] : values.splitAtCommas.map(MediaQuery.init)
  }

  func matches(_ environment: MediaEnvironment) -> Bool {
    queries.isEmpty || queries.contains { $0.matches(environment) }
  }
}

struct MediaQuery: Sendable {
  private enum Kind: Sendable {
    case all
    case type(String)
  }
  private var isNegated = false
  private var kind: Kind = .all
  private var condition: Condition<MediaFeature>?
  /// A malformed query is `not all`.
  private var isMalformed = false

  init(_ values: ComponentValues) {
    var cursor = values.cursor
    if !read(&cursor) || !cursor.isDone { isMalformed = true }
  }

  private mutating func read(_ cursor: inout ValueCursor) -> Bool {
    guard let first = cursor.peek else { return false }
    let isCondition =
      first.kind != .ident
      || first.isIdent("not") && Self.secondOpensParenthesis(cursor)
    if isCondition {
      condition = Condition.parse(&cursor, leaf: MediaFeature.parse)
      return condition != nil
    }
    if cursor.consumeIdent("not") {
      isNegated = true
    } else {
      _ = cursor.consumeIdent("only")
    }
    guard let type = cursor.keyword(), !["and", "or", "not", "only", "layer"].contains(type) else {
      return false
    }
    kind = type == "all" ? .all : .type(type)
    if cursor.consumeIdent("and") {
      condition = Condition.parse(&cursor, allowsOr: false, leaf: MediaFeature.parse)
      return condition != nil
    }
    return true
  }

  private static func secondOpensParenthesis(_ start: ValueCursor) -> Bool {
    var cursor = start
    _ = cursor.next()
    guard let second = cursor.peek else { return false }
    return second.kind == .openParen || second.kind == .function
  }

  func matches(_ environment: MediaEnvironment) -> Bool {
    if isMalformed { return false }
    var result: Bool? = true
    if case .type(let name) = kind, name != environment.type.rawValue { result = false }
    if result == true, let condition {
      result = condition.evaluate { $0.matches(environment) }
    }
    guard let result else { return false }
    return result != isNegated
  }
}
