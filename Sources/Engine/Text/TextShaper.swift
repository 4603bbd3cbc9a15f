package import Scene

/// What the engine asks of whoever knows fonts: metrics, shaping and text segmentation.
///
/// The engine itself knows no font library. An implementation chooses a face for every character
/// from the fonts it was given, shapes each run with an exact face and answers the same for the same
/// question always.
package protocol TextShaper: AnyObject {
  /// The metrics of the first available font of a style, in pixels.
  func metrics(of font: FontStyle) -> FontMetrics

  /// Shapes `range` of a paragraph whose characters share one style and one bidi level.
  ///
  /// The result's glyphs are in visual order; characters without a glyph are shaped as the notdef
  /// glyph and reported in `missing`. The whole paragraph is given as context, so that joined scripts
  /// take the right forms at the range's ends.
  func shape(_ request: ShapingRequest) -> ShapedText

  /// The box of a run's ink in pixels from the start of its baseline, y downward, as browsers round it
  /// for each glyph; nil where nothing is drawn.
  func ink(of run: ShapedRun) -> Rect?

  /// Opportunities to break lines and clusters of a paragraph, one flag set per UTF-16 unit and one
  /// more for the end. `[UAX #14, UAX #29]`
  func breaks(in text: [UInt16], language: String) -> [BreakFlags]

  /// Where a word may be divided with a hyphen, in UTF-16 units from its start, ascending; nil where
  /// nothing is known about the language.
  func divisions(of word: [UInt16], language: String, limits: HyphenationLimits) -> [Int]?

  /// Bidi embedding levels per UTF-16 unit. `[UAX #9]`
  ///
  /// Isolates and embeddings are expected as the control characters that CSS Writing Modes 3, §2.4.5
  /// prescribes.
  ///
  /// - Parameter direction: nil takes the direction of the first strong character.
  func bidiLevels(of text: [UInt16], direction: Direction?) -> [UInt8]
}

/// A question to the shaper.
package struct ShapingRequest: Sendable {
  /// The paragraph in UTF-16.
  package var text: [UInt16]
  package var range: Range<Int>
  package var font: FontStyle
  package var isRightToLeft: Bool
  /// Vertical upright runs are shaped with vertical metrics.
  package var orientation: RunOrientation
  /// Whether optional ligatures and kerning across letters may form (not with letter-spacing).
  package var allowsLigatures: Bool
  /// Whether this run begins at a new text box, for rules that look at the previous character.
  package init(
    text: [UInt16], range: Range<Int>, font: FontStyle, isRightToLeft: Bool,
    orientation: RunOrientation = .horizontal, allowsLigatures: Bool = true
  ) {
    self.text = text
    self.range = range
    self.font = font
    self.isRightToLeft = isRightToLeft
    self.orientation = orientation
    self.allowsLigatures = allowsLigatures
  }
}

package enum RunOrientation: UInt8, Sendable, Hashable {
  case horizontal
  /// Horizontal glyphs turned a quarter clockwise for vertical lines.
  case sideways
  /// Upright glyphs, one below the other.
  case upright
}

/// Metrics of one font at one size, in pixels; ascent and descent are positive away from the baseline
/// and rounded to whole pixels as browsers have them.
package struct FontMetrics: Sendable, Hashable {
  package var ascent: Double
  package var descent: Double
  package var lineGap: Double
  package var xHeight: Double
  package var capHeight: Double
  /// The advance of `0`.
  package var zeroAdvance: Double
  /// The advance of U+6C34 (水), for the `ic` unit.
  package var ideographAdvance: Double
  package var spaceAdvance: Double
  /// What the font states as its characters' average advance.
  package var averageAdvance: Double
  /// From the leftmost to the rightmost point that any glyph has.
  package var greatestWidth: Double
  /// Below the baseline, to the center of the line.
  package var underlinePosition: Double
  package var underlineThickness: Double
  /// Above the baseline, to the center of the line.
  package var strikeoutPosition: Double
  package var strikeoutThickness: Double

  package init(
    ascent: Double, descent: Double, lineGap: Double, xHeight: Double, capHeight: Double,
    zeroAdvance: Double, ideographAdvance: Double, spaceAdvance: Double, underlinePosition: Double,
    underlineThickness: Double, strikeoutPosition: Double, strikeoutThickness: Double,
    averageAdvance: Double? = nil, greatestWidth: Double? = nil
  ) {
    self.averageAdvance = averageAdvance ?? zeroAdvance
    self.greatestWidth = greatestWidth ?? zeroAdvance
    self.ascent = ascent
    self.descent = descent
    self.lineGap = lineGap
    self.xHeight = xHeight
    self.capHeight = capHeight
    self.zeroAdvance = zeroAdvance
    self.ideographAdvance = ideographAdvance
    self.spaceAdvance = spaceAdvance
    self.underlinePosition = underlinePosition
    self.underlineThickness = underlineThickness
    self.strikeoutPosition = strikeoutPosition
    self.strikeoutThickness = strikeoutThickness
  }
}

