import Scene

/// A flex item while its container is laid out; sizes are of the border box.
struct FlexItem {
  let box: BoxID
  let style: ComputedStyle
  /// Whether the main axis is the item's own inline axis.
  let mainIsItemInline: Bool
  /// Margins along the container's axes, `auto` as zero.
  var mainMarginStart: LayoutUnit
  var mainMarginEnd: LayoutUnit
  var crossMarginStart: LayoutUnit
  var crossMarginEnd: LayoutUnit
  var hasAutoMainStart: Bool
  var hasAutoMainEnd: Bool
  var hasAutoCrossStart: Bool
  var hasAutoCrossEnd: Bool
  var align: SelfAlignment

  var baseSize: LayoutUnit = .zero
  /// Whether the base size does not come from the content.
  var hasDefiniteBasis = false
  var minimum: LayoutUnit = .zero
  var maximum: LayoutUnit = .max
  var hypothetical: LayoutUnit = .zero
  var target: LayoutUnit = .zero
  var isFrozen = false
  var result = BoxResult(fragment: 0, size: .zero, intrinsicBlockSize: .zero)
  var crossSize: LayoutUnit = .zero
  var mainOffset: LayoutUnit = .zero
  var crossOffset: LayoutUnit = .zero
  /// Border and padding along the main axis: the base size's floor.
  var mainEdges: LayoutUnit = .zero

  var mainMargins: LayoutUnit { mainMarginStart + mainMarginEnd }
  var crossMargins: LayoutUnit { crossMarginStart + crossMarginEnd }
  var outerHypothetical: LayoutUnit { hypothetical + mainMargins }
  var outerTarget: LayoutUnit { target + mainMargins }
  var outerCross: LayoutUnit { crossSize + crossMargins }

  func clamp(_ size: LayoutUnit) -> LayoutUnit { max(minimum, min(maximum, size)) }
}

/// A flex line.
struct FlexLine {
  var items: Range<Int>
  var crossSize: LayoutUnit = .zero
  var crossOffset: LayoutUnit = .zero
  /// From the line's cross-start edge.
  var baseline: LayoutUnit?
  /// From the line's cross-end edge.
  var lastBaseline: LayoutUnit?
}
