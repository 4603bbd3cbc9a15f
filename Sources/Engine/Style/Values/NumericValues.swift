import Foundation
import Markup

/// Which numbers a property takes.
enum NumericRange: Sendable {
  case all
  case nonNegative

  func contains(_ value: Double) -> Bool { self == .all || value >= 0 }
  func clamp(_ value: Double) -> Double { self == .all ? value : Swift.max(value, 0) }
}

extension ValueCursor {
  /// Runs a parser and puts the position back where it fails.
  mutating func attempt<Result>(_ parse: (inout ValueCursor) -> Result?) -> Result? {
    let start = position
    if let result = parse(&self) { return result }
    position = start
    return nil
  }

  /// The math function that is next, if it measures one of `dimensions`.
  private mutating func math(
    _ percentagesAre: MathParser.Dimension, _ accepted: MathParser.Dimension
  ) -> MathExpression? {
    guard let token = peek, MathParser.isMathFunction(token) else { return nil }
    return attempt { cursor in
      guard let result = MathParser(percentagesAre: percentagesAre).parse(&cursor),
        result.dimension == accepted
      else { return nil }
      return result.expression
    }
  }

  private static func specified(_ expression: MathExpression, _ range: NumericRange) -> Specified<
    Double
  > {
    if expression.isAbsolute { return .constant(range.clamp(expression.absoluteValue)) }
    return .computed { range.clamp(expression.value($0)) }
  }

  mutating func number(_ range: NumericRange = .all) -> Specified<Double>? {
    guard let token = peek else { return nil }
    if token.kind == .number, range.contains(token.number) {
      _ = next()
      return .constant(token.number)
    }
    return math(.percentage, .number).map { Self.specified($0, range) }
  }

  /// Integers within what layout can count.
  /// An integer of 32 bits; values beyond are as the nearest end. `[CSS Values 4, §5.2]`
  mutating func integer(minimum: Int = Int(Int32.min)) -> Specified<Int>? {
    guard let token = peek else { return nil }
    if token.kind == .number {
      guard token.isInteger, minimum <= Int32.min || token.number >= Double(minimum) else {
        return nil
      }
      _ = next()
      return .constant(Self.integer(token.number))
    }
    return math(.percentage, .number).map { expression in
      Self.specified(expression, .all).map {
        Swift.max(Self.integer(($0 + 0.5).rounded(.down)), minimum)
      }
    }
  }

  private static func integer(_ value: Double) -> Int {
    value.isNaN ? 0 : Int(Swift.min(Swift.max(value, Double(Int32.min)), Double(Int32.max)))
  }

  /// A length in pixels.
  mutating func length(_ range: NumericRange = .all) -> Specified<Double>? {
    guard let token = peek else { return nil }
    switch token.kind {
    case .number where token.number == 0:
      _ = next()
      return .constant(0)
    case .dimension:
      guard let unit = LengthUnit(name: token.text), range.contains(token.number) else {
        return nil
      }
      _ = next()
      if let pixels = unit.absolutePixels { return .constant(token.number * pixels) }
      let value = token.number
      return .computed { value * $0.pixels(per: unit) }
    default: return math(.percentage, .length).map { Self.specified($0, range) }
    }
  }

  mutating func percentage(_ range: NumericRange = .all) -> Specified<Double>? {
    guard let token = peek else { return nil }
    if token.kind == .percentage, range.contains(token.number) {
      _ = next()
      return .constant(token.number)
    }
    guard let expression = math(.percentage, .percentage) else { return nil }
    return .constant(range.clamp(expression.lowered { _ in 0 }.resolve(100)))
  }

  mutating func lengthPercentage(_ range: NumericRange = .all) -> Specified<LengthPercentage>? {
    guard let token = peek else { return nil }
    if token.kind == .percentage, range.contains(token.number) {
      _ = next()
      return .constant(.percentage(token.number))
    }
    if let length = length(range) { return length.map { .length($0) } }
    guard let expression = math(.length, .length) else { return nil }
    @Sendable func clamped(_ value: LengthPercentage) -> LengthPercentage {
      guard range == .nonNegative else { return value }
      return switch value {
      case .length(let pixels): .length(Swift.max(pixels, 0))
      case .percentage(let percent): .percentage(Swift.max(percent, 0))
      case .calculation(let calculation): .calculation(.max([.length(0), calculation]))
      }
    }
    if expression.isFontIndependent {
      return .constant(clamped(expression.lengthPercentage { $0.absolutePixels ?? 0 }))
    }
    return .computed { context in
      clamped(expression.lengthPercentage { context.pixels(per: $0) })
    }
  }

  /// A number, or a percentage of 1.
  mutating func numberOrPercentage(_ range: NumericRange = .all) -> Specified<Double>? {
    if let number = number(range) { return number }
    return percentage(range)?.map { $0 / 100 }
  }

  /// An angle in degrees.
  ///
  /// - Parameter unitlessZero: whether `0` will do, as older functions allow.
  mutating func angle(unitlessZero: Bool = true) -> Specified<Double>? {
    guard let token = peek else { return nil }
    if unitlessZero, token.kind == .number, token.number == 0 {
      _ = next()
      return .constant(0)
    }
    if token.kind == .dimension {
      guard let (expression, dimension) = MathParser.dimension(token), dimension == .angle else {
        return nil
      }
      _ = next()
      return .constant(expression.absoluteValue)
    }
    return math(.percentage, .angle).map { Self.specified($0, .all) }
  }

  /// A time in seconds.
  mutating func time(_ range: NumericRange = .all) -> Specified<Double>? {
    measured(.time, range)
  }

  /// A resolution in dots per pixel.
  mutating func resolution() -> Specified<Double>? { measured(.resolution, .nonNegative) }

  private mutating func measured(_ wanted: MathParser.Dimension, _ range: NumericRange)
    -> Specified<Double>?
  {
    guard let token = peek else { return nil }
    if token.kind == .dimension {
      guard let (expression, dimension) = MathParser.dimension(token), dimension == wanted,
        range.contains(token.number)
      else { return nil }
      _ = next()
      return .constant(expression.absoluteValue)
    }
    return math(.percentage, wanted).map { Self.specified($0, range) }
  }

  /// A flexible length in `fr`.
  mutating func flex() -> Double? {
    guard let token = peek, token.kind == .dimension, token.text == "fr", token.number >= 0 else {
      return nil
    }
    _ = next()
    return token.number
  }
}

extension MathExpression {
  /// Whether every length in it is absolute; percentages may take part.
  var isFontIndependent: Bool {
    switch self {
    case .number, .percentage: true
    case .length(_, let unit): unit.absolutePixels != nil
    case .sum(let terms), .product(let terms), .min(let terms), .max(let terms),
      .function(_, let terms):
      terms.allSatisfy(\.isFontIndependent)
    case .negate(let term), .invert(let term): term.isFontIndependent
    case .clamp(let low, let value, let high):
      low.isFontIndependent && value.isFontIndependent && high.isFontIndependent
    }
  }
}
