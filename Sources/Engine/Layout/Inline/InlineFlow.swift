import Scene

/// Lays out the lines of one block container. `[CSS 2.1, §9.4.2]`, `[CSS Inline 3]`
struct InlineFlow {
  struct Piece {
    var fragment: Int32
    /// From the container's content box.
    var offset: LogicalOffset
    var shift: LayoutPoint = .zero
  }

  let content: InlineContent
  let box: BoxID
  let style: ComputedStyle
  let axes: WritingDirection
  /// The content box's line-left, block-start corner in the formatting context.
  let origin: BFCOffset
  let inlineSize: LayoutUnit
  let percentageBlock: LayoutUnit?
  var exclusions: ExclusionSpace
  let textScale: Double
  /// `line-clamp`
  let limit: Int?
  let context: LayoutContext

  private(set) var pieces: [Piece] = []
  private(set) var blockSize: LayoutUnit = .zero
  private(set) var firstBaseline: LayoutUnit?
  private(set) var lastBaseline: LayoutUnit?
  private(set) var hasEllipsis = false
  private(set) var lineCount = 0

  init(
    content: InlineContent, box: BoxID, style: ComputedStyle, axes: WritingDirection,
    origin: BFCOffset, inlineSize: LayoutUnit, percentageBlock: LayoutUnit?,
    exclusions: ExclusionSpace, textScale: Double, limit: Int?, context: LayoutContext
  ) {
    self.content = content
    self.box = box
    self.style = style
    self.axes = axes
    self.origin = origin
    self.inlineSize = inlineSize
    self.percentageBlock = percentageBlock
    self.exclusions = exclusions
    self.textScale = textScale
    self.limit = limit
    self.context = context
  }

  private var span: LineSpan {
    LineSpan(start: origin.line, end: origin.line + inlineSize)
  }

  mutating func run() {
    let narrowing = paragraphNarrowing()
    var line = 0
    var breaker = makeBreaker()
    var isFirst = true
    var afterBreak = true
    if let start = context.resumptions[box] {
      breaker.resume(at: start)
      isFirst = false
      afterBreak = false
    }
    while !breaker.isDone {
      let indent = Self.indent(
        style.text, isFirst: isFirst, afterForcedBreak: afterBreak, base: inlineSize)
      let width = narrowing.flatMap { line >= $0.firstLine ? $0.width : nil } ?? inlineSize
      let laidOut = layoutLine(&breaker, indent: indent, isFirst: isFirst, width: width)
      line += 1
      afterBreak = laidOut.line.endsWithForcedBreak
      if !laidOut.line.isEmpty { isFirst = false }
      if laidOut.isClamped { break }
    }
  }

  private func makeBreaker() -> LineBreaker {
    LineBreaker(
      content: content, mode: .layout, axes: axes, contentInline: inlineSize,
      percentageBlock: percentageBlock, textScale: textScale, context: context)
  }

  // MARK: One line