/// One shaped range: runs of single faces in visual order.
package struct ShapedText: Sendable {
  package var runs: [ShapedRun]
  /// Code points that no given font covers.
  package var missing: [UInt32]
  /// Families that were asked for by name, were not there, and fell back.
  package var fallbacks: [FontFallback]

  package init(runs: [ShapedRun], missing: [UInt32] = [], fallbacks: [FontFallback] = []) {
    self.runs = runs
    self.missing = missing
    self.fallbacks = fallbacks
  }

  /// The sum of all advances, in pixels.
  package var advance: Double { runs.reduce(0) { $0 + $1.advance } }
}

/// A run of glyphs of one face at one size.
package struct ShapedRun: Sendable {
  package var font: FontInstance
  package var glyphs: [ShapedGlyph]
  /// The UTF-16 range of the paragraph that the run covers.
  package var range: Range<Int>
  package var isRightToLeft: Bool
  package var metrics: FontMetrics
  package var orientation: RunOrientation

  package init(
    font: FontInstance, glyphs: [ShapedGlyph], range: Range<Int>, isRightToLeft: Bool,
    metrics: FontMetrics, orientation: RunOrientation = .horizontal
  ) {
    self.font = font
    self.glyphs = glyphs
    self.range = range
    self.isRightToLeft = isRightToLeft
    self.metrics = metrics
    self.orientation = orientation
  }

  package var advance: Double { glyphs.reduce(0) { $0 + $1.advance } }
}

/// One positioned glyph, relative to the pen, in pixels.
package struct ShapedGlyph: Sendable, Hashable {
  package var id: UInt32
  /// Along the line.
  package var advance: Double
  package var offsetX: Double
  package var offsetY: Double
  /// The first UTF-16 unit of the characters that the glyph stands for.
  package var cluster: Int
  /// Whether a line may not be broken before this cluster without shaping again.
  package var isUnsafeToBreak: Bool

  package init(
    id: UInt32, advance: Double, offsetX: Double = 0, offsetY: Double = 0, cluster: Int,
    isUnsafeToBreak: Bool = false
  ) {
    self.id = id
    self.advance = advance
    self.offsetX = offsetX
    self.offsetY = offsetY
    self.cluster = cluster
    self.isUnsafeToBreak = isUnsafeToBreak
  }
}

/// A family that fell back, for findings.
package struct FontFallback: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case familyMissing, glyphMissing, syntheticBold, syntheticOblique
  }
  package var kind: Kind
  package var wanted: String
  package var used: String

  package init(kind: Kind, wanted: String, used: String) {
    self.kind = kind
    self.wanted = wanted
    self.used = used
  }
}

/// What may happen before a UTF-16 unit.
package struct BreakFlags: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A line may break here.
  package static let line = BreakFlags(rawValue: 1)
  /// A line must break here.
  package static let mandatory = BreakFlags(rawValue: 2)
  /// A grapheme cluster begins here.
  package static let cluster = BreakFlags(rawValue: 4)
  /// A word begins here.
  package static let wordStart = BreakFlags(rawValue: 8)
  /// The unit is white space.
  package static let whiteSpace = BreakFlags(rawValue: 16)
  /// Where a line breaks here, a hyphen is shown.
  package static let hyphen = BreakFlags(rawValue: 32)
}
