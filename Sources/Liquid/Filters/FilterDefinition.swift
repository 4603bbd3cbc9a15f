import Dataset

/// Why a filter cannot do its work.
struct FilterFault: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

/// A filter of the language: what it takes, what it gives, what it does.
struct FilterDefinition: Sendable {
  /// What stands before the bar.
  enum Input: Sendable {
    case any
    /// Text of any kind.
    case text
    /// Whatever prints on one line: text, numbers, booleans, dates.
    case scalar
    case number
    case date
    case list
    case textOrList
    /// `compact` is for lists and for numbers.
    case numberOrList
  }

  /// The type of the result.
  enum Result: Sendable {
    case string, integer, number, boolean
    /// The type of the input.
    case input
    /// The type of the input's items.
    case item
    /// A list of the fields that the first argument names.
    case field
    /// A list of texts.
    case strings
    /// The input or the first argument.
    case inputOrArgument
    case unknown
  }

  let name: String
  let input: Input
  let count: ClosedRange<Int>
  /// How many arguments standard Liquid wants at least, where that is more.
  let standardMinimum: Int?
  let keywords: [String]
  /// The arguments must be numbers.
  let takesNumbers: Bool
  let result: Result
  let apply: @Sendable (FilterInput) throws(FilterFault) -> Cell

  init(
    _ name: String, _ input: Input, _ count: ClosedRange<Int> = 0...0, standardMinimum: Int? = nil,
    keywords: [String] = [], takesNumbers: Bool = false, gives result: Result,
    apply: @escaping @Sendable (FilterInput) throws(FilterFault) -> Cell
  ) {
    self.name = name
    self.input = input
    self.count = count
    self.standardMinimum = standardMinimum
    self.keywords = keywords
    self.takesNumbers = takesNumbers
    self.result = result
    self.apply = apply
  }

  /// What is wrong with arguments of this number and these names; nil where nothing is.
  func argumentFault(count found: Int, keywords names: [String], isLax: Bool) -> String? {
    if let unknown = names.first(where: { !keywords.contains($0) }) {
      let known = keywords.isEmpty ? "none" : keywords.joined(separator: ", ")
      return "the filter “\(name)” has no argument “\(unknown):” (it knows \(known))"
    }
    let least = isLax ? max(count.lowerBound, standardMinimum ?? 0) : count.lowerBound
    guard found < least || found > count.upperBound else { return nil }
    let wanted =
      least == count.upperBound
      ? "\(least)"
      : count.upperBound == .max ? "at least \(least)" : "\(least) to \(count.upperBound)"
    return "the filter “\(name)” takes \(wanted) argument\(wanted == "1" ? "" : "s"), not \(found)"
  }
}

/// What a filter works on.
struct FilterInput {
  var value: Cell
  var arguments: [Cell]
  var keywords: [(name: String, value: Cell)]
  var environment: FilterEnvironment

  /// The input as text.
  var text: String { Conversion.text(value) }
  var number: Number { Conversion.number(value.value) }

  func argument(_ index: Int) -> Cell? {
    arguments.indices.contains(index) ? arguments[index] : nil
  }

  func text(_ index: Int) -> String { argument(index).map { Conversion.text($0) } ?? "" }
  func number(_ index: Int) -> Number {
    argument(index).map { Conversion.number($0.value) } ?? .integer(0)
  }
  func integer(_ index: Int, default value: Int) throws(FilterFault) -> Int {
    guard let argument = argument(index) else { return value }
    return try Conversion.integer(argument)
  }

  func keyword(_ name: String) -> Cell? { keywords.last { $0.name == name }?.value }

  /// The input as the items that list filters go through: a list flattened, a range's numbers, any
  /// other value alone.
  var items: [Value] {
    switch value {
    case .range(let first, let last): return RangeItems.values(first, last)
    case .data(.null), .loop, .tableRow: return []
    default:
      switch value.value {
      case .list(let items): return Self.flattened(items)
      case .null: return []
      case let other: return [other]
      }
    }
  }

  private static func flattened(_ items: [Value], depth: Int = 0) -> [Value] {
    guard depth < 32, items.contains(where: { if case .list = $0 { true } else { false } }) else {
      return items
    }
    return items.flatMap { item in
      if case .list(let inner) = item { return flattened(inner, depth: depth + 1) }
      return [item]
    }
  }
}

/// What filters know beside their input.
struct FilterEnvironment {
  var formats: LocaleFormats
  var isLax: Bool
  /// Values are escaped when they are printed.
  var escapes: Bool
  /// The most bytes that a value may have.
  var maximumBytes: Int
}
