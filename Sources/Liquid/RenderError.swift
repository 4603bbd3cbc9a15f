package import Findings

/// Why a rendering stopped: the finding to report, with file, line and column of the template.
package struct RenderError: Error, Sendable {
  package var finding: Finding

  package init(finding: Finding) { self.finding = finding }
}
