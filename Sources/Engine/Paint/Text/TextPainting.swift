import Scene

extension PagePainter {
  /// One fragment of text: shadows, the lines under it, glyphs, the line through it.
  /// `[CSS 2.1, Appendix E, 7.2.1.4]`
  ///
  /// - Parameter color: takes the place of all colors, for masks.
  func paintText(_ id: FragmentID, color override: Color? = nil) {
    guard case .text(let text) = tree[id].kind, tree.runs.indices.contains(Int(text.run)) else {
      return
    }
    let style = tree.style(of: id)
    if tree[id].isHidden || style.text.visibility != .visible || nodes[id.index].isBackface {
      return
    }
    let run = tree.runs[Int(text.run)]
    let line = TextLine(
      tree[id], text, run, origin: nodes[id.index].offset, writingMode: style.text.writingMode)
    var node = nodes[id.index]
    node.transform = node.transform.concatenating(line.transform)
    let decorations = decorations(over: id)
    let color = override ?? style.resolve(style.text.fillColor)
    if override == nil {
      for shadow in style.text.shadows.reversed() {
        paintShadow(shadow, line, decorations, style, node)
      }
    }
    for decoration in decorations where decoration.isBelowText {
      paintDecoration(decoration, line, color: override, node)
    }
    paintGlyphs(line, style, color, override, node)
    for decoration in decorations where !decoration.isBelowText {
      paintDecoration(decoration, line, color: override, node)
    }
  }

  private func paintGlyphs(
    _ line: TextLine, _ style: ComputedStyle, _ color: Color, _ override: Color?,
    _ node: PaintNode
  ) {
    if line.glyphs.isEmpty { return }
    let stroke = style.text.strokeWidth
    let fill = { (run: GlyphRun) in self.emit(.glyphs(run), for: node) }
    guard stroke > 0 else {
      fill(line.glyphRun(color: color))
      return
    }
    let strokeColor = override ?? style.resolve(style.text.strokeColor)
    let strokeFirst =
      style.text.paintOrder.firstIndex(of: .stroke) ?? 99 < style.text.paintOrder.firstIndex(
        of: .fill) ?? 98
    var outline = line.glyphRun(color: strokeColor)
    outline.strokeWidth = stroke
    if strokeFirst { outline.text = "" }
    if strokeFirst { fill(outline) }
    fill(line.glyphRun(color: color))
    outline.text = ""
    if !strokeFirst { fill(outline) }
  }

  private func paintShadow(
    _ shadow: TextShadow, _ line: TextLine, _ decorations: [AppliedDecoration],
    _ style: ComputedStyle, _ node: PaintNode
  ) {
    let color = style.resolve(shadow.color)
    if color.isTransparent { return }
    var moved = node
    let offset = line.rotate(Point(x: shadow.x, y: shadow.y))
    moved.transform = node.transform.concatenating(.translation(x: offset.x, y: offset.y))
    var run = line.glyphRun(color: color)
    run.text = ""
    if shadow.blur > 0 {
      emit(.textShadow(TextShadowCommand(run: run, sigma: shadow.blur / 2)), for: moved)
    } else {
      emit(.glyphs(run), for: moved)
    }
    for decoration in decorations { paintDecoration(decoration, line, color: color, moved) }
  }
}

/// A text fragment in coordinates of its own: the baseline along x, through the origin's height.
struct TextLine {
  let run: ShapedRun
  /// From line coordinates to the page's.
  let transform: AffineTransform
  /// Glyph origins.
  private(set) var glyphs: [GlyphRun.Glyph] = []
  /// The extent of the text along the line.
  let start: Double
  let length: Double
  private let fragment: TextFragment
  private let isTurned: Bool
  /// Turned counterclockwise, for lines that read upward.
  private let readsUpward: Bool
  /// For upright glyphs: from coordinates along the line, which decorations are in, to the glyphs'.
  let ruleTransform: AffineTransform?

