import Markup

/// `@counter-style`. `[CSS Counter Styles 3, §3]`
package struct CounterStyleRule: Sendable, Hashable {
  package enum System: Sendable, Hashable {
    case cyclic, numeric, alphabetic, symbolic, additive
    case fixed(first: Int)
    case extends(String)
  }

  package var name: String
  package var system: System = .symbolic
  /// Before and after the digits of a negative value.
  package var negative = Pair("-", "")
  package var prefix = ""
  package var suffix = ". "
  /// Values that the style covers; nil for `auto`.
  package var range: [ClosedRange<Int>]?
  package var padLength = 0
  package var padSymbol = ""
  package var fallback = "decimal"
  package var symbols: [String] = []
  /// From the greatest weight down.
  package var additiveSymbols: [AdditiveSymbol] = []
  /// Which descriptors are stated, for styles that extend another.
  package var stated: Set<String> = []

  package struct AdditiveSymbol: Sendable, Hashable {
    package var weight: Int
    package var symbol: String
  }

  /// Nil where the name or the symbols make no style.
  init?(_ prelude: ComponentValues, _ declarations: [Declaration]) {
    var cursor = prelude.cursor
    guard
      let name = cursor.customIdent(excluding: ["none", "decimal", "disc", "square", "circle"]),
      cursor.isDone
    else { return nil }
    self.name = name
    for declaration in declarations where read(declaration) { stated.insert(declaration.name) }
    switch system {
    case .cyclic, .symbolic, .fixed: guard !symbols.isEmpty else { return nil }
    case .numeric, .alphabetic: guard symbols.count > 1 else { return nil }
    case .additive: guard !additiveSymbols.isEmpty else { return nil }
    case .extends: guard symbols.isEmpty, additiveSymbols.isEmpty else { return nil }
    }
  }

  private mutating func read(_ declaration: Declaration) -> Bool {
    var cursor = declaration.value.cursor
    switch declaration.name {
    case "system": return readSystem(&cursor)
    case "negative":
      guard let before = cursor.counterSymbol() else { return false }
      negative = Pair(before, cursor.counterSymbol() ?? "")
    case "prefix":
      guard let symbol = cursor.counterSymbol() else { return false }
      prefix = symbol
    case "suffix":
      guard let symbol = cursor.counterSymbol() else { return false }
      suffix = symbol
    case "range": return readRange(declaration.value)
    case "pad":
      guard case .constant(let length)? = cursor.integer(minimum: 0),
        let symbol = cursor.counterSymbol()
      else { return false }
      padLength = min(length, 1000)
      padSymbol = symbol
    case "fallback":
      guard let name = cursor.customIdent() else { return false }
      fallback = name
    case "symbols":
      var list: [String] = []
      while let symbol = cursor.counterSymbol() { list.append(symbol) }
      symbols = list
    case "additive-symbols": return readAdditive(declaration.value)
    default: return false
    }
    return cursor.isDone
  }

  private mutating func readSystem(_ cursor: inout ValueCursor) -> Bool {
    switch cursor.keyword() {
    case "cyclic": system = .cyclic
    case "numeric": system = .numeric
    case "alphabetic": system = .alphabetic
    case "symbolic": system = .symbolic
    case "additive": system = .additive
    case "fixed":
      if case .constant(let first)? = cursor.integer() {
        system = .fixed(first: first)
      } else {
        system = .fixed(first: 1)
      }
    case "extends":
      guard let name = cursor.customIdent() else { return false }
      system = .extends(name)
    default: return false
    }
    return cursor.isDone
  }

  private mutating func readRange(_ value: ComponentValues) -> Bool {
    var cursor = value.cursor
    if cursor.consumeIdent("auto") {
      range = nil
      return true
    }
    var ranges: [ClosedRange<Int>] = []
    for part in value.splitAtCommas {
      var cursor = part.cursor
      func bound(_ infinite: Int) -> Int? {
        if cursor.consumeIdent("infinite") { return infinite }
        guard case .constant(let value)? = cursor.integer() else { return nil }
        return value
      }
      guard let low = bound(.min), let high = bound(.max), low <= high, cursor.isDone else {
        return false
      }
      ranges.append(low...high)
    }
    range = ranges
    return true
  }

  private mutating func readAdditive(_ value: ComponentValues) -> Bool {
    var list: [AdditiveSymbol] = []
    for part in value.splitAtCommas {
      var cursor = part.cursor
      var weight: Int?
      var symbol: String?
      while !cursor.isDone {
        if weight == nil, case .constant(let value)? = cursor.integer(minimum: 0) {
          weight = value
        } else if symbol == nil, let text = cursor.counterSymbol() {
          symbol = text
        } else {
          return false
        }
      }
      guard let weight, let symbol, weight < list.last?.weight ?? .max else { return false }
      list.append(AdditiveSymbol(weight: weight, symbol: symbol))
    }
    additiveSymbols = list
    return true
  }
}

extension ValueCursor {
  fileprivate mutating func counterSymbol() -> String? { string() ?? customIdent() }
}
