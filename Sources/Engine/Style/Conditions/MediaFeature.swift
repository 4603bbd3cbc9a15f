import Markup

/// `(width >= 600px)`, `(orientation: portrait)`, `(color)`. `[Media Queries 4, §§2.4 and 4–8]`
struct MediaFeature: Sendable {
  enum Comparison: Sendable {
    case less, lessOrEqual, equal, greaterOrEqual, greater

    var flipped: Comparison {
      switch self {
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .equal: .equal
      case .greaterOrEqual: .lessOrEqual
      case .greater: .less
      }
    }

    var isAscending: Bool { self == .less || self == .lessOrEqual }

    func holds(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .less: a < b
      case .lessOrEqual: a <= b
      case .equal: a == b
      case .greaterOrEqual: a >= b
      case .greater: a > b
      }
    }
  }

  private enum Value: Sendable {
    case number(Double)
    case keyword(String)
  }

  private var name: String
  /// Bounds that all must hold; none asks whether the feature is there at all.
  private var bounds: [(Comparison, Value)] = []

  // MARK: Reading

  static func parse(_ cursor: inout ValueCursor) -> Condition<MediaFeature>? {
    guard cursor.peek?.kind == .openParen, let inner = cursor.block() else { return nil }
    return (plain(inner) ?? range(inner)).map { .leaf($0) }
  }

  private static func plain(_ start: ValueCursor) -> MediaFeature? {
    var cursor = start
    guard var name = cursor.keyword() else { return nil }
    if name.hasPrefix("-webkit-") {
      // `-webkit-min-device-pixel-ratio` is `min-resolution` in dppx.
      name = String(name.dropFirst(8)).replacing("device-pixel-ratio")
    }
    if cursor.isDone { return known(name).map { MediaFeature(name: $0) } }
    guard cursor.consume(.colon) else { return nil }
    var comparison = Comparison.equal
    if name.hasPrefix("min-") {
      comparison = .greaterOrEqual
      name = String(name.dropFirst(4))
    } else if name.hasPrefix("max-") {
      comparison = .lessOrEqual
      name = String(name.dropFirst(4))
    }
    guard let feature = known(name), comparison == .equal || isRange(feature),
      let value = value(feature, &cursor), cursor.isDone
    else { return nil }
    return MediaFeature(name: feature, bounds: [(comparison, value)])
  }

  private static func range(_ start: ValueCursor) -> MediaFeature? {
    var cursor = start
    if let token = cursor.peek, token.kind == .ident, let name = known(token.text.lowercasedASCII),
      isRange(name)
    {
      _ = cursor.next()
      guard let comparison = comparison(&cursor), let value = value(name, &cursor), cursor.isDone
      else { return nil }
      return MediaFeature(name: name, bounds: [(comparison, value)])
    }
    // The name stands after the first value: look for it to know what kind of value to read.
    var probe = start
    var name: String?
    while let token = probe.next() {
      if token.kind == .ident, let found = known(token.text.lowercasedASCII) {
        name = found
        break
      }
    }
    guard let name, isRange(name), let low = value(name, &cursor),
      let first = comparison(&cursor), cursor.keyword() != nil
    else { return nil }
    var feature = MediaFeature(name: name, bounds: [(first.flipped, low)])
    if cursor.isDone { return feature }
    guard let second = comparison(&cursor), let high = value(name, &cursor), cursor.isDone,
      first.isAscending == second.isAscending, first != .equal, second != .equal
    else { return nil }
    feature.bounds.append((second, high))
    return feature
  }

  static func comparison(_ cursor: inout ValueCursor) -> Comparison? {
    guard let token = cursor.next(), token.kind == .delim else { return nil }
    if token.text == "=" { return .equal }
    guard token.text == "<" || token.text == ">" else { return nil }
    let orEqual = cursor.current?.isDelim("=") == true
    if orEqual { cursor.position += 1 }
    return token.text == "<"
      ? (orEqual ? .lessOrEqual : .less) : (orEqual ? .greaterOrEqual : .greater)
  }

  private static let ranges: Set<String> = [
    "width", "height", "device-width", "device-height", "aspect-ratio", "device-aspect-ratio",
    "resolution", "color", "color-index", "monochrome", "horizontal-viewport-segments",
    "vertical-viewport-segments",
  ]

  private static let keywords: [String: Set<String>] = [
    "orientation": ["portrait", "landscape"], "scan": ["interlace", "progressive"],
    "grid": [], "update": ["none", "slow", "fast"],
    "overflow-block": ["none", "scroll", "optional-paged", "paged"],
    "overflow-inline": ["none", "scroll"], "hover": ["none", "hover"],
    "any-hover": ["none", "hover"], "pointer": ["none", "coarse", "fine"],
    "any-pointer": ["none", "coarse", "fine"], "color-gamut": ["srgb", "p3", "rec2020"],
    "prefers-color-scheme": ["light", "dark"],
    "prefers-reduced-motion": ["no-preference", "reduce"],
    "prefers-contrast": ["no-preference", "more", "less", "custom"],
    "prefers-reduced-transparency": ["no-preference", "reduce"],
    "prefers-reduced-data": ["no-preference", "reduce"], "forced-colors": ["none", "active"],
    "inverted-colors": ["none", "inverted"], "scripting": ["none", "initial-only", "enabled"],
    "display-mode": ["browser", "fullscreen", "standalone", "minimal-ui"],
    "dynamic-range": ["standard", "high"], "video-dynamic-range": ["standard", "high"],
    "transform-3d": [],
  ]

  private static func known(_ name: String) -> String? {
    ranges.contains(name) || keywords[name] != nil ? name : nil
  }

  private static func isRange(_ name: String) -> Bool { ranges.contains(name) }

  private static func value(_ name: String, _ cursor: inout ValueCursor) -> Value? {
    switch name {
    case "width", "height", "device-width", "device-height":
      // Relative units refer to the initial font. [Media Queries 4, §1.3]
      return cursor.length().map { .number($0.resolve(initialContext())) }
    case "aspect-ratio", "device-aspect-ratio":
      guard case .constant(let width)? = cursor.number(.nonNegative) else { return nil }
      var height = 1.0
      if cursor.consumeSlash() {
        guard case .constant(let value)? = cursor.number(.nonNegative) else { return nil }
        height = value
      }
      return .number(width / height)
    case "resolution":
      if cursor.consumeIdent("infinite") { return .number(.infinity) }
      if let number = cursor.number(.nonNegative) {
        return .number(number.resolve(initialContext()))
      }
      return cursor.resolution().map { .number($0.resolve(initialContext())) }
    case "color", "color-index", "monochrome", "grid", "horizontal-viewport-segments",
      "vertical-viewport-segments", "transform-3d":
      return cursor.integer(minimum: 0).map { .number(Double($0.resolve(initialContext()))) }
    default:
      guard let keyword = cursor.keyword(), keywords[name]?.contains(keyword) == true else {
        return nil
      }
      return .keyword(keyword)
    }
  }

  private static func initialContext() -> ComputeContext {
    ComputeContext(pageWidth: 0, pageHeight: 0, shaper: nil)
  }

  // MARK: Testing

  func matches(_ environment: MediaEnvironment) -> Bool? {
    if let number = number(environment) {
      if bounds.isEmpty { return number != 0 }
      return bounds.allSatisfy { comparison, value in
        guard case .number(let wanted) = value else { return false }
        return comparison.holds(number, wanted)
      }
    }
    let keyword = keyword(environment)
    guard let bound = bounds.first else { return keyword != "none" && keyword != "no-preference" }
    guard case .keyword(let wanted) = bound.1 else { return false }
    return wanted == keyword
  }

  private func number(_ environment: MediaEnvironment) -> Double? {
    switch name {
    case "width", "device-width": environment.width
    case "height", "device-height": environment.height
    case "aspect-ratio", "device-aspect-ratio":
      environment.height > 0 ? environment.width / environment.height : .infinity
    case "resolution": environment.resolution
    case "color": 8
    case "color-index", "monochrome", "grid": 0
    case "horizontal-viewport-segments", "vertical-viewport-segments", "transform-3d": 1
    default: nil
    }
  }

  private func keyword(_ environment: MediaEnvironment) -> String {
    let isPrint = environment.type == .print
    switch name {
    case "orientation": return environment.width > environment.height ? "landscape" : "portrait"
    case "scan": return "progressive"
    case "color-gamut": return "srgb"
    case "prefers-color-scheme": return "light"
    case "prefers-reduced-motion", "prefers-contrast", "prefers-reduced-transparency",
      "prefers-reduced-data":
      return "no-preference"
    case "overflow-block": return isPrint ? "paged" : "none"
    case "display-mode": return "browser"
    case "dynamic-range", "video-dynamic-range": return "standard"
    default: return "none"
    }
  }
}

extension String {
  /// `min-device-pixel-ratio` as `min-resolution`, and the like.
  fileprivate func replacing(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + "resolution" : self
  }
}
