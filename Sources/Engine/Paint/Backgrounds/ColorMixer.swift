import Glibc
import Scene

/// Mixes colors in the space that a gradient asks for. `[CSS Color 4, §12]`
struct ColorMixer {
  let interpolation: ColorInterpolation

  init(_ interpolation: ColorInterpolation) { self.interpolation = interpolation }

  /// Whether the ramp between two colors is straight in sRGB.
  var isPlain: Bool { interpolation.space == .srgb }

  /// The color at a share of the way, on premultiplied components.
  func mix(_ first: Color, _ second: Color, _ share: Double) -> Color {
    var a = components(first)
    var b = components(second)
    let alpha = first.alpha + (second.alpha - first.alpha) * share
    let hueIndex = hueIndex
    if let hueIndex { fixHues(&a, &b, hueIndex) }
    var result = [0.0, 0, 0]
    for index in 0..<3 {
      if index == hueIndex {
        result[index] = a[index] + (b[index] - a[index]) * share
      } else {
        let mixed =
          a[index] * first.alpha + (b[index] * second.alpha - a[index] * first.alpha) * share
        result[index] = alpha > 0 ? mixed / alpha : 0
      }
    }
    return color(result, alpha: alpha)
  }

  private var space: ColorSpace {
    switch interpolation.space {
    case .srgb: .srgb
    case .srgbLinear: .srgbLinear
    case .xyz: .xyzD65
    case .lab: .lab
    case .oklab: .oklab
    case .lch: .lch
    case .oklch: .oklch
    case .hsl: .hsl
    case .hwb: .hwb
    }
  }

  private var hueIndex: Int? { space.hueIndex }

  /// `[CSS Color 4, §12.4]`; a hue that says nothing takes the other's.
  private func fixHues(_ a: inout [Double], _ b: inout [Double], _ index: Int) {
    if a[index].isNaN { a[index] = b[index] }
    if b[index].isNaN { b[index] = a[index] }
    if a[index].isNaN {
      a[index] = 0
      b[index] = 0
    }
    let difference = b[index] - a[index]
    switch interpolation.hue {
    case .shorter:
      if difference > 180 { a[index] += 360 } else if difference < -180 { b[index] += 360 }
    case .longer:
      if difference > 0, difference < 180 {
        a[index] += 360
      } else if difference > -180, difference <= 0 {
        b[index] += 360
      }
    case .increasing: if difference < 0 { b[index] += 360 }
    case .decreasing: if difference > 0 { a[index] += 360 }
    }
  }

  private func components(_ color: Color) -> [Double] {
    let found = ColorSpace.srgb.convert(
      Components(color.red, color.green, color.blue), to: space)
    var components = [found.x, found.y, found.z]
    if let hueIndex, isGray(found) { components[hueIndex] = .nan }
    return components
  }

  /// Whether a color has no hue to speak of. `[CSS Color 4, §4.4]`
  private func isGray(_ components: Components) -> Bool {
    switch space {
    case .lch: components.y <= 0.0015
    case .oklch: components.y <= 4e-6
    case .hsl: components.y <= 1e-6
    case .hwb: components.y + components.z >= 100 - 1e-6
    default: false
    }
  }

  private func color(_ values: [Double], alpha: Double) -> Color {
    let rgb = space.convert(Components(values[0], values[1], values[2]), to: .srgb)
    func clamped(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value, 0), 1) }
    return Color(
      red: clamped(rgb.x), green: clamped(rgb.y), blue: clamped(rgb.z), alpha: alpha)
  }
}

/// Logarithms for the bend of a transition hint.
enum Logarithm {
  static let half = log(0.5)
  static func natural(_ value: Double) -> Double { log(value) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
