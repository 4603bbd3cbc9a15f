import Scene

/// A range along the axis in which pages cut a document.
struct BlockSpan: Hashable {
  var start: LayoutUnit
  var end: LayoutUnit

  var extent: LayoutUnit { end - start }

  mutating func encompass(_ other: BlockSpan) {
    start = min(start, other.start)
    end = max(end, other.end)
  }
}

/// The axis along which a document runs from page to page: the block axis of its root.
/// `[CSS Writing Modes 4, §8]`
struct PageFlow {
  let axes: WritingDirection
  /// The page area's extent along the block axis.
  let pageExtent: LayoutUnit

  init(_ axes: WritingDirection, area: LayoutSize) {
    self.axes = axes
    pageExtent = LogicalSize(area, in: axes).block
  }

  /// From the block-start edge of the first page's area.
  func span(_ rect: LayoutRect) -> BlockSpan {
    if axes.isHorizontal { return BlockSpan(start: rect.minY, end: rect.maxY) }
    if axes.hasFlippedBlocks {
      return BlockSpan(start: pageExtent - rect.maxX, end: pageExtent - rect.minX)
    }
    return BlockSpan(start: rect.minX, end: rect.maxX)
  }

  /// The vector of a distance along the block axis.
  func vector(_ distance: LayoutUnit) -> LayoutPoint {
    if axes.isHorizontal { return LayoutPoint(y: distance) }
    return LayoutPoint(x: axes.hasFlippedBlocks ? -distance : distance)
  }

  /// The rectangle with another extent along the block axis.
  func replacing(_ rect: LayoutRect, with span: BlockSpan) -> LayoutRect {
    let extent = span.extent.clampedToPositive
    if axes.isHorizontal {
      return LayoutRect(x: rect.minX, y: span.start, width: rect.width, height: extent)
    }
    let x = axes.hasFlippedBlocks ? pageExtent - span.start - extent : span.start
    return LayoutRect(x: x, y: rect.minY, width: extent, height: rect.height)
  }

  /// Edges at the block-start and block-end sides alone.
  func edges(start: LayoutUnit, end: LayoutUnit) -> LayoutEdges {
    LogicalEdges(blockStart: start, blockEnd: end).physical(in: axes)
  }
}
