import Dataset

/// What the filters that look into a list's items find there, as standard Liquid does: of objects a
/// field, of texts a part, of everything else nothing.
enum Selection {
  enum Finding {
    case value(Value)
    /// The item cannot be looked into: the whole filter gives nil.
    case nothing
  }

  static func property(_ name: Cell, of item: Value) throws(FilterFault) -> Finding {
    switch (item, name.value) {
    case (.object(let record), .string(let name)): return .value(record[name] ?? .null)
    case (.object, _): return .value(.null)
    case (.string(let text), .string(let part)):
      return .value(Text.contains(text, part) ? .string(part) : .null)
    case (.string(let text), .integer(let place)):
      let characters = Array(text)
      let offset = place < 0 ? Int(clamping: place) + characters.count : Int(clamping: place)
      return .value(
        characters.indices.contains(offset) ? .string(String(characters[offset])) : .null)
    case (.integer, .integer): return .value(.integer(0))
    case (.integer, .string(let name)):
      throw FilterFault("cannot select “\(name.prefix(40))” of a number")
    default: return .nothing
    }
  }

  /// What the first argument names in each item, or the items themselves where there is none.
  ///
  /// - Parameter missing: stands for items that cannot be looked into.
  /// - Returns: nil where there is such an item and nothing stands for it.
  static func keys(
    of input: FilterInput, missing: Value? = nil
  ) throws(FilterFault) -> [Value]? {
    let items = input.items
    guard let name = input.argument(0), !name.isNull || missing == .null else { return items }
    var keys: [Value] = []
    for item in items {
      switch try property(name, of: item) {
      case .value(let value): keys.append(value)
      case .nothing:
        guard let missing else { return nil }
        keys.append(missing)
      }
    }
    return keys
  }
}

/// Filters that pick items by a field: `where: "field"` by its truth, `where: "field", value` by its
/// value.
enum SelectionFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("where", .list, 1...2, gives: .input) { input throws(FilterFault) in
      guard let matches = try matches(input) else { return .null }
      return .list(zip(input.items, matches).filter(\.1).map(\.0))
    },
    FilterDefinition("reject", .list, 1...2, gives: .input) { input throws(FilterFault) in
      guard let matches = try matches(input) else { return .null }
      return .list(zip(input.items, matches).filter { !$0.1 }.map(\.0))
    },
    FilterDefinition("find", .list, 1...2, gives: .item) { input throws(FilterFault) in
      guard let index = try matches(input, stopsAtFirst: true)?.firstIndex(of: true) else {
        return .null
      }
      return .data(input.items[index])
    },
    FilterDefinition("find_index", .list, 1...2, gives: .integer) { input throws(FilterFault) in
      try matches(input, stopsAtFirst: true)?.firstIndex(of: true).map { .integer($0) } ?? .null
    },
    FilterDefinition("has", .list, 1...2, gives: .boolean) { input throws(FilterFault) in
      guard let matches = try matches(input, stopsAtFirst: true) else { return .null }
      return .bool(matches.contains(true))
    },
  ]

  /// Whether each item matches; nil where one before the end cannot be looked into.
  private static func matches(
    _ input: FilterInput, stopsAtFirst: Bool = false
  ) throws(FilterFault) -> [Bool]? {
    var matches: [Bool] = []
    for item in input.items {
      guard case .value(let value) = try Selection.property(input.arguments[0], of: item) else {
        return nil
      }
      let cell = Cell.data(value)
      if let target = input.argument(1), !target.isNull {
        matches.append(Comparison.areEqual(cell, target))
      } else {
        matches.append(cell.isTrue)
      }
      if stopsAtFirst && matches.last == true { break }
    }
    return matches
  }
}