  private mutating func layoutLine(
    _ breaker: inout LineBreaker, indent: LayoutUnit, isFirst: Bool, width: LayoutUnit
  ) -> (line: InlineLine, isClamped: Bool) {
    let start = breaker
    var before = exclusions
    var leading: [BoxID: FloatPlacement.Placed] = [:]
    let firstPiece = pieces.count
    var top = origin.block + blockSize
    let strut = LineMetrics.strut(content.rootStyle, context)
    // The band that the line may not leave; it grows when the line turns out higher.
    var bandHeight = exclusions.isEmpty || !exclusions.hasShape(below: top) ? .zero : strut.height
    var triedHeights: Set<LayoutUnit> = []
    var turns = 0
    while true {
      breaker = start
      exclusions = before
      pieces.removeLast(pieces.count - firstPiece)
      turns += 1
      var free = exclusions.span(from: top, to: top + bandHeight, within: span, usesShapes: true)
      let whole = free
      if width < inlineSize { free.end = min(free.end, free.start + width) }
      let line = breakLine(
        &breaker, free: &free, top: top, bandHeight: bandHeight, indent: indent,
        isFirst: isFirst, leading: &leading, before: &before, width: width)
      // A balanced line is broken in a narrower measure and aligned in the box's own.
      if width < inlineSize { free = whole }
      let fits = line.width - line.hang <= free.length
      if !fits, turns < 400, free.length < inlineSize, !line.isEmpty,
        before.nextEnd(after: top) != nil,
        let next = exclusions.nextChance(
          after: top, width: line.width - line.hang, height: bandHeight, within: span)
      {
        // Nothing fits beside the floats: the line moves below the next one.
        top = next
        bandHeight = min(bandHeight, strut.height)
        continue
      }
      var builder = LineBuilder(
        line: line, content: line.usesFirstLineStyle ? content.firstLine ?? content : content,
        style: style, axes: axes, inlineSize: inlineSize, percentageBlock: percentageBlock,
        context: context)
      let isClamped = limit.map { lineCount + 1 >= $0 && !breaker.isDone } ?? false
      let cuts = isClamped || hasTextOverflow && !fits
      if cuts { context.fitting?.hasCuts = true }
      builder.cutWidth = cuts ? free.length : nil
      builder.alwaysCuts = isClamped
      let built = builder.build(available: free.length, blockOffset: top - origin.block)
      if !line.isEmpty, turns < 400, !before.isEmpty || !exclusions.isEmpty {
        let needed = exclusions.span(
          from: top, to: top + built.height, within: span, usesShapes: true)
        if needed.length < free.length, built.height > bandHeight, width == inlineSize {
          bandHeight = built.height
          continue
        }
        // What made the band so high may have moved on to the next line.
        if built.height < bandHeight, triedHeights.insert(built.height).inserted {
          bandHeight = built.height
          continue
        }
      }
      place(built, line: line, free: free, top: top)
      return (line, isClamped)
    }
  }

  private var hasTextOverflow: Bool {
    style.box.textOverflow != .clip && style.box.overflowX != .visible
  }

  /// - Parameters:
  ///   - leading: floats that stand before all content of the line: they stay where they were first
  ///     placed while the line looks for its place.
  ///   - before: the floats before the line's content.
  private mutating func breakLine(
    _ breaker: inout LineBreaker, free: inout LineSpan, top: LayoutUnit, bandHeight: LayoutUnit,
    indent: LayoutUnit, isFirst: Bool, leading: inout [BoxID: FloatPlacement.Placed],
    before: inout ExclusionSpace,
    width: LayoutUnit
  ) -> InlineLine {
    var placed: [(BoxID, FloatPlacement.Placed)] = []
    var space = exclusions
    var current = free
    var early = leading
    var base = before
    var placer = FloatPlacement(
      context: context, containerAxes: axes, span: span, inlineSize: inlineSize,
      percentageBlock: percentageBlock, textScale: textScale)
    func room() -> LineSpan {
      let bottom = space.hasShape(below: top) ? top + bandHeight : top
      var room = space.span(from: top, to: bottom, within: span, usesShapes: true)
      if width < inlineSize { room.end = min(room.end, room.start + width) }
      return room
    }
    let line = breaker.next(available: free.length, indent: indent, isFirst: isFirst) {
      box, position in
      if let known = early[box] {
        placed.append((box, known))
        return current.length
      }
      guard let position else {
        let place = placer.place(box, from: top, exclusions: &space)
        early[box] = place
        base = space
        placed.append((box, place))
        current = room()
        return current.length
      }
      let size = placer.marginInlineSize(box)
      let clear = context.style(box).box.clear
      guard position + size <= current.length, space.clearance(clear) <= top else { return nil }
      placed.append((box, placer.place(box, from: top, exclusions: &space)))
      current = room()
      return current.length
    }
    // Floats behind the end of the line come again with the next one.
    let content = line.usesFirstLineStyle ? self.content.firstLine ?? self.content : self.content
    let kept = Set(line.items.map { content.items[$0.item].box })
    if placed.contains(where: { !kept.contains($0.0) }) {
      space = base
      current = room()
      placed = placed.filter { kept.contains($0.0) }.map { entry in
        if early[entry.0] != nil { return entry }
        let again = placer.place(entry.0, from: top, exclusions: &space)
        current = room()
        return (entry.0, again)
      }
    }
    leading = early
    before = base
    exclusions = space
    free = current
    for (box, place) in placed { add(place, box) }
    return line
  }

