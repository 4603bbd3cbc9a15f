import Markup
import Scene

/// How large a document's size containers are: what container queries and units refer to, known once
/// the document has been laid out. `[CSS Conditional 5, §4]`
package struct ContainerSizes: Sendable, Hashable {
  /// A content box in CSS pixels.
  struct Size: Sendable, Hashable {
    var width: Double
    var height: Double
  }

  private var sizes: [NodeID: Size] = [:]

  package init() {}

  subscript(node: NodeID) -> Size? { sizes[node] }

  /// Reads the sizes of a styled document's containers off its layout.
  ///
  /// - Parameter pages: the fragments of all pages; of a broken box, the first piece counts.
  package init(_ styled: StyledTree, laidOutAs pages: [FragmentTree]) {
    guard !styled.containers.isEmpty else { return }
    let containers = Set(styled.containers)
    for tree in pages {
      for fragment in tree.fragments {
        guard let node = fragment.node, fragment.pseudo == nil, containers.contains(node),
          sizes[node] == nil
        else { continue }
        switch fragment.kind {
        case .box, .replaced: break
        case .inlineBox, .line, .text: continue
        }
        let (border, padding) = (fragment.border, fragment.padding)
        let width =
          fragment.rect.width - border.left - border.right - padding.left - padding.right
        let height =
          fragment.rect.height - border.top - border.bottom - padding.top - padding.bottom
        sizes[node] = Size(
          width: width.clampedToPositive.pixels, height: height.clampedToPositive.pixels)
      }
    }
  }
}
