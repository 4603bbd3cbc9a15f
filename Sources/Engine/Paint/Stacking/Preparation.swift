import Markup
import Scene

extension PagePainter {
  /// Walks the tree once, parents first, and finds where every fragment lies, what clips and transforms
  /// it, and which stacking context paints it.
  func prepare(_ root: FragmentID) {
    canvasSource = documentRoot.flatMap(findCanvasSource)
    struct Visit {
      var id: FragmentID
      var parent: FragmentID?
      var context: FragmentID
    }
    var order = 0
    var stack = [Visit(id: root, parent: nil, context: root)]
    while let visit = stack.popLast() {
      let id = visit.id
      var context = visit.context
      let fragment = tree[id]
      let style = tree.style(of: id)
      var node = place(id, fragment, style, in: visit.parent)
      let formsContext =
        id == root || id == documentRoot
        || canForm(fragment)
          && style.formsStackingContext(isFlexOrGridItem: fragment.isFlexOrGridItem)
      node.isStackingContext = formsContext
      node.isLayer =
        id != root
        && (formsContext || canForm(fragment) && style.isPositioned())
      nodes[id.index] = node
      if node.isLayer {
        let usesIndex = style.isPositioned() || fragment.isFlexOrGridItem
        layers[context.raw, default: []].append(
          StackedLayer(
            fragment: id, zIndex: usesIndex ? style.box.zIndex ?? 0 : 0, order: order))
      }
      order += 1
      if formsContext { context = id }
      for child in orderedChildren(of: id).reversed() {
        stack.append(Visit(id: child, parent: id, context: context))
      }
    }
    for key in layers.keys {
      layers[key]?.sort { ($0.zIndex, $0.order) < ($1.zIndex, $1.order) }
    }
  }

  /// Children in order-modified document order.
  func orderedChildren(of id: FragmentID) -> [FragmentID] {
    let children = Array(tree.children(of: id))
    guard children.contains(where: { tree[$0].paintOrder != 0 }) else { return children }
    return children.enumerated().sorted {
      (tree[$0.element].paintOrder, $0.offset) < (tree[$1.element].paintOrder, $1.offset)
    }.map(\.element)
  }

  /// Text and lines carry their parent's style but are no boxes.
  private func canForm(_ fragment: Fragment) -> Bool {
    switch fragment.kind {
    case .box, .inlineBox, .replaced: true
    case .line, .text: false
    }
  }

  private func place(
    _ id: FragmentID, _ fragment: Fragment, _ style: ComputedStyle, in parentID: FragmentID?
  ) -> PaintNode {
    var node = PaintNode()
    node.parent = parentID
    let parent = parentID.map { nodes[$0.index] }
    node.offset = (parent?.offset ?? .zero) + fragment.rect.origin
    node.transform = parent?.transform ?? .scale(x: scale, y: scale)
    node.isBackface = parent?.isBackface ?? false
    if fragment.isOutOfFlow {
      node.clip = fragment.containingBlock.flatMap { nodes[$0.index].contentClip }
    } else {
      node.clip = parent?.contentClip
    }
    if fragment.isTransformable { applyTransform(id, fragment, style, to: &node) }
    if canForm(fragment) {
      if fragment.isOutOfFlow { addClipRect(fragment, style, to: &node) }
      if !style.effects.filter.isEmpty || node.projection != nil {
        // What limits the element from outside limits the filter's result, not its input.
        node.groupClip = node.clip
        node.clip = nil
      }
    }
    node.contentClip = node.clip
    if canForm(fragment) {
      addOverflowClip(id, fragment, style, isRoot: parentID == nil || id == documentRoot, to: &node)
    }
    return node
  }

  /// The root's background, or the body's where the root has none, covers the canvas.
  /// `[CSS Backgrounds 3, §2.11]`
  private func findCanvasSource(_ root: FragmentID) -> FragmentID? {
    if tree.style(of: root).hasBackground { return root }
    return body(in: root).flatMap { tree.style(of: $0).hasBackground ? $0 : nil }
  }

  /// The body among a box's children, beyond boxes that no element made.
  private func body(in parent: FragmentID) -> FragmentID? {
    for child in tree.children(of: parent) {
      if let node = tree[child].node {
        if document.tag(of: node) == "body" { return child }
      } else if let found = body(in: child) {
        return found
      }
    }
    return nil
  }
}

extension ComputedStyle {
  var hasBackground: Bool {
    !resolve(background.color).isTransparent || background.layers.contains { $0.image != nil }
  }
}
