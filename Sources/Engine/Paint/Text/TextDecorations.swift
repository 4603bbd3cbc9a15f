import Scene

/// A line that an ancestor draws on a text fragment.
struct AppliedDecoration {
  enum Line { case underline, overline, lineThrough }

  var line: Line
  var style: DecorationStyle
  var color: Color
  /// Pixels; an automatic one has a fraction, of which straight lines show none.
  var thickness: Double
  /// The line's upper edge below the baseline.
  var top: Double
  var skipsInk: Bool

  var isBelowText: Bool { line != .lineThrough }
}

extension PagePainter {
  /// The lines of all elements whose decorations reach a text fragment, the outermost first.
  /// `[CSS Text Decoration 3, §2]`
  func decorations(over id: FragmentID) -> [AppliedDecoration] {
    guard case .text(let text) = tree[id].kind, !text.isAnnotation else { return [] }
    let metrics = tree.runs[Int(text.run)].metrics
    let middle = middle(of: id, text)
    var found: [[AppliedDecoration]] = []
    var next = nodes[id.index].parent
    while let current = next {
      let fragment = tree[current]
      next = nodes[current.index].parent
      // A line has its block's style, but is no box.
      if isLine(fragment) { continue }
      let style = tree.style(of: current)
      if fragment.node != nil || isInlineBox(fragment), !style.generated.decoration.isNone {
        found.append(lines(of: style, metrics: metrics, middle: middle))
      }
      if stopsDecorations(current, fragment, style) { break }
    }
    return found.reversed().flatMap { $0 }
  }

  private func isLine(_ fragment: Fragment) -> Bool {
    if case .line = fragment.kind { true } else { false }
  }

  private func isInlineBox(_ fragment: Fragment) -> Bool {
    if case .inlineBox = fragment.kind { true } else { false }
  }

  /// Floats, boxes out of flow and inline-level blocks do not take their parents' lines.
  private func stopsDecorations(_ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle)
    -> Bool
  {
    if fragment.isFloating || fragment.isOutOfFlow { return true }
    switch style.box.display {
    case .inlineBlock, .inlineTable, .inlineFlex, .inlineGrid, .rubyText: return true
    default: return false
    }
  }

  /// Where the middle of vertical text lies below its alphabetic baseline; nil for text that is set
  /// along a horizontal line, or as if it were.
  private func middle(of id: FragmentID, _ text: TextFragment) -> Double? {
    let style = tree.style(of: id).text
    let isVertical = style.writingMode == .verticalRL || style.writingMode == .verticalLR
    guard isVertical, style.textOrientation != .sideways else { return nil }
    return (tree[id].rect.size.width / 2 - text.baseline).pixels
  }

  private func lines(of style: ComputedStyle, metrics: FontMetrics, middle: Double?)
    -> [AppliedDecoration]
  {
    let decoration = style.generated.decoration
    let fontSize = style.font.size
    let automatic = fontSize / 10
    let wanted =
      switch decoration.thickness {
      case .auto: automatic
      case .fromFont: metrics.underlineThickness > 0 ? metrics.underlineThickness : automatic
      case .lengthPercentage(let value):
        (value.resolve(pixels: fontSize) * scale).rounded() / scale
      }
    let thickness = max(1 / scale, wanted)
    let color = style.resolve(decoration.color)
    func line(_ kind: AppliedDecoration.Line, top: Double) -> AppliedDecoration {
      AppliedDecoration(
        line: kind, style: decoration.style, color: color, thickness: thickness, top: top,
        skipsInk: style.text.skipInk != .none)
    }
    let isFlipped = middle != nil && underlineStandsOver(style)
    var result: [AppliedDecoration] = []
    if decoration.underline {
      let offset = style.text.underlineOffset?.resolve(pixels: fontSize) ?? 0
      if let middle {
        // Beside the em boxes, so that it is one line beside upright and turned characters.
        let away = fontSize / 2 + 1 + offset
        result.append(
          isFlipped
            ? line(.overline, top: middle - away - thickness)
            : line(.underline, top: middle + away))
      } else {
        result.append(
          line(.underline, top: underlineTop(style, metrics: metrics, thickness: thickness)))
      }
    }
    if decoration.overline {
      // It stands on the text's upper edge, or below its lower one where the underline is above.
      result.append(
        isFlipped
          ? line(.underline, top: metrics.descent.rounded())
          : line(.overline, top: -metrics.ascent.rounded() - drawnThickness(thickness)))
    }
    if decoration.lineThrough {
      result.append(line(.lineThrough, top: -metrics.ascent.rounded() / 3 - thickness / 2))
    }
    return result
  }

