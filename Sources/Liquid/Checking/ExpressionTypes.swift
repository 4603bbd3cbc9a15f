import Dataset
import Findings

/// What is known of an expression's value before rendering.
struct Known {
  var type: StaticType
  /// How messages call it.
  var name: String
  /// The parts of its path that may be nil.
  var optionalPaths: [String] = []
  /// Written into the template as it is.
  var literal: Value?

  static let unknown = Known(type: .unknown, name: "the value")

  /// A quoted text that is a number, which arithmetic takes.
  var isNumericText: Bool {
    guard case .string(let text)? = literal else { return false }
    return Decimal(plain: text) != nil
  }
}

extension TypeChecker {
  mutating func known(_ expression: Expression) -> Known {
    switch expression {
    case .literal(let cell): return Self.known(cell)
    case .range(let first, let last):
      for end in [first, last] {
        let value = known(end)
        guard let kind = value.type.kind, kind != .number, !value.isNumericText,
          case .variable(let lookup) = end
        else { continue }
        reporter.report(
          .typeMismatch, "a range needs numbers, and \(value.name) is \(value.type.description)",
          at: lookup.location)
      }
      return Known(type: .list(of: .integer), name: "the range")
    case .variable(let lookup): return known(lookup)
    }
  }

  private static func known(_ cell: Cell) -> Known {
    guard case .data(let value) = cell else { return .unknown }
    let type: StaticType =
      switch value {
      case .null: .null
      case .bool: .boolean
      case .integer: .integer
      case .decimal: .decimal
      case .string: .string
      case .date: .date
      case .list: .list(of: .unknown)
      case .object: .unknown
      }
    return Known(type: type, name: Comparison.describe(value), literal: value)
  }

  /// What a name means here; reports one that means nothing.
  private func entry(_ name: String, at location: SourceLocation) -> Entry? {
    if let entry = scoped[name] ?? assigned[name] { return entry }
    let isVisible = !isSnippet || Frame.sharedNames.contains(name)
    if isVisible, let entry = globals[name] { return entry }
    // Set elsewhere in the template, perhaps in an earlier turn of a loop.
    if program.assignedNames.contains(name) { return Entry(type: .unknown, isOptional: false) }
    var candidates = Array(scoped.keys) + Array(assigned.keys)
    candidates += globals.names.filter { !isSnippet || Frame.sharedNames.contains($0) }
    let hint =
      isSnippet && globals[name] != nil ? "; pass it to the snippet: “\(name): \(name)”" : ""
    reporter.report(
      .unknownName, "nothing is called “\(name)”\(hint)", at: location,
      suggestion: suggestion(for: name, among: candidates.sorted()))
    return nil
  }

  private mutating func known(_ lookup: Lookup) -> Known {
    guard case .name(let name, _) = lookup.root else {
      if case .computed(let expression) = lookup.root { _ = known(expression) }
      for case .index(let index, _) in lookup.steps { _ = known(index) }
      return .unknown
    }
    guard let entry = entry(name, at: lookup.location) else {
      for case .index(let index, _) in lookup.steps { _ = known(index) }
      return .unknown
    }
    var value = Known(type: entry.type, name: "“\(name)”")
    var path = name
    if entry.isOptional { value.optionalPaths.append(path) }
    for step in lookup.steps {
      switch step {
      case .member(let member, let location):
        path += "." + member
        enter(member, of: &value, path: path, at: location, isIndex: false)
      case .index(.literal(.data(.string(let member))), let location):
        path += "." + member
        enter(member, of: &value, path: path, at: location, isIndex: true)
      case .index(let index, let location):
        enter(itemAt: known(index), of: &value, at: location)
        path += "[]"
      }
      value.name = "“\(path)”"
    }
    return value
  }

  private func enter(
    _ member: String, of value: inout Known, path: String, at location: SourceLocation,
    isIndex: Bool
  ) {
    var known: [String] = []
    switch value.type {
    case .unknown, .null:
      value.type = .unknown
      return
    case .object(let fields):
      if let field = fields[member] {
        value.type = field.type
        if field.isOptional { value.optionalPaths.append(path) }
        return
      }
      if !isIndex && member == "size" { return value.type = .integer }
      if !isIndex && member == "first" { return value.type = .list(of: .unknown) }
      known = fields.names
    case .list(let item):
      if !isIndex && member == "size" { return value.type = .integer }
      if !isIndex && (member == "first" || member == "last") { return value.type = item }
      known = ["size", "first", "last"]
    case .string, .email, .url, .color, .image:
      if !isIndex && member == "size" { return value.type = .integer }
      if !isIndex && (member == "first" || member == "last") { return value.type = .string }
      known = ["size", "first", "last"]
    case .integer, .decimal, .boolean, .date: break
    }
    var message = "\(value.name) is \(value.type.description) and has no “\(member)”"
    if case .object = value.type { message = "\(value.name) has no “\(member)”" }
    if case .list(.object(let fields)) = value.type, fields[member] != nil {
      message += ": it belongs to each item, so loop over \(value.name)"
    }
    reporter.report(
      .unknownMember, message, at: location, suggestion: suggestion(for: member, among: known))
    // Whether it may be empty no longer matters.
    value.optionalPaths = []
    value.type = .unknown
  }

  private func enter(itemAt index: Known, of value: inout Known, at location: SourceLocation) {
    switch value.type {
    case .list(let item):
      if let kind = index.type.kind, kind != .number {
        reporter.report(
          .typeMismatch, "an item’s place is a number, not \(index.type.description)",
          at: location)
      }
      value.type = item
    case .unknown, .null, .object: value.type = .unknown
    default:
      reporter.report(
        .unknownMember, "\(value.name) is \(value.type.description) and has no items",
        at: location)
      value.type = .unknown
    }
  }

  // MARK: Guards

  /// The paths that an expression reads, as far as they are literal.
  static func paths(in expression: Expression) -> Set<String> {
    guard case .variable(let lookup) = expression, case .name(let name, _) = lookup.root else {
      return []
    }
    var path = name
    for step in lookup.steps {
      switch step {
      case .member(let member, _), .index(.literal(.data(.string(let member))), _):
        path += "." + member
      case .index: path += "[]"
      }
    }
    return [path]
  }

  static func paths(in condition: Condition) -> Set<String> {
    switch condition {
    case .value(let expression): paths(in: expression)
    case .comparison(let a, _, let b, _): paths(in: a).union(paths(in: b))
    case .and(let a, let b), .or(let a, let b): paths(in: a).union(paths(in: b))
    }
  }
}
