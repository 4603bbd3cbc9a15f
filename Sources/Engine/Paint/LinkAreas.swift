import Markup
import Scene

extension PagePainter {
  /// The areas of all links, for outputs in which they can be followed.
  func collectLinks() {
    for (index, fragment) in tree.fragments.enumerated() {
      guard let element = fragment.node, document.tag(of: element) == "a",
        let target = document.attribute("href", of: element), !target.isEmpty
      else { continue }
      let node = nodes[index]
      let rect = snap(LayoutRect(origin: node.offset, size: fragment.rect.size))
      if rect.isEmpty { continue }
      list.links.append(LinkArea(area: node.transform.apply(rect), target: target))
    }
  }
}
