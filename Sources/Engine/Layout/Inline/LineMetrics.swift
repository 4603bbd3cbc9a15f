import Scene

/// An extent above and below a baseline.
struct LineExtent: Hashable {
  var ascent: LayoutUnit
  var descent: LayoutUnit

  var height: LayoutUnit { ascent + descent }

  func shifted(down by: LayoutUnit) -> LineExtent {
    LineExtent(ascent: ascent - by, descent: descent + by)
  }

  mutating func unite(_ other: LineExtent) {
    ascent = max(ascent, other.ascent)
    descent = max(descent, other.descent)
  }
}

/// Font metrics as lines use them, with the rounding of browsers.
enum LineMetrics {
  /// Ascent and descent about the baseline that the line uses: alphabetic, or central in vertical
  /// lines. `[CSS Writing Modes 3, §4.2]`
  static func text(_ metrics: FontMetrics, isCentral: Bool) -> LineExtent {
    let ascent = LayoutUnit(metrics.ascent)
    let descent = LayoutUnit(metrics.descent)
    guard isCentral else { return LineExtent(ascent: ascent, descent: descent) }
    let half = (ascent + descent) / 2
    return LineExtent(ascent: ascent + descent - half, descent: half)
  }

  /// Half of the leading on each side, whole pixels above. `[CSS 2.1, §10.8.1]`
  static func withLeading(_ extent: LineExtent, lineHeight: LayoutUnit) -> LineExtent {
    let half = (lineHeight - extent.height) / 2
    let above = LayoutUnit(half.floor)
    return LineExtent(
      ascent: extent.ascent + above, descent: lineHeight - extent.ascent - above)
  }

  static func lineHeight(_ style: ComputedStyle, _ metrics: FontMetrics) -> LayoutUnit {
    switch style.font.lineHeight {
    case .normal: normalLineHeight(metrics)
    case .number(let factor):
      // In browsers a percentage, in single precision, of the font's size to the nearest unit.
      LayoutUnit(
        Double(Float(LayoutUnit(rounding: style.font.size).pixels) * (Float(factor) * 100) / 100))
    case .length(let pixels): LayoutUnit(pixels)
    }
  }

  static func normalLineHeight(_ metrics: FontMetrics) -> LayoutUnit {
    LayoutUnit(metrics.ascent.rounded() + metrics.descent.rounded() + metrics.lineGap.rounded())
  }

  static func isCentral(_ style: ComputedStyle) -> Bool {
    let mode = style.text.writingMode
    return (mode == .verticalRL || mode == .verticalLR) && style.text.textOrientation != .sideways
  }

  /// The extent of an empty inline box of a style.
  static func strut(_ id: StyleID, _ context: LayoutContext) -> LineExtent {
    let style = context.style(id)
    let metrics = context.metrics(id)
    return withLeading(
      text(metrics, isCentral: isCentral(style)), lineHeight: lineHeight(style, metrics))
  }
}

extension LayoutContext {
  /// The hyphen that stands where a line breaks at a soft hyphen. `[CSS Text 4, §5.3]`
  func hyphen(for id: StyleID) -> (run: ShapedRun?, width: LayoutUnit) {
    let style = self.style(id)
    let candidates = style.text.hyphenateCharacter.map { [$0] } ?? ["\u{2010}", "-"]
    for text in candidates {
      if let run = shapeAlone(text, style) {
        return (run, LayoutUnit(ceiling: run.advance))
      }
    }
    return (nil, .zero)
  }

  /// Shapes a short string in one run; nil where the first font has no glyph for it.
  func shapeAlone(_ text: String, _ style: ComputedStyle, isLast: Bool = false) -> ShapedRun? {
    let units = Array(text.utf16)
    let orientation: RunOrientation =
      !style.text.writingMode.isVertical
      ? .horizontal : style.text.textOrientation == .upright ? .upright : .sideways
    let shaped = shaper.shape(
      ShapingRequest(
        text: units, range: 0..<units.count, font: style.font, isRightToLeft: false,
        orientation: orientation))
    guard shaped.missing.isEmpty, shaped.runs.count == 1 else {
      return isLast ? shaped.runs.first : nil
    }
    return shaped.runs.first
  }

  /// Remembers what shaping could not do well.
  func note(_ shaped: ShapedText) {
    missing.formUnion(shaped.missing)
    for fallback in shaped.fallbacks where !fallbacks.contains(fallback) {
      fallbacks.append(fallback)
    }
  }
}
