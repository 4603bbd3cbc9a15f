import Markup

/// The gradient functions, legacy prefixed ones included. `[CSS Images 4, §3; Compatibility, §4.2]`
enum GradientParser {
  static func parse(_ name: String, _ cursor: inout ValueCursor) -> Specified<StyleGradient>? {
    let isRepeating = name.contains("repeating-")
    switch name {
    case "linear-gradient", "repeating-linear-gradient": return linear(&cursor, isRepeating)
    case "radial-gradient", "repeating-radial-gradient": return radial(&cursor, isRepeating)
    case "conic-gradient", "repeating-conic-gradient": return conic(&cursor, isRepeating)
    case "-webkit-linear-gradient", "-webkit-repeating-linear-gradient":
      return prefixedLinear(&cursor, isRepeating)
    case "-webkit-radial-gradient", "-webkit-repeating-radial-gradient":
      return prefixedRadial(&cursor, isRepeating)
    default: return nil
    }
  }

  private typealias Shape = Specified<StyleGradient.Shape>

  private static func finish(
    _ shape: Shape, _ isRepeating: Bool, _ interpolation: ColorInterpolation?,
    _ cursor: inout ValueCursor, isConic: Bool = false
  ) -> Specified<StyleGradient>? {
    let standard = standardInterpolation(of: cursor.rest)
    guard let stops = stops(&cursor, isConic: isConic) else { return nil }
    return shape.with(stops).map { shape, stops in
      StyleGradient(
        shape: shape, isRepeating: isRepeating, stops: stops,
        interpolation: interpolation ?? standard)
    }
  }

  /// Oklab, unless all colors are written as sRGB ever was. `[CSS Color 4, §12.1]`
  private static func standardInterpolation(of stops: ComponentValues) -> ColorInterpolation {
    var result = ColorInterpolation()
    let isModern = stops.tokens.contains { token in
      guard token.kind == .function else { return false }
      return modernFunctions.contains(token.text.lowercasedASCII)
    }
    if isModern { result.space = .oklab }
    return result
  }

  private static let modernFunctions: Set<String> = [
    "lab", "lch", "oklab", "oklch", "color", "color-mix",
  ]

  private static func interpolation(_ cursor: inout ValueCursor) -> ColorInterpolation?? {
    guard let token = cursor.peek, token.isIdent("in") else { return .some(nil) }
    guard let (space, hue) = ColorParser.interpolationMethod(&cursor) else { return nil }
    var result = ColorInterpolation()
    result.hue = hue
    switch space {
    case .srgb: result.space = .srgb
    case .srgbLinear: result.space = .srgbLinear
    case .hsl: result.space = .hsl
    case .hwb: result.space = .hwb
    case .lab: result.space = .lab
    case .lch: result.space = .lch
    case .oklab: result.space = .oklab
    case .oklch: result.space = .oklch
    default: result.space = .xyz
    }
    return .some(result)
  }

  // MARK: Prefaces

  private static func linear(_ cursor: inout ValueCursor, _ isRepeating: Bool)
    -> Specified<StyleGradient>?
  {
    guard var method = interpolation(&cursor) else { return nil }
    var shape: Shape = .constant(.linear(angle: 180))
    var hasPreface = method != nil
    if cursor.consumeIdent("to") {
      guard let (x, y) = sideOrCorner(&cursor) else { return nil }
      shape = .constant(.linearTo(x: x, y: y))
      hasPreface = true
    } else if let angle = cursor.angle() {
      shape = angle.map { .linear(angle: $0) }
      hasPreface = true
    }
    if method == nil {
      guard let later = interpolation(&cursor) else { return nil }
      method = later
      if later != nil { hasPreface = true }
    }
    if hasPreface, !cursor.consumeComma() { return nil }
    return finish(shape, isRepeating, method, &cursor)
  }

