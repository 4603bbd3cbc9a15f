import Foundation

/// Transfer functions, matrices and polar forms. `[CSS Color 4, §§7–10 and 18]`
enum ColorMath {
  static func map(_ c: Components, _ transfer: (Double) -> Double) -> Components {
    Components(transfer(c.x), transfer(c.y), transfer(c.z))
  }

  /// `|value|` to a power, with the value's sign.
  static func power(_ value: Double, _ exponent: Double) -> Double {
    value < 0 ? -pow(-value, exponent) : pow(value, exponent)
  }

  static func srgbToLinear(_ value: Double) -> Double {
    let size = abs(value)
    if size <= 0.04045 { return value / 12.92 }
    return (value < 0 ? -1 : 1) * pow((size + 0.055) / 1.055, 2.4)
  }

  static func linearToSRGB(_ value: Double) -> Double {
    let size = abs(value)
    if size <= 0.0031308 { return value * 12.92 }
    return (value < 0 ? -1 : 1) * (1.055 * pow(size, 1 / 2.4) - 0.055)
  }

  static func proPhotoToLinear(_ value: Double) -> Double {
    abs(value) <= 16.0 / 512 ? value / 16 : power(value, 1.8)
  }

  static func linearToProPhoto(_ value: Double) -> Double {
    abs(value) >= 1.0 / 512 ? power(value, 1 / 1.8) : value * 16
  }

  private static let alpha = 1.09929682680944
  private static let beta = 0.018053968510807

  static func rec2020ToLinear(_ value: Double) -> Double {
    let size = abs(value)
    if size < beta * 4.5 { return value / 4.5 }
    return (value < 0 ? -1 : 1) * pow((size + alpha - 1) / alpha, 1 / 0.45)
  }

  static func linearToRec2020(_ value: Double) -> Double {
    let size = abs(value)
    if size <= beta { return value * 4.5 }
    return (value < 0 ? -1 : 1) * (alpha * pow(size, 0.45) - (alpha - 1))
  }

  // MARK: Matrices

