import Engine
package import Findings
import Markup
import Scene

extension PageRenderer {
  /// The laid-out elements of a page: for each its CSS path and border box in CSS pixels.
  package func inspect(_ page: LaidOutPage) -> JSON {
    let boxes = elementBoxes(of: page.fragments, document: page.document, images: imageSource)
    return .array(
      boxes.map { box in
        .members([
          "path": .string(page.document.cssPath(of: box.node)), "x": .number(box.rect.x),
          "y": .number(box.rect.y), "width": .number(box.rect.width),
          "height": .number(box.rect.height),
        ])
      })
  }
}

extension Document {
  /// A selector that matches the element alone: `html > body > div:nth-child(2)`. An element among
  /// siblings is named by its position.
  func cssPath(of node: NodeID) -> String {
    var steps: [String] = []
    var current: NodeID? = node
    while let id = current, self[id].isElement {
      steps.append(step(id))
      current = self[id].parentID
    }
    return steps.reversed().joined(separator: " > ")
  }

  private func step(_ node: NodeID) -> String {
    guard let parent = self[node].parentID, parent != Document.root else { return tag(of: node) }
    let siblings = children(of: parent).filter { self[$0].isElement }
    guard siblings.count > 1, tag(of: node) != "body", tag(of: node) != "head",
      let index = siblings.firstIndex(of: node)
    else { return tag(of: node) }
    return "\(tag(of: node)):nth-child(\(index + 1))"
  }
}