  init(
    _ fragment: Fragment, _ text: TextFragment, _ run: ShapedRun, origin: LayoutPoint,
    writingMode: WritingMode
  ) {
    self.run = run
    self.fragment = text
    let rect = LayoutRect(origin: origin, size: fragment.rect.size)
    let isVertical = writingMode.isVertical
    isTurned = isVertical && run.orientation != .upright
    readsUpward = isTurned && writingMode == .sidewaysLR
    var penX = 0.0
    var penY = 0.0
    // A quarter turn clockwise puts the line's start on top and its baseline's under side left.
    let clockwise = AffineTransform(
      a: 0, b: 1, c: -1, d: 0, tx: (rect.maxX - text.baseline).pixels, ty: 0)
    ruleTransform = isVertical && run.orientation == .upright ? clockwise : nil
    if isVertical {
      length = rect.height.pixels
      if run.orientation == .upright {
        transform = .identity
        // Upright glyphs stand on the middle of the line.
        penX = rect.minX.pixels + rect.width.pixels / 2
        penY = rect.minY.pixels
        start = penY
      } else if readsUpward {
        transform = AffineTransform(
          a: 0, b: -1, c: 1, d: 0, tx: (rect.minX + text.baseline).pixels, ty: 0)
        penX = -rect.maxY.pixels
        start = penX
      } else {
        transform = clockwise
        penX = rect.minY.pixels
        start = penX
      }
    } else {
      length = rect.width.pixels
      transform = .identity
      penX = rect.minX.pixels
      penY = (rect.minY + text.baseline).pixels
      start = penX
    }
    let first = max(0, Int(text.glyphs.lowerBound))
    let last = min(run.glyphs.count, Int(text.glyphs.upperBound))
    guard first < last else { return }
    glyphs.reserveCapacity(last - first)
    for index in first..<last {
      let glyph = run.glyphs[index]
      glyphs.append(
        GlyphRun.Glyph(id: glyph.id, x: penX + glyph.offsetX, y: penY + glyph.offsetY))
      var advance = glyph.advance
      let position = index - first
      if position < text.justification.count { advance += text.justification[position] }
      if run.orientation == .upright { penY += advance } else { penX += advance }
    }
  }

  /// The baseline's height in coordinates along the line.
  var baseline: Double {
    isTurned || ruleTransform != nil ? 0 : glyphs.first.map { $0.y } ?? 0
  }

  /// A direction on the page in line coordinates.
  func rotate(_ vector: Point) -> Point {
    if readsUpward { return Point(x: -vector.y, y: vector.x) }
    return isTurned ? Point(x: vector.y, y: -vector.x) : vector
  }

  func glyphRun(color: Color) -> GlyphRun {
    GlyphRun(
      font: run.font, glyphs: glyphs, color: color, text: fragment.text, clusters: clusters,
      isRightToLeft: run.isRightToLeft)
  }

  /// How many bytes of the text each group of glyphs shows, in the glyphs' order. Where the text is not
  /// the run's own, as for hyphens, all glyphs show all of it.
  private var clusters: [GlyphRun.Cluster] {
    let whole = [
      GlyphRun.Cluster(utf8Count: fragment.text.utf8.count, glyphCount: glyphs.count)
    ]
    let first = max(0, Int(fragment.glyphs.lowerBound))
    guard !fragment.isGenerated, !glyphs.isEmpty, first + glyphs.count <= run.glyphs.count else {
      return whole
    }
    let shown = run.glyphs[first..<(first + glyphs.count)]
    var starts: [(cluster: Int, count: Int)] = []
    for glyph in shown {
      if let last = starts.last, last.cluster == glyph.cluster {
        starts[starts.count - 1].count += 1
      } else {
        starts.append((glyph.cluster, 1))
      }
    }
    let units = Array(fragment.text.utf16)
    guard let lowest = starts.map(\.cluster).min() else { return whole }
    let ascending = starts.map(\.cluster).sorted()
    var result: [GlyphRun.Cluster] = []
    var total = 0
    for start in starts {
      let next = ascending.first { $0 > start.cluster } ?? lowest + units.count
      let low = start.cluster - lowest
      let high = next - lowest
      guard low >= 0, high <= units.count, low < high else { return whole }
      let bytes = String(decoding: units[low..<high], as: UTF16.self).utf8.count
      total += bytes
      result.append(GlyphRun.Cluster(utf8Count: bytes, glyphCount: start.count))
    }
    return total == fragment.text.utf8.count ? result : whole
  }
}
