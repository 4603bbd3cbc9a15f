import Engine
package import Findings
import Scene

/// A run of text on one line of a laid-out page.
package struct TextRun: Sendable {
  package var text: String
  package var area: PageArea
}

extension LaidOutPage {
  /// All text of the page in the order of its boxes, before transforms.
  package var textRuns: [TextRun] {
    var runs: [TextRun] = []
    func visit(_ id: FragmentID, _ origin: LayoutPoint) {
      let fragment = fragments[id]
      let rect = fragment.rect.offset(by: origin)
      if case .text(let text) = fragment.kind, !text.isGenerated {
        runs.append(
          TextRun(
            text: text.text,
            area: PageArea(
              x: rect.minX.pixels, y: rect.minY.pixels, width: rect.width.pixels,
              height: rect.height.pixels)))
      }
      for child in fragments.children(of: id) { visit(child, rect.origin) }
    }
    if let root = fragments.root { visit(root, .zero) }
    return runs
  }
}
