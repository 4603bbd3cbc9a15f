import Findings

/// Findings as people read them on a terminal.
enum FindingText {
  /// `error: recipients.csv:12 (row 12, field streams): message [code]`, then what to do.
  static func lines(_ finding: Finding) -> String {
    var text = "\(finding.severity.rawValue): "
    let place = finding.place.description
    if !place.isEmpty { text += "\(place): " }
    if let recipient = finding.recipient { text += "recipient \(recipient): " }
    text += finding.message
    if finding.count > 1 { text += " (\(finding.count) times)" }
    text += " [\(finding.code.name)]"
    if !finding.remedy.isEmpty, finding.severity != .info { text += "\n  \(finding.remedy)" }
    return text
  }

  /// Errors first, otherwise in their order.
  static func sorted(_ findings: [Finding]) -> [Finding] {
    Severity.allCases.sorted(by: >).flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }
}
