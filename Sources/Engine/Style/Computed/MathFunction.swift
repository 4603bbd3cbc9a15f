import Foundation

/// The math functions of CSS that take part in calculations besides sums, products, `min` and `max`.
enum MathFunction {
  /// `[CSS Values 4, §10.3–10.7]`; an unknown name gives NaN. Angles are in radians.
  static func evaluate(_ name: String, _ values: [Double]) -> Double {
    let a = values.first ?? .nan
    let b = values.count > 1 ? values[1] : .nan
    return switch name {
    case "round-nearest", "round": (a / b).rounded(.toNearestOrAwayFromZero) * b
    case "round-up": (a / b).rounded(.up) * b
    case "round-down": (a / b).rounded(.down) * b
    case "round-to-zero": (a / b).rounded(.towardZero) * b
    case "mod": a - b * (a / b).rounded(.down)
    case "rem": a.truncatingRemainder(dividingBy: b)
    case "abs": abs(a)
    case "sign": a > 0 ? 1 : a < 0 ? -1 : a
    case "sqrt": a.squareRoot()
    case "pow": pow(a, b)
    case "hypot": values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case "exp": exp(a)
    case "log": values.count > 1 ? log(a) / log(b) : log(a)
    case "sin": sin(a)
    case "cos": cos(a)
    case "tan": tan(a)
    case "asin": asin(a)
    case "acos": acos(a)
    case "atan": atan(a)
    case "atan2": atan2(a, b)
    default: .nan
    }
  }
}
