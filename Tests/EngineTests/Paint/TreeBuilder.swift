import Engine
import Markup
import Scene

/// No image is known.
final class NoImages: ImageSource {
  func image(_ reference: String, isOriented: Bool) -> ImageResult { .failed("unknown") }
  func coverage(of id: ImageID, width: Int, height: Int) -> ImageCoverage? { nil }
}

/// Fragment trees written by hand.
struct TreeBuilder {
  struct Box {
    var x = 0
    var y = 0
    var width = 0
    var height = 0
    var style: (inout ComputedStyle) -> Void = { _ in }
    var fragment: (inout Fragment) -> Void = { _ in }
    var children: [Box] = []
  }

  private(set) var tree = FragmentTree()

  init(width: Int = 200, height: Int = 200, _ root: Box) {
    tree.viewport = LayoutSize(width: LayoutUnit(width), height: LayoutUnit(height))
    tree.root = add(root, parent: nil)
  }

  private mutating func add(_ box: Box, parent: FragmentID?) -> FragmentID {
    var style = ComputedStyle.initial
    style.box.display = .block
    box.style(&style)
    tree.styles.append(style)
    var fragment = Fragment(
      kind: .box, node: nil, style: StyleID(Int32(tree.styles.count - 1)),
      rect: LayoutRect(
        x: LayoutUnit(box.x), y: LayoutUnit(box.y), width: LayoutUnit(box.width),
        height: LayoutUnit(box.height)))
    fragment.parent = parent
    let sides = style.border.sides
    fragment.border = LayoutEdges(
      top: LayoutUnit(sides.top.width), right: LayoutUnit(sides.right.width),
      bottom: LayoutUnit(sides.bottom.width), left: LayoutUnit(sides.left.width))
    box.fragment(&fragment)
    let id = FragmentID(Int32(tree.fragments.count))
    tree.fragments.append(fragment)
    let children = box.children.map { add($0, parent: id) }
    let start = Int32(tree.children.count)
    tree.children += children
    tree[id].children = start..<Int32(tree.children.count)
    return id
  }

  /// The dump of the painted page without its first line.
  var dump: [String] {
    paintPage(tree, of: Document(), images: NoImages()).dump.split(separator: "\n").dropFirst()
      .map(String.init)
  }

  /// The colors of the top items, in painting order.
  var colors: [String] {
    dump.map { line in
      String(line.split(separator: " ").first { $0.hasPrefix("#") } ?? "").replacing("#", with: "")
    }
  }
}

func box(
  _ x: Int, _ y: Int, _ width: Int, _ height: Int, color: Color? = nil, z: Int? = nil,
  positioned: Bool = false, style: @escaping (inout ComputedStyle) -> Void = { _ in },
  fragment: @escaping (inout Fragment) -> Void = { _ in }, _ children: [TreeBuilder.Box] = []
) -> TreeBuilder.Box {
  TreeBuilder.Box(
    x: x, y: y, width: width, height: height,
    style: { computed in
      if let color { computed.background.color = .color(color) }
      if positioned || z != nil { computed.box.position = .relative }
      computed.box.zIndex = z
      style(&computed)
    }, fragment: fragment, children: children)
}

let red = Color(r: 255, g: 0, b: 0)
let green = Color(r: 0, g: 128, b: 0)
let blue = Color(r: 0, g: 0, b: 255)
