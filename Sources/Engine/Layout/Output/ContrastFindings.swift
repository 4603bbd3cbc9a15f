import Findings
import Markup
import Scene

/// Finds text whose color is too near to that of the plain background behind it. One finding per
/// element; text over pictures, gradients or other boxes is left to the eye. `[WCAG 2.2, §1.4.3]`
struct ContrastFindings {
  private let tree: FragmentTree
  private let document: Document
  private var findings: [Finding] = []
  private var reported: Set<NodeID> = []
  /// Boxes that paint more than their own text could stand on.
  private var covers: [(id: FragmentID, rect: LayoutRect)] = []

  /// Pages with more boxes are not looked through.
  private static let coverLimit = 2000

  init(tree: FragmentTree, document: Document) {
    self.tree = tree
    self.document = document
  }

  mutating func find() -> [Finding] {
    guard let root = tree.root else { return [] }
    collectCovers(root, at: .zero)
    guard covers.count <= Self.coverLimit else { return [] }
    let canvas = tree.style(of: root).text.isDarkScheme ? SystemColors.darkCanvas : .white
    visit(root, at: .zero, behind: Backdrop(color: canvas))
    return findings
  }

  /// What an element's text stands on.
  private struct Backdrop {
    /// Nil where it is no plain color.
    var color: Color?
    var opacity = 1.0
    var ancestors: Set<FragmentID> = []
    var node: NodeID?
  }

  private mutating func collectCovers(_ id: FragmentID, at origin: LayoutPoint) {
    let fragment = tree[id]
    let rect = fragment.rect.offset(by: origin)
    switch fragment.kind {
    case .replaced: covers.append((id, rect))
    case .box, .inlineBox:
      if tree.style(of: id).hasBackground { covers.append((id, rect)) }
    case .line, .text: break
    }
    for child in tree.children(of: id) { collectCovers(child, at: rect.origin) }
  }

  private mutating func visit(
    _ id: FragmentID, at origin: LayoutPoint, behind backdrop: Backdrop
  ) {
    let fragment = tree[id]
    let style = tree.style(of: id)
    let rect = fragment.rect.offset(by: origin)
    var backdrop = backdrop
    backdrop.node = fragment.node ?? backdrop.node
    switch fragment.kind {
    case .text(let text):
      check(text, style, rect, backdrop)
      return
    case .line: break
    case .box, .inlineBox, .replaced:
      backdrop.ancestors.insert(id)
      let effects = style.effects
      backdrop.opacity *= effects.opacity
      if effects.blendMode != .normal || !effects.filter.isEmpty || !effects.maskLayers.isEmpty {
        backdrop.color = nil
      } else if style.background.layers.contains(where: { $0.image != nil }) {
        backdrop.color = nil
      } else {
        let color = style.resolve(style.background.color)
        backdrop.color = backdrop.color.map { color.over($0, opacity: backdrop.opacity) }
        if color.isOpaque, backdrop.opacity >= 1 { backdrop.color = color }
      }
    }
    for child in tree.children(of: id) { visit(child, at: rect.origin, behind: backdrop) }
  }

  private mutating func check(
    _ text: TextFragment, _ style: ComputedStyle, _ rect: LayoutRect, _ backdrop: Backdrop
  ) {
    guard let behind = backdrop.color, backdrop.opacity > 0, style.text.visibility == .visible,
      style.text.shadows.isEmpty, style.text.strokeWidth == 0,
      text.text.contains(where: { !$0.isWhitespace })
    else { return }
    let color = style.resolve(style.text.fillColor)
    // Text that is not to be seen at all is meant so.
    if color.isTransparent { return }
    let ratio = color.over(behind, opacity: backdrop.opacity).contrast(to: behind)
    let isLarge =
      style.font.size >= 24 || style.font.size >= 18.66 && style.font.weight >= 700
    let wanted = isLarge ? 3.0 : 4.5
    guard ratio < wanted, !isCovered(rect, backdrop.ancestors) else { return }
    if let node = backdrop.node, !reported.insert(node).inserted { return }
    let line = backdrop.node.map { Int(document[$0].line) } ?? 0
    let sample = String(text.text.prefix(60))
    let shown = (ratio * 10).rounded(.down) / 10
    findings.append(
      Finding(
        .lowContrast,
        "The text stands out from its background by \(shown) : 1, where \(wanted) : 1 is readable.",
        at: Place(line: line > 0 ? line : nil, sample: sample), samples: [sample],
        area: PageArea(
          x: rect.minX.pixels, y: rect.minY.pixels, width: rect.width.pixels,
          height: rect.height.pixels)))
  }

  /// Whether anything but the text's own ancestors paints where it stands.
  private func isCovered(_ rect: LayoutRect, _ ancestors: Set<FragmentID>) -> Bool {
    covers.contains { cover in
      !ancestors.contains(cover.id) && !cover.rect.intersection(rect).isEmpty
    }
  }
}

extension Color {
  fileprivate func over(_ below: Color, opacity: Double) -> Color {
    let share = min(max(alpha * opacity, 0), 1)
    func mix(_ top: Double, _ bottom: Double) -> Double { top * share + bottom * (1 - share) }
    return Color(
      red: mix(red, below.red), green: mix(green, below.green), blue: mix(blue, below.blue))
  }

  /// From 1 for equal luminances to 21 for black on white.
  fileprivate func contrast(to other: Color) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }
}
