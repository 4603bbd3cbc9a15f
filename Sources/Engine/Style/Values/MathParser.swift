import Foundation
import Markup

/// Reads math functions and checks their types. `[CSS Values 4, §10.8–10.10]`
struct MathParser {
  /// What an expression measures: exponents of each base type.
  struct Dimension: Equatable {
    var length = 0
    var angle = 0
    var time = 0
    var resolution = 0
    var percent = 0

    static let number = Dimension()
    static let length = Dimension(length: 1)
    static let angle = Dimension(angle: 1)
    static let time = Dimension(time: 1)
    static let resolution = Dimension(resolution: 1)
    static let percentage = Dimension(percent: 1)

    func adding(_ other: Dimension, _ sign: Int) -> Dimension {
      Dimension(
        length: length + sign * other.length, angle: angle + sign * other.angle,
        time: time + sign * other.time, resolution: resolution + sign * other.resolution,
        percent: percent + sign * other.percent)
    }
  }

  typealias Typed = (expression: MathExpression, dimension: Dimension)

  /// What percentages stand for where they may be mixed with something else.
  let percentagesAre: Dimension
  /// Names with values of their own, such as the channels of a relative color.
  var names: [String: Double] = [:]

  static func isMathFunction(_ token: CSSToken) -> Bool {
    token.kind == .function && functionNames.contains(token.text.lowercasedASCII)
  }

  private static let functionNames: Set<String> = [
    "calc", "-webkit-calc", "min", "max", "clamp", "round", "mod", "rem", "sin", "cos", "tan",
    "asin", "acos", "atan", "atan2", "pow", "sqrt", "hypot", "log", "exp", "abs", "sign",
    "progress",
  ]

  /// The math function that is next; consumes it.
  func parse(_ cursor: inout ValueCursor) -> Typed? {
    guard let token = cursor.peek, token.kind == .function, var inner = cursor.block() else {
      return nil
    }
    guard let result = function(token.text.lowercasedASCII, &inner), inner.isDone else {
      return nil
    }
    return result
  }

  private func function(_ name: String, _ cursor: inout ValueCursor) -> Typed? {
    switch name {
    case "calc", "-webkit-calc": return sum(&cursor)
    case "min", "max":
      guard let (terms, dimension) = arguments(&cursor), !terms.isEmpty else { return nil }
      return (name == "min" ? .min(terms) : .max(terms), dimension)
    case "clamp": return clamp(&cursor)
    case "round": return round(&cursor)
    case "mod", "rem":
      guard let (terms, dimension) = arguments(&cursor), terms.count == 2 else { return nil }
      return (.function(name, terms), dimension)
    case "hypot":
      guard let (terms, dimension) = arguments(&cursor), !terms.isEmpty else { return nil }
      return (.function(name, terms), dimension)
    case "abs":
      guard let term = sum(&cursor) else { return nil }
      return (.function(name, [term.expression]), term.dimension)
    case "sign":
      guard let term = sum(&cursor) else { return nil }
      return (.function(name, [term.expression]), .number)
    case "sin", "cos", "tan":
      guard let term = sum(&cursor) else { return nil }
      switch term.dimension {
      case .number: return (.function(name, [term.expression]), .number)
      case .angle:
        return (
          .function(name, [.product([term.expression, .number(Double.pi / 180)])]), .number
        )
      default: return nil
      }
    case "asin", "acos", "atan":
      guard let term = sum(&cursor), term.dimension == .number else { return nil }
      return (degrees(.function(name, [term.expression])), .angle)
    case "atan2":
      guard let (terms, _) = arguments(&cursor), terms.count == 2 else { return nil }
      return (degrees(.function(name, terms)), .angle)
    case "sqrt", "exp":
      guard let (terms, dimension) = arguments(&cursor), terms.count == 1, dimension == .number
      else { return nil }
      return (.function(name, terms), .number)
    case "pow":
      guard let (terms, dimension) = arguments(&cursor), terms.count == 2, dimension == .number
      else { return nil }
      return (.function(name, terms), .number)
    case "log":
      guard let (terms, dimension) = arguments(&cursor), 1...2 ~= terms.count,
        dimension == .number
      else { return nil }
      return (.function(name, terms), .number)
    case "progress":
      guard let (terms, _) = arguments(&cursor), terms.count == 3 else { return nil }
      let share: MathExpression = .product([
        .sum([terms[0], .negate(terms[1])]), .invert(.sum([terms[2], .negate(terms[1])])),
      ])
      return (.clamp(.number(0), share, .number(1)), .number)
    default: return nil
    }
  }

  private func degrees(_ radians: MathExpression) -> MathExpression {
    .product([radians, .number(180 / Double.pi)])
  }

  /// Calculations between commas, all of one type.
  private func arguments(_ cursor: inout ValueCursor) -> ([MathExpression], Dimension)? {
    var terms: [MathExpression] = []
    var dimension: Dimension?
    repeat {
      guard let term = sum(&cursor) else { return nil }
      if let known = dimension {
        guard let common = common(known, term.dimension) else { return nil }
        dimension = common
      } else {
        dimension = term.dimension
      }
      terms.append(term.expression)
    } while cursor.consumeComma()
    return (terms, dimension ?? .number)
  }

