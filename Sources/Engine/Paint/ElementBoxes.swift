package import Markup
package import Scene

/// The border boxes of all elements on the page, transforms applied: what
/// `Element.getBoundingClientRect()` gives. `[CSSOM View, §6]`
///
/// - Returns: the union of each element's boxes in CSS pixels, in document order; elements without a
///   box are missing.
package func elementBoxes(
  of tree: FragmentTree, document: Document, images: any ImageSource
) -> [(node: NodeID, rect: Rect)] {
  guard let root = tree.root else { return [] }
  let painter = PagePainter(tree: tree, document: document, images: images, scale: 1)
  painter.prepare(root)
  var boxes: [Int32: Rect] = [:]
  for index in tree.fragments.indices {
    let fragment = tree.fragments[index]
    guard let node = fragment.node, fragment.pseudo == nil, fragment.isElementBox else { continue }
    let place = painter.nodes[index]
    let rect = place.transform.apply(
      Rect(
        x: place.offset.x.pixels, y: place.offset.y.pixels, width: fragment.rect.width.pixels,
        height: fragment.rect.height.pixels))
    boxes[node.raw] = boxes[node.raw].map { $0.enclosing(rect) } ?? rect
  }
  return boxes.sorted { $0.key < $1.key }.map { (NodeID($0.key), $0.value) }
}

extension Fragment {
  /// Whether this is an element's own box, not a line or a run of text.
  fileprivate var isElementBox: Bool {
    switch kind {
    case .box, .inlineBox, .replaced: true
    default: false
    }
  }
}

extension Rect {
  /// The union that counts empty rectangles by their position too.
  fileprivate func enclosing(_ other: Rect) -> Rect {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
