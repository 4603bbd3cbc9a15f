import Scene

// The painting order of CSS 2.1, Appendix E, on fragments. A fragment that is a layer is painted by
// its stacking context; floats, inline-level blocks, flex and grid items are painted atomically, as if
// they were contexts of their own but for the layers in them.

extension PagePainter {
  /// Paints an element that is a stacking context, with its group effects.
  func paintStackingContext(_ id: FragmentID) {
    let node = nodes[id.index]
    if node.isBackface { return }
    if spaces[id.raw] != nil {
      paintByDepth(id)
      return
    }
    paintGroup(id) {
      let layers = self.layers[id.raw] ?? []
      self.paintDecorations(id)
      for layer in layers where layer.zIndex < 0 { self.paintLayer(layer.fragment) }
      self.paintContents(id)
      for layer in layers where layer.zIndex >= 0 { self.paintLayer(layer.fragment) }
    }
  }

  /// One of the planes of a space.
  private struct Plane {
    var depth: Double
    var paint: () -> Void
  }

  /// Paints the planes of a space from the farthest to the nearest, equals in their usual order.
  /// `[CSS Transforms 2, §4.1]`
  private func paintByDepth(_ id: FragmentID) {
    var planes: [Plane] = []
    collectPlanes(id, into: &planes)
    for plane in planes.enumerated().sorted(by: {
      ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
    }) {
      plane.element.paint()
    }
  }

  private func collectPlanes(_ id: FragmentID, into planes: inout [Plane]) {
    let depth = depths[id.raw] ?? 0
    let layers = self.layers[id.raw] ?? []
    func add(_ layer: StackedLayer) {
      let fragment = layer.fragment
      let node = nodes[fragment.index]
      if node.isStackingContext, spaces[fragment.raw] != nil {
        if !node.isBackface { collectPlanes(fragment, into: &planes) }
      } else {
        planes.append(
          Plane(depth: depths[fragment.raw] ?? depth) { self.paintLayer(fragment) })
      }
    }
    planes.append(Plane(depth: depth) { self.paintGroup(id) { self.paintDecorations(id) } })
    for layer in layers where layer.zIndex < 0 { add(layer) }
    planes.append(Plane(depth: depth) { self.paintGroup(id) { self.paintContents(id) } })
    for layer in layers where layer.zIndex >= 0 { add(layer) }
  }

  private func paintLayer(_ id: FragmentID) {
    if nodes[id.index].isStackingContext {
      paintStackingContext(id)
    } else {
      paintAtomically(id)
    }
  }

  /// Paints a fragment and its contents, all but layers.
  func paintAtomically(_ id: FragmentID) {
    paintDecorations(id)
    paintContents(id)
  }

  /// Steps 4 to 7: the blocks' backgrounds, floats, inline content, then outlines.
  private func paintContents(_ id: FragmentID) {
    switch tree[id].kind {
    case .text: paintText(id)
    case .replaced: paintReplaced(id)
    case .box, .inlineBox, .line:
      paintBlockBackgrounds(in: id)
      paintCollapsedBorders(id)
      paintFloats(in: id)
      paintForeground(in: id)
    }
    paintOutlines(in: id)
    paintOutline(id)
  }

  /// Whether a child of `parent` is painted atomically in the foreground.
  private func isAtomic(_ child: Fragment, in parent: Fragment) -> Bool {
    if child.isFlexOrGridItem { return true }
    guard case .box = child.kind else { return false }
    switch parent.kind {
    case .line, .inlineBox: return true
    case .box, .text, .replaced: return false
    }
  }

  /// Step 4: in-flow, block-level descendants, parents before children.
  private func paintBlockBackgrounds(in id: FragmentID) {
    let parent = tree[id]
    for child in orderedChildren(of: id) {
      let fragment = tree[child]
      if nodes[child.index].isLayer || fragment.isFloating || isAtomic(fragment, in: parent) {
        continue
      }
      switch fragment.kind {
      case .box:
        paintDecorations(child)
        paintBlockBackgrounds(in: child)
        paintCollapsedBorders(child)
      case .replaced where !isInline(parent): paintDecorations(child)
      case .line, .inlineBox, .text, .replaced: continue
      }
    }
  }

  private func isInline(_ fragment: Fragment) -> Bool {
    switch fragment.kind {
    case .line, .inlineBox: true
    case .box, .text, .replaced: false
    }
  }

  /// Step 5: floats, wherever they stand in this context.
  private func paintFloats(in id: FragmentID) {
    let parent = tree[id]
    for child in orderedChildren(of: id) {
      let fragment = tree[child]
      if nodes[child.index].isLayer { continue }
      if fragment.isFloating {
        paintAtomically(child)
      } else if !isAtomic(fragment, in: parent) {
        paintFloats(in: child)
      }
    }
  }

  /// Step 7: lines and what stands in them, replaced content, flex and grid items.
  private func paintForeground(in id: FragmentID) {
    let parent = tree[id]
    for child in orderedChildren(of: id) {
      let fragment = tree[child]
      if nodes[child.index].isLayer || fragment.isFloating { continue }
      if isAtomic(fragment, in: parent) {
        paintAtomically(child)
        continue
      }
      switch fragment.kind {
      case .text: paintText(child)
      case .line: paintForeground(in: child)
      case .inlineBox:
        paintDecorations(child)
        paintForeground(in: child)
      case .replaced:
        if isInline(parent) { paintDecorations(child) }
        paintReplaced(child)
      case .box: paintForeground(in: child)
      }
    }
  }

  /// Step 10: outlines of in-flow descendants, over all their contents.
  private func paintOutlines(in id: FragmentID) {
    let parent = tree[id]
    for child in orderedChildren(of: id) {
      let fragment = tree[child]
      if nodes[child.index].isLayer || fragment.isFloating || isAtomic(fragment, in: parent) {
        continue
      }
      paintOutlines(in: child)
      paintOutline(child)
    }
  }
}