  private static func sideOrCorner(_ cursor: inout ValueCursor) -> (Int, Int)? {
    var x: Int?
    var y: Int?
    while let token = cursor.peek, token.kind == .ident {
      switch token.text.lowercasedASCII {
      case "left" where x == nil: x = -1
      case "right" where x == nil: x = 1
      case "top" where y == nil: y = -1
      case "bottom" where y == nil: y = 1
      default: return x == nil && y == nil ? nil : (x ?? 0, y ?? 0)
      }
      _ = cursor.next()
    }
    return x == nil && y == nil ? nil : (x ?? 0, y ?? 0)
  }

  private static let centered = Specified<Position>.constant(
    Position(.percentage(50), .percentage(50)))

  private static func radial(_ cursor: inout ValueCursor, _ isRepeating: Bool)
    -> Specified<StyleGradient>?
  {
    guard var method = interpolation(&cursor) else { return nil }
    var hasPreface = method != nil
    var isCircle: Bool?
    var keyword: StyleGradient.RadialSize?
    var radii: [Specified<LengthPercentage>] = []
    while let token = cursor.peek {
      if token.kind == .ident {
        if isCircle == nil, token.isIdent("circle") || token.isIdent("ellipse") {
          isCircle = token.isIdent("circle")
        } else if keyword == nil, radii.isEmpty, let size = extent(token) {
          keyword = size
        } else {
          break
        }
        _ = cursor.next()
      } else {
        guard radii.isEmpty, keyword == nil, let first = cursor.lengthPercentage(.nonNegative)
        else { break }
        radii.append(first)
        if let second = cursor.lengthPercentage(.nonNegative) { radii.append(second) }
      }
      hasPreface = true
    }
    var center = centered
    if cursor.consumeIdent("at") {
      guard let position = cursor.position() else { return nil }
      center = position
      hasPreface = true
    }
    if method == nil {
      guard let later = interpolation(&cursor) else { return nil }
      method = later
      if later != nil { hasPreface = true }
    }
    if hasPreface, !cursor.consumeComma() { return nil }
    if radii.count == 1 {
      guard isCircle != false else { return nil }
      if case .constant(let radius) = radii[0], radius.dependsOnPercentage { return nil }
    }
    if radii.count == 2, isCircle == true { return nil }
    let circle = isCircle ?? (radii.count == 1)
    let size: Specified<StyleGradient.RadialSize> =
      radii.isEmpty
      ? .constant(keyword ?? .farthestCorner)
      : radii[0].with(radii[radii.count - 1]).map { .explicit($0.0, $0.1) }
    let shape = size.with(center).map { size, center in
      StyleGradient.Shape.radial(circle: circle, size: size, center: center)
    }
    return finish(shape, isRepeating, method, &cursor)
  }

  private static func extent(_ token: CSSToken) -> StyleGradient.RadialSize? {
    switch token.text.lowercasedASCII {
    case "closest-side", "contain": .closestSide
    case "farthest-side": .farthestSide
    case "closest-corner": .closestCorner
    case "farthest-corner", "cover": .farthestCorner
    default: nil
    }
  }

  private static func conic(_ cursor: inout ValueCursor, _ isRepeating: Bool)
    -> Specified<StyleGradient>?
  {
    guard var method = interpolation(&cursor) else { return nil }
    var hasPreface = method != nil
    var angle: Specified<Double> = .constant(0)
    var center = centered
    if cursor.consumeIdent("from") {
      guard let value = cursor.angle() else { return nil }
      angle = value
      hasPreface = true
    }
    if cursor.consumeIdent("at") {
      guard let value = cursor.position() else { return nil }
      center = value
      hasPreface = true
    }
    if method == nil {
      guard let later = interpolation(&cursor) else { return nil }
      method = later
      if later != nil { hasPreface = true }
    }
    if hasPreface, !cursor.consumeComma() { return nil }
    let shape = angle.with(center).map { StyleGradient.Shape.conic(angle: $0.0, center: $0.1) }
    return finish(shape, isRepeating, method, &cursor, isConic: true)
  }

