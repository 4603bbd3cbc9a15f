package import Scene

/// Inherited properties besides fonts: color, text layout, lists, tables, visibility.
/// `text-decoration` does not inherit but propagates; it is kept in `GeneratedStyle`.
package struct TextStyle: Sendable, Hashable {
  package var color: Color = .black
  /// Whether `color-scheme` lists the dark scheme alone: pages are made for readers who prefer light.
  package var isDarkScheme = false
  package var direction: Direction = .ltr
  package var writingMode: WritingMode = .horizontalTB
  package var textOrientation: TextOrientation = .mixed
  package var textCombine: TextCombine = .none
  package var align: TextAlign = .start
  package var alignLast: TextAlignLast = .auto
  package var justify: TextJustify = .auto
  package var indent: LengthPercentage = .zero
  package var indentHanging = false
  package var indentEachLine = false
  package var transform: TextTransform = TextTransform()
  /// Pixels added after each character.
  package var letterSpacing: Double = 0
  /// Added to each word separator; percentages are of the space's advance.
  package var wordSpacing: LengthPercentage = .zero
  package var whiteSpaceCollapse: WhiteSpaceCollapse = .collapse
  package var textWrapMode: TextWrapMode = .wrap
  package var textWrapStyle: TextWrapStyle = .auto
  package var tabSize: TabSize = .number(8)
  package var wordBreak: WordBreak = .normal
  package var lineBreak: LineBreak = .auto
  package var overflowWrap: OverflowWrap = .normal
  package var hyphens: Hyphens = .manual
  /// `hyphenate-character`; nil for `auto`.
  package var hyphenateCharacter: String?
  package var hyphenationLimits = HyphenationLimits()
  package var hangingPunctuation = HangingPunctuation()
  package var shadows: [TextShadow] = []
  package var strokeWidth: Double = 0
  package var strokeColor: StyleColor = .current
  package var fillColor: StyleColor = .current
  package var paintOrder: [PaintLayer] = []
  package var underlinePosition = UnderlinePosition()
  package var underlineOffset: LengthPercentage?
  package var skipInk: SkipInk = .auto
  package var emphasisMark: EmphasisMark = .none
  package var emphasisColor: StyleColor = .current
  package var emphasisPosition = EmphasisPosition()
  package var rubyPositionOver = true
  package var quotes: Quotes = .auto
  package var listStyleType: CounterStyleReference = .named("disc")
  package var listStylePosition: ListStylePosition = .outside
  package var listStyleImage: StyleImage?
  package var visibility: Visibility = .visible
  package var borderCollapse: BorderCollapse = .separate
  /// Pixels, horizontal then vertical.
  package var borderSpacing = Pair<Double>(0, 0)
  package var captionSide: CaptionSide = .top
  package var emptyCells: EmptyCells = .show
  package var imageRendering: ImageRendering = .auto
  package var orphans = 2
  package var widows = 2
  /// `image-orientation: from-image`.
  package var orientImages = true
  /// `print-color-adjust` and the like do not change assets and are not kept.

  package init() {}
}

