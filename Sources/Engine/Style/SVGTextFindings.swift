package import Findings
import Markup

/// Finds text of inline SVG that asks for a font of a `@font-face` rule: the SVG renderer does not see
/// those, and shows a font of the machine. One finding per family.
package struct SVGTextFindings {
  private let families: Set<String>

  /// - Parameter rules: the `@font-face` rules of the page.
  package init(_ rules: [FontFaceRule]) {
    families = Set(rules.map { $0.family.lowercased() })
  }

  package func find(in styled: StyledTree) -> [Finding] {
    guard !families.isEmpty else { return [] }
    let document = styled.document
    var reported: Set<String> = []
    var findings: [Finding] = []
    for index in document.nodes.indices {
      let node = NodeID(Int32(clamping: index))
      guard document[node].namespace == .svg, document.tag(of: node) == "text",
        case .named(let family)? = styled.style(of: node)?.font.families.first,
        families.contains(family.lowercased()), reported.insert(family.lowercased()).inserted
      else { continue }
      let line = Int(document[node].line)
      findings.append(
        Finding(
          .svgFont,
          "Text in inline SVG asks for ‘\(family.prefix(60))’, which only HTML is set in.",
          at: Place(line: line > 0 ? line : nil), samples: [String(family.prefix(60))]))
    }
    return findings
  }
}
