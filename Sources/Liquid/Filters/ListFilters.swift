import Dataset

/// Filters that take lists apart and put them together, and the two that suit every value.
enum ListFilters {
  static let all: [FilterDefinition] = [
    FilterDefinition("default", .any, 0...1, keywords: ["allow_false"], gives: .inputOrArgument) {
      input in
      let isFalse =
        input.keyword("allow_false")?.isTrue == true ? input.value.isNull : !input.value.isTrue
      let isEmpty = Comparison.areEqual(input.value, .empty) && !isFalse
      return isFalse || isEmpty ? input.argument(0) ?? .string("") : input.value
    },
    FilterDefinition("size", .textOrList, gives: .integer) { input in
      // Of an object its members, whatever one called `size` holds.
      if case .object(let record) = input.value.value { return .integer(record.names.count) }
      if let size = RenderContext.member("size", of: input.value) { return size }
      // Of integers standard Liquid gives the bytes that they take.
      if case .data(.integer) = input.value { return .integer(8) }
      return .integer(0)
    },
    FilterDefinition("first", .textOrList, gives: .item) { input in
      RenderContext.member("first", of: input.value) ?? .null
    },
    FilterDefinition("last", .textOrList, gives: .item) { input in
      if case .data(.object) = input.value { return .null }
      return RenderContext.member("last", of: input.value) ?? .null
    },
    FilterDefinition("join", .list, 0...1, gives: .string) { input throws(FilterFault) in
      let glue = input.argument(0).map { Conversion.text($0) } ?? " "
      let items = input.items
      guard items.count * glue.utf8.count <= input.environment.maximumBytes else {
        throw FilterFault("the text grows beyond \(input.environment.maximumBytes) bytes")
      }
      return .string(items.map { Conversion.text($0) }.joined(separator: glue))
    },
    FilterDefinition("reverse", .list, gives: .input) { .list($0.items.reversed()) },
    FilterDefinition("concat", .list, 1...1, gives: .input) { input throws(FilterFault) in
      guard case .data(.list(let more)) = input.arguments[0] else {
        throw FilterFault("the argument is no list")
      }
      return .list(input.items + more)
    },
    FilterDefinition("uniq", .list, 0...1, gives: .input) { input throws(FilterFault) in
      // One item is compared with nothing, so nothing is asked of it.
      guard input.items.count > 1 else { return .list(input.items) }
      guard let keys = try Selection.keys(of: input) else { return .null }
      var seen: Set<Value> = []
      return .list(zip(input.items, keys).filter { seen.insert($0.1).inserted }.map(\.0))
    },
    FilterDefinition("sort", .list, 0...1, gives: .input) { input throws(FilterFault) in
      try sorted(input) { (a: Value, b: Value) throws(FilterFault) in
        if let order = Comparison.order(a, b) { return order < 0 }
        if Comparison.areEqual(a, b) || a == .null { return false }
        if b == .null { return true }
        throw FilterFault(
          "\(Comparison.describe(a)) and \(Comparison.describe(b)) have no common order")
      }
    },
    FilterDefinition("sort_natural", .list, 0...1, gives: .input) { input throws(FilterFault) in
      try sorted(input) { (a: Value, b: Value) throws(FilterFault) in
        if a == .null || b == .null { return b == .null && a != .null }
        let (x, y) = (folded(a), folded(b))
        return x.lexicographicallyPrecedes(y)
      }
    },
    FilterDefinition("sum", .list, 0...1, gives: .number) { input throws(FilterFault) in
      let items = input.items
      guard let keys = try Selection.keys(of: input, missing: .integer(0)) else { return .null }
      var total = Number.integer(0)
      for value in items.isEmpty ? [] : keys {
        total = try total.adding(Conversion.number(value))
      }
      return total.cell
    },
    FilterDefinition("map", .list, 1...1, gives: .field) { input throws(FilterFault) in
      .list(try Selection.keys(of: input, missing: .null) ?? [])
    },
  ]

  /// Text as `sort_natural` compares it: ASCII letters without their case.
  private static func folded(_ value: Value) -> [UInt8] {
    Conversion.text(value).utf8.map(\.lowercased)
  }

  /// The items, or their fields that the first argument names, in order; equal ones keep theirs.
  private static func sorted(
    _ input: FilterInput, by isBefore: (Value, Value) throws(FilterFault) -> Bool
  ) throws(FilterFault) -> Cell {
    // One item is compared with nothing, so nothing is asked of it.
    guard input.items.count > 1 else { return .list(input.items) }
    guard let keys = try Selection.keys(of: input) else { return .null }
    let items = input.items
    let order = try merged(Array(items.indices), by: keys, isBefore)
    return .list(order.map { items[$0] })
  }

  /// Merge sort: stable, and able to fail.
  private static func merged(
    _ indices: [Int], by keys: [Value], _ isBefore: (Value, Value) throws(FilterFault) -> Bool
  ) throws(FilterFault) -> [Int] {
    guard indices.count > 1 else { return indices }
    let middle = indices.count / 2
    let left = try merged(Array(indices[..<middle]), by: keys, isBefore)
    let right = try merged(Array(indices[middle...]), by: keys, isBefore)
    var result: [Int] = []
    result.reserveCapacity(indices.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if try isBefore(keys[right[j]], keys[left[i]]) {
        result.append(right[j])
        j += 1
      } else {
        result.append(left[i])
        i += 1
      }
    }
    return result + left[i...] + right[j...]
  }
}
