import Dataset
import Findings

extension StaticType {
  /// What compares with what.
  enum Kind { case number, text, boolean, date, list, object }

  /// Nil where nothing is known.
  var kind: Kind? {
    switch self {
    case .unknown, .null: nil
    case .string, .color, .url, .email, .image: .text
    case .integer, .decimal: .number
    case .boolean: .boolean
    case .date: .date
    case .list: .list
    case .object: .object
    }
  }

  /// `a number`, `a list`.
  var description: String {
    switch self {
    case .unknown: "unknown"
    case .null: "nil"
    case .string: "a text"
    case .integer: "an integer"
    case .decimal: "a decimal number"
    case .boolean: "a boolean"
    case .date: "a date"
    case .color: "a color"
    case .url: "a URL"
    case .email: "an e-mail address"
    case .image: "an image"
    case .list(.object): "a table"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

/// Conditions: what may be compared with what.
extension TypeChecker {
  mutating func check(_ condition: Condition) {
    switch condition {
    case .value(let expression): _ = known(expression)
    case .and(let a, let b), .or(let a, let b):
      check(a)
      check(b)
    case .comparison(let left, let comparison, let right, let location):
      compare(known(left), known(right), comparison, at: location)
    }
  }

  func compare(
    _ a: Known, _ b: Known, _ comparison: Condition.Operator, at location: SourceLocation
  ) {
    guard let x = a.type.kind else { return }
    switch comparison {
    case .contains: checkContains(a, b, at: location)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      for (value, kind) in [(a, x), (b, b.type.kind)]
      where kind == .boolean || kind == .list || kind == .object {
        report(
          "\(value.name) is \(value.type.description) and has no order", at: location)
        return
      }
      checkKinds(a, b, at: location)
    case .equal, .notEqual: checkKinds(a, b, at: location)
    }
  }

  private func checkKinds(_ a: Known, _ b: Known, at location: SourceLocation) {
    guard let x = a.type.kind, let y = b.type.kind, x != y else { return }
    if Self.isDateText(a) && y == .date || Self.isDateText(b) && x == .date { return }
    report(
      "\(a.name) is \(a.type.description) and \(b.name) is \(b.type.description): they never compare",
      at: location)
  }

  private static func isDateText(_ value: Known) -> Bool {
    guard case .string(let text)? = value.literal else { return false }
    return CalendarDate(iso: text) != nil
  }

  private func checkContains(_ whole: Known, _ part: Known, at location: SourceLocation) {
    switch whole.type {
    case .list(let item):
      guard let x = item.kind, let y = part.type.kind, x != y else { return }
      report(
        "the items of \(whole.name) are each \(item.description), \(part.name) is "
          + part.type.description,
        at: location)
    case .string, .color, .url, .email, .image, .unknown, .null, .object: break
    case .integer, .decimal, .boolean, .date:
      report("\(whole.name) is \(whole.type.description) and contains nothing", at: location)
    }
  }

  private func report(_ message: String, at location: SourceLocation) {
    reporter.report(.comparisonMismatch, message, at: location)
  }
}