  /// Whether the underline of vertical text lies on its right: that is the side in Japanese and Korean.
  /// `[CSS Text Decoration 3, §2.5; Appendix A]`
  private func underlineStandsOver(_ style: ComputedStyle) -> Bool {
    let language = style.font.language.lowercased().prefix { $0 != "-" }
    let position = style.text.underlinePosition
    return language == "ja" || language == "ko" ? !position.left : position.right
  }

  private func underlineTop(_ style: ComputedStyle, metrics: FontMetrics, thickness: Double)
    -> Double
  {
    let position = style.text.underlinePosition
    let offset = style.text.underlineOffset?.resolve(pixels: style.font.size)
    if position.under { return metrics.descent + (offset ?? 0) }
    if position.fromFont, metrics.underlinePosition > 0 {
      return metrics.underlinePosition - thickness / 2 + (offset ?? 0)
    }
    if let offset { return offset }
    // The gap below the baseline is half of the line's thickness, at least a pixel.
    return max(1, (thickness * scale / 2).rounded(.up) / scale)
  }

  func paintDecoration(
    _ decoration: AppliedDecoration, _ line: TextLine, color override: Color?, _ node: PaintNode
  ) {
    guard line.length > 0 else { return }
    var node = node
    if let turn = line.ruleTransform { node.transform = node.transform.concatenating(turn) }
    let color = override ?? decoration.color
    if color.isTransparent { return }
    let thickness = decoration.thickness
    let pixel = 1 / scale
    let top = line.baseline + decoration.top
    func rule(at top: Double) -> Rect {
      Rect(x: line.start, y: snap(top), width: line.length, height: drawnThickness(thickness))
    }
    func emit(_ area: Rect, _ stroke: Stroke? = nil, ink: ClosedRange<Double>) {
      emitRule(area, color, stroke, ink: ink, decoration, line, node)
    }
    switch decoration.style {
    case .solid: emit(rule(at: top), ink: top...top + thickness)
    case .double:
      let away = thickness + pixel
      let second = decoration.line == .overline ? -away : away
      let ink = min(top, top + second)...max(top, top + second) + thickness
      emit(rule(at: top), ink: ink)
      emit(rule(at: snap(top) + second), ink: ink)
    case .dotted, .dashed:
      if let stroke = dashes(decoration, line, color, node) {
        // Wider, so that the dashes' ends and edges are the stroke's own.
        emit(
          stroke.path.bounds.insetBy(-thickness / 2 - pixel), stroke, ink: top...top + thickness)
      }
    case .wavy:
      let rect = Rect(x: line.start, y: snap(top), width: line.length, height: thickness)
      if let wave = DecorationWave(rect, on: decoration.line, scale: scale) {
        let area = wave.area
        emit(
          Rect(x: area.x, y: area.y - pixel, width: area.width, height: area.height + 2 * pixel),
          wave.stroke(color), ink: area.y...area.maxY)
      }
    }
  }

  /// A straight line is as thick as the whole device pixels of its thickness, at least one.
  private func drawnThickness(_ thickness: Double) -> Double {
    max(1, (thickness * scale).rounded(.down)) / scale
  }

