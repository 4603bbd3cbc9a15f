import Scene

/// What a box is laid out for: everything its layout may depend on from outside, in its own axes.
struct ConstraintSpace: Hashable {
  /// The space that automatic sizes fill.
  var availableInline: LayoutUnit
  /// Nil where it is indefinite.
  var availableBlock: LayoutUnit?
  /// What percentages of sizes refer to.
  var percentageInline: LayoutUnit
  /// Whether percentages of the inline size behave as `auto`: their base is a size yet to be found.
  var hasIndefiniteInline = false
  var percentageBlock: LayoutUnit?
  /// What percentages of margins and padding refer to: the containing block's inline size.
  var percentageEdges: LayoutUnit
  /// Border box sizes that the parent's algorithm has decided.
  var fixedInline: LayoutUnit?
  var fixedBlock: LayoutUnit?
  /// Whether percentages of children do not resolve against `fixedBlock`.
  var fixedBlockIsIndefinite = false
  /// Whether an automatic inline size fills the available space rather than fitting the content.
  var stretchesInline = true
  var stretchesBlock = false
  /// Whether the box is a formatting context root whatever its style.
  var isNewFormattingContext = false
  /// What a table says to its cell.
  var cell: CellConstraint?
  /// Tracks that a subgrid takes from its parent.
  var subgrid: SubgridConstraint?
  /// The factor of `text-fit` on all font sizes.
  var textScale: Double = 1

  init(availableInline: LayoutUnit, availableBlock: LayoutUnit?) {
    self.availableInline = availableInline
    self.availableBlock = availableBlock
    percentageInline = availableInline
    percentageBlock = availableBlock
    percentageEdges = availableInline
  }

  /// The space of a child, given the parent's axes and its space in them; orthogonal children see it
  /// turned. `[CSS Writing Modes 4, §7.3]`
  init(
    child: ComputedStyle, in parent: WritingDirection, inline: LayoutUnit, block: LayoutUnit?,
    percentageBlock: LayoutUnit?, context: LayoutContext
  ) {
    let axes = WritingDirection(child)
    if axes.isOrthogonal(to: parent) {
      let fallback = parent.isHorizontal ? context.viewport.height : context.viewport.width
      availableInline = block ?? fallback
      availableBlock = inline
      percentageInline = percentageBlock ?? fallback
      self.percentageBlock = inline
      stretchesInline = false
    } else {
      availableInline = inline
      availableBlock = block
      percentageInline = inline
      self.percentageBlock = percentageBlock
    }
    percentageEdges = inline
  }
}

/// What a table decides for a cell.
struct CellConstraint: Hashable {
  /// The borders, half of the collapsed ones where borders collapse.
  var border: LayoutEdges?
  /// The first baseline that the row's baseline-aligned cells share; nil while measuring.
  var rowBaseline: LayoutUnit?
}

/// The sized tracks that a subgrid spans, in its own direction, from the start of its area.
struct SubgridConstraint: Hashable {
  var columns: TrackEdges?
  var rows: TrackEdges?
}
