import Foundation
import Markup

/// A math function as parsed: units are kept until an element gives them a size. `[CSS Values 4, §10]`
indirect enum MathExpression: Sendable {
  case number(Double)
  case percentage(Double)
  case length(Double, LengthUnit)
  case sum([MathExpression])
  case product([MathExpression])
  case negate(MathExpression)
  case invert(MathExpression)
  case min([MathExpression])
  case max([MathExpression])
  case clamp(MathExpression, MathExpression, MathExpression)
  case function(String, [MathExpression])

  /// Whether nothing in it depends on an element or on a percentage base.
  var isAbsolute: Bool {
    switch self {
    case .number: true
    case .percentage: false
    case .length(_, let unit): unit.absolutePixels != nil
    case .sum(let terms), .product(let terms), .min(let terms), .max(let terms),
      .function(_, let terms):
      terms.allSatisfy(\.isAbsolute)
    case .negate(let term), .invert(let term): term.isAbsolute
    case .clamp(let low, let value, let high):
      low.isAbsolute && value.isAbsolute && high.isAbsolute
    }
  }

  var hasPercentage: Bool {
    switch self {
    case .number, .length: false
    case .percentage: true
    case .sum(let terms), .product(let terms), .min(let terms), .max(let terms),
      .function(_, let terms):
      terms.contains(where: \.hasPercentage)
    case .negate(let term), .invert(let term): term.hasPercentage
    case .clamp(let low, let value, let high):
      low.hasPercentage || value.hasPercentage || high.hasPercentage
    }
  }

  /// The expression with every length in pixels.
  ///
  /// - Parameter pixels: the size of a unit.
  func lowered(_ pixels: (LengthUnit) -> Double) -> Calculation {
    switch self {
    case .number(let value): .number(value)
    case .percentage(let value): .percentage(value)
    case .length(let value, let unit): .length(value * pixels(unit))
    case .sum(let terms): Calculation.simplifiedSum(terms.map { $0.lowered(pixels) })
    case .product(let terms): .product(terms.map { $0.lowered(pixels) })
    case .negate(let term): .negate(term.lowered(pixels))
    case .invert(let term): .invert(term.lowered(pixels))
    case .min(let terms): .min(terms.map { $0.lowered(pixels) })
    case .max(let terms): .max(terms.map { $0.lowered(pixels) })
    case .clamp(let low, let value, let high):
      .clamp(low: low.lowered(pixels), value: value.lowered(pixels), high: high.lowered(pixels))
    case .function(let name, let terms): .function(name, terms.map { $0.lowered(pixels) })
    }
  }

  /// The value where no percentage takes part; infinities end at what a length can hold.
  func value(_ context: ComputeContext) -> Double {
    Self.censored(lowered { context.pixels(per: $0) }.resolve(0))
  }

  /// The value where `isAbsolute`.
  var absoluteValue: Double { Self.censored(lowered { $0.absolutePixels ?? 0 }.resolve(0)) }

  private static func censored(_ value: Double) -> Double {
    Swift.min(Swift.max(value, -3.4e38), 3.4e38)
  }

  func lengthPercentage(_ pixels: (LengthUnit) -> Double) -> LengthPercentage {
    if !hasPercentage { return .length(Self.censored(lowered(pixels).resolve(0))) }
    if case .percentage(let value) = self { return .percentage(value) }
    let lowered = lowered(pixels)
    if case .percentage(let value) = lowered { return .percentage(value) }
    return .calculation(lowered)
  }
}

extension Calculation {
  /// A sum with its lengths, percentages and numbers added up, so that most have two terms.
  static func simplifiedSum(_ terms: [Calculation]) -> Calculation {
    var length: Double?
    var percentage: Double?
    var number: Double?
    var others: [Calculation] = []
    func add(_ term: Calculation, _ sign: Double) {
      switch term {
      case .length(let value): length = (length ?? 0) + sign * value
      case .percentage(let value): percentage = (percentage ?? 0) + sign * value
      case .number(let value): number = (number ?? 0) + sign * value
      case .negate(let inner): add(inner, -sign)
      case .sum(let inner): for term in inner { add(term, sign) }
      default: others.append(sign < 0 ? .negate(term) : term)
      }
    }
    for term in terms { add(term, 1) }
    if let percentage { others.append(.percentage(percentage)) }
    if let length { others.append(.length(length)) }
    if let number { others.append(.number(number)) }
    return others.count == 1 ? others[0] : .sum(others)
  }
}