  /// Dots or dashes, in whole device pixels of length. Other than a border, a thin dotted line has its
  /// rhythm whatever its length, and its middle is the pixel that it falls into.
  private func dashes(
    _ decoration: AppliedDecoration, _ line: TextLine, _ color: Color, _ node: PaintNode
  ) -> Stroke? {
    let thickness = decoration.thickness
    let device = (thickness * scale).rounded()
    let inside = (line.baseline + decoration.top + thickness / 2) * scale
    let middle =
      (inside.rounded(.down) + (device.truncatingRemainder(dividingBy: 2)) / 2) / scale
    let start = Point(x: line.start, y: middle)
    let end = Point(x: line.start + (line.length * scale).rounded(.down) / scale, y: middle)
    let width = device / scale
    if decoration.style == .dotted, device <= 3 {
      guard end.x > start.x else { return nil }
      var path = Path()
      path.move(to: start)
      path.line(to: end)
      return Stroke(path: path, width: thickness, dashes: [width, width], color: color)
    }
    let isDotted = decoration.style == .dotted
    var stroke = self.line(
      from: start, to: end, width: width, style: isDotted ? .dotted : .dashed, color: color,
      transform: node.transform)
    // Dashes are drawn in halves of pixels.
    stroke?.width = isDotted ? thickness : (thickness * scale * 2).rounded() / 2 / scale
    stroke?.isAntialiased = true
    return stroke
  }

  /// Draws a line as far as glyphs let it, filled or by a stroke within its area.
  ///
  /// - Parameter ink: the heights at which the line meets the glyphs' ink.
  private func emitRule(
    _ area: Rect, _ color: Color, _ stroke: Stroke?, ink: ClosedRange<Double>,
    _ decoration: AppliedDecoration, _ line: TextLine, _ node: PaintNode
  ) {
    // Lines beside upright glyphs meet no ink.
    let meetsInk = !line.glyphs.isEmpty && line.ruleTransform == nil
    if decoration.skipsInk, decoration.isBelowText, meetsInk {
      var run = line.glyphRun(color: .black)
      run.text = ""
      self.emit(
        .textLine(
          TextLineCommand(
            rect: area, color: color, stroke: stroke, ink: ink, air: decoration.thickness, run: run)
        ), for: node)
    } else if let stroke {
      let clip = list.addClip(.rect(area), transform: node.transform, inside: node.clip)
      emit(.stroke(stroke), transform: node.transform, clip: clip)
    } else {
      emit(.fill(Fill(.rect(area), .color(color))), for: node)
    }
  }
}

/// The wave of `text-decoration-style: wavy`, with the proportions that browsers give it.
struct DecorationWave {
  /// From crest to trough, as wide as the text.
  let area: Rect
  private let axis: Double
  private let start: Double
  private let wavelength: Double
  private let reach: Double
  private let thickness: Double

  /// More waves than these on one line are no wave that anyone sees.
  private static let maximumCount = 10_000.0

  /// - Parameters:
  ///   - rect: where a straight line would be.
  ///   - scale: device pixels to one of `rect`: proportions are whole device pixels.
  init?(_ rect: Rect, on line: AppliedDecoration.Line, scale: Double) {
    let device = max(1, rect.height * scale)
    wavelength = (1 + 2 * (2 * device + 0.5).rounded()) / scale
    reach = (0.5 + (3 * device + 0.5).rounded()) / scale
    thickness = rect.height
    // Away from the text, as far as the second of two lines; half a pixel lower looks sharper.
    let away = thickness + 1 / scale
    let shift =
      switch line {
      case .underline: away
      case .overline: -away
      case .lineThrough: 0.0
      }
    axis = rect.y + shift + 0.5 / scale
    start = rect.x
    // A cubic curve comes this near to its control points.
    let height = reach / 3.0.squareRoot() + thickness
    area = Rect(x: rect.x, y: axis - height / 2, width: rect.width, height: height)
    guard rect.width / wavelength < Self.maximumCount else { return nil }
  }

  func stroke(_ color: Color) -> Stroke {
    var path = Path()
    // One wave before and after the line: its ends are cut, not drawn.
    var x = start - wavelength
    path.move(to: Point(x: x, y: axis))
    while x < area.maxX + wavelength {
      let middle = x + wavelength / 2
      path.cubic(
        Point(x: middle, y: axis + reach), Point(x: middle, y: axis - reach),
        to: Point(x: x + wavelength, y: axis))
      x += wavelength
    }
    return Stroke(path: path, width: thickness, color: color)
  }
}
