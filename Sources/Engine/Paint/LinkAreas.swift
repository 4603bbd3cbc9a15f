import Markup
import Scene

extension PagePainter {
  /// The areas of all links, for outputs in which they can be followed, and the places that they lead
  /// to within the document.
  func collectLinks() {
    for (index, fragment) in tree.fragments.enumerated() {
      guard let element = fragment.node else { continue }
      addDestination(element, index, fragment)
      guard document.tag(of: element) == "a",
        let target = document.attribute("href", of: element), !target.isEmpty
      else { continue }
      let node = nodes[index]
      let rect = snap(LayoutRect(origin: node.offset, size: fragment.rect.size))
      if rect.isEmpty { continue }
      list.links.append(LinkArea(area: node.transform.apply(rect), target: target))
    }
  }

  /// Notes an element that links may name, and headings for the outline.
  private func addDestination(_ element: NodeID, _ index: Int, _ fragment: Fragment) {
    switch fragment.kind {
    case .box, .inlineBox, .replaced: break
    case .line, .text: return
    }
    guard fragment.pseudo == nil else { return }
    let name = document.attribute("id", of: element) ?? document.attribute("name", of: element)
    let level = headingLevel(element)
    guard name?.isEmpty == false || level != nil else { return }
    let place = nodes[index].transform.apply(
      Rect(x: nodes[index].offset.x.pixels, y: nodes[index].offset.y.pixels, width: 0, height: 0))
    list.destinations.append(
      Destination(
        element: element.raw, name: name ?? "", point: Point(x: place.x, y: place.y),
        heading: level.map {
          Destination.Heading(
            level: $0,
            text: document.textContent(of: element).split(whereSeparator: \.isWhitespace).joined(
              separator: " "))
        }))
  }

  private func headingLevel(_ element: NodeID) -> Int? {
    let tag = document.tag(of: element)
    guard tag.utf8.count == 2, tag.hasPrefix("h"), let level = Int(tag.dropFirst()),
      (1...6).contains(level)
    else { return nil }
    return level
  }
}
