import Scene

/// One laid-out piece while layout runs. Pieces are made by formatting contexts, may be replaced by
/// later ones, and those that the root reaches become the fragment tree.
struct LayoutFragment {
  enum Content {
    case box
    case line
    case inlineBox
    case text(TextFragment)
    case replaced
    /// Where an out-of-flow box would stand.
    case placeholder(StaticPosition)
  }

  var content: Content
  var box: BoxID?
  var style: StyleID
  var size: LayoutSize
  var border: LayoutEdges = .zero
  var padding: LayoutEdges = .zero
  var links: Range<Int32> = 0..<0
  /// From the block-start border edge in the box's own axes.
  var firstBaseline: LayoutUnit?
  var lastBaseline: LayoutUnit?
  var hasStartEdge = true
  var hasEndEdge = true
  var isHidden = false
  var bordersCollapse = false
  var collapsedBorders: Int32 = -1
  /// Index into `LayoutContext.gridGeometries`.
  var gridGeometry: Int32 = -1
  /// The extent of children with their margins, in the border box's physical coordinates, where it
  /// may exceed them: for the end padding of scrollable overflow.
  var inflowBounds: LayoutRect?
  /// For a line: where its content begins in the text of its block.
  var textStart: Int32 = 0
  var columnRow: ColumnRow?
  var legendGap: LegendGap?
  /// Whether text was cut off with an ellipsis here.
  var hasEllipsis = false

  init(content: Content, box: BoxID?, style: StyleID, size: LayoutSize) {
    self.content = content
    self.box = box
    self.style = style
    self.size = size
  }
}

/// A child piece and its place in its parent's border box.
struct FragmentLink {
  var fragment: Int32
  var offset: LayoutPoint
}

/// The static position of an out-of-flow box: which of its margin edges stands at the placeholder's
/// place, in the axes of the container that it would have been in. `[CSS Position 3, §4.1]`
struct StaticPosition: Hashable {
  enum Edge: UInt8, Hashable { case start, center, end }
  var inlineEdge: Edge = .start
  var blockEdge: Edge = .start
  var axes: WritingDirection
}

/// What laying out one box gives.
struct BoxResult {
  var fragment: Int32
  /// The border box in the box's own axes.
  var size: LogicalSize
  /// The block size that the content asks for.
  var intrinsicBlockSize: LayoutUnit
  var firstBaseline: LayoutUnit?
  var lastBaseline: LayoutUnit?
}
