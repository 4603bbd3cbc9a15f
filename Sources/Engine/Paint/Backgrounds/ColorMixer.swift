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
    let linear = { rgb.map(ColorSpaces.linear) }
    return switch interpolation.space {
    case .srgb: rgb
    case .srgbLinear: linear()
    case .xyz: ColorSpaces.xyz(linear())
    case .oklab: ColorSpaces.oklab(linear())
    case .lab: ColorSpaces.lab(linear())
    case .oklch: ColorSpaces.polar(ColorSpaces.oklab(linear()), threshold: 4e-6)
    case .lch: ColorSpaces.polar(ColorSpaces.lab(linear()), threshold: 0.0015)
    case .hsl: ColorSpaces.hsl(rgb)
    case .hwb: ColorSpaces.hwb(rgb)
    }
  }

  private func color(_ values: [Double], alpha: Double) -> Color {
    let rgb: [Double] =
      switch interpolation.space {
      case .srgb: values
      case .srgbLinear: values.map(ColorSpaces.encoded)
      case .xyz: ColorSpaces.fromXYZ(values).map(ColorSpaces.encoded)
      case .oklab: ColorSpaces.fromOklab(values).map(ColorSpaces.encoded)
      case .lab: ColorSpaces.fromLab(values).map(ColorSpaces.encoded)
      case .oklch: ColorSpaces.fromOklab(ColorSpaces.cartesian(values)).map(ColorSpaces.encoded)
      case .lch: ColorSpaces.fromLab(ColorSpaces.cartesian(values)).map(ColorSpaces.encoded)
      case .hsl: ColorSpaces.fromHSL(values)
      case .hwb: ColorSpaces.fromHWB(values)
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
