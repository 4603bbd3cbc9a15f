import Findings
import Scene

/// `text-fit`: the text of a box shrinks between two sizes until it fits; at the least size it stays
/// as it is. Sizes of inner elements keep their proportion.
struct TextFitting {
  let context: LayoutContext
  let box: BoxID
  let space: ConstraintSpace
  private let style: ComputedStyle

  init(_ box: BoxID, _ space: ConstraintSpace, context: LayoutContext) {
    self.context = context
    self.box = box
    self.space = space
    style = context.style(box)
  }

  /// Sizes are tried in steps of half a pixel.
  private static let step = 0.5

  func run() -> BoxResult {
    guard let fit = style.box.textFit, style.font.size > 0 else { return layout(1) }
    let own = style.font.size
    let maximum = max(fit.maximum ?? own, 1)
    let minimum = min(max(fit.minimum, 1), maximum)
    let whole = layout(maximum / own)
    if fits(whole) { return whole }
    var low = 0
    var high = Int(min(((maximum - minimum) / Self.step).rounded(.up), 10_000))
    // The least number of steps down that fits; sizes shrink with it.
    while low < high {
      let middle = (low + high) / 2
      let size = max(minimum, maximum - Double(middle) * Self.step)
      if fits(layout(size / own)) { high = middle } else { low = middle + 1 }
    }
    let size = max(minimum, maximum - Double(low) * Self.step)
    let result = layout(size / own)
    context.findings.append(
      Finding(
        .textShrunk,
        "Text was set at \(size) px instead of \(maximum) px to fit its box."))
    return result
  }

  private func layout(_ scale: Double) -> BoxResult {
    var scaled = space
    // A scale of exactly 1 would ask for fitting again.
    scaled.textScale = scale == 1 ? 1.000_000_1 : scale
    return context.layout(box, scaled)
  }

  private func fits(_ result: BoxResult) -> Bool {
    let axes = WritingDirection(style)
    let sizing = UsedSizes(box, space, context)
    if let definite = sizing.definiteBlockSize(inline: result.size.inline),
      result.intrinsicBlockSize > definite
    {
      return false
    }
    if let maximum = sizing.resolveBlock(style.maxBlockSize(axes), content: nil),
      result.intrinsicBlockSize > maximum
    {
      return false
    }
    return !overflowsInline(
      result.fragment, limit: result.size.inline - sizing.edges.inlineEnd, at: .zero, axes: axes)
  }

  /// Whether a line is longer than the box.
  private func overflowsInline(
    _ index: Int32, limit: LayoutUnit, at start: LayoutUnit, axes: WritingDirection
  ) -> Bool {
    for link in context.fragments[Int(index)].links {
      let entry = context.links[Int(link)]
      let piece = context.fragments[Int(entry.fragment)]
      let offset = start + (axes.isHorizontal ? entry.offset.x : entry.offset.y)
      switch piece.content {
      case .line:
        let length = axes.isHorizontal ? piece.size.width : piece.size.height
        if offset < .zero || offset + length > limit + LayoutUnit(raw: 1) { return true }
      case .box:
        if overflowsInline(entry.fragment, limit: limit, at: offset, axes: axes) { return true }
      default: break
      }
    }
    return false
  }
}
