import Foundation
import Scene

/// A color with its space and its missing components, as calculations with colors need it.
struct SpaceColor: Sendable {
  var space: ColorSpace
  var components: Components
  var alpha: Double
  /// Which components are `none`: bits 0 to 2, and 3 for alpha.
  var missing: UInt8 = 0

  init(_ space: ColorSpace, _ components: Components, alpha: Double = 1, missing: UInt8 = 0) {
    self.space = space
    self.components = components
    self.alpha = alpha
    self.missing = missing
  }

  init(_ color: Color) {
    self.init(.srgb, Components(color.red, color.green, color.blue), alpha: color.alpha)
  }

  /// In sRGB, clipped to its gamut.
  var color: Color {
    let rgb = space.convert(components, to: .srgb).clamped(
      lowerBound: Components(repeating: 0), upperBound: Components(repeating: 1))
    func clean(_ value: Double) -> Double { value.isNaN ? 0 : value }
    return Color(
      red: clean(rgb.x), green: clean(rgb.y), blue: clean(rgb.z),
      alpha: min(max(clean(alpha), 0), 1))
  }

  /// In another space, keeping missing components where the spaces have one of the same kind.
  /// `[CSS Color 4, §12.2]`
  func converted(to other: ColorSpace) -> SpaceColor {
    if space == other { return self }
    var result = SpaceColor(
      other, space.convert(components, to: other), alpha: alpha, missing: missing & 8)
    for (index, kind) in space.kinds.enumerated() where missing & (1 << index) != 0 {
      if let target = other.kinds.firstIndex(of: kind), kind != .other {
        result.missing |= 1 << target
      }
    }
    // A hue that nothing shows is missing.
    if let hue = other.hueIndex {
      let chroma = other == .hsl ? result.components.y : other == .hwb ? 1 : result.components.y
      let isGray =
        other == .hwb
        ? result.components.y + result.components.z >= 99.9999
        : chroma <= (other == .oklch ? 4e-6 : 0.0015)
      if isGray { result.missing |= 1 << hue }
    }
    return result
  }
}

extension ColorSpace {
  fileprivate enum Kind { case red, green, blue, lightness, colorfulness, hue, a, b, other }

  fileprivate var kinds: [Kind] {
    switch self {
    case .hsl: [.hue, .colorfulness, .lightness]
    case .hwb: [.hue, .other, .other]
    case .lab, .oklab: [.lightness, .a, .b]
    case .lch, .oklch: [.lightness, .colorfulness, .hue]
    default: [.red, .green, .blue]
    }
  }
}

/// Mixing in an interpolation space. `[CSS Color 4, §12; Color 5, §2]`
enum ColorMixing {
  /// - Parameter share: how much of `b`, 0…1.
  static func mix(
    _ a: SpaceColor, _ b: SpaceColor, share: Double, in space: ColorSpace,
    hue: ColorInterpolation.Hue
  ) -> SpaceColor {
    var first = a.converted(to: space)
    var second = b.converted(to: space)
    var missing: UInt8 = 0
    for index in 0..<3 {
      let bit = UInt8(1) << index
      switch (first.missing & bit != 0, second.missing & bit != 0) {
      case (true, true): missing |= bit
      case (true, false): first.components[index] = second.components[index]
      case (false, true): second.components[index] = first.components[index]
      case (false, false): break
      }
    }
    if first.missing & 8 != 0 { first.alpha = second.alpha }
    if second.missing & 8 != 0 { second.alpha = first.alpha }
    if let index = space.hueIndex {
      let (from, to) = adjusted(first.components[index], second.components[index], hue)
      first.components[index] = from
      second.components[index] = to
    }
    let alpha = first.alpha * (1 - share) + second.alpha * share
    var result = Components()
    for index in 0..<3 {
      if index == space.hueIndex || alpha == 0 {
        result[index] = first.components[index] * (1 - share) + second.components[index] * share
      } else {
        result[index] =
          (first.components[index] * first.alpha * (1 - share)
            + second.components[index] * second.alpha * share) / alpha
      }
    }
    return SpaceColor(space, result, alpha: alpha, missing: missing)
  }

  /// `[CSS Color 4, §12.4]`
  private static func adjusted(_ a: Double, _ b: Double, _ hue: ColorInterpolation.Hue) -> (
    Double, Double
  ) {
    var from = a.truncatingRemainder(dividingBy: 360)
    var to = b.truncatingRemainder(dividingBy: 360)
    if from < 0 { from += 360 }
    if to < 0 { to += 360 }
    switch hue {
    case .shorter:
      if to - from > 180 { from += 360 } else if to - from < -180 { to += 360 }
    case .longer:
      if 0 < to - from, to - from < 180 {
        from += 360
      } else if -180 < to - from, to - from <= 0 {
        to += 360
      }
    case .increasing: if to < from { to += 360 }
    case .decreasing: if from < to { from += 360 }
    }
    return (from, to)
  }
}
