import Foundation
import Markup
import Scene

extension ValueCursor {
  /// `<color>`. `[CSS Color 4 and 5]`
  mutating func color() -> Specified<StyleColor>? {
    attempt { cursor in
      guard let token = cursor.next() else { return nil }
      switch token.kind {
      case .hash: return ColorParser.hex(token.text).map { .constant(.color($0)) }
      case .ident:
        let name = token.text.lowercasedASCII
        if name == "currentcolor" { return .constant(.current) }
        return NamedColors.table[name].map { .constant(.color($0)) } ?? SystemColors.named(name)
      case .function:
        cursor.position -= Int(token.span)
        guard let name = cursor.peek?.text.lowercasedASCII, let inner = cursor.block() else {
          return nil
        }
        return ColorParser.function(name, inner)?.map { .color($0.color) }
      default: return nil
      }
    }
  }
}

/// The color functions.
enum ColorParser {
  static func hex(_ text: String) -> Color? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      guard let value = hexDigit(byte) else { return nil }
      digits.append(value)
    }
    switch digits.count {
    case 3, 4:
      let alpha = digits.count == 4 ? digits[3] * 17 : 255
      return Color(r: digits[0] * 17, g: digits[1] * 17, b: digits[2] * 17, a: alpha)
    case 6, 8:
      func byte(_ index: Int) -> UInt8 { digits[index] << 4 | digits[index + 1] }
      return Color(r: byte(0), g: byte(2), b: byte(4), a: digits.count == 8 ? byte(6) : 255)
    default: return nil
    }
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  static func function(_ name: String, _ inner: ValueCursor) -> Specified<SpaceColor>? {
    var cursor = inner
    switch name {
    case "rgb", "rgba": return components(.srgb, &cursor, allowsCommas: true)
    case "hsl", "hsla": return components(.hsl, &cursor, allowsCommas: true)
    case "hwb": return components(.hwb, &cursor)
    case "lab": return components(.lab, &cursor)
    case "lch": return components(.lch, &cursor)
    case "oklab": return components(.oklab, &cursor)
    case "oklch": return components(.oklch, &cursor)
    case "color": return predefined(&cursor)
    case "color-mix": return mix(&cursor)
    case "light-dark":
      guard let light = cursor.color(), cursor.consumeComma(), let dark = cursor.color(),
        cursor.isDone
      else { return nil }
      return spaceColor(light).with(spaceColor(dark)).choosingByScheme
    default: return nil
    }
  }

  /// A color as calculations take it, `currentcolor` put in.
  private static func spaceColor(_ color: Specified<StyleColor>) -> Specified<SpaceColor> {
    if case .constant(.color(let known)) = color { return .constant(SpaceColor(known)) }
    return .computed { context in
      switch color.resolve(context) {
      case .current: SpaceColor(context.currentColor)
      case .color(let color): SpaceColor(color)
      }
    }
  }

  /// A nested color with its own space where it has one.
  private static func operand(_ cursor: inout ValueCursor) -> Specified<SpaceColor>? {
    if let token = cursor.peek, token.kind == .function {
      let start = cursor.position
      let name = token.text.lowercasedASCII
      if let inner = cursor.block(), let result = function(name, inner) { return result }
      cursor.position = start
    }
    return cursor.color().map(spaceColor)
  }

  // MARK: Components

  /// What one component of a space may be, and what a percentage of it means.
  private enum Channel {
    /// `percent` is the value of 100 %; `scale` is what a plain number is multiplied by.
    case number(percent: Double, scale: Double = 1)
    case hue
  }

  private static func channels(_ space: ColorSpace) -> [Channel] {
    switch space {
    case .srgb: Array(repeating: .number(percent: 1, scale: 1 / 255), count: 3)
    case .hsl, .hwb: [.hue, .number(percent: 100), .number(percent: 100)]
    case .lab: [.number(percent: 100), .number(percent: 125), .number(percent: 125)]
    case .lch: [.number(percent: 100), .number(percent: 150), .hue]
    case .oklab: [.number(percent: 1), .number(percent: 0.4), .number(percent: 0.4)]
    case .oklch: [.number(percent: 1), .number(percent: 0.4), .hue]
    default: Array(repeating: .number(percent: 1), count: 3)
    }
  }

  private typealias Component = (value: Specified<Double>, isMissing: Bool, isPercentage: Bool)

  private static func component(
    _ channel: Channel, _ cursor: inout ValueCursor, _ names: [String: Double]
  ) -> Component? {
    if cursor.consumeIdent("none") { return (.constant(0), true, false) }
    if !names.isEmpty, let value = named(channel, &cursor, names) { return (value, false, false) }
    switch channel {
    case .hue:
      if let number = cursor.number() { return (number, false, false) }
      return cursor.angle(unitlessZero: false).map { ($0, false, false) }
    case .number(let percent, let scale):
      if let number = cursor.number() { return (number.map { $0 * scale }, false, false) }
      return cursor.percentage().map { ($0.map { $0 / 100 * percent }, false, true) }
    }
  }

  /// A channel keyword or a calculation with one, in a relative color.
  private static func named(
    _ channel: Channel, _ cursor: inout ValueCursor, _ names: [String: Double]
  ) -> Specified<Double>? {
    guard let token = cursor.peek else { return nil }
    let scale = if case .number(_, let scale) = channel { scale } else { 1.0 }
    if token.kind == .ident, let value = names[token.text.lowercasedASCII] {
      _ = cursor.next()
      return .constant(value * scale)
    }
    guard MathParser.isMathFunction(token) else { return nil }
    return cursor.attempt { cursor in
      guard
        let result = MathParser(percentagesAre: .percentage, names: names).parse(&cursor),
        result.dimension == .number || result.dimension == .angle,
        result.expression.isAbsolute
      else { return nil }
      return .constant(result.expression.absoluteValue * scale)
    }
  }

  private static func components(
    _ space: ColorSpace, _ cursor: inout ValueCursor, allowsCommas: Bool = false
  ) -> Specified<SpaceColor>? {
    if cursor.consumeIdent("from") { return relative(space, &cursor) }
    return read(space, &cursor, names: [:], allowsCommas: allowsCommas)
  }

  private static func read(
    _ space: ColorSpace, _ cursor: inout ValueCursor, names: [String: Double],
    allowsCommas: Bool
  ) -> Specified<SpaceColor>? {
    var values: [Specified<Double>] = []
    var missing: UInt8 = 0
    var usesCommas = false
    var percentages = 0
    for (index, channel) in channels(space).enumerated() {
      if index == 1, allowsCommas { usesCommas = cursor.consumeComma() }
      if index == 2, usesCommas, !cursor.consumeComma() { return nil }
      guard let component = component(channel, &cursor, names) else { return nil }
      if component.isMissing { missing |= 1 << index }
      if component.isPercentage { percentages += 1 }
      values.append(component.value)
    }
    if usesCommas {
      // The old syntax knows no `none` and does not mix numbers and percentages.
      guard missing == 0, space == .hsl ? percentages == 2 : percentages % 3 == 0 else {
        return nil
      }
    }
    var alpha: Specified<Double> = .constant(names["alpha"] ?? 1)
    if usesCommas ? cursor.consumeComma() : cursor.consumeSlash() {
      if cursor.consumeIdent("none") {
        guard !usesCommas else { return nil }
        missing |= 8
        alpha = .constant(0)
      } else if !names.isEmpty, let value = named(.number(percent: 1), &cursor, names) {
        alpha = value
      } else {
        guard let value = cursor.numberOrPercentage() else { return nil }
        alpha = value
      }
    }
    guard cursor.isDone else { return nil }
    return (values + [alpha]).gathered().map { [missing] all in
      make(space, all, missing: missing, isLegacy: names.isEmpty)
    }
  }

  private static func make(_ space: ColorSpace, _ all: [Double], missing: UInt8, isLegacy: Bool)
    -> SpaceColor
  {
    var components = Components(all[0], all[1], all[2])
    switch space {
    case .hsl: components.y = max(components.y, 0)
    case .lab: components.x = min(max(components.x, 0), 100)
    case .lch:
      components.x = min(max(components.x, 0), 100)
      components.y = max(components.y, 0)
    case .oklab: components.x = min(max(components.x, 0), 1)
    case .oklch:
      components.x = min(max(components.x, 0), 1)
      components.y = max(components.y, 0)
    case .srgb where isLegacy:
      components.clamp(
        lowerBound: Components(repeating: 0), upperBound: Components(repeating: 1))
    default: break
    }
    return SpaceColor(space, components, alpha: min(max(all[3], 0), 1), missing: missing)
  }

  /// `color(display-p3 …)`, and relative to another color.
  private static func predefined(_ cursor: inout ValueCursor) -> Specified<SpaceColor>? {
    if cursor.consumeIdent("from") {
      guard let origin = operand(&cursor), let space = predefinedSpace(&cursor) else { return nil }
      return relative(space, origin, &cursor)
    }
    guard let space = predefinedSpace(&cursor) else { return nil }
    // sRGB here counts from 0 to 1, unlike in rgb().
    if space == .srgb {
      return read(.displayP3, &cursor, names: [:], allowsCommas: false)?.map {
        SpaceColor(.srgb, $0.components, alpha: $0.alpha, missing: $0.missing)
      }
    }
    return read(space, &cursor, names: [:], allowsCommas: false)
  }

  private static func predefinedSpace(_ cursor: inout ValueCursor) -> ColorSpace? {
    guard let name = cursor.keyword(), let space = ColorSpace(name: name), space.isPredefined
    else { return nil }
    return space
  }

  // MARK: Relative colors

  private static func relative(_ space: ColorSpace, _ cursor: inout ValueCursor)
    -> Specified<SpaceColor>?
  {
    guard let origin = operand(&cursor) else { return nil }
    return relative(space, origin, &cursor, scale: space == .srgb ? 255 : 1)
  }

  /// `[CSS Color 5, §4]`
  private static func relative(
    _ space: ColorSpace, _ origin: Specified<SpaceColor>, _ cursor: inout ValueCursor,
    scale: Double = 1
  ) -> Specified<SpaceColor>? {
    let rest = cursor
    let target = scale == 1 && space == .srgb ? ColorSpace.displayP3 : space
    @Sendable func compute(_ origin: SpaceColor, _ context: ComputeContext?) -> SpaceColor? {
      let color = origin.converted(to: space)
      var names: [String: Double] = ["alpha": color.alpha]
      for (index, name) in space.channels.enumerated() {
        names[name] = color.missing & (1 << index) != 0 ? 0 : color.components[index] * scale
      }
      var cursor = rest
      guard let result = read(target, &cursor, names: names, allowsCommas: false) else {
        return nil
      }
      var made: SpaceColor
      switch result {
      case .constant(let value): made = value
      case .computed(let later):
        guard let context else { return nil }
        made = later(context)
      }
      made.space = space
      return made
    }
    switch origin {
    case .constant(let color): return compute(color, nil).map { .constant($0) }
    case .computed(let later):
      // Whether the syntax is right does not depend on the color.
      guard compute(SpaceColor(.black), nil) != nil else { return nil }
      return .computed { compute(later($0), $0) ?? SpaceColor(.transparent) }
    }
  }

  // MARK: Mixing

  /// `color-mix(in oklab, red 20%, blue)`. `[CSS Color 5, §2]`
  private static func mix(_ cursor: inout ValueCursor) -> Specified<SpaceColor>? {
    guard let method = interpolationMethod(&cursor), cursor.consumeComma(),
      let first = mixComponent(&cursor), cursor.consumeComma(),
      let second = mixComponent(&cursor), cursor.isDone
    else { return nil }
    var a = first.share
    var b = second.share
    if a == nil, b == nil {
      (a, b) = (50, 50)
    } else if a == nil {
      a = 100 - (b ?? 0)
    } else if b == nil {
      b = 100 - (a ?? 0)
    }
    guard let a, let b, a + b > 0 else { return nil }
    let share = b / (a + b)
    let scale = min((a + b) / 100, 1)
    return first.color.with(second.color).map { pair in
      var mixed = ColorMixing.mix(
        pair.0, pair.1, share: share, in: method.space, hue: method.hue)
      mixed.alpha *= scale
      return mixed
    }
  }

  private static func mixComponent(_ cursor: inout ValueCursor) -> (
    color: Specified<SpaceColor>, share: Double?
  )? {
    var share = sharePercentage(&cursor)
    guard let color = operand(&cursor) else { return nil }
    if share == nil { share = sharePercentage(&cursor) }
    if let share, !(0...100).contains(share) { return nil }
    return (color, share)
  }

  private static func sharePercentage(_ cursor: inout ValueCursor) -> Double? {
    guard case .constant(let value)? = cursor.percentage() else { return nil }
    return value
  }

  /// `in <space> [<hue> hue]?`
  static func interpolationMethod(_ cursor: inout ValueCursor) -> (
    space: ColorSpace, hue: ColorInterpolation.Hue
  )? {
    guard cursor.consumeIdent("in"), let name = cursor.keyword(), let space = ColorSpace(name: name)
    else { return nil }
    var hue = ColorInterpolation.Hue.shorter
    if space.hueIndex != nil, let token = cursor.peek, token.kind == .ident,
      let known = ColorInterpolation.Hue(rawValue: token.text.lowercasedASCII)
    {
      _ = cursor.next()
      guard cursor.consumeIdent("hue") else { return nil }
      hue = known
    }
    return (space, hue)
  }
}

extension Specified where Value == (SpaceColor, SpaceColor) {
  /// The first in the light scheme, the second in the dark one. `[CSS Color 5, §8]`
  fileprivate var choosingByScheme: Specified<SpaceColor> {
    .computed { context in
      let (light, dark) = resolve(context)
      return context.isDark ? dark : light
    }
  }
}
