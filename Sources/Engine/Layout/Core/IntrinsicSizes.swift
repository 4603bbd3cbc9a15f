import Scene

/// The least and the greatest inline size that content asks for; border box sizes unless said
/// otherwise. `[CSS Sizing 3, §4]`
struct IntrinsicSizes: Hashable {
  var minimum: LayoutUnit
  var maximum: LayoutUnit

  static let zero = IntrinsicSizes(minimum: .zero, maximum: .zero)

  func adding(_ extent: LayoutUnit) -> IntrinsicSizes {
    IntrinsicSizes(minimum: minimum + extent, maximum: maximum + extent)
  }

  mutating func encompass(_ other: IntrinsicSizes) {
    minimum = max(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}

extension LayoutContext {
  /// The border box's intrinsic inline sizes by content, whatever its own size properties say.
  func intrinsicSizes(of box: BoxID, space: ConstraintSpace) -> IntrinsicSizes {
    if tree[box].kind == .replaced {
      let size = ReplacedSizing(box, space, self).size().inline
      return IntrinsicSizes(minimum: size, maximum: size)
    }
    let sizing = UsedSizes(box, space, self)
    let base = sizing.definiteBlockSize(ignoringRatio: true).map {
      ($0 - sizing.blockEdges).clampedToPositive
    }
    let content = cachedIntrinsic(box, percentageBlock: base, textScale: space.textScale) {
      if let width = style(box).box.control?.width {
        return IntrinsicSizes(minimum: LayoutUnit(width), maximum: LayoutUnit(width))
      }
      if style(box).box.contain.size || style(box).box.contain.inlineSize { return .zero }
      return contentIntrinsicSizes(of: box, percentageBlock: base, textScale: space.textScale)
    }
    if tree[box].kind == .table { return content }
    return content.adding(sizing.inlineEdges)
  }

  private func contentIntrinsicSizes(
    of box: BoxID, percentageBlock: LayoutUnit?, textScale: Double
  ) -> IntrinsicSizes {
    switch tree[box].kind {
    case .flex:
      return FlexIntrinsicSizes(
        box, percentageBlock: percentageBlock, textScale: textScale, context: self
      ).sizes()
    case .grid:
      return GridLayout.intrinsicSizes(
        box, percentageBlock: percentageBlock, textScale: textScale, context: self)
    case .fieldset:
      return FieldsetLayout.intrinsicSizes(
        box, percentageBlock: percentageBlock, textScale: textScale, context: self)
    case .ruby:
      return RubyLayout.intrinsicSizes(
        box, percentageBlock: percentageBlock, textScale: textScale, context: self)
    case .table:
      return TableLayoutAlgorithm.intrinsicSizes(box, textScale: textScale, context: self)
    default:
      var sizes =
        tree[box].hasInlineChildren
        ? InlineIntrinsicSizes(box, percentageBlock: percentageBlock, textScale: textScale, self)
          .sizes()
        : blockIntrinsicSizes(of: box, percentageBlock: percentageBlock, textScale: textScale)
      if style(box).establishesColumns { sizes = ColumnLayout.intrinsic(sizes, style(box)) }
      return sizes
    }
  }

  /// Block children stand below one another, floats beside one another.
  private func blockIntrinsicSizes(
    of box: BoxID, percentageBlock: LayoutUnit?, textScale: Double
  ) -> IntrinsicSizes {
    let axes = WritingDirection(style(box))
    var sizes = IntrinsicSizes.zero
    var left: LayoutUnit = .zero
    var right: LayoutUnit = .zero
    var next = tree[box].firstChild
    while let child = next {
      next = tree[child].nextSibling
      let entry = tree[child]
      if entry.isOutOfFlow || entry.isOutsideMarker { continue }
      let childStyle = style(child)
      if entry.isFloating || establishesFormattingContext(child, childStyle, parent: axes) {
        let clear = childStyle.box.clear
        if clear != .none {
          sizes.maximum = max(sizes.maximum, left + right)
          if clear != .right { left = .zero }
          if clear != .left { right = .zero }
        }
      } else {
        sizes.maximum = max(sizes.maximum, left + right)
        left = .zero
        right = .zero
      }
      let part = contribution(
        of: child, in: axes, percentageBlock: percentageBlock, textScale: textScale)
      sizes.minimum = max(sizes.minimum, part.minimum)
      if entry.isFloating {
        if childStyle.box.float == .left {
          left += part.maximum.clampedToPositive
        } else {
          right += part.maximum.clampedToPositive
        }
        sizes.maximum = max(sizes.maximum, left + right)
      } else {
        sizes.maximum = max(sizes.maximum, left + right + part.maximum)
        left = .zero
        right = .zero
      }
    }
    sizes.maximum = max(sizes.maximum, max(left + right, sizes.minimum))
    return sizes
  }

  /// What a child contributes to its parent's intrinsic sizes: its margin box. `[CSS Sizing 3, §5.2]`
  ///
  /// - Parameter stretchedBlock: the block size of its border box where its parent will stretch it.
  func contribution(
    of box: BoxID, in axes: WritingDirection, percentageBlock: LayoutUnit?, textScale: Double,
    ignoresSize: Bool = false, stretchedBlock: LayoutUnit? = nil
  ) -> IntrinsicSizes {
    let childStyle = style(box)
    let childAxes = WritingDirection(childStyle)
    let margin = childStyle.marginEdges(in: axes, base: .zero).inlineSum
    var space = ConstraintSpace(
      child: childStyle, in: axes, inline: .zero, block: percentageBlock,
      percentageBlock: percentageBlock, context: self)
    space.stretchesInline = false
    space.textScale = textScale
    if childAxes.isOrthogonal(to: axes) {
      space.availableBlock = nil
      space.percentageBlock = nil
      let block = layout(box, space).size.block
      return IntrinsicSizes(minimum: block, maximum: block).adding(margin)
    }
    space.fixedBlock = stretchedBlock
    if tree[box].kind == .replaced {
      return replacedContribution(box, childStyle, space).adding(margin)
    }
    let sizing = UsedSizes(box, space, self)
    func definite(_ value: SizeValue) -> LayoutUnit? {
      switch value {
      case .lengthPercentage(let length):
        guard let fixed = length.fixed else { return nil }
        return childStyle.box.boxSizing == .borderBox
          ? max(fixed, sizing.inlineEdges) : fixed.clampedToPositive + sizing.inlineEdges
      case .minContent: return sizing.contentSizes().minimum
      case .maxContent: return sizing.contentSizes().maximum
      default: return nil
      }
    }
    var sizes: IntrinsicSizes
    if !ignoresSize, let fixed = definite(childStyle.inlineSize(childAxes)) {
      sizes = IntrinsicSizes(minimum: fixed, maximum: fixed)
      if tree[box].kind == .table {
        sizes.encompass(
          IntrinsicSizes(
            minimum: sizing.intrinsic().minimum, maximum: sizing.intrinsic().minimum))
      }
    } else if !ignoresSize, childStyle.inlineSize(childAxes).isAuto, let ratio = sizing.ratio,
      let block = sizing.definiteBlockSize(ignoringRatio: true)
    {
      let inline = sizing.inlineFromRatio(block, ratio)
      sizes = IntrinsicSizes(minimum: inline, maximum: inline)
      if childStyle.minInlineSize(childAxes).isAuto, !childStyle.scrollsInline(childAxes) {
        let least = sizing.intrinsic().minimum
        sizes.encompass(IntrinsicSizes(minimum: least, maximum: least))
      }
    } else {
      sizes = sizing.intrinsic()
    }
    let limit = definite(childStyle.maxInlineSize(childAxes)) ?? .max
    let bounds = sizing.transferredBounds()
    let most = min(limit, bounds?.maximum ?? .max)
    sizes = IntrinsicSizes(minimum: min(sizes.minimum, most), maximum: min(sizes.maximum, most))
    if let bounds {
      let least = min(bounds.minimum, limit)
      sizes.encompass(IntrinsicSizes(minimum: least, maximum: least))
    }
    if let limit = definite(childStyle.minInlineSize(childAxes)) {
      sizes.encompass(IntrinsicSizes(minimum: limit, maximum: limit))
    }
    return sizes.adding(margin)
  }

  /// Percentages make a replaced element's least contribution zero. `[CSS Sizing 3, §5.2.2]`
  private func replacedContribution(
    _ box: BoxID, _ style: ComputedStyle, _ space: ConstraintSpace
  ) -> IntrinsicSizes {
    let axes = WritingDirection(style)
    var free = ReplacedSizing(box, space, self)
    free.treatsPercentagesAsAuto = true
    let size = free.size().inline
    var sizes = IntrinsicSizes(minimum: size, maximum: size)
    func isPercentage(_ value: SizeValue) -> Bool {
      if case .lengthPercentage(let length) = value { length.dependsOnPercentage } else { false }
    }
    if isPercentage(style.inlineSize(axes)) || isPercentage(style.maxInlineSize(axes)) {
      sizes.minimum = UsedSizes(box, space, self).inlineEdges
      if case .lengthPercentage(let length) = style.minInlineSize(axes), let fixed = length.fixed {
        sizes.minimum = max(sizes.minimum, fixed)
      }
    }
    return sizes
  }
}
