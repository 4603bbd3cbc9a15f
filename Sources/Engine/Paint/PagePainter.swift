import Hashing
package import Markup
package import Scene

/// Paints a laid-out page: `FragmentTree` to `DisplayList`.
///
/// - Parameters:
///   - document: tells which element is the body and where links lead.
///   - scale: device pixels per CSS pixel.
package func paintPage(
  _ tree: FragmentTree, of document: Document, images: any ImageSource, scale: Double = 1
) -> DisplayList {
  let painter = PagePainter(tree: tree, document: document, images: images, scale: scale)
  painter.paintPage()
  return painter.finished()
}

/// The state of painting one page; extensions hold one effect each.
final class PagePainter {
  let tree: FragmentTree
  let document: Document
  let images: any ImageSource
  let scale: Double
  var list: DisplayList
  /// What painting knows of each fragment, by its index.
  var nodes: ContiguousArray<PaintNode>
  /// Layers that belong to each stacking context, by the context's fragment index.
  var layers: [Int32: [StackedLayer]] = [:]
  /// Shared spaces of elements that preserve depth, by fragment index.
  var spaces: [Int32: Space] = [:]
  /// How near to the viewer the planes of such spaces lie, by fragment index.
  var depths: [Int32: Double] = [:]
  /// What style refers to in inline SVG.
  lazy var references = SVGReferences(document)
  /// The root element's fragment: the tree's root, or its part of a page of many.
  var documentRoot: FragmentID? { tree.page.map(\.root) ?? tree.root }
  /// The pieces of inline boxes that lines break, by box.
  lazy var brokenInlines = BrokenInlines(tree)
  /// The fragment whose background the canvas shows.
  var canvasSource: FragmentID?
  /// Where items go: the page, or the innermost open group.
  private var sinks: [[DisplayItem]] = [[]]

  init(tree: FragmentTree, document: Document, images: any ImageSource, scale: Double) {
    self.tree = tree
    self.document = document
    self.images = images
    self.scale = scale
    let width = (tree.viewport.width.pixels * scale).rounded()
    let height = (tree.viewport.height.pixels * scale).rounded()
    list = DisplayList(width: Int(width), height: Int(height), scale: scale)
    if tree.page != nil {
      list.sheet = Size(width: tree.viewport.width.pixels, height: tree.viewport.height.pixels)
    }
    nodes = ContiguousArray(repeating: PaintNode(), count: tree.fragments.count)
  }

  func paintPage() {
    guard let root = tree.root else { return }
    prepare(root)
    if blendsWithCanvas(root) {
      let items = collect { paintCanvasAndRoot(root) }
      emit(
        .group(
          Group(
            items: items, opacity: 1, blendMode: .normal, filters: [], mask: nil, projection: nil)),
        transform: .identity, clip: nil)
    } else {
      paintCanvasAndRoot(root)
    }
    collectLinks()
  }

  private func paintCanvasAndRoot(_ root: FragmentID) {
    if tree.page == nil { paintCanvas(root) }
    paintStackingContext(root)
  }

  func finished() -> DisplayList {
    var result = list
    result.items = sinks[0]
    return result
  }

  // MARK: Items

  /// Appends a command in a fragment's coordinates.
  func emit(_ command: DisplayCommand, transform: AffineTransform, clip: ClipID?) {
    if let item = list.item(command, transform: transform, clip: clip) {
      sinks[sinks.count - 1].append(item)
    }
  }

  func emit(_ command: DisplayCommand, for node: PaintNode) {
    emit(command, transform: node.transform, clip: node.clip)
  }

  /// The items that `body` appends, kept apart.
  func collect(_ body: () -> Void) -> [DisplayItem] {
    sinks.append([])
    body()
    return sinks.removeLast()
  }

  func append(_ items: [DisplayItem]) { sinks[sinks.count - 1] += items }

  /// Makes a picture of the page's own out of SVG markup.
  func addInlineImage(_ markup: String) -> ImageID {
    let bytes = Array(markup.utf8)
    let hash = ContentHash(of: bytes)
    let image = ImageID(high: hash.high, low: hash.low)
    list.inlineImages[image] = bytes
    return image
  }

  // MARK: Snapping

  /// A layout length at the nearest device pixel, in CSS pixels. `rounded` of layout units at scale 1.
  func snap(_ length: LayoutUnit) -> Double {
    if scale == 1 { return Double(length.rounded) }
    return (length.pixels * scale + 0.5).rounded(.down) / scale
  }

  /// A layout rectangle with each edge at the nearest device pixel.
  func snap(_ rect: LayoutRect) -> Rect {
    let left = snap(rect.minX)
    let top = snap(rect.minY)
    return Rect(
      x: left, y: top, width: max(0, snap(rect.maxX) - left),
      height: max(0, snap(rect.maxY) - top))
  }

  func snap(_ position: Double) -> Double { (position * scale + 0.5).rounded(.down) / scale }

  /// A line's width in whole device pixels: at least one where there is any.
  func snapWidth(_ width: LayoutUnit) -> Double {
    guard width > .zero else { return 0 }
    return max(1, (width.pixels * scale + 1e-6).rounded(.down)) / scale
  }
}
