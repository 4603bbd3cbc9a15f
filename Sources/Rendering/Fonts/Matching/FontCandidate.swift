internal import Engine
internal import Pango
internal import Scene

/// A face that the fonts of a style offer, opened when a character first asks for it.
final class FontCandidate {
  let entry: FontEntry
  let family: String
  let isSyntheticBold: Bool
  let isSyntheticOblique: Bool
  private let style: FontStyle
  private let store: FontStore

  /// Nil where the bytes are no usable font after all.
  private(set) lazy var face: FontFace? = FaceOpener(store: store).open(
    entry, axes: FaceOpener.axes(of: entry, for: style))
  private(set) lazy var metrics: FontMetrics? = face.map {
    FontMetrics(face: $0, size: size, rule: entry.rule)
  }
  private var coverage: [UInt32: Bool] = [:]

  init(_ entry: FontEntry, family: String, style: FontStyle, store: FontStore) {
    self.entry = entry
    self.family = family
    self.style = style
    self.store = store
    isSyntheticBold = Self.needsBold(entry, style: style)
    isSyntheticOblique = Self.needsOblique(entry, style: style)
  }

  /// Pixels per em, after `size-adjust` and `font-size-adjust`.
  private(set) lazy var size: Double = {
    let scaled = style.size * (entry.rule?.sizeAdjust ?? 1)
    guard let wanted = style.sizeAdjust, let face, face.metrics.xHeight > 0 else { return scaled }
    return scaled * wanted / (face.metrics.xHeight / Double(face.unitsPerEm))
  }()

  func instance(size: Double) -> FontInstance? {
    face.map {
      FontInstance(
        face: FaceID(high: $0.key.high, low: $0.key.low), size: size,
        syntheticBold: isSyntheticBold, syntheticOblique: isSyntheticOblique)
    }
  }

  /// Whether the face may and can show a code point.
  func covers(_ scalar: UInt32) -> Bool {
    if let known = coverage[scalar] { return known }
    let answer = entry.admits(scalar) && face.map { $0.canShow(scalar) } == true
    coverage[scalar] = answer
    return answer
  }

  /// Whether the face shows every part of a cluster, or the one letter that they compose.
  func covers(_ scalars: [Unicode.Scalar]) -> Bool {
    if scalars.allSatisfy({ covers($0.value) }) { return true }
    guard scalars.count == 2, let whole = compose(scalars[0].value, scalars[1].value) else {
      return false
    }
    return covers(whole)
  }

  /// Bold begins at 600; a face whose boldest weight lies below cannot show it. Files need the wish to
  /// be well above what they have, declared ranges do not.
  private static func needsBold(_ entry: FontEntry, style: FontStyle) -> Bool {
    guard style.synthesisWeight, style.weight >= 600, entry.weight.upperBound < 600 else {
      return false
    }
    return entry.rule != nil || style.weight > entry.weight.upperBound + 200
  }

  private static func needsOblique(_ entry: FontEntry, style: FontStyle) -> Bool {
    guard style.synthesisStyle, case .normal = entry.style,
      !entry.description.axes.contains(where: { $0.tag == "ital" })
    else { return false }
    switch style.slant {
    case .normal: return false
    case .italic: return true
    case .oblique(let degrees): return degrees >= FamilyMatcher.obliqueThreshold
    }
  }
}

extension FontFace {
  /// Whether a glyph will stand for the code point, also by what the shaper makes up: other spaces
  /// from the space, the hyphen for its non-breaking twin, a letter and a mark for an accented letter.
  func canShow(_ scalar: UInt32) -> Bool {
    if glyph(for: scalar) != nil { return true }
    switch scalar {
    case 0x00a0, 0x2000...0x200a, 0x202f, 0x205f: return glyph(for: 0x20) != nil
    case 0x2011: return glyph(for: 0x2010) != nil
    default:
      guard let (first, second) = decompose(scalar), canShow(first) else { return false }
      return second == 0 || glyph(for: second) != nil
    }
  }
}
