import Findings
import Markup
import Scene

/// Finds elements that are shown without the SVG filter that their style names: it is not there, or has
/// something that is not supported. One finding per element. `[Filter Effects 1, §8]`
struct FilterFindings {
  let tree: FragmentTree
  let document: Document

  func find() -> [Finding] {
    guard tree.styles.contains(where: { !Self.references(of: $0).isEmpty }) else { return [] }
    let references = SVGReferences(document)
    var reported: Set<NodeID> = []
    var findings: [Finding] = []
    for fragment in tree.fragments {
      guard let node = fragment.node else { continue }
      let filters = Self.references(of: tree.styles[fragment.style.index])
      guard !filters.isEmpty, reported.insert(node).inserted else { continue }
      for filter in filters {
        guard let reason = reason(filter, references) else { continue }
        findings.append(finding(node, filter, reason))
      }
    }
    return findings
  }

  private static func references(of style: ComputedStyle) -> [String] {
    (style.effects.filter + style.effects.backdropFilter).compactMap {
      if case .url(let reference) = $0 { reference } else { nil }
    }
  }

  /// Why a filter has no effect; nil where it has.
  private func reason(_ filter: String, _ references: SVGReferences) -> String? {
    guard let element = references.element(filter, tag: "filter") else {
      return "no filter of this page has that name"
    }
    return SVGFilter.limitation(of: element, in: references)
  }

  private func finding(_ node: NodeID, _ filter: String, _ reason: String) -> Finding {
    let line = Int(document[node].line)
    return Finding(
      .filterLeftOut, "The filter ‘\(filter.prefix(60))’ has no effect: \(reason).",
      at: Place(line: line > 0 ? line : nil), samples: [String(filter.prefix(60))])
  }
}