  /// `-webkit-linear-gradient`: sides name where the line starts, angles run counterclockwise from the
  /// right.
  private static func prefixedLinear(_ cursor: inout ValueCursor, _ isRepeating: Bool)
    -> Specified<StyleGradient>?
  {
    var shape: Shape = .constant(.linear(angle: 180))
    if let (x, y) = sideOrCorner(&cursor) {
      shape = .constant(.linearTo(x: -x, y: -y))
      guard cursor.consumeComma() else { return nil }
    } else if let angle = cursor.angle() {
      shape = angle.map { .linear(angle: 90 - $0) }
      guard cursor.consumeComma() else { return nil }
    }
    return finish(shape, isRepeating, nil, &cursor)
  }

  private static func prefixedRadial(_ cursor: inout ValueCursor, _ isRepeating: Bool)
    -> Specified<StyleGradient>?
  {
    var center = centered
    if let position = cursor.position() {
      center = position
      guard cursor.consumeComma() else { return nil }
    }
    var isCircle = false
    var size: Specified<StyleGradient.RadialSize> = .constant(.farthestCorner)
    var hasShape = false
    while let token = cursor.peek, token.kind == .ident,
      token.isIdent("circle") || token.isIdent("ellipse") || extent(token) != nil
    {
      if let extent = extent(token) {
        size = .constant(extent)
      } else {
        isCircle = token.isIdent("circle")
      }
      _ = cursor.next()
      hasShape = true
    }
    if !hasShape, let x = cursor.lengthPercentage(.nonNegative) {
      guard let y = cursor.lengthPercentage(.nonNegative) else { return nil }
      size = x.with(y).map { .explicit($0.0, $0.1) }
      hasShape = true
    }
    if hasShape, !cursor.consumeComma() { return nil }
    let shape = size.with(center).map { [isCircle] size, center in
      StyleGradient.Shape.radial(circle: isCircle, size: size, center: center)
    }
    return finish(shape, isRepeating, nil, &cursor)
  }

  // MARK: Stops

  /// `<color-stop-list>`: hints stand between stops; two positions make two stops.
  private static func stops(_ cursor: inout ValueCursor, isConic: Bool)
    -> Specified<[StyleGradientStop]>?
  {
    var stops: [Specified<StyleGradientStop>] = []
    var lastWasHint = true
    for part in cursor.rest.splitAtCommas {
      var cursor = part.cursor
      var positions = positions(&cursor, isConic)
      guard let color = cursor.color() else {
        guard positions.count == 1, cursor.isDone, !lastWasHint else { return nil }
        stops.append(positions[0].map { StyleGradientStop(color: nil, position: $0) })
        lastWasHint = true
        continue
      }
      if positions.isEmpty { positions = self.positions(&cursor, isConic) }
      guard cursor.isDone else { return nil }
      lastWasHint = false
      if positions.isEmpty {
        stops.append(color.map { StyleGradientStop(color: $0) })
      }
      for position in positions {
        stops.append(color.with(position).map { StyleGradientStop(color: $0.0, position: $0.1) })
      }
    }
    cursor.position = cursor.end
    guard !lastWasHint, !stops.isEmpty else { return nil }
    return stops.gathered()
  }

  private static func positions(_ cursor: inout ValueCursor, _ isConic: Bool)
    -> [Specified<LengthPercentage>]
  {
    var result: [Specified<LengthPercentage>] = []
    while result.count < 2 {
      if isConic {
        if let angle = cursor.angle() {
          result.append(angle.map { .percentage($0 / 3.6) })
        } else if let percentage = cursor.percentage() {
          result.append(percentage.map { .percentage($0) })
        } else {
          break
        }
      } else if let position = cursor.lengthPercentage() {
        result.append(position)
      } else {
        break
      }
    }
    return result
  }
}
