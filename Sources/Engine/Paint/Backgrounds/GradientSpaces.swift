import Glibc

/// Conversions between sRGB and the spaces in which gradients may run. `[CSS Color 4, §§8–10, 18]`
enum GradientSpaces {
  static func linear(_ value: Double) -> Double {
    abs(value) <= 0.04045 ? value / 12.92 : copysign(pow((abs(value) + 0.055) / 1.055, 2.4), value)
  }

  static func encoded(_ value: Double) -> Double {
    abs(value) <= 0.0031308
      ? value * 12.92 : copysign(1.055 * pow(abs(value), 1 / 2.4) - 0.055, value)
  }

  private static func times(_ m: [Double], _ v: [Double]) -> [Double] {
    (0..<3).map { m[$0 * 3] * v[0] + m[$0 * 3 + 1] * v[1] + m[$0 * 3 + 2] * v[2] }
  }

  static func xyz(_ linear: [Double]) -> [Double] {
    times(
      [
        0.41239079926595934, 0.357584339383878, 0.1804807884018343, 0.21263900587151027,
        0.715168678767756, 0.07219231536073371, 0.01933081871559182, 0.11919477979462598,
        0.9505321522496607,
      ], linear)
  }

  static func fromXYZ(_ xyz: [Double]) -> [Double] {
    times(
      [
        3.2409699419045226, -1.537383177570094, -0.4986107602930034, -0.9692436362808796,
        1.8759675015077202, 0.04155505740717559, 0.05563007969699366, -0.20397695888897652,
        1.0569715142428786,
      ], xyz)
  }

  static func oklab(_ linear: [Double]) -> [Double] {
    let lms = times(
      [
        0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
        0.0883024619, 0.2817188376, 0.6299787005,
      ], linear
    ).map { cbrt($0) }
    return times(
      [
        0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
        0.0259040371, 0.7827717662, -0.8086757660,
      ], lms)
  }

  static func fromOklab(_ lab: [Double]) -> [Double] {
    let lms = times(
      [
        1, 0.3963377774, 0.2158037573, 1, -0.1055613458, -0.0638541728, 1, -0.0894841775,
        -1.2914855480,
      ], lab
    ).map { $0 * $0 * $0 }
    return times(
      [
        4.0767416621, -3.3077115913, 0.2309699292, -1.2684380046, 2.6097574011, -0.3413193965,
        -0.0041960863, -0.7034186147, 1.7076147010,
      ], lms)
  }

  /// D50, through the Bradford adaptation.
  private static let whitePoint = [0.9642956764295677, 1, 0.8251046025104602]
  private static let epsilon = 216.0 / 24389
  private static let kappa = 24389.0 / 27

  static func lab(_ linear: [Double]) -> [Double] {
    let d50 = times(
      [
        1.0479297925449969, 0.022946870601609652, -0.05019226628920524, 0.02962780877005599,
        0.9904344267538799, -0.017073799063418826, -0.009243040646204504, 0.015055191490298152,
        0.7518742814281371,
      ], xyz(linear))
    let f = (0..<3).map { index in
      let value = d50[index] / whitePoint[index]
      return value > epsilon ? cbrt(value) : (kappa * value + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  static func fromLab(_ lab: [Double]) -> [Double] {
    let f1 = (lab[0] + 16) / 116
    let f = [lab[1] / 500 + f1, f1, f1 - lab[2] / 200]
    let d50 = (0..<3).map { index in
      let cubed = f[index] * f[index] * f[index]
      let share = cubed > epsilon ? cubed : (116 * f[index] - 16) / kappa
      return share * whitePoint[index]
    }
    let d65 = times(
      [
        0.955473421488075, -0.02309845494876471, 0.06325924320057072, -0.0283697093338637,
        1.0099953980813041, 0.021041441191917323, 0.012314014864481998, -0.020507649298898964,
        1.330365926242124,
      ], d50)
    return fromXYZ(d65)
  }

  /// Lightness, chroma and hue in degrees; the hue of a gray is not a number.
  static func polar(_ lab: [Double], threshold: Double) -> [Double] {
    let chroma = (lab[1] * lab[1] + lab[2] * lab[2]).squareRoot()
    let degrees = atan2(lab[2], lab[1]) * 180 / .pi
    return [lab[0], chroma, chroma <= threshold ? .nan : (degrees < 0 ? degrees + 360 : degrees)]
  }

  static func cartesian(_ lch: [Double]) -> [Double] {
    let radians = lch[2] * .pi / 180
    return [lch[0], lch[1] * cos(radians), lch[1] * sin(radians)]
  }

  static func hsl(_ rgb: [Double]) -> [Double] {
    let high = max(rgb[0], rgb[1], rgb[2])
    let low = min(rgb[0], rgb[1], rgb[2])
    let light = (high + low) / 2
    let span = high - low
    guard span > 1e-9 else { return [.nan, 0, light] }
    let saturation = light <= 0 || light >= 1 ? 0 : (high - light) / min(light, 1 - light)
    let hue =
      high == rgb[0]
      ? (rgb[1] - rgb[2]) / span + (rgb[1] < rgb[2] ? 6 : 0)
      : high == rgb[1] ? (rgb[2] - rgb[0]) / span + 2 : (rgb[0] - rgb[1]) / span + 4
    return [hue * 60, saturation, light]
  }

  static func fromHSL(_ hsl: [Double]) -> [Double] {
    let amplitude = hsl[1] * min(hsl[2], 1 - hsl[2])
    return [0.0, 8, 4].map { n in
      let k = (n + hsl[0] / 30).truncatingRemainder(dividingBy: 12)
      let step = k < 0 ? k + 12 : k
      return hsl[2] - amplitude * max(-1, min(step - 3, 9 - step, 1))
    }
  }

  static func hwb(_ rgb: [Double]) -> [Double] {
    [hsl(rgb)[0], min(rgb[0], rgb[1], rgb[2]), 1 - max(rgb[0], rgb[1], rgb[2])]
  }

  static func fromHWB(_ hwb: [Double]) -> [Double] {
    let sum = hwb[1] + hwb[2]
    if sum >= 1 { return Array(repeating: hwb[1] / sum, count: 3) }
    return fromHSL([hwb[0], 1, 0.5]).map { $0 * (1 - sum) + hwb[1] }
  }
}
