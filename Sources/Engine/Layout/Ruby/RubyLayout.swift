import Scene

/// One base with its annotation, a unit of its line. `[CSS Ruby 1, §§3–4]`
struct RubyLayout {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  private let axes: WritingDirection
  private let style: ComputedStyle

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    style = context.style(box)
    axes = WritingDirection(style)
  }

  /// The greatest extent of base and annotation: neither wraps.
  static func intrinsicSizes(
    _ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, context: LayoutContext
  ) -> IntrinsicSizes {
    let axes = WritingDirection(context.style(box))
    var widest = LayoutUnit.zero
    for child in context.tree.childList(of: box) {
      let part = context.contribution(
        of: child, in: axes, percentageBlock: percentageBlock, textScale: textScale)
      widest = max(widest, part.maximum)
    }
    return IntrinsicSizes(minimum: widest, maximum: widest)
  }

  func run() -> BoxResult {
    let parts = context.tree.childList(of: box)
    guard parts.count == 2 else { return finish([], size: .zero, baseline: .zero) }
    let base = layout(parts[0])
    let annotation = layout(parts[1])
    let text = extent(of: style)
    let baseline = base.firstBaseline ?? base.size.block
    let note = extent(of: context.style(parts[1]))
    let noteBaseline = annotation.firstBaseline ?? annotation.size.block
    // The annotation's text touches the base's on the side that it stands.
    let standsBefore = style.text.rubyPositionOver != axes.hasFlippedLines
    var place = LayoutUnit.zero
    if standsBefore {
      place = baseline - text.before - note.after - noteBaseline
    } else {
      place = baseline + text.after + note.before - noteBaseline
    }
    let top = min(.zero, standsBefore ? place + noteBaseline - note.before : .zero)
    let end =
      standsBefore ? base.size.block : max(base.size.block, place + noteBaseline + note.after)
    let inline = max(base.size.inline, annotation.size.inline)
    return finish(
      [
        (base, LogicalOffset(inline: (inline - base.size.inline) / 2, block: -top)),
        (
          annotation,
          LogicalOffset(inline: (inline - annotation.size.inline) / 2, block: place - top)
        ),
      ], size: LogicalSize(inline: inline, block: end - top), baseline: baseline - top)
  }

  private func layout(_ part: BoxID) -> BoxResult {
    let style = context.style(part)
    let widest = context.contribution(
      of: part, in: axes, percentageBlock: nil, textScale: space.textScale
    ).maximum
    var partSpace = ConstraintSpace(
      child: style, in: axes, inline: widest, block: nil, percentageBlock: nil, context: context)
    partSpace.textScale = space.textScale
    partSpace.fixedInline = widest
    return context.layout(part, partSpace)
  }

  /// How far a style's text reaches from its baseline toward the start and the end of blocks.
  private func extent(of style: ComputedStyle) -> (before: LayoutUnit, after: LayoutUnit) {
    var font = style.font
    font.size *= space.textScale
    let extent = LineMetrics.text(
      context.shaper.metrics(of: font), isCentral: LineMetrics.isCentral(style))
    return axes.hasFlippedLines ? (extent.descent, extent.ascent) : (extent.ascent, extent.descent)
  }

  private func finish(
    _ parts: [(BoxResult, LogicalOffset)], size: LogicalSize, baseline: LayoutUnit
  ) -> BoxResult {
    var builder = FragmentBuilder(axes: axes)
    for (part, offset) in parts { builder.add(part.fragment, at: offset) }
    var piece = LayoutFragment(
      content: .box, box: box, style: context.tree[box].style, size: size.physical(in: axes))
    piece.firstBaseline = baseline
    piece.lastBaseline = baseline
    return BoxResult(
      fragment: builder.finish(piece, context: context), size: size,
      intrinsicBlockSize: size.block, firstBaseline: baseline, lastBaseline: baseline)
  }
}
