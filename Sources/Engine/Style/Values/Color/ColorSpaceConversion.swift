import Foundation
import Scene

/// The color spaces of CSS Color 4 and the way from each to each, over XYZ with a D65 white.
enum ColorSpace: String, Sendable {
  case srgb, hsl, hwb, lab, lch, oklab, oklch, rec2020
  case srgbLinear = "srgb-linear"
  case displayP3 = "display-p3"
  case a98RGB = "a98-rgb"
  case prophotoRGB = "prophoto-rgb"
  case xyzD50 = "xyz-d50"
  case xyzD65 = "xyz-d65"

  /// A space by the name of `color()` and of interpolation methods.
  init?(name: String) {
    if name == "xyz" { self = .xyzD65 } else { self.init(rawValue: name) }
  }

  /// Spaces that the `color()` function takes.
  var isPredefined: Bool {
    switch self {
    case .hsl, .hwb, .lab, .lch, .oklab, .oklch: false
    default: true
    }
  }

  /// Which component is a hue.
  var hueIndex: Int? {
    switch self {
    case .hsl, .hwb: 0
    case .lch, .oklch: 2
    default: nil
    }
  }

  /// The names of the components in relative colors.
  var channels: [String] {
    switch self {
    case .hsl: ["h", "s", "l"]
    case .hwb: ["h", "w", "b"]
    case .lab, .oklab: ["l", "a", "b"]
    case .lch, .oklch: ["l", "c", "h"]
    case .xyzD50, .xyzD65: ["x", "y", "z"]
    default: ["r", "g", "b"]
    }
  }
}

typealias Components = SIMD3<Double>

/// Three rows of a matrix.
struct ColorMatrix {
  let rows: (Components, Components, Components)

  init(_ a: Components, _ b: Components, _ c: Components) { rows = (a, b, c) }

  static func * (matrix: ColorMatrix, vector: Components) -> Components {
    Components(
      (matrix.rows.0 * vector).sum(), (matrix.rows.1 * vector).sum(),
      (matrix.rows.2 * vector).sum())
  }
}

extension ColorSpace {
  /// Components of this space in XYZ D65. RGB is in 0…1, hues in degrees, other HSL, HWB and
  /// lightness components in 0…100 (OK spaces: 0…1).
  func toXYZ(_ c: Components) -> Components {
    switch self {
    case .srgb: ColorMath.linearSRGBToXYZ * ColorMath.map(c, ColorMath.srgbToLinear)
    case .srgbLinear: ColorMath.linearSRGBToXYZ * c
    case .hsl: ColorSpace.srgb.toXYZ(ColorMath.hslToRGB(c))
    case .hwb: ColorSpace.srgb.toXYZ(ColorMath.hwbToRGB(c))
    case .displayP3: ColorMath.linearP3ToXYZ * ColorMath.map(c, ColorMath.srgbToLinear)
    case .a98RGB: ColorMath.linearA98ToXYZ * ColorMath.map(c) { ColorMath.power($0, 563.0 / 256) }
    case .prophotoRGB:
      ColorMath.d50ToD65
        * (ColorMath.linearProPhotoToXYZD50 * ColorMath.map(c, ColorMath.proPhotoToLinear))
    case .rec2020: ColorMath.linear2020ToXYZ * ColorMath.map(c, ColorMath.rec2020ToLinear)
    case .xyzD50: ColorMath.d50ToD65 * c
    case .xyzD65: c
    case .lab: ColorMath.d50ToD65 * ColorMath.labToXYZD50(c)
    case .lch: ColorSpace.lab.toXYZ(ColorMath.polarToRectangular(c))
    case .oklab: ColorMath.oklabToXYZ(c)
    case .oklch: ColorSpace.oklab.toXYZ(ColorMath.polarToRectangular(c))
    }
  }

  func fromXYZ(_ c: Components) -> Components {
    switch self {
    case .srgb: ColorMath.map(ColorMath.xyzToLinearSRGB * c, ColorMath.linearToSRGB)
    case .srgbLinear: ColorMath.xyzToLinearSRGB * c
    case .hsl: ColorMath.rgbToHSL(ColorSpace.srgb.fromXYZ(c))
    case .hwb: ColorMath.rgbToHWB(ColorSpace.srgb.fromXYZ(c))
    case .displayP3: ColorMath.map(ColorMath.xyzToLinearP3 * c, ColorMath.linearToSRGB)
    case .a98RGB: ColorMath.map(ColorMath.xyzToLinearA98 * c) { ColorMath.power($0, 256.0 / 563) }
    case .prophotoRGB:
      ColorMath.map(
        ColorMath.xyzD50ToLinearProPhoto * (ColorMath.d65ToD50 * c), ColorMath.linearToProPhoto)
    case .rec2020: ColorMath.map(ColorMath.xyzToLinear2020 * c, ColorMath.linearToRec2020)
    case .xyzD50: ColorMath.d65ToD50 * c
    case .xyzD65: c
    case .lab: ColorMath.xyzD50ToLab(ColorMath.d65ToD50 * c)
    case .lch: ColorMath.rectangularToPolar(ColorSpace.lab.fromXYZ(c))
    case .oklab: ColorMath.xyzToOKLab(c)
    case .oklch: ColorMath.rectangularToPolar(ColorSpace.oklab.fromXYZ(c))
    }
  }

  func convert(_ c: Components, to other: ColorSpace) -> Components {
    if self == other { return c }
    switch (self, other) {
    case (.hsl, .srgb): return ColorMath.hslToRGB(c)
    case (.hwb, .srgb): return ColorMath.hwbToRGB(c)
    case (.srgb, .hsl): return ColorMath.rgbToHSL(c)
    case (.srgb, .hwb): return ColorMath.rgbToHWB(c)
    default: return other.fromXYZ(toXYZ(c))
    }
  }
}
