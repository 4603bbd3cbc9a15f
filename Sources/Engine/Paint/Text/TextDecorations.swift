import Scene

/// A line that an ancestor draws on a text fragment.
struct AppliedDecoration {
  enum Line { case underline, overline, lineThrough }

  var line: Line
  var style: DecorationStyle
  var color: Color
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
    var found: [[AppliedDecoration]] = []
    var next = nodes[id.index].parent
    while let current = next {
      let fragment = tree[current]
      next = nodes[current.index].parent
      // A line has its block's style, but is no box.
      if isLine(fragment) { continue }
      let style = tree.style(of: current)
      if fragment.node != nil, !style.generated.decoration.isNone {
        found.append(lines(of: style, metrics: metrics))
      }
      if stopsDecorations(current, fragment, style) { break }
    }
    return found.reversed().flatMap { $0 }
  }

  private func isLine(_ fragment: Fragment) -> Bool {
    if case .line = fragment.kind { true } else { false }
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

  private func lines(of style: ComputedStyle, metrics: FontMetrics) -> [AppliedDecoration] {
    let decoration = style.generated.decoration
    let fontSize = style.font.size
    let automatic = max(1, fontSize / 10)
    var thickness =
      switch decoration.thickness {
      case .auto: automatic
      case .fromFont: metrics.underlineThickness > 0 ? metrics.underlineThickness : automatic
      case .lengthPercentage(let value): value.resolve(pixels: fontSize)
      }
    thickness = max(1 / scale, (thickness * scale).rounded() / scale)
    let color = style.resolve(decoration.color)
    func line(_ kind: AppliedDecoration.Line, top: Double) -> AppliedDecoration {
      AppliedDecoration(
        line: kind, style: decoration.style, color: color, thickness: thickness, top: top,
        skipsInk: style.text.skipInk != .none)
    }
    var result: [AppliedDecoration] = []
    if decoration.underline {
      result.append(
        line(.underline, top: underlineTop(style, metrics: metrics, thickness: thickness)))
    }
    if decoration.overline {
      result.append(line(.overline, top: -metrics.ascent.rounded()))
    }
    if decoration.lineThrough {
      let middle = metrics.ascent.rounded() / 3
      result.append(line(.lineThrough, top: -(middle + thickness / 2).rounded(.down)))
    }
    return result
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
    return max(1, (thickness / 2).rounded(.up))
  }

  func paintDecoration(
    _ decoration: AppliedDecoration, _ line: TextLine, color override: Color?, _ node: PaintNode
  ) {
    guard line.length > 0, line.run.orientation != .upright else { return }
    let color = override ?? decoration.color
    if color.isTransparent { return }
    let thickness = decoration.thickness
    let top = snap(line.baseline + decoration.top)
    let rect = Rect(x: line.start, y: top, width: line.length, height: thickness)
    switch decoration.style {
    case .solid: emitRule(rect, color, decoration, line, node)
    case .double:
      let gap = thickness + 1 / scale
      emitRule(rect, color, decoration, line, node)
      let sign = decoration.line == .overline ? -1.0 : 1
      let second = rect.offsetBy(x: 0, y: sign * (thickness + gap))
      emitRule(second, color, decoration, line, node)
    case .dotted, .dashed:
      let middle = rect.y + thickness / 2
      emitLine(
        from: Point(x: rect.x, y: middle), to: Point(x: rect.maxX, y: middle), width: thickness,
        style: decoration.style == .dotted ? .dotted : .dashed, color: color,
        transform: node.transform, clip: node.clip)
    case .wavy: emitWave(rect, thickness, color, node)
    }
  }

  private func emitRule(
    _ rect: Rect, _ color: Color, _ decoration: AppliedDecoration, _ line: TextLine,
    _ node: PaintNode
  ) {
    if decoration.skipsInk, decoration.isBelowText, !line.glyphs.isEmpty {
      var run = line.glyphRun(color: .black)
      run.text = ""
      emit(.textLine(TextLineCommand(rect: rect, color: color, run: run)), for: node)
    } else {
      emit(.fill(Fill(.rect(rect), .color(color))), for: node)
    }
  }

  /// A wave of one curve up and one down, as wide as three lines are thick.
  private func emitWave(_ rect: Rect, _ thickness: Double, _ color: Color, _ node: PaintNode) {
    let step = 2 * max(thickness, 1)
    let height = 3 * thickness
    let middle = rect.y + height / 2 + thickness / 2
    guard step > 0, rect.width / step < 10_000 else { return }
    var path = Path()
    // The phase is fixed to the page, so that neighbouring fragments join.
    var x = (rect.x / (2 * step)).rounded(.down) * 2 * step
    path.move(to: Point(x: x, y: middle))
    while x < rect.maxX {
      let control = x + step
      path.cubic(
        Point(x: control, y: middle + height), Point(x: control, y: middle - height),
        to: Point(x: x + 2 * step, y: middle))
      x += 2 * step
    }
    let clip = list.addClip(
      .rect(
        Rect(x: rect.x, y: rect.y - height, width: rect.width, height: height * 4 + thickness)),
      transform: node.transform, inside: node.clip)
    emit(
      .stroke(Stroke(path: path, width: thickness, color: color)), transform: node.transform,
      clip: clip)
  }
}
