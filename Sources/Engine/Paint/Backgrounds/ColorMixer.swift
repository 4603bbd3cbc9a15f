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

  private var hueIndex: Int? {
    switch interpolation.space {
    case .hsl, .hwb: 0
    case .lch, .oklch: 2
    case .srgb, .srgbLinear, .lab, .oklab, .xyz: nil
    }
  }

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
    let rgb = [color.red, color.green, color.blue]
    let linear = { rgb.map(GradientSpaces.linear) }
    return switch interpolation.space {
    case .srgb: rgb
    case .srgbLinear: linear()
    case .xyz: GradientSpaces.xyz(linear())
    case .oklab: GradientSpaces.oklab(linear())
    case .lab: GradientSpaces.lab(linear())
    case .oklch: GradientSpaces.polar(GradientSpaces.oklab(linear()), threshold: 4e-6)
    case .lch: GradientSpaces.polar(GradientSpaces.lab(linear()), threshold: 0.0015)
    case .hsl: GradientSpaces.hsl(rgb)
    case .hwb: GradientSpaces.hwb(rgb)
    }
  }

  private func color(_ values: [Double], alpha: Double) -> Color {
    let rgb: [Double] =
      switch interpolation.space {
      case .srgb: values
      case .srgbLinear: values.map(GradientSpaces.encoded)
      case .xyz: GradientSpaces.fromXYZ(values).map(GradientSpaces.encoded)
      case .oklab: GradientSpaces.fromOklab(values).map(GradientSpaces.encoded)
      case .lab: GradientSpaces.fromLab(values).map(GradientSpaces.encoded)
      case .oklch:
        GradientSpaces.fromOklab(GradientSpaces.cartesian(values)).map(GradientSpaces.encoded)
      case .lch:
        GradientSpaces.fromLab(GradientSpaces.cartesian(values)).map(GradientSpaces.encoded)
      case .hsl: GradientSpaces.fromHSL(values)
      case .hwb: GradientSpaces.fromHWB(values)
      }
    func clamped(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value, 0), 1) }
    return Color(
      red: clamped(rgb[0]), green: clamped(rgb[1]), blue: clamped(rgb[2]), alpha: alpha)
  }
}

/// Logarithms for the bend of a transition hint.
enum Logarithm {
  static let half = log(0.5)
  static func natural(_ value: Double) -> Double { log(value) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
