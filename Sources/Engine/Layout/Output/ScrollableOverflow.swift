import Scene

/// The area that a box's content reaches. `[CSS Overflow 3, §2.2]`
enum ScrollableOverflow {
  /// Relative to the fragment's border box origin; at least the padding box.
  static func of(
    _ id: FragmentID, piece: LayoutFragment, style: ComputedStyle, tree: FragmentTree
  ) -> LayoutRect {
    let own = LayoutRect(size: piece.size)
    var area = piece.isBoxLike ? own.inset(by: piece.border) : own
    for child in tree.children(of: id) {
      let fragment = tree[child]
      let childStyle = tree.style(in: fragment, piece: piece)
      // What lies outside of this box's containing blocks does not make it scroll.
      if fragment.isOutOfFlow, fragment.containingBlock != id,
        !(fragment.containingBlock.map { isInside($0, id, tree) } ?? false)
      {
        continue
      }
      var reach = LayoutRect(size: fragment.rect.size)
      if !(childStyle?.clipsBoth ?? false) { reach = reach.union(fragment.scrollableOverflow) }
      area = area.union(reach.offset(by: fragment.rect.origin))
    }
    return area
  }

  private static func isInside(_ id: FragmentID, _ ancestor: FragmentID, _ tree: FragmentTree)
    -> Bool
  {
    // Fragments are numbered in tree order, so a descendant has a greater number.
    id.raw > ancestor.raw
  }
}

extension FragmentTree {
  fileprivate func style(in fragment: Fragment, piece: LayoutFragment) -> ComputedStyle? {
    switch fragment.kind {
    case .box, .replaced:
      fragment.style.index < styles.count ? styles[fragment.style.index] : nil
    default: nil
    }
  }
}

extension ComputedStyle {
  /// Whether nothing of the content shows outside of the box.
  var clipsBoth: Bool { box.overflowX != .visible && box.overflowY != .visible }
}
