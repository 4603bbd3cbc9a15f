import Scene

/// The flow-relative axes of a box: its writing mode and direction. `[CSS Writing Modes 4, §6]`
struct WritingDirection: Sendable, Hashable {
  var mode: WritingMode
  var direction: Direction

  init(_ mode: WritingMode, _ direction: Direction) {
    self.mode = mode
    self.direction = direction
  }

  init(_ style: ComputedStyle) {
    self.init(style.text.writingMode, style.text.direction)
  }

  static let horizontal = WritingDirection(.horizontalTB, .ltr)

  var isHorizontal: Bool { mode == .horizontalTB }
  var isRTL: Bool { direction == .rtl }

  /// Whether blocks progress from right to left.
  var hasFlippedBlocks: Bool { mode == .verticalRL || mode == .sidewaysRL }

  /// Whether the line-over side is the block-end side.
  var hasFlippedLines: Bool { mode == .verticalLR }

  /// Whether the inline axis runs from the physical right or bottom.
  var hasFlippedInlines: Bool { isRTL != (mode == .sidewaysLR) }

  func isOrthogonal(to other: WritingDirection) -> Bool { isHorizontal != other.isHorizontal }
}

/// An extent along the inline and block axes.
struct LogicalSize: Sendable, Hashable {
  var inline: LayoutUnit
  var block: LayoutUnit

  init(inline: LayoutUnit = .zero, block: LayoutUnit = .zero) {
    self.inline = inline
    self.block = block
  }

  static let zero = LogicalSize()

  init(_ size: LayoutSize, in axes: WritingDirection) {
    self =
      axes.isHorizontal
      ? LogicalSize(inline: size.width, block: size.height)
      : LogicalSize(inline: size.height, block: size.width)
  }

  func physical(in axes: WritingDirection) -> LayoutSize {
    axes.isHorizontal
      ? LayoutSize(width: inline, height: block) : LayoutSize(width: block, height: inline)
  }
}

/// A position from the inline-start, block-start corner.
struct LogicalOffset: Sendable, Hashable {
  var inline: LayoutUnit
  var block: LayoutUnit

  init(inline: LayoutUnit = .zero, block: LayoutUnit = .zero) {
    self.inline = inline
    self.block = block
  }

  static let zero = LogicalOffset()

  static func + (a: Self, b: Self) -> Self {
    Self(inline: a.inline + b.inline, block: a.block + b.block)
  }

  /// The physical position of an `inner` box inside an `outer` one.
  func physical(in axes: WritingDirection, outer: LayoutSize, inner: LayoutSize) -> LayoutPoint {
    if axes.isHorizontal {
      return LayoutPoint(
        x: axes.hasFlippedInlines ? outer.width - inline - inner.width : inline, y: block)
    }
    return LayoutPoint(
      x: axes.hasFlippedBlocks ? outer.width - block - inner.width : block,
      y: axes.hasFlippedInlines ? outer.height - inline - inner.height : inline)
  }

  /// The logical position of a physical one.
  init(
    _ point: LayoutPoint, in axes: WritingDirection, outer: LayoutSize, inner: LayoutSize
  ) {
    if axes.isHorizontal {
      inline = axes.hasFlippedInlines ? outer.width - point.x - inner.width : point.x
      block = point.y
    } else {
      inline = axes.hasFlippedInlines ? outer.height - point.y - inner.height : point.y
      block = axes.hasFlippedBlocks ? outer.width - point.x - inner.width : point.x
    }
  }
}

/// Edge widths by flow-relative side.
struct LogicalEdges: Sendable, Hashable {
  var inlineStart: LayoutUnit = .zero
  var inlineEnd: LayoutUnit = .zero
  var blockStart: LayoutUnit = .zero
  var blockEnd: LayoutUnit = .zero

  static let zero = LogicalEdges()

  var inlineSum: LayoutUnit { inlineStart + inlineEnd }
  var blockSum: LayoutUnit { blockStart + blockEnd }
  var start: LogicalOffset { LogicalOffset(inline: inlineStart, block: blockStart) }

  static func + (a: Self, b: Self) -> Self {
    Self(
      inlineStart: a.inlineStart + b.inlineStart, inlineEnd: a.inlineEnd + b.inlineEnd,
      blockStart: a.blockStart + b.blockStart, blockEnd: a.blockEnd + b.blockEnd)
  }

  func physical(in axes: WritingDirection) -> LayoutEdges {
    let sides = LogicalSides(
      inlineStart: inlineStart, inlineEnd: inlineEnd, blockStart: blockStart, blockEnd: blockEnd
    ).physical(in: axes)
    return LayoutEdges(
      top: sides.top, right: sides.right, bottom: sides.bottom, left: sides.left)
  }

  init(
    inlineStart: LayoutUnit = .zero, inlineEnd: LayoutUnit = .zero, blockStart: LayoutUnit = .zero,
    blockEnd: LayoutUnit = .zero
  ) {
    self.inlineStart = inlineStart
    self.inlineEnd = inlineEnd
    self.blockStart = blockStart
    self.blockEnd = blockEnd
  }

  init(_ edges: LayoutEdges, in axes: WritingDirection) {
    let sides = LogicalSides(
      Sides(top: edges.top, right: edges.right, bottom: edges.bottom, left: edges.left), in: axes)
    self.init(
      inlineStart: sides.inlineStart, inlineEnd: sides.inlineEnd, blockStart: sides.blockStart,
      blockEnd: sides.blockEnd)
  }
}

/// One value per flow-relative side.
struct LogicalSides<Value: Sendable & Hashable>: Sendable, Hashable {
  var inlineStart: Value
  var inlineEnd: Value
  var blockStart: Value
  var blockEnd: Value

  init(inlineStart: Value, inlineEnd: Value, blockStart: Value, blockEnd: Value) {
    self.inlineStart = inlineStart
    self.inlineEnd = inlineEnd
    self.blockStart = blockStart
    self.blockEnd = blockEnd
  }

  init(_ sides: Sides<Value>, in axes: WritingDirection) {
    let first: Value
    let last: Value
    if axes.isHorizontal {
      (first, last) = (sides.left, sides.right)
      (blockStart, blockEnd) = (sides.top, sides.bottom)
    } else {
      (first, last) = (sides.top, sides.bottom)
      (blockStart, blockEnd) =
        axes.hasFlippedBlocks ? (sides.right, sides.left) : (sides.left, sides.right)
    }
    (inlineStart, inlineEnd) = axes.hasFlippedInlines ? (last, first) : (first, last)
  }

  func physical(in axes: WritingDirection) -> Sides<Value> {
    let (first, last) =
      axes.hasFlippedInlines ? (inlineEnd, inlineStart) : (inlineStart, inlineEnd)
    if axes.isHorizontal {
      return Sides(top: blockStart, right: last, bottom: blockEnd, left: first)
    }
    return axes.hasFlippedBlocks
      ? Sides(top: first, right: blockStart, bottom: last, left: blockEnd)
      : Sides(top: first, right: blockEnd, bottom: last, left: blockStart)
  }
}
