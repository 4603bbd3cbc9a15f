/// Generated content, counters, text decoration, float shapes.
package struct GeneratedStyle: Sendable, Hashable {
  package var content: Content = .normal
  package var counterReset: [CounterChange] = []
  package var counterIncrement: [CounterChange] = []
  package var counterSet: [CounterChange] = []
  /// Lines that this element starts; they propagate to its in-flow text.
  package var decoration = TextDecoration()
  package var shapeOutside: ShapeOutside?
  package var shapeMargin: LengthPercentage = .zero
  package var shapeImageThreshold: Double = 0
  package var initialLetter: InitialLetter?
  /// Properties of SVG content that are declared, by name, as text.
  package var svg: [String: String] = [:]
  /// The named page of `page`; empty for `auto`.
  package var page = ""

  package init() {}
}

/// `content`. `[CSS Generated Content 3]`
package enum Content: Sendable, Hashable {
  case normal
  case none
  case items([ContentItem])
}

package enum ContentItem: Sendable, Hashable {
  case string(String)
  case image(StyleImage)
  case counter(String, CounterStyleReference)
  case counters(String, separator: String, CounterStyleReference)
  case openQuote
  case closeQuote
  case noOpenQuote
  case noCloseQuote
}

package struct CounterChange: Sendable, Hashable {
  package var name: String
  package var value: Int
  /// `reversed(name)` of counter-reset.
  package var isReversed: Bool

  package init(name: String, value: Int, isReversed: Bool = false) {
    self.name = name
    self.value = value
    self.isReversed = isReversed
  }
}

/// `[CSS Text Decoration 4]`
package struct TextDecoration: Sendable, Hashable {
  package var underline = false
  package var overline = false
  package var lineThrough = false
  package var style: DecorationStyle = .solid
  package var color: StyleColor = .current
  package var thickness: DecorationThickness = .auto

  package init() {}
  package var isNone: Bool { !underline && !overline && !lineThrough }
}

package enum DecorationStyle: String, Sendable, Hashable {
  case solid, double, dotted, dashed, wavy
}
package enum DecorationThickness: Sendable, Hashable {
  case auto
  case fromFont
  /// Percentages are of the font size.
  case lengthPercentage(LengthPercentage)
}

/// `shape-outside`. `[CSS Shapes 1]`
package enum ShapeOutside: Sendable, Hashable {
  case shape(BasicShape, box: ShapeBox)
  case box(ShapeBox)
  case image(StyleImage)

  package enum ShapeBox: String, Sendable, Hashable {
    case marginBox = "margin-box"
    case borderBox = "border-box"
    case paddingBox = "padding-box"
    case contentBox = "content-box"
  }
}

/// `[CSS Inline 3, §3]`
package struct InitialLetter: Sendable, Hashable {
  /// How many lines the letter is high.
  package var size: Double
  /// How many lines it sinks into its paragraph.
  package var sink: Int
  /// The paragraph's line height, pixels.
  package var lineHeight = 0.0
  /// From the paragraph's first line's upper edge to the letter's baseline where it stands highest: its
  /// capitals then end at the height of that line's. Pixels.
  package var baseline = 0.0

  package init(size: Double, sink: Int) {
    self.size = size
    self.sink = sink
  }

  /// How many lines stay free above the paragraph's text, because the letter rises over it.
  package var raisedLines: Int { max(0, Int(size.rounded(.up)) - sink) }
  /// Whether it sinks deeper than it is high.
  package var hangsLow: Bool { Double(sink) > size.rounded(.up) }
}
