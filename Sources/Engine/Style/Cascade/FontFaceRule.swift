package import Findings
import Markup

/// `@font-face`: what a face is called, where it is, and for which characters. `[CSS Fonts 4, §4]`
package struct FontFaceRule: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    /// A resolved reference, with the format where one is stated.
    case url(String, format: String?)
    /// The full or PostScript name of a face among those that Platen was given.
    case local(String)
  }

  package var family = ""
  package var sources: [Source] = []
  /// The weights that the face covers.
  package var weight: ClosedRange<Double> = 400...400
  /// Percent of the normal width.
  package var stretch: ClosedRange<Double> = 100...100
  package var slant: FontStyle.Slant = .normal
  /// For `oblique a b`: the angles that the face covers.
  package var obliqueRange: ClosedRange<Double>?
  /// Code points; everything where none is stated.
  package var unicodeRange: [ClosedRange<UInt32>] = [0...0x10FFFF]
  package var features: [FontFeature] = []
  package var variations: [FontFeature] = []
  /// Factors of the font size; nil for the font's own.
  package var ascentOverride: Double?
  package var descentOverride: Double?
  package var lineGapOverride: Double?
  package var sizeAdjust = 1.0
  package var place: Place

  init?(_ declarations: [Declaration], _ prelude: ComponentValues, _ findings: inout [Finding]) {
    place = prelude.place
    for declaration in declarations where !read(declaration) {
      var place = declaration.value.buffer.place(ofTokenAt: declaration.token)
      let value = shortened(declaration.value.text)
      place.sample = "\(declaration.name): \(value)"
      findings.append(
        Finding(
          .invalidValue,
          "The descriptor “\(declaration.name)” of @font-face does not take “\(value)”", at: place))
    }
    guard !family.isEmpty, !sources.isEmpty else {
      findings.append(
        Finding(.invalidCSS, "@font-face needs both a font-family and a src", at: place))
      return nil
    }
  }

  private mutating func read(_ declaration: Declaration) -> Bool {
    var cursor = declaration.value.cursor
    switch declaration.name {
    case "font-family":
      guard case .named(let name)? = cursor.fontFamilies()?.first, cursor.isDone else {
        return false
      }
      family = name
    case "src": return readSources(declaration.value)
    case "font-weight":
      guard let range = cursor.weightRange(), cursor.isDone else { return false }
      weight = range
    case "font-stretch", "font-width":
      guard let range = cursor.stretchRange(), cursor.isDone else { return false }
      stretch = range
    case "font-style": return readStyle(&cursor)
    case "unicode-range":
      guard let ranges = UnicodeRange.parse(declaration.value.text) else { return false }
      unicodeRange = ranges
    case "font-feature-settings":
      guard let value = cursor.openTypeTags(integers: true), cursor.isDone else { return false }
      features = value.resolve(Self.context())
    case "font-variation-settings":
      guard let value = cursor.openTypeTags(integers: false), cursor.isDone else { return false }
      variations = value.resolve(Self.context())
    case "ascent-override": return cursor.override(&ascentOverride)
    case "descent-override": return cursor.override(&descentOverride)
    case "line-gap-override": return cursor.override(&lineGapOverride)
    case "size-adjust":
      guard case .constant(let value)? = cursor.percentage(.nonNegative) else { return false }
      sizeAdjust = value / 100
    case "font-display", "font-variant", "font-named-instance", "font-language-override": break
    default: return false
    }
    return true
  }

  private static func context() -> ComputeContext {
    ComputeContext(pageWidth: 0, pageHeight: 0, shaper: nil)
  }

  /// Sources that cannot be read are skipped, as browsers skip formats they do not know.
  private mutating func readSources(_ value: ComponentValues) -> Bool {
    var found: [Source] = []
    for part in value.splitAtCommas {
      var cursor = part.cursor
      if let token = cursor.peek, token.isFunction("local"), var inner = cursor.block() {
        if let name = inner.string() {
          found.append(.local(name))
        } else if case .named(let name)? = inner.fontFamilies()?.first {
          found.append(.local(name))
        }
        continue
      }
      guard let url = cursor.url() else { continue }
      var format: String?
      if let token = cursor.peek, token.isFunction("format"), var inner = cursor.block() {
        format = inner.string()?.lowercasedASCII ?? inner.keyword()
      }
      if let format, !Self.formats.contains(format) { continue }
      found.append(.url(url, format: format))
    }
    guard !found.isEmpty else { return false }
    sources = found
    return true
  }

  private static let formats: Set<String> = [
    "woff", "woff2", "truetype", "opentype", "collection", "woff-variations",
    "woff2-variations", "truetype-variations", "opentype-variations",
  ]

  private mutating func readStyle(_ cursor: inout ValueCursor) -> Bool {
    switch cursor.keyword() {
    case "normal", "auto": slant = .normal
    case "italic": slant = .italic
    case "oblique":
      slant = .oblique(14)
      if case .constant(let first)? = cursor.angle(unitlessZero: false) {
        slant = .oblique(first)
        if case .constant(let second)? = cursor.angle(unitlessZero: false) {
          obliqueRange = min(first, second)...max(first, second)
        }
      }
    default: return false
    }
    return cursor.isDone
  }
}

