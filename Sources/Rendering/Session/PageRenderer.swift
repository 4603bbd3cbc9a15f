import Findings
import Foundation

/// A bound page, parsed once for all variants that share it.
struct BoundDocument {
  let html: String
  init(html: String, limits: RenderingLimits) { self.html = html }
}

struct RenderedPage {
  var artifact: Artifact?
  var findings: [Finding] = []
}

final class PageRenderer {
  init(roots: [String], top: String?, fonts: [String], limits: RenderingLimits) throws {}
  func render(_ document: BoundDocument, variant: RenderingVariant, label: String) -> RenderedPage {
    RenderedPage()
  }
  func trim() {}
}
