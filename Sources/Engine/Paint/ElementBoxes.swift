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
    var rect = place.transform.apply(
      Rect(
        x: place.offset.x.pixels, y: place.offset.y.pixels, width: fragment.rect.width.pixels,
        height: fragment.rect.height.pixels))
    var seenIn: FragmentID? = FragmentID(Int32(clamping: index))
    while let id = seenIn {
      if let projection = painter.nodes[id.index].projection { rect = rect.seen(by: projection) }
      seenIn = painter.nodes[id.index].parent
    }
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
  /// The bounds of the rectangle in perspective.
  ///
  /// - Parameter matrix: nine numbers row by row, for homogeneous coordinates.
  fileprivate func seen(by matrix: [Double]) -> Rect {
    let corners = [(x, y), (maxX, y), (x, maxY), (maxX, maxY)].map { x, y in
      let w = max(matrix[6] * x + matrix[7] * y + matrix[8], 1e-9)
      return Point(
        x: (matrix[0] * x + matrix[1] * y + matrix[2]) / w,
        y: (matrix[3] * x + matrix[4] * y + matrix[5]) / w)
    }
    let left = corners.map(\.x).min() ?? x
    let top = corners.map(\.y).min() ?? y
    let right = corners.map(\.x).max() ?? maxX
    let bottom = corners.map(\.y).max() ?? maxY
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The union that counts empty rectangles by their position too.
  fileprivate func enclosing(_ other: Rect) -> Rect {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rect(
      x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
