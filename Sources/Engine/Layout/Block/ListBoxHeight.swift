import Scene

/// The natural height of a list of options. `[HTML, §15.5.16]`
extension BlockFlow {
  /// The border box's block size for a number of rows, each as high as the highest of all.
  func listHeight(rows: Int) -> LayoutUnit {
    let tallest = builder.children.reduce(LayoutUnit.zero) { max($0, rowHeight($1.fragment)) }
    return sizing.blockEdges + tallest * rows
  }

  /// The height of the highest option in a piece, which may be that of a group of them.
  private func rowHeight(_ fragment: Int32) -> LayoutUnit {
    let piece = context.fragments[Int(fragment)]
    guard let box = piece.box, !context.tree[box].hasInlineChildren, !piece.links.isEmpty else {
      return LogicalSize(piece.size, in: axes).block
    }
    return piece.links.reduce(LayoutUnit.zero) {
      max($0, rowHeight(context.links[Int($1)].fragment))
    }
  }
}
