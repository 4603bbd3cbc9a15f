import Scene

/// Collects a box's child pieces in logical coordinates and places them once its size is known.
struct FragmentBuilder {
  let axes: WritingDirection
  private(set) var children: [Child] = []

  struct Child {
    var fragment: Int32
    /// From the border box's inline-start, block-start corner to the child's.
    var offset: LogicalOffset
    /// Physical shift of relative positioning.
    var shift: LayoutPoint = .zero
  }

  init(axes: WritingDirection) { self.axes = axes }

  mutating func add(_ fragment: Int32, at offset: LogicalOffset, shift: LayoutPoint = .zero) {
    children.append(Child(fragment: fragment, offset: offset, shift: shift))
  }

  /// Adds the placeholder of an out-of-flow box.
  mutating func addPlaceholder(
    _ box: BoxID, at offset: LogicalOffset, position: StaticPosition, context: LayoutContext
  ) {
    let piece = LayoutFragment(
      content: .placeholder(position), box: box, style: context.tree[box].style, size: .zero)
    add(context.add(piece), at: offset)
  }

  /// Puts the pieces into the order of the box tree, which painting follows: items are placed by line,
  /// and out-of-flow boxes after them.
  mutating func sortByBoxes(_ context: LayoutContext) {
    func box(_ child: Child) -> Int32 { context.fragments[Int(child.fragment)].box?.raw ?? 0 }
    children = children.enumerated().sorted {
      (box($0.element), $0.offset) < (box($1.element), $1.offset)
    }.map(\.element)
  }

  mutating func shiftBlock(by delta: LayoutUnit, from first: Int = 0) {
    guard delta != .zero, first < children.count else { return }
    for index in first..<children.count { children[index].offset.block += delta }
  }

  /// Makes the piece of the whole box.
  func finish(_ piece: LayoutFragment, context: LayoutContext) -> Int32 {
    var piece = piece
    let start = Int32(clamping: context.links.count)
    for child in children {
      let inner = context.fragments[Int(child.fragment)].size
      let point = child.offset.physical(in: axes, outer: piece.size, inner: inner)
      context.links.append(FragmentLink(fragment: child.fragment, offset: point + child.shift))
    }
    piece.links = start..<Int32(clamping: context.links.count)
    return context.add(piece)
  }
}
