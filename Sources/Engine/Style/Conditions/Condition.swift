import Markup

/// A condition with `and`, `or` and `not`, as media, feature and container queries share it, in the
/// three-valued logic of Media Queries 4, §3.1.
indirect enum Condition<Leaf: Sendable>: Sendable {
  case leaf(Leaf)
  case not(Condition)
  case all([Condition])
  case any([Condition])
  /// `<general-enclosed>`: well-formed, not understood.
  case unknown

  func evaluate(_ test: (Leaf) -> Bool?) -> Bool? {
    switch self {
    case .leaf(let leaf): return test(leaf)
    case .not(let inner): return inner.evaluate(test).map { !$0 }
    case .all(let parts):
      var isUnknown = false
      for part in parts {
        switch part.evaluate(test) {
        case false?: return false
        case nil: isUnknown = true
        default: break
        }
      }
      return isUnknown ? nil : true
    case .any(let parts):
      var isUnknown = false
      for part in parts {
        switch part.evaluate(test) {
        case true?: return true
        case nil: isUnknown = true
        default: break
        }
      }
      return isUnknown ? nil : false
    case .unknown: return nil
    }
  }

  /// `not x`, `x and y …`, `x or y …`, or one alone.
  ///
  /// - Parameters:
  ///   - allowsOr: false inside `screen and …`.
  ///   - leaf: reads what is in parentheses, or a function; nil for what is not understood.
  static func parse(
    _ cursor: inout ValueCursor, allowsOr: Bool = true, leaf: (inout ValueCursor) -> Condition?
  ) -> Condition? {
    if cursor.consumeIdent("not") {
      guard let inner = inParentheses(&cursor, leaf) else { return nil }
      return .not(inner)
    }
    guard let first = inParentheses(&cursor, leaf) else { return nil }
    var parts = [first]
    if cursor.peek?.isIdent("and") == true {
      while cursor.consumeIdent("and") {
        guard let part = inParentheses(&cursor, leaf) else { return nil }
        parts.append(part)
      }
      return .all(parts)
    }
    if allowsOr, cursor.peek?.isIdent("or") == true {
      while cursor.consumeIdent("or") {
        guard let part = inParentheses(&cursor, leaf) else { return nil }
        parts.append(part)
      }
      return .any(parts)
    }
    return first
  }

  private static func inParentheses(
    _ cursor: inout ValueCursor, _ leaf: (inout ValueCursor) -> Condition?
  ) -> Condition? {
    guard let token = cursor.peek else { return nil }
    if token.kind == .openParen {
      let start = cursor.position
      if var inner = cursor.block(), let nested = parse(&inner, leaf: leaf), inner.isDone {
        return nested
      }
      cursor.position = start
    }
    guard token.kind == .openParen || token.kind == .function else { return nil }
    let start = cursor.position
    if let result = leaf(&cursor) { return result }
    cursor.position = start
    _ = cursor.next()
    return .unknown
  }
}
