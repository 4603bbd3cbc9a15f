import Dataset
import Findings

/// The values of expressions.
extension RenderContext {
  mutating func value(of expression: Expression) throws(RenderError) -> Cell {
    switch expression {
    case .literal(let cell): return cell
    case .variable(let lookup): return try value(of: lookup)
    case .range(let first, let last):
      let start = Conversion.number(try value(of: first).value)
      let end = Conversion.number(try value(of: last).value)
      return .range(Self.bound(start), Self.bound(end))
    }
  }

  /// A range's bound: decimals are cut down to an integer.
  private static func bound(_ number: Number) -> Int64 {
    switch number {
    case .integer(let integer): integer
    case .decimal(let decimal): decimal.rounded(to: 0, decimal.isNegative ? .up : .down).int64 ?? 0
    }
  }

  private mutating func value(of lookup: Lookup) throws(RenderError) -> Cell {
    var cell: Cell
    switch lookup.root {
    case .name(let name, let slot):
      if let found = lookUp(slot) {
        cell = found
      } else if isLax || program.assignedNames.contains(name) {
        return .null
      } else {
        throw unknownName(name, at: lookup.location)
      }
    case .computed(let expression):
      let name = Conversion.text(try value(of: expression))
      if let found = lookUp(slot(of: name)) {
        cell = found
      } else if isLax {
        return .null
      } else {
        throw unknownName(name, at: lookup.location)
      }
    }
    for step in lookup.steps {
      switch step {
      case .member(let name, let location):
        cell = try member(name, of: cell, at: location)
      case .index(.literal(.data(.string(let name))), let location):
        cell = try member(name, of: cell, at: location, isIndex: true)
      case .index(let expression, _):
        let index = try value(of: expression)
        cell = Self.item(index, of: cell)
      }
    }
    return cell
  }

  /// The slot of a name that was computed.
  mutating func slot(of name: String) -> Int {
    if let slot = names.firstIndex(of: name) { return slot }
    names.append(name)
    frame.grow(to: names.count)
    return names.count - 1
  }

  /// `value.name`, or `value["name"]`.
  private func member(
    _ name: String, of cell: Cell, at location: SourceLocation, isIndex: Bool = false
  ) throws(RenderError) -> Cell {
    if let found = Self.member(name, of: cell, isIndex: isIndex) { return found }
    if isLax || cell.isNull { return .null }
    var known: [String] = ["size", "first", "last"]
    if case .data(.object(let record)) = cell { known = record.names }
    if case .loop = cell { known = LoopState.members }
    if case .tableRow = cell { known = TableRowState.members }
    throw failure(
      .unknownMember, "there is no “\(name)” in \(Comparison.describe(cell.value))", at: location,
      suggestion: suggestion(for: name, among: known))
  }

  static func member(_ name: String, of cell: Cell, isIndex: Bool = false) -> Cell? {
    switch cell {
    case .loop(let state): return state.member(name)
    case .tableRow(let state): return state.member(name)
    case .range(let first, let last):
      switch name {
      case "size": return .data(.integer(max(0, last.subtractingReportingOverflow(first).0 &+ 1)))
      case "first": return .data(.integer(first))
      case "last": return .data(.integer(last))
      default: return nil
      }
    case .data(.object(let record)):
      if let value = record[name] { return .data(value) }
      if isIndex { return nil }
      switch name {
      case "size": return .integer(record.names.count)
      case "first":
        guard let first = record.names.first else { return .null }
        return .list([.string(first), record[first] ?? .null])
      default: return nil
      }
    case .data(.list(let items)):
      if isIndex { return nil }
      switch name {
      case "size": return .integer(items.count)
      case "first": return .data(items.first ?? .null)
      case "last": return .data(items.last ?? .null)
      default: return nil
      }
    case .data(.string), .markup:
      if isIndex { return nil }
      let text = Conversion.text(cell)
      switch name {
      case "size": return .integer(text.count)
      case "first": return .string(String(text.prefix(1)))
      case "last": return .string(String(text.suffix(1)))
      default: return nil
      }
    default: return nil
    }
  }

  /// `value[index]`: an item by its place, from the end where it is negative, or a field by its name.
  private static func item(_ index: Cell, of cell: Cell) -> Cell {
    switch (cell.value, index) {
    case (.list(let items), .data(.integer(let place))):
      let offset = place < 0 ? Int(clamping: place) + items.count : Int(clamping: place)
      return items.indices.contains(offset) ? .data(items[offset]) : .null
    case (.object(let record), _):
      return record[Conversion.text(index)].map { .data($0) } ?? .null
    default: return .null
    }
  }

  mutating func value(of pipeline: Pipeline) throws(RenderError) -> Cell {
    var cell = try value(of: pipeline.base)
    for filter in pipeline.filters { cell = try apply(filter, to: cell) }
    return cell
  }

  private mutating func apply(_ call: FilterCall, to cell: Cell) throws(RenderError) -> Cell {
    guard let definition = call.definition else { return cell }
    var arguments: [Cell] = []
    for argument in call.arguments { arguments.append(try value(of: argument)) }
    var keywords: [(name: String, value: Cell)] = []
    for keyword in call.keywords { keywords.append((keyword.name, try value(of: keyword.value))) }
    if isLax,
      let fault = definition.argumentFault(
        count: arguments.count, keywords: keywords.map(\.name), isLax: true)
    {
      throw failure(.filterArguments, fault, at: call.location)
    }
    let input = FilterInput(
      value: cell, arguments: arguments, keywords: keywords,
      environment: FilterEnvironment(
        formats: formats, isLax: isLax, escapes: program.escaping == .html,
        maximumBytes: limits.outputBytes))
    let result: Cell
    do {
      result = try definition.apply(input)
    } catch {
      throw failure(.filterFailed, "“\(call.name)”: \(error.message)", at: call.location)
    }
    if case .data(.string(let text)) = result { try checkSize(text.utf8.count, at: call.location) }
    return result
  }

  mutating func holds(_ condition: Condition) throws(RenderError) -> Bool {
    switch condition {
    case .value(let expression): return try value(of: expression).isTrue
    case .and(let a, let b): return try holds(a) ? try holds(b) : false
    case .or(let a, let b): return try holds(a) ? true : try holds(b)
    case .comparison(let left, let comparison, let right, let location):
      let a = try value(of: left)
      let b = try value(of: right)
      switch comparison {
      case .equal: return Comparison.areEqual(a, b)
      case .notEqual: return !Comparison.areEqual(a, b)
      case .contains: return Comparison.contains(a, b)
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        do {
          return try Comparison.holds(a, comparison, b)
        } catch {
          throw failure(.filterFailed, error.message, at: location)
        }
      }
    }
  }
}