package enum Direction: String, Sendable, Hashable { case ltr, rtl }
package enum WritingMode: String, Sendable, Hashable {
  case horizontalTB = "horizontal-tb"
  case verticalRL = "vertical-rl"
  case verticalLR = "vertical-lr"
  case sidewaysRL = "sideways-rl"
  case sidewaysLR = "sideways-lr"

  package var isVertical: Bool { self != .horizontalTB }
}
package enum TextOrientation: String, Sendable, Hashable { case mixed, upright, sideways }
/// `text-combine-upright`. `[CSS Writing Modes 3, §9.1]`
package enum TextCombine: Sendable, Hashable {
  case none
  case all
  /// Runs of up to that many ASCII digits.
  case digits(Int)
}
package enum TextAlign: String, Sendable, Hashable {
  case start, end, left, right, center, justify
  case matchParent = "match-parent"
  case webkitLeft = "-webkit-left"
  case webkitRight = "-webkit-right"
  case webkitCenter = "-webkit-center"
}
package enum TextAlignLast: String, Sendable, Hashable {
  case auto, start, end, left, right, center, justify
  case matchParent = "match-parent"
}
package enum TextJustify: String, Sendable, Hashable {
  case auto, none
  case interWord = "inter-word"
  case interCharacter = "inter-character"
}
package struct TextTransform: Sendable, Hashable {
  package enum Case: String, Sendable, Hashable { case none, uppercase, lowercase, capitalize }
  package var textCase: Case = .none
  package var fullWidth = false
  package var fullSizeKana = false
  package init() {}
}
package enum WhiteSpaceCollapse: String, Sendable, Hashable {
  case collapse, preserve
  case preserveBreaks = "preserve-breaks"
  case breakSpaces = "break-spaces"
  case preserveSpaces = "preserve-spaces"
}
package enum TextWrapMode: String, Sendable, Hashable { case wrap, nowrap }
package enum TextWrapStyle: String, Sendable, Hashable { case auto, balance, pretty, stable }
package enum TabSize: Sendable, Hashable {
  /// A multiple of the space's advance.
  case number(Double)
  /// Pixels.
  case length(Double)
}
package enum WordBreak: String, Sendable, Hashable {
  case normal
  case breakAll = "break-all"
  case keepAll = "keep-all"
  case breakWord = "break-word"
  case autoPhrase = "auto-phrase"
}
package enum LineBreak: String, Sendable, Hashable { case auto, loose, normal, strict, anywhere }
package enum OverflowWrap: String, Sendable, Hashable {
  case normal, anywhere
  case breakWord = "break-word"
}
/// `hyphenate-limit-chars`: the least number of characters in a word that is divided, before the hyphen
/// and after it. `[CSS Text 4, §6.3.3]`
package struct HyphenationLimits: Sendable, Hashable {
  package var word = 5
  package var before = 2
  package var after = 2
  package init() {}
}

package enum Hyphens: String, Sendable, Hashable { case none, manual, auto }
package struct HangingPunctuation: Sendable, Hashable {
  package var first = false
  package var last = false
  package var forceEnd = false
  package var allowEnd = false
  package init() {}
}
package struct TextShadow: Sendable, Hashable {
  package var color: StyleColor
  /// Pixels.
  package var x: Double
  package var y: Double
  package var blur: Double

  package init(color: StyleColor, x: Double, y: Double, blur: Double) {
    self.color = color
    self.x = x
    self.y = y
    self.blur = blur
  }
}
package enum PaintLayer: String, Sendable, Hashable { case fill, stroke, markers }
package struct UnderlinePosition: Sendable, Hashable {
  package var under = false
  package var fromFont = false
  package var left = false
  package var right = false
  package init() {}
}
package enum SkipInk: String, Sendable, Hashable { case auto, none, all }
package enum EmphasisMark: Sendable, Hashable {
  case none
  case string(String)
  /// `dot circle double-circle triangle sesame`, filled or open.
  case shape(String, filled: Bool)
}
package struct EmphasisPosition: Sendable, Hashable {
  package var over = true
  package var right = true
  package init() {}
}
package enum Quotes: Sendable, Hashable {
  case auto
  case none
  /// Pairs of open and close, outermost first.
  case pairs([Pair<String>])
}
package enum CounterStyleReference: Sendable, Hashable {
  case none
  /// A predefined or author counter style.
  case named(String)
  case string(String)
}
package enum ListStylePosition: String, Sendable, Hashable { case inside, outside }
package enum Visibility: String, Sendable, Hashable { case visible, hidden, collapse }
package enum BorderCollapse: String, Sendable, Hashable { case separate, collapse }
package enum CaptionSide: String, Sendable, Hashable { case top, bottom }
package enum EmptyCells: String, Sendable, Hashable { case show, hide }
package enum ImageRendering: String, Sendable, Hashable {
  case auto, smooth, pixelated
  case highQuality = "high-quality"
  case crispEdges = "crisp-edges"
}
