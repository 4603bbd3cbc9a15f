import Scene

/// A grid item while its container is laid out.
struct GridItem {
  let box: BoxID
  let style: ComputedStyle
  var columns: Range<Int> = 0..<1
  var rows: Range<Int> = 0..<1
  let justify: SelfAlignment
  let align: SelfAlignment
  /// Whether its own inline axis is the grid's block axis.
  let isOrthogonal: Bool
  let isReplaced: Bool
  /// Whether it shares its grid's columns or rows. `[CSS Grid 2, §9]`
  let isColumnSubgrid: Bool
  let isRowSubgrid: Bool
  /// Whether its block size is that of its rows while it is not stretched the other way.
  let fillsRows: Bool
  /// What lowers the item to its row's shared baseline.
  var baselineShim: LayoutUnit = .zero

  init(_ box: BoxID, container: ContainerStyle, axes: WritingDirection, context: LayoutContext) {
    self.box = box
    style = context.style(box)
    var justify = style.container.justifySelf
    if justify.keyword == .auto { justify = container.justifyItems }
    var align = style.container.alignSelf
    if align.keyword == .auto { align = container.alignItems }
    isOrthogonal = WritingDirection(style).isOrthogonal(to: axes)
    isReplaced = context.tree[box].kind == .replaced
    let contain = style.box.contain
    let mayShare =
      context.tree[box].kind == .grid && !isOrthogonal && !contain.layout && !contain.paint
      && !contain.size
    isColumnSubgrid = mayShare && style.container.gridTemplateColumns.isSubgrid
    isRowSubgrid = mayShare && style.container.gridTemplateRows.isSubgrid
    // `normal` stretches, except what has a natural size. Of two sizes that a ratio binds, the one
    // that is stretched by name gives the other; by default the width does. [CSS Grid 1, §6.2]
    let justifiesNormally = justify.keyword == .normal || justify.keyword == .auto
    let alignsNormally = align.keyword == .normal || align.keyword == .auto
    let hasRatio = style.box.aspectRatio.ratio != nil
    fillsRows = !isReplaced && (alignsNormally || align.keyword == .stretch)
    if alignsNormally {
      let fills =
        !isReplaced && (!hasRatio || !justifiesNormally && justify.keyword != .stretch)
      align.keyword = fills ? .stretch : .start
    }
    if justifiesNormally {
      let fills = !isReplaced && (!hasRatio || align.keyword != .stretch)
      justify.keyword = fills ? .stretch : .start
    }
    self.justify = justify
    self.align = align
  }

  func sizeValue(inline: Bool, _ axes: WritingDirection) -> SizeValue {
    inline ? style.inlineSize(axes) : style.blockSize(axes)
  }

  /// Whether an automatic size fills the area along an axis of the grid.
  func stretches(inline: Bool, _ axes: WritingDirection) -> Bool {
    let margins = style.logicalMargins(in: axes)
    let hasAuto =
      inline
      ? margins.inlineStart.isAuto || margins.inlineEnd.isAuto
      : margins.blockStart.isAuto || margins.blockEnd.isAuto
    return (inline ? justify : align).keyword == .stretch
      && sizeValue(inline: inline, axes).isAuto && !hasAuto
  }
}
