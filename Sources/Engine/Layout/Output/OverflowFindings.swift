import Findings
import Markup
import Scene

/// Finds text that its box or the page cuts. One finding per element.
struct OverflowFindings {
  let tree: FragmentTree
  let document: Document
  private var findings: [Finding] = []
  private var reported: Set<NodeID> = []

  init(tree: FragmentTree, document: Document) {
    self.tree = tree
    self.document = document
  }

  /// Less than this outside is anti-aliasing, not loss.
  private static let tolerance: LayoutUnit = 1

  mutating func find() -> [Finding] {
    if let root = tree.root {
      visit(
        root, origin: .zero, clip: nil, clipNode: nil, element: nil)
    }
    return findings
  }

  private mutating func visit(
    _ id: FragmentID, origin: LayoutPoint, clip: LayoutRect?, clipNode: NodeID?, element: NodeID?
  ) {
    let fragment = tree[id]
    let rect = fragment.rect.offset(by: origin)
    var clip = clip
    var clipNode = clipNode
    let element = fragment.node ?? element
    switch fragment.kind {
    case .text(let text):
      check(rect, text, clip: clip, clipNode: clipNode, element: element)
    case .box:
      let style = tree.style(of: id)
      if style.text.visibility != .visible && fragment.children.isEmpty { return }
      if style.box.overflowX != .visible, style.box.overflowY != .visible {
        let padding = rect.outset(by: fragment.cutOff).inset(by: fragment.border)
        clip = clip.map { $0.intersection(padding) } ?? padding
        clipNode = element
      }
    default: break
    }
    for child in tree.children(of: id) {
      visit(child, origin: rect.origin, clip: clip, clipNode: clipNode, element: element)
    }
  }

  private mutating func check(
    _ rect: LayoutRect, _ text: TextFragment, clip: LayoutRect?, clipNode: NodeID?,
    element: NodeID?
  ) {
    if text.isGenerated, text.glyphs.count > 0, text.text == Self.ellipsis {
      report(
        .textEllipsis, "The text ends in an ellipsis.", element: element, sample: nil, at: rect)
      return
    }
    guard text.text.contains(where: { !$0.isWhitespace }) else { return }
    if let clip, !contains(clip, rect) {
      report(
        .textOverflow, "Text is cut by its box.", element: clipNode ?? element, sample: text.text,
        at: clip)
      return
    }
    let page = LayoutRect(size: tree.viewport)
    if !contains(page, rect) {
      report(
        .textOverflow, "Text reaches beyond the page.", element: element, sample: text.text,
        at: rect)
    }
  }

  static let ellipsis = "…"

  private func contains(_ outer: LayoutRect, _ inner: LayoutRect) -> Bool {
    let slack = Self.tolerance
    return inner.minX + slack >= outer.minX && inner.minY + slack >= outer.minY
      && inner.maxX <= outer.maxX + slack && inner.maxY <= outer.maxY + slack
  }

  private mutating func report(
    _ code: FindingCode, _ message: String, element: NodeID?, sample: String?,
    at rect: LayoutRect
  ) {
    if let element, !reported.insert(element).inserted { return }
    let line = element.map { Int(document[$0].line) } ?? 0
    findings.append(
      Finding(
        code, message,
        at: Place(line: line > 0 ? line : nil, sample: sample.map { String($0.prefix(60)) }),
        samples: sample.map { [String($0.prefix(60))] } ?? [], area: PageArea(rect)))
  }
}

extension LayoutRect {
  func intersection(_ other: LayoutRect) -> LayoutRect {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    return LayoutRect(
      x: left, y: top, width: (min(maxX, other.maxX) - left).clampedToPositive,
      height: (min(maxY, other.maxY) - top).clampedToPositive)
  }
}

extension PageArea {
  fileprivate init(_ rect: LayoutRect) {
    self.init(
      x: rect.minX.pixels, y: rect.minY.pixels, width: rect.width.pixels,
      height: rect.height.pixels)
  }
}
