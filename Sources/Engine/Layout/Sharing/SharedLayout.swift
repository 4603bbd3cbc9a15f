import Findings
import Scene

/// A page's layout, kept for pages that differ from it in paint alone: the same page in the next
/// colorway.
package final class SharedLayout {
  struct Root {
    var fragment: Int32
    /// Of the root element's border box.
    var origin: LayoutPoint
  }

  let context: LayoutContext
  private let root: Root?
  private var findings: [Finding]?

  init(context: LayoutContext, root: Root?) {
    self.context = context
    self.root = root
  }

  /// Takes over the paint of other boxes, if that is all in which they differ.
  func serves(
    _ boxes: BoxTree, viewport: LayoutSize, shaper: any TextShaper, images: any ImageSource
  ) -> Bool {
    context.viewport == viewport && context.shaper === shaper && context.images === images
      && context.takePaint(of: boxes)
  }

  /// The fragments in the paint that was taken last.
  func fragments() -> FragmentTree {
    var tree = FragmentTree()
    tree.viewport = context.viewport
    tree.styles = context.tree.styles
    guard let root else { return tree }
    var builder = FragmentTreeBuilder(context: context)
    tree = builder.run(root: root.fragment, at: root.origin)
    // Boxes out of flow are laid out on the way: what they report the first time counts.
    context.findings = findings ?? context.findings
    findings = context.findings
    return tree
  }
}
