package import Engine
internal import Hyphenation
internal import Pango
package import Scene

/// Shapes text with the faces of a font library, as `TextShaper` asks. Belongs to one thread.
///
/// Faces are chosen for each grapheme cluster here and shaped by HarfBuzz with exactly these faces;
/// Pango's itemizer would match fonts by its own rules and replace faces without a word. Pango
/// contributes what it knows best: line and cluster boundaries with its language tailoring, and
/// fribidi's embedding levels.
package final class LibraryTextShaper: TextShaper {
  private let library: FontLibrary
  private var generation = -1
  private var resolved: [FontStyle: ResolvedFont] = [:]
  private var lastResolved: ResolvedFont?
  private var shapedTexts: AgingCache<ShapingKey, ShapedText>
  private var boundaries: AgingCache<BoundaryKey, [BreakFlags]>
  private var divisions: AgingCache<DivisionKey, [Int]?>
  private let hyphenator = Hyphenator()

  /// How many styles to keep: each holds the choices of its characters.
  private static let maximumStyles = 512

  /// - Parameter cacheLimit: bytes of shaped text and boundaries to keep.
  package init(library: FontLibrary, cacheLimit: Int = 48 << 20) {
    self.library = library
    shapedTexts = AgingCache(limit: cacheLimit * 3 / 4)
    boundaries = AgingCache(limit: cacheLimit / 8)
    divisions = AgingCache(limit: cacheLimit / 8)
  }

  package func metrics(of font: FontStyle) -> FontMetrics {
    resolve(font).primary?.metrics ?? .withoutFonts(size: font.size)
  }

  package func shape(_ request: ShapingRequest) -> ShapedText {
    let range = request.range.clamped(to: 0..<request.text.count)
    let font = resolve(request.font)
    let key = ShapingKey(request, range: range, font: font)
    if let known = shapedTexts.value(for: key) { return known.moved(to: range.lowerBound) }
    let shaped = RunShaper(request: request, range: range, font: font).shape()
    let cost = shaped.runs.reduce(256 + range.count * 2) { $0 + 200 + $1.glyphs.count * 48 }
    shapedTexts.insert(shaped.moved(to: 0), cost: cost, for: key)
    return shaped
  }

  package func ink(of run: ShapedRun) -> Rect? {
    let key = FaceKey(high: run.font.face.high, low: run.font.face.low)
    guard let face = library.store.face(key) else { return nil }
    let scale = run.font.size / Double(face.unitsPerEm)
    var area: Rect?
    var pen = 0.0
    for glyph in run.glyphs {
      if let extents = face.extents(of: glyph.id) {
        // The whole pixels that a glyph at its origin touches, as browsers have it.
        let left = (extents.left * scale).rounded(.down)
        let top = -(extents.top * scale).rounded(.up)
        let ink = Rect(
          x: pen + glyph.offsetX + left, y: glyph.offsetY + top,
          width: (extents.right * scale).rounded(.up) - left,
          height: -(extents.bottom * scale).rounded(.down) - top)
        area = area?.union(ink) ?? ink
      }
      pen += glyph.advance
    }
    return area
  }

  package func breaks(in text: [UInt16], language: String) -> [BreakFlags] {
    let key = BoundaryKey(text: text, language: language)
    if let known = boundaries.value(for: key) { return known }
    let flags = textBoundaries(in: text, language: language).map {
      BreakFlags(rawValue: $0.rawValue)
    }
    boundaries.insert(flags, cost: 128 + text.count * 3, for: key)
    return flags
  }

  package func divisions(of word: [UInt16], language: String, limits: HyphenationLimits) -> [Int]? {
    let key = DivisionKey(word: word, language: language, limits: limits)
    if let known = divisions.value(for: key) { return known }
    let found = hyphenator.divisions(
      of: String(decoding: word, as: UTF16.self), language: language,
      least: (limits.before, limits.after))
    divisions.insert(found, cost: 128 + word.count * 3, for: key)
    return found
  }

  package func bidiLevels(of text: [UInt16], direction: Direction?) -> [UInt8] {
    Pango.bidiLevels(of: text, isRightToLeft: direction.map { $0 == .rtl })
  }

  private func resolve(_ style: FontStyle) -> ResolvedFont {
    if generation != library.generation {
      generation = library.generation
      resolved = [:]
      lastResolved = nil
      shapedTexts.removeAll()
    }
    if let last = lastResolved, last.style == style { return last }
    let font: ResolvedFont
    if let known = resolved[style] {
      font = known
    } else {
      if resolved.count >= Self.maximumStyles { resolved = [:] }
      font = ResolvedFont(style: style, library: library)
      resolved[style] = font
    }
    lastResolved = font
    return font
  }
}

/// What decides the shape of a range.
private struct ShapingKey: Hashable {
  let units: ArraySlice<UInt16>
  /// The neighbours that joining scripts look at; empty on the common path.
  let before: ArraySlice<UInt16>
  let after: ArraySlice<UInt16>
  let style: FontStyle
  let isRightToLeft: Bool
  let orientation: RunOrientation
  let allowsLigatures: Bool

  /// As many neighbours as HarfBuzz keeps.
  private static let contextLength = 5
  /// Below the Hebrew block nothing joins.
  private static let firstJoining: UInt16 = 0x590

  init(_ request: ShapingRequest, range: Range<Int>, font: ResolvedFont) {
    let text = request.text
    units = text[range]
    let joins = range.contains { text[$0] >= Self.firstJoining }
    let reach = joins ? Self.contextLength : 0
    before = text[max(0, range.lowerBound - reach)..<range.lowerBound]
    after = text[range.upperBound..<min(text.count, range.upperBound + reach)]
    style = font.style
    isRightToLeft = request.isRightToLeft
    orientation = request.orientation
    allowsLigatures = request.allowsLigatures
  }
}

private struct BoundaryKey: Hashable {
  let text: [UInt16]
  let language: String
}

private struct DivisionKey: Hashable {
  let word: [UInt16]
  let language: String
  let limits: HyphenationLimits
}

extension ShapedText {
  /// The same text shaped at another place of a paragraph: its clusters begin at `start`.
  fileprivate func moved(to start: Int) -> ShapedText {
    guard let first = runs.map(\.range.lowerBound).min(), first != start else { return self }
    var moved = self
    for run in moved.runs.indices {
      let range = moved.runs[run].range
      moved.runs[run].range = range.lowerBound - first + start..<range.upperBound - first + start
      for glyph in moved.runs[run].glyphs.indices {
        moved.runs[run].glyphs[glyph].cluster += start - first
      }
    }
    return moved
  }
}

extension FontMetrics {
  /// Where no font was given at all: text takes room but shows nothing.
  static func withoutFonts(size: Double) -> FontMetrics {
    FontMetrics(
      ascent: (size * 0.8).rounded(), descent: (size * 0.2).rounded(), lineGap: 0,
      xHeight: size / 2, capHeight: size * 0.7, zeroAdvance: size / 2, ideographAdvance: size,
      spaceAdvance: size / 4, underlinePosition: size / 10, underlineThickness: size / 20,
      strikeoutPosition: size / 4, strikeoutThickness: size / 20)
  }
}