extension ValueCursor {
  fileprivate mutating func weightRange() -> ClosedRange<Double>? {
    guard let first = weightValue() else { return nil }
    guard let second = weightValue() else { return first...first }
    return min(first, second)...max(first, second)
  }

  private mutating func weightValue() -> Double? {
    if consumeIdent("normal") || consumeIdent("auto") { return 400 }
    if consumeIdent("bold") { return 700 }
    guard case .constant(let value)? = number(), (1...1000).contains(value) else { return nil }
    return value
  }

  fileprivate mutating func stretchRange() -> ClosedRange<Double>? {
    guard let first = stretchValue() else { return nil }
    guard let second = stretchValue() else { return first...first }
    return min(first, second)...max(first, second)
  }

  private mutating func stretchValue() -> Double? {
    if case .constant(let value)? = percentage(.nonNegative) { return value }
    guard let token = peek, token.kind == .ident,
      let value = PropertyTable.stretches[token.text.lowercasedASCII]
    else { return nil }
    _ = next()
    return value
  }

  fileprivate mutating func override(_ target: inout Double?) -> Bool {
    if consumeIdent("normal") {
      target = nil
    } else {
      guard case .constant(let value)? = percentage(.nonNegative) else { return false }
      target = value / 100
    }
    return isDone
  }
}

/// `unicode-range`. `[CSS Syntax 3, §7]`
enum UnicodeRange {
  static func parse(_ text: String) -> [ClosedRange<UInt32>]? {
    var ranges: [ClosedRange<UInt32>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = one(part.filter { !$0.isWhitespace }) else { return nil }
      ranges.append(range)
    }
    return ranges
  }

  private static func one(_ text: String) -> ClosedRange<UInt32>? {
    guard text.hasPrefix("U+") || text.hasPrefix("u+") else { return nil }
    let body = text.dropFirst(2)
    if let question = body.firstIndex(of: "?") {
      guard body.count <= 6, body[question...].allSatisfy({ $0 == "?" }) else { return nil }
      return range(
        body.replacingQuestions("0"), body.replacingQuestions("F"))
    }
    let ends = body.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(ends.count), ends.allSatisfy({ 1...6 ~= $0.count }) else { return nil }
    return range(ends[0], ends[ends.count - 1])
  }

  private static func range(_ low: String, _ high: String) -> ClosedRange<UInt32>? {
    guard let low = UInt32(low, radix: 16), let high = UInt32(high, radix: 16), low <= high,
      high <= 0x10FFFF
    else { return nil }
    return low...high
  }
}

extension Substring {
  fileprivate func replacingQuestions(_ digit: Character) -> String {
    String(map { $0 == "?" ? digit : $0 })
  }
}