  private mutating func add(_ placed: FloatPlacement.Placed, _ box: BoxID) {
    let line = placed.offset.line - origin.line
    let inline = axes.isRTL ? inlineSize - line - placed.inlineSize : line
    pieces.append(
      Piece(
        fragment: placed.fragment,
        offset: LogicalOffset(inline: inline, block: placed.offset.block - origin.block),
        shift: context.relativeShift(
          of: box, containingInline: inlineSize, containingBlock: percentageBlock, axes: axes)))
  }

  private mutating func place(
    _ built: LineBuilder.Built, line: InlineLine, free: LineSpan, top: LayoutUnit
  ) {
    let block = top - origin.block
    let lineLeft = free.start - origin.line + built.offset
    let inline = axes.isRTL ? inlineSize - lineLeft - built.width : lineLeft
    pieces.append(
      Piece(fragment: built.fragment, offset: LogicalOffset(inline: inline, block: block)))
    if built.hasEllipsis { hasEllipsis = true }
    var end = block
    if !line.isEmpty {
      lineCount += 1
      end += built.height
      if firstBaseline == nil { firstBaseline = block + built.baseline }
      lastBaseline = block + built.baseline
      blockSize = end
    }
    var placer = FloatPlacement(
      context: context, containerAxes: axes, span: span, inlineSize: inlineSize,
      percentageBlock: percentageBlock, textScale: textScale)
    for box in line.pendingFloats {
      let placed = placer.place(
        box, from: origin.block + (line.isEmpty ? blockSize : end), exclusions: &exclusions)
      add(placed, box)
    }
    if let clear = line.clear(in: content, context) {
      let clearance = exclusions.clearance(clear) - origin.block
      blockSize = max(blockSize, clearance)
    }
  }

  // MARK: Widths

  /// `text-indent` of a line. `[CSS Text 3, §7.1]`
  static func indent(
    _ style: TextStyle, isFirst: Bool, afterForcedBreak: Bool, base: LayoutUnit
  ) -> LayoutUnit {
    let applies = isFirst || style.indentEachLine && afterForcedBreak
    guard applies != style.indentHanging else { return .zero }
    return style.indent.resolve(base)
  }

  /// The inline offset at which an inline box would stand on an otherwise empty line.
  static func startOfEmptyLine(style: ComputedStyle, inlineSize: LayoutUnit) -> LayoutUnit {
    let indent = indent(style.text, isFirst: true, afterForcedBreak: true, base: inlineSize)
    switch style.text.align {
    case .center, .webkitCenter: return (inlineSize + indent) / 2
    case .end: return inlineSize
    case .right, .webkitRight: return style.text.direction == .ltr ? inlineSize : indent
    case .left, .webkitLeft: return style.text.direction == .rtl ? inlineSize : indent
    default: return indent
    }
  }

  /// Beside floats, lines keep their whole measure.
  private func paragraphNarrowing() -> ParagraphWidths.Narrowing? {
    guard exclusions.isEmpty, content.outOfLine.isEmpty else { return nil }
    return ParagraphWidths(style: style.text, inlineSize: inlineSize, breaker: makeBreaker())
      .narrowing()
  }
}

extension InlineLine {
  /// The `clear` of the `<br>` that ends the line.
  fileprivate func clear(in content: InlineContent, _ context: LayoutContext) -> Clear? {
    guard endsWithForcedBreak,
      let last = items.last(where: { content.items[$0.item].kind == .forcedBreak }),
      context.tree[content.items[last.item].box].kind == .lineBreak
    else { return nil }
    let clear = context.style(content.items[last.item].box).box.clear
    return clear == .none ? nil : clear
  }
}
