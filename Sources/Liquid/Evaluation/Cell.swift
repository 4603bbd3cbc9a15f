import Dataset

/// Exact numbers, under a name that Foundation does not have too.
typealias ExactDecimal = Decimal

/// A value while a template runs: the data model's, or one of the few that only Liquid has.
enum Cell: Sendable {
  case data(Value)
  /// Text of which some parts are markup already.
  case markup(Markup)
  case range(Int64, Int64)
  /// The literal `blank`: equal to nil, false, and whatever is empty or white space.
  case blank
  /// The literal `empty`: equal to an empty string, list or object.
  case empty
  case loop(LoopState)
  case tableRow(TableRowState)

  static let null = Cell.data(.null)
  static func string(_ text: String) -> Cell { .data(.string(text)) }
  static func integer(_ value: Int) -> Cell { .data(.integer(Int64(clamping: value))) }
  static func bool(_ value: Bool) -> Cell { .data(.bool(value)) }
  static func list(_ values: [Value]) -> Cell { .data(.list(values)) }

  /// Only nil and false are false.
  var isTrue: Bool {
    switch self {
    case .data(.null), .data(.bool(false)): false
    default: true
    }
  }

  var isNull: Bool {
    if case .data(.null) = self { return true }
    return false
  }

  /// The value as data: markup becomes its plain text, a range the list of its numbers, and what only
  /// a template has becomes nil.
  var value: Value {
    switch self {
    case .data(let value): value
    case .markup(let markup): .string(markup.plain)
    case .range(let first, let last): .list(RangeItems.values(first, last))
    case .blank, .empty: .string("")
    case .loop, .tableRow: .null
    }
  }
}

/// The numbers of a range as a list.
enum RangeItems {
  /// The longest list that a range becomes; loops over longer ranges need none.
  static let maximum: Int64 = 1_000_000

  static func values(_ first: Int64, _ last: Int64) -> [Value] {
    guard first <= last else { return [] }
    let (length, overflow) = last.subtractingReportingOverflow(first)
    let end = overflow || length >= maximum ? first + (maximum - 1) : last
    return (first...end).map { .integer($0) }
  }
}

/// `forloop`.
final class LoopState: Sendable {
  let name: String
  let length: Int
  let index: Int
  let parent: LoopState?

  init(name: String, length: Int, index: Int, parent: LoopState?) {
    self.name = name
    self.length = length
    self.index = index
    self.parent = parent
  }

  /// The names that `forloop` has.
  static let members = [
    "first", "index", "index0", "last", "length", "name", "parentloop", "rindex", "rindex0",
  ]

  func member(_ name: String) -> Cell? {
    switch name {
    case "index": .integer(index + 1)
    case "index0": .integer(index)
    case "rindex": .integer(length - index)
    case "rindex0": .integer(length - index - 1)
    case "first": .bool(index == 0)
    case "last": .bool(index == length - 1)
    case "length": .integer(length)
    case "name": .string(self.name)
    case "parentloop": parent.map { .loop($0) } ?? .null
    default: nil
    }
  }
}

/// `tablerowloop`.
final class TableRowState: Sendable {
  let length: Int
  let columns: Int
  let index: Int

  init(length: Int, columns: Int, index: Int) {
    self.length = length
    self.columns = columns
    self.index = index
  }

  static let members = [
    "col", "col0", "col_first", "col_last", "first", "index", "index0", "last", "length", "rindex",
    "rindex0", "row",
  ]

  /// From 0.
  var column: Int { index % columns }
  /// From 1.
  var row: Int { index / columns + 1 }
  var isLastColumn: Bool { column == columns - 1 }
  var isLast: Bool { index == length - 1 }

  func member(_ name: String) -> Cell? {
    switch name {
    case "index": .integer(index + 1)
    case "index0": .integer(index)
    case "rindex": .integer(length - index)
    case "rindex0": .integer(length - index - 1)
    case "first": .bool(index == 0)
    case "last": .bool(isLast)
    case "length": .integer(length)
    case "col": .integer(column + 1)
    case "col0": .integer(column)
    case "col_first": .bool(column == 0)
    case "col_last": .bool(isLastColumn)
    case "row": .integer(row)
    default: nil
    }
  }
}
