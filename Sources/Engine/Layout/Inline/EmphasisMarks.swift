import Scene

/// The mark that emphasises the characters of a style: a glyph run at half the size.
/// `[CSS Text Decoration 3, §3]`
struct EmphasisMarks {
  /// The style of the marks as text of their own.
  let style: StyleID
  let mark: ShapedRun
  let metrics: FontMetrics
  /// Whether they stand on the over side of the line.
  let standsOver: Bool

  var height: LayoutUnit { LayoutUnit(metrics.ascent) + LayoutUnit(metrics.descent) }

  /// Nil for a style without marks.
  init?(_ base: StyleID, mode: WritingMode, context: LayoutContext) {
    var style = context.style(base)
    guard let text = style.text.emphasisMark.text else { return nil }
    let position = style.text.emphasisPosition
    // The right side of vertical lines is their over side, but for those that read upward.
    standsOver =
      mode.isVertical ? position.right != (mode == .sidewaysLR) : position.over
    style.font.size /= 2
    style.text.color = style.resolve(style.text.emphasisColor)
    style.text.fillColor = .current
    style.text.strokeWidth = 0
    style.text.emphasisMark = .none
    let units = Array(text.utf16)
    let orientation: RunOrientation
    if !mode.isVertical {
      orientation = .horizontal
    } else if mode == .sidewaysRL || mode == .sidewaysLR
      || style.text.textOrientation == .sideways
    {
      orientation = .sideways
    } else {
      let isUpright =
        style.text.textOrientation == .upright || VerticalOrientation.isUpright(units, at: 0)
      orientation = isUpright ? .upright : .sideways
    }
    let shaped = context.shaper.shape(
      ShapingRequest(
        text: units, range: 0..<units.count, font: style.font, isRightToLeft: false,
        orientation: orientation))
    context.note(shaped)
    guard let run = shaped.runs.first else { return nil }
    mark = run
    metrics = context.shaper.metrics(of: style.font)
    self.style = context.styleOverrides.add(style)
  }

  /// A run with a mark at the middle of each marked character of a run's glyphs.
  ///
  /// - Parameters:
  ///   - justification: extra pixels after each of the glyphs; empty where there are none.
  ///   - spacing: the letter spacing in the advances, which is no part of the characters.
  func run(
    over run: ShapedRun, _ glyphs: Range<Int>, justification: [Double], spacing: Double,
    text: [UInt16]
  ) -> ShapedRun? {
    let width = mark.advance
    // Placed as a box of its own would be, in layout units.
    let extent = LayoutUnit(ceiling: width - 1e-7)
    var result = mark
    result.glyphs = []
    result.range = run.range
    var pending = 0.0
    var index = glyphs.lowerBound
    while index < glyphs.upperBound {
      let cluster = run.glyphs[index].cluster
      var advance = 0.0
      while index < glyphs.upperBound, run.glyphs[index].cluster == cluster {
        advance += run.glyphs[index].advance
        let extra = index - glyphs.lowerBound
        if extra < justification.count { advance += justification[extra] }
        index += 1
      }
      guard text.indices.contains(cluster), Self.isMarked(text, at: cluster) else {
        if result.glyphs.isEmpty {
          pending += advance
        } else {
          result.glyphs[result.glyphs.count - 1].advance += advance
        }
        continue
      }
      let free = LayoutUnit(ceiling: advance - spacing - 1e-7) - extent
      let shift = pending + (free / 2).pixels
      for (number, glyph) in mark.glyphs.enumerated() {
        var placed = glyph
        placed.cluster = cluster
        if mark.orientation == .upright { placed.offsetY += shift } else { placed.offsetX += shift }
        if number == mark.glyphs.count - 1 { placed.advance += pending + advance - width }
        result.glyphs.append(placed)
      }
      pending = 0
    }
    return result.glyphs.isEmpty ? nil : result
  }

  /// Spaces, controls and most punctuation go without. `[CSS Text Decoration 3, §3.5]`
  private static func isMarked(_ text: [UInt16], at index: Int) -> Bool {
    var decoder = UTF16()
    var units = text[index...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&units) else { return false }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .unassigned:
      return false
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return markedPunctuation.contains(scalar)
    default: return true
    }
  }

  private static let markedPunctuation = Set(
    "#%‰‱٪\u{609}\u{60A}﹟＃﹪％&﹠＆@﹫＠§¶".unicodeScalars)
}

extension EmphasisMark {
  /// The characters of one mark; nil for none.
  fileprivate var text: String? {
    switch self {
    case .none: nil
    case .string(let string): string.isEmpty ? nil : string
    case .shape(let name, let filled):
      switch name {
      case "dot": filled ? "\u{2022}" : "\u{25E6}"
      case "double-circle": filled ? "\u{25C9}" : "\u{25CE}"
      case "triangle": filled ? "\u{25B2}" : "\u{25B3}"
      case "sesame": filled ? "\u{FE45}" : "\u{FE46}"
      default: filled ? "\u{25CF}" : "\u{25CB}"
      }
    }
  }
}

extension LayoutContext {
  /// The emphasis marks of a style on lines of a writing mode, made once.
  func emphasisMarks(_ style: StyleID, mode: WritingMode) -> EmphasisMarks? {
    if self.style(style).text.emphasisMark == .none { return nil }
    let key = EmphasisKey(style: style, mode: mode)
    if let known = emphasis[key] { return known }
    let made = EmphasisMarks(style, mode: mode, context: self)
    emphasis[key] = made
    return made
  }
}

struct EmphasisKey: Hashable {
  var style: StyleID
  var mode: WritingMode
}