  static let linearSRGBToXYZ = ColorMatrix(
    Components(506752.0 / 1228815, 87881.0 / 245763, 12673.0 / 70218),
    Components(87098.0 / 409605, 175762.0 / 245763, 12673.0 / 175545),
    Components(7918.0 / 409605, 87881.0 / 737289, 1001167.0 / 1053270))
  static let xyzToLinearSRGB = ColorMatrix(
    Components(12831.0 / 3959, -329.0 / 214, -1974.0 / 3959),
    Components(-851781.0 / 878810, 1648619.0 / 878810, 36519.0 / 878810),
    Components(705.0 / 12673, -2585.0 / 12673, 705.0 / 667))
  static let linearP3ToXYZ = ColorMatrix(
    Components(608311.0 / 1250200, 189793.0 / 714400, 198249.0 / 1000160),
    Components(35783.0 / 156275, 247089.0 / 357200, 198249.0 / 2500400),
    Components(0, 32229.0 / 714400, 5220557.0 / 5000800))
  static let xyzToLinearP3 = ColorMatrix(
    Components(446124.0 / 178915, -333277.0 / 357830, -72051.0 / 178915),
    Components(-14852.0 / 17905, 63121.0 / 35810, 423.0 / 17905),
    Components(11844.0 / 330415, -50337.0 / 660830, 316169.0 / 330415))
  static let linearA98ToXYZ = ColorMatrix(
    Components(573536.0 / 994567, 263643.0 / 1420810, 187206.0 / 994567),
    Components(591459.0 / 1989134, 6239551.0 / 9945670, 374412.0 / 4972835),
    Components(53769.0 / 1989134, 351524.0 / 4972835, 4929758.0 / 4972835))
  static let xyzToLinearA98 = ColorMatrix(
    Components(1829569.0 / 896150, -506331.0 / 896150, -308931.0 / 896150),
    Components(-851781.0 / 878810, 1648619.0 / 878810, 36519.0 / 878810),
    Components(16779.0 / 1248040, -147721.0 / 1248040, 1266979.0 / 1248040))
  static let linearProPhotoToXYZD50 = ColorMatrix(
    Components(0.79776664490064230, 0.13518129740053308, 0.03134773412839220),
    Components(0.28807482881940130, 0.71183523424187300, 0.00008993693872564),
    Components(0, 0, 0.82510460251046020))
  static let xyzD50ToLinearProPhoto = ColorMatrix(
    Components(1.34578688164715830, -0.25557208737979464, -0.05110186497554526),
    Components(-0.54463070512490190, 1.50824774284514680, 0.02052744743642139),
    Components(0, 0, 1.21196754563894520))
  static let linear2020ToXYZ = ColorMatrix(
    Components(63426534.0 / 99577255, 20160776.0 / 139408157, 47086771.0 / 278816314),
    Components(26158966.0 / 99577255, 472592308.0 / 697040785, 8267143.0 / 139408157),
    Components(0, 19567812.0 / 697040785, 295819943.0 / 278816314))
  static let xyzToLinear2020 = ColorMatrix(
    Components(30757411.0 / 17917100, -6372589.0 / 17917100, -4539589.0 / 17917100),
    Components(-19765991.0 / 29648200, 47925759.0 / 29648200, 467509.0 / 29648200),
    Components(792561.0 / 44930125, -1921689.0 / 44930125, 42328811.0 / 44930125))
  static let d65ToD50 = ColorMatrix(
    Components(1.0479297925449969, 0.022946870601609652, -0.05019226628920524),
    Components(0.02962780877005599, 0.9904344267538799, -0.017073799063418826),
    Components(-0.009243040646204504, 0.015055191490298152, 0.7518742814281371))
  static let d50ToD65 = ColorMatrix(
    Components(0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    Components(-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    Components(0.012314014864481998, -0.020507649298898964, 1.330365926242124))

  // MARK: Lab and OKLab

  private static let white = Components(0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585)
  private static let epsilon = 216.0 / 24389
  private static let kappa = 24389.0 / 27

  static func labToXYZD50(_ lab: Components) -> Components {
    let y = (lab.x + 16) / 116
    let x = lab.y / 500 + y
    let z = y - lab.z / 200
    func inverse(_ value: Double) -> Double {
      let cube = value * value * value
      return cube > epsilon ? cube : (116 * value - 16) / kappa
    }
    return Components(
      inverse(x), lab.x > kappa * epsilon ? y * y * y : lab.x / kappa, inverse(z)) * white
  }

  static func xyzD50ToLab(_ xyz: Components) -> Components {
    let f = map(xyz / white) { $0 > epsilon ? cbrt($0) : (kappa * $0 + 16) / 116 }
    return Components(116 * f.y - 16, 500 * (f.x - f.y), 200 * (f.y - f.z))
  }

  private static let xyzToLMS = ColorMatrix(
    Components(0.8190224379967030, 0.3619062600528904, -0.1288737815209879),
    Components(0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
    Components(0.0481771893596242, 0.2642395317527308, 0.6335478284694309))
  private static let lmsToXYZ = ColorMatrix(
    Components(1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
    Components(-0.0405757452148008, 1.1122868032803170, -0.0717110580655164),
    Components(-0.0763729366746601, -0.4214933324022432, 1.5869240198367816))
  private static let lmsToOKLab = ColorMatrix(
    Components(0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
    Components(1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
    Components(0.0259040424655478, 0.7827717124575296, -0.8086757549230774))
  private static let oklabToLMS = ColorMatrix(
    Components(1, 0.3963377773761749, 0.2158037573099136),
    Components(1, -0.1055613458156586, -0.0638541728258133),
    Components(1, -0.0894841775298119, -1.2914855480194092))

  static func xyzToOKLab(_ xyz: Components) -> Components {
    lmsToOKLab * map(xyzToLMS * xyz, cbrt)
  }

  static func oklabToXYZ(_ lab: Components) -> Components {
    lmsToXYZ * map(oklabToLMS * lab) { $0 * $0 * $0 }
  }

  static func polarToRectangular(_ c: Components) -> Components {
    let angle = c.z * Double.pi / 180
    return Components(c.x, c.y * cos(angle), c.y * sin(angle))
  }

  static func rectangularToPolar(_ c: Components) -> Components {
    let chroma = (c.y * c.y + c.z * c.z).squareRoot()
    let hue = atan2(c.z, c.y) * 180 / Double.pi
    return Components(c.x, chroma, hue < 0 ? hue + 360 : hue)
  }

  // MARK: HSL and HWB

  static func hslToRGB(_ c: Components) -> Components {
    var hue = c.x.truncatingRemainder(dividingBy: 360)
    if hue < 0 { hue += 360 }
    let saturation = c.y / 100
    let lightness = c.z / 100
    func channel(_ n: Double) -> Double {
      let k = (n + hue / 30).truncatingRemainder(dividingBy: 12)
      let a = saturation * min(lightness, 1 - lightness)
      return lightness - a * max(-1, min(k - 3, 9 - k, 1))
    }
    return Components(channel(0), channel(8), channel(4))
  }

  static func rgbToHSL(_ c: Components) -> Components {
    let high = max(c.x, c.y, c.z)
    let low = min(c.x, c.y, c.z)
    let range = high - low
    let lightness = (high + low) / 2
    var hue = 0.0
    var saturation = 0.0
    if range > 1e-12 {
      saturation =
        lightness == 0 || lightness == 1
        ? 0 : (high - lightness) / min(lightness, 1 - lightness)
      if high == c.x {
        hue = (c.y - c.z) / range + (c.y < c.z ? 6 : 0)
      } else if high == c.y {
        hue = (c.z - c.x) / range + 2
      } else {
        hue = (c.x - c.y) / range + 4
      }
      hue *= 60
    }
    if saturation < 0 {
      hue += 180
      saturation = -saturation
    }
    return Components(hue >= 360 ? hue - 360 : hue, saturation * 100, lightness * 100)
  }

  static func hwbToRGB(_ c: Components) -> Components {
    let white = c.y / 100
    let black = c.z / 100
    if white + black >= 1 { return Components(repeating: white / (white + black)) }
    return hslToRGB(Components(c.x, 100, 50)) * (1 - white - black) + white
  }

  static func rgbToHWB(_ c: Components) -> Components {
    Components(rgbToHSL(c).x, min(c.x, c.y, c.z) * 100, (1 - max(c.x, c.y, c.z)) * 100)
  }
}
