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
    guard let fit = style.box.textFit, style.font.size > 0 else { return layout(style.font.size) }
    let maximum = max(fit.maximum ?? style.font.size, 1)
    let sizes = min(max(fit.minimum, 1), maximum)...maximum
    // A smaller size is better than a word broken in its middle.
    let used =
      largestFittingSize(among: sizes, breakingWords: false)
      ?? largestFittingSize(among: sizes, breakingWords: true) ?? sizes.lowerBound
    let result = layout(used)
    if used < maximum {
      context.findings.append(
        Finding(
          .textShrunk,
          "Text was set at \(used) px instead of \(maximum) px to fit its box."))
    }
    return result
  }

  /// The largest of the sizes at which everything fits; nil where the smallest does not.
  private func largestFittingSize(
    among sizes: ClosedRange<Double>, breakingWords: Bool
  ) -> Double? {
    func fits(_ size: Double) -> Bool { trial(size, breakingWords: breakingWords) }
    if fits(sizes.upperBound) { return sizes.upperBound }
    func size(_ steps: Int) -> Double {
      max(sizes.lowerBound, sizes.upperBound - Double(steps) * Self.step)
    }
    let span = (sizes.upperBound - sizes.lowerBound) / Self.step
    var low = 0
    var high = Int(min(span.rounded(.up), 10_000))
    guard fits(size(high)) else { return nil }
    // The least number of steps down that fits.
    while low < high {
      let middle = (low + high) / 2
      if fits(size(middle)) { high = middle } else { low = middle + 1 }
    }
    return size(low)
  }

  /// Whether everything fits at a size, with nothing cut off.
  private func trial(_ size: Double, breakingWords: Bool) -> Bool {
    context.fittingTrials += 1
    let outer = context.fitting
    context.fitting = LayoutContext.Fitting(breaksWords: breakingWords)
    // Results are kept by their scale: no trial may find another's, which would not tell of cuts.
    let result = layout(size, nudge: Double(context.fittingTrials) * 1e-10)
    let hasCuts = context.fitting?.hasCuts ?? false
    context.fitting = outer
    return !hasCuts && fits(result)
  }

  private func layout(_ size: Double, nudge: Double = 0) -> BoxResult {
    var scaled = space
    let scale = style.font.size > 0 ? size / style.font.size : 1
    // A scale of exactly 1 would ask for fitting again.
    scaled.textScale = (scale == 1 ? 1.000_000_1 : scale) + nudge
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
