import Dataset

/// How values compare.
enum Comparison {
  /// Values inside each other that are still compared.
  private static let maximumDepth = 64

  static func areEqual(_ a: Cell, _ b: Cell) -> Bool {
    switch (a, b) {
    case (.blank, .blank), (.empty, .empty): true
    case (.blank, let other), (let other, .blank): isBlank(other)
    case (.empty, let other), (let other, .empty): isEmpty(other)
    case (.range(let a, let b), .range(let c, let d)): a == c && b == d
    case (.range, _), (_, .range), (.loop, _), (_, .loop), (.tableRow, _), (_, .tableRow): false
    default: areEqual(a.value, b.value)
    }
  }

  static func areEqual(_ a: Value, _ b: Value, depth: Int = 0) -> Bool {
    guard depth < maximumDepth else { return false }
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return x == y
    case (.integer(let x), .decimal(let y)), (.decimal(let y), .integer(let x)):
      return Decimal(x) == y
    case (.decimal(let x), .decimal(let y)): return x == y
    case (.string(let x), .string(let y)): return x.utf8.elementsEqual(y.utf8)
    case (.date(let date), .string(let text)), (.string(let text), .date(let date)):
      return CalendarDate(iso: text) == date
    case (.list(let x), .list(let y)):
      return x.count == y.count && zip(x, y).allSatisfy { areEqual($0, $1, depth: depth + 1) }
    case (.object(let x), .object(let y)):
      return x.names.count == y.names.count
        && x.names.allSatisfy { name in
          areEqual(x[name] ?? .null, y[name] ?? .null, depth: depth + 1) && y[name] != nil
        }
    case (.null, .null): return true
    case (.bool(let x), .bool(let y)): return x == y
    case (.date(let x), .date(let y)): return x == y
    default: return false
    }
  }

  /// -1, 0 or 1; nil where the values have no order.
  static func order(_ a: Value, _ b: Value) -> Int? {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return sign(x < y, y < x)
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      let (x, y) = (Conversion.number(a), Conversion.number(b))
      return sign(x < y, y < x)
    case (.string(let x), .string(let y)):
      return sign(
        x.utf8.lexicographicallyPrecedes(y.utf8), y.utf8.lexicographicallyPrecedes(x.utf8))
    case (.date(let x), .date(let y)): return sign(x < y, y < x)
    case (.date(let x), .string(let text)):
      return CalendarDate(iso: text).map { sign(x < $0, $0 < x) }
    case (.string(let text), .date(let y)):
      return CalendarDate(iso: text).map { sign($0 < y, y < $0) }
    default: return nil
    }
  }

  /// What `<`, `<=`, `>` and `>=` say. Nil, booleans, lists and objects have no order: false.
  ///
  /// - Throws: where a number is compared with a text, or a date with what is no date.
  static func holds(
    _ a: Cell, _ comparison: Condition.Operator, _ b: Cell
  ) throws(FilterFault) -> Bool {
    guard case .data = a, case .data = b else {
      if case .markup = a { return try holds(.data(a.value), comparison, b) }
      if case .markup = b { return try holds(a, comparison, .data(b.value)) }
      return false
    }
    let (x, y) = (a.value, b.value)
    guard isOrdered(x), isOrdered(y) else { return false }
    guard let order = order(x, y) else {
      throw FilterFault("\(describe(x)) cannot be compared with \(describe(y))")
    }
    return switch comparison {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    case .equal, .notEqual, .contains: false
    }
  }

  static func contains(_ whole: Cell, _ part: Cell) -> Bool {
    guard whole.isTrue, part.isTrue else { return false }
    switch whole {
    case .range(let first, let last):
      guard case .data(.integer(let number)) = part else { return false }
      return first <= number && number <= last
    default:
      switch whole.value {
      case .string(let text): return Text.contains(text, Conversion.text(part))
      case .list(let items): return items.contains { areEqual(.data($0), part) }
      case .object(let record): return record[Conversion.text(part)] != nil
      default: return false
      }
    }
  }

  static func describe(_ value: Value) -> String {
    switch value {
    case .null: "nothing"
    case .bool: "a boolean"
    case .integer, .decimal: "the number \(Conversion.text(value).prefix(40))"
    case .string(let text): "the text “\(text.prefix(40))”"
    case .date(let date): "the date \(date.isoDescription)"
    case .list: "a list"
    case .object: "an object"
    }
  }

  private static func isOrdered(_ value: Value) -> Bool {
    switch value {
    case .integer, .decimal, .string, .date: true
    case .null, .bool, .list, .object: false
    }
  }

  private static func isBlank(_ cell: Cell) -> Bool {
    switch cell {
    case .data(.null), .data(.bool(false)): true
    case .data(.string(let text)): text.utf8.allSatisfy { $0 == 32 || (9...13).contains($0) }
    case .markup(let markup): isBlank(.string(markup.plain))
    default: isEmpty(cell)
    }
  }

  private static func isEmpty(_ cell: Cell) -> Bool {
    switch cell {
    case .data(.string(let text)): text.isEmpty
    case .data(.list(let items)): items.isEmpty
    case .data(.object(let record)): record.isEmpty
    case .markup(let markup): markup.pieces.isEmpty
    default: false
    }
  }

  private static func sign(_ isLess: Bool, _ isGreater: Bool) -> Int {
    isLess ? -1 : isGreater ? 1 : 0
  }
}
