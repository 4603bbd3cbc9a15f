import Scene

/// The min-content and max-content sizes of lines. `[CSS Sizing 3, §5]`
struct InlineIntrinsicSizes {
  let content: InlineContent
  let context: LayoutContext
  let axes: WritingDirection
  let style: ComputedStyle
  let percentageBlock: LayoutUnit?
  let textScale: Double

  init(_ box: BoxID, percentageBlock: LayoutUnit?, textScale: Double, _ context: LayoutContext) {
    content = context.inlineContent(of: box, scale: textScale)
    self.context = context
    style = context.style(box)
    axes = WritingDirection(style)
    self.percentageBlock = percentageBlock
    self.textScale = textScale
  }

  func sizes() -> IntrinsicSizes {
    let minimum = extent(.minContent)
    return IntrinsicSizes(minimum: minimum, maximum: max(minimum, extent(.maxContent)))
  }

  private func extent(_ mode: LineBreaker.Mode) -> LayoutUnit {
    var breaker = LineBreaker(
      content: content, mode: mode, axes: axes, contentInline: .zero,
      percentageBlock: percentageBlock, textScale: textScale, context: context)
    var result = LayoutUnit.zero
    var isFirst = true
    var afterBreak = true
    while !breaker.isDone {
      var floats = LayoutUnit.zero
      let indent = InlineFlow.indent(
        style.text, isFirst: isFirst, afterForcedBreak: afterBreak, base: .zero)
      let line = breaker.next(
        available: mode == .minContent ? .zero : .max, indent: indent, isFirst: isFirst
      ) { box, _ in
        let sizes = context.contribution(
          of: box, in: axes, percentageBlock: percentageBlock, textScale: textScale)
        if mode == .minContent {
          floats = max(floats, sizes.minimum)
          return .zero
        }
        floats += sizes.maximum.clampedToPositive
        return .max
      }
      let width = line.width - line.hang
      result = max(result, mode == .minContent ? max(width, floats) : width + floats)
      isFirst = false
      afterBreak = line.endsWithForcedBreak
    }
    return result
  }
}
