package import Scene

/// `<length-percentage>` as computed: an absolute length, a percentage, or a calculation of both.
package indirect enum LengthPercentage: Sendable, Hashable {
  /// CSS pixels.
  case length(Double)
  /// 50 for `50%`.
  case percentage(Double)
  case calculation(Calculation)

  package static let zero = LengthPercentage.length(0)

  /// The used length against what percentages refer to.
  package func resolve(_ base: LayoutUnit) -> LayoutUnit {
    switch self {
    case .length(let pixels): LayoutUnit(pixels)
    case .percentage(let percent): LayoutUnit(base.pixels * percent / 100)
    case .calculation(let calculation): LayoutUnit(calculation.resolve(base.pixels))
    }
  }

  /// The used length in pixels against a base in pixels.
  package func resolve(pixels base: Double) -> Double {
    switch self {
    case .length(let pixels): pixels
    case .percentage(let percent): base * percent / 100
    case .calculation(let calculation): calculation.resolve(base)
    }
  }

  /// Whether the value depends on a percentage base.
  package var dependsOnPercentage: Bool {
    switch self {
    case .length: false
    case .percentage, .calculation: true
    }
  }

  /// The fixed length, or nil where a percentage takes part.
  package var fixed: LayoutUnit? {
    if case .length(let pixels) = self { LayoutUnit(pixels) } else { nil }
  }
}

/// What is left of a math function when percentages are still unknown. `[CSS Values 4, §10]`
package indirect enum Calculation: Sendable, Hashable {
  case length(Double)
  case percentage(Double)
  case number(Double)
  case sum([Calculation])
  case product([Calculation])
  case negate(Calculation)
  case invert(Calculation)
  case min([Calculation])
  case max([Calculation])
  case clamp(low: Calculation, value: Calculation, high: Calculation)
  /// Any other math function by name: `round-nearest`, `mod`, `abs`, `hypot` ….
  case function(String, [Calculation])
}

extension Calculation {
  /// The value in pixels, with percentages of `base` pixels; NaN becomes zero.
  package func resolve(_ base: Double) -> Double {
    let value = evaluate(base)
    return value.isNaN ? 0 : value
  }

  private func evaluate(_ base: Double) -> Double {
    switch self {
    case .length(let value), .number(let value): value
    case .percentage(let percent): base * percent / 100
    case .sum(let terms): terms.reduce(0) { $0 + $1.evaluate(base) }
    case .product(let terms): terms.reduce(1) { $0 * $1.evaluate(base) }
    case .negate(let term): -term.evaluate(base)
    case .invert(let term): 1 / term.evaluate(base)
    case .min(let terms): terms.map { $0.evaluate(base) }.min() ?? 0
    case .max(let terms): terms.map { $0.evaluate(base) }.max() ?? 0
    case .clamp(let low, let value, let high):
      Swift.max(low.evaluate(base), Swift.min(value.evaluate(base), high.evaluate(base)))
    case .function(let name, let arguments):
      MathFunction.evaluate(name, arguments.map { $0.evaluate(base) })
    }
  }
}

/// A size property's computed value. `[CSS Sizing 3, §5]`
package enum SizeValue: Sendable, Hashable {
  case auto
  /// `none` of the maximum sizes.
  case none
  case lengthPercentage(LengthPercentage)
  case minContent
  case maxContent
  /// `fit-content`, or `fit-content(…)` with its argument.
  case fitContent(LengthPercentage?)
  /// `stretch`, `-webkit-fill-available`.
  case stretch
  /// `content` of flex-basis.
  case content

  package var isAuto: Bool { self == .auto }

  /// Whether the content gives the size, be it by `auto` or by name.
  package var isContentBased: Bool {
    switch self {
    case .auto, .minContent, .maxContent, .fitContent: true
    default: false
    }
  }
}

/// A margin or inset: a length, a percentage or `auto`.
package enum AutoLength: Sendable, Hashable {
  case auto
  case value(LengthPercentage)

  package static let zero = AutoLength.value(.zero)
  package var isAuto: Bool { self == .auto }
}

/// A color that may still refer to the element's own `color`.
package enum StyleColor: Sendable, Hashable {
  case current
  case color(Color)

  package static let transparent = StyleColor.color(.transparent)
}

/// One value per physical side.
package struct Sides<Value: Sendable & Hashable>: Sendable, Hashable {
  package var top: Value
  package var right: Value
  package var bottom: Value
  package var left: Value

  package init(_ all: Value) {
    top = all
    right = all
    bottom = all
    left = all
  }

  package init(top: Value, right: Value, bottom: Value, left: Value) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }
}

/// A value per axis, horizontal then vertical.
package struct Pair<Value: Sendable & Hashable>: Sendable, Hashable {
  package var x: Value
  package var y: Value

  package init(_ x: Value, _ y: Value) {
    self.x = x
    self.y = y
  }
}

/// `<position>`: offsets of the object's box inside the positioning area, as lengths and percentages.
package typealias Position = Pair<LengthPercentage>