  private func common(_ a: Dimension, _ b: Dimension) -> Dimension? { a == b ? a : nil }

  private func clamp(_ cursor: inout ValueCursor) -> Typed? {
    var bounds: [MathExpression?] = []
    var dimension: Dimension?
    repeat {
      if bounds.count != 1, cursor.consumeIdent("none") {
        bounds.append(nil)
        continue
      }
      guard let term = sum(&cursor) else { return nil }
      if let known = dimension, common(known, term.dimension) == nil { return nil }
      dimension = term.dimension
      bounds.append(term.expression)
    } while cursor.consumeComma()
    guard bounds.count == 3, let value = bounds[1], let dimension else { return nil }
    switch (bounds[0], bounds[2]) {
    case (let low?, let high?): return (.clamp(low, value, high), dimension)
    case (let low?, nil): return (.max([low, value]), dimension)
    case (nil, let high?): return (.min([value, high]), dimension)
    case (nil, nil): return (value, dimension)
    }
  }

  private func round(_ cursor: inout ValueCursor) -> Typed? {
    var strategy = "nearest"
    if let token = cursor.peek, token.kind == .ident,
      ["nearest", "up", "down", "to-zero"].contains(token.text.lowercasedASCII)
    {
      strategy = token.text.lowercasedASCII
      _ = cursor.next()
      guard cursor.consumeComma() else { return nil }
    }
    guard var (terms, dimension) = arguments(&cursor), 1...2 ~= terms.count else { return nil }
    if terms.count == 1 {
      guard dimension == .number else { return nil }
      terms.append(.number(1))
      dimension = .number
    }
    return (.function("round-" + strategy, terms), dimension)
  }

  // MARK: Sums, products, values

  private func sum(_ cursor: inout ValueCursor) -> Typed? {
    guard let first = product(&cursor) else { return nil }
    var terms = [first.expression]
    var dimension = first.dimension
    while cursor.current?.kind == .whitespace {
      let start = cursor.position
      guard let sign = cursor.next(), sign.isDelim("+") || sign.isDelim("-"),
        cursor.current?.kind == .whitespace
      else {
        cursor.position = start
        break
      }
      guard let term = product(&cursor), let common = common(dimension, term.dimension) else {
        return nil
      }
      dimension = common
      terms.append(sign.text == "-" ? .negate(term.expression) : term.expression)
    }
    return (terms.count == 1 ? terms[0] : .sum(terms), dimension)
  }

  private func product(_ cursor: inout ValueCursor) -> Typed? {
    guard let first = value(&cursor) else { return nil }
    var factors = [first.expression]
    var dimension = first.dimension
    while let mark = cursor.peek, mark.isDelim("*") || mark.isDelim("/") {
      _ = cursor.next()
      guard let factor = value(&cursor) else { return nil }
      let divides = mark.text == "/"
      dimension = dimension.adding(factor.dimension, divides ? -1 : 1)
      factors.append(divides ? .invert(factor.expression) : factor.expression)
    }
    return (factors.count == 1 ? factors[0] : .product(factors), dimension)
  }

  private func value(_ cursor: inout ValueCursor) -> Typed? {
    guard let token = cursor.peek else { return nil }
    switch token.kind {
    case .number:
      _ = cursor.next()
      return (.number(token.number), .number)
    case .percentage:
      _ = cursor.next()
      return (.percentage(token.number), percentagesAre)
    case .dimension:
      _ = cursor.next()
      return Self.dimension(token)
    case .ident:
      _ = cursor.next()
      let name = token.text.lowercasedASCII
      return (names[name] ?? Self.constants[name]).map { (.number($0), .number) }
    case .openParen:
      guard var inner = cursor.block(), let result = sum(&inner), inner.isDone else { return nil }
      return result
    case .function: return parse(&cursor)
    default: return nil
    }
  }

  private static let constants: [String: Double] = [
    "e": M_E, "pi": Double.pi, "infinity": .infinity, "-infinity": -.infinity, "nan": .nan,
  ]

  /// A dimension token in its base unit: a length keeps its unit, angles are degrees, times seconds,
  /// resolutions dppx.
  static func dimension(_ token: CSSToken) -> Typed? {
    if let unit = LengthUnit(name: token.text) { return (.length(token.number, unit), .length) }
    if let factor = degreesPerUnit[token.text] { return (.number(token.number * factor), .angle) }
    switch token.text {
    case "s": return (.number(token.number), .time)
    case "ms": return (.number(token.number / 1000), .time)
    case "dppx", "x": return (.number(token.number), .resolution)
    case "dpi": return (.number(token.number / 96), .resolution)
    case "dpcm": return (.number(token.number * 2.54 / 96), .resolution)
    default: return nil
    }
  }

  private static let degreesPerUnit: [String: Double] = [
    "deg": 1, "grad": 0.9, "rad": 180 / Double.pi, "turn": 360,
  ]
}
