extension NthPattern {
  /// Steps and offsets beyond this never matter and could overflow.
  private static let limit = 1_000_000_000

  /// Reads `An+B` (CSS Syntax 3, §6.2); nil, with the cursor anywhere, for anything else.
  static func parse(_ cursor: inout ValueCursor) -> NthPattern? {
    guard let first = cursor.next() else { return nil }
    switch first.kind {
    case .number:
      return first.isInteger ? NthPattern(step: 0, offset: integer(first.number)) : nil
    case .dimension:
      guard first.isInteger else { return nil }
      return afterStep(integer(first.number), unit: first.text, &cursor)
    case .ident:
      let name = first.text.lowercasedASCII
      if name == "even" { return NthPattern(step: 2, offset: 0) }
      if name == "odd" { return NthPattern(step: 2, offset: 1) }
      if name.hasPrefix("-") { return afterStep(-1, unit: String(name.dropFirst()), &cursor) }
      return afterStep(1, unit: name, &cursor)
    case .delim where first.text == "+":
      guard let name = cursor.nextRaw(), name.kind == .ident else { return nil }
      return afterStep(1, unit: name.text.lowercasedASCII, &cursor)
    default: return nil
    }
  }

  /// What follows the step: `n`, `n-3`, `n- 3`, `n + 3`, `n +3`.
  private static func afterStep(
    _ step: Int, unit: String, _ cursor: inout ValueCursor
  ) -> NthPattern? {
    if unit == "n" {
      guard let sign = cursor.peek else { return NthPattern(step: step, offset: 0) }
      if sign.kind == .number, sign.isInteger, sign.hasSign {
        _ = cursor.next()
        return NthPattern(step: step, offset: integer(sign.number))
      }
      guard sign.isDelim("+") || sign.isDelim("-") else {
        return NthPattern(step: step, offset: 0)
      }
      _ = cursor.next()
      return signlessOffset(step, sign.text == "-" ? -1 : 1, &cursor)
    }
    if unit == "n-" { return signlessOffset(step, -1, &cursor) }
    guard unit.hasPrefix("n-"), let offset = Int(unit.dropFirst(2)),
      unit.dropFirst(2).utf8.allSatisfy(ASCII.isDigit)
    else { return nil }
    return NthPattern(step: step, offset: -min(offset, limit))
  }

  private static func signlessOffset(
    _ step: Int, _ sign: Int, _ cursor: inout ValueCursor
  ) -> NthPattern? {
    guard let number = cursor.next(), number.kind == .number, number.isInteger, !number.hasSign
    else { return nil }
    return NthPattern(step: step, offset: sign * integer(number.number))
  }

  private static func integer(_ value: Double) -> Int {
    Int(min(max(value, -Double(limit)), Double(limit)))
  }
}
