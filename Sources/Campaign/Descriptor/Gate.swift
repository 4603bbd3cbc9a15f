package import Findings

/// What findings do to a recipient and to the job.
package struct Gate: Sendable, Hashable, Codable {
  /// Findings of this severity or above leave their recipient out; nil: none do.
  package var skip: Severity?
  /// Findings of this severity or above refuse the whole job, whoever they concern; nil: none do.
  package var fail: Severity?
  /// Severities that the campaign gives to codes, by the code's name.
  package var codes: [String: Severity]

  package init(skip: Severity? = .error, fail: Severity? = nil, codes: [String: Severity] = [:]) {
    self.skip = skip
    self.fail = fail
    self.codes = codes
  }

  /// The finding with the severity that this campaign gives to its code.
  package func applied(to finding: Finding) -> Finding {
    guard let severity = codes[finding.code.name] else { return finding }
    var finding = finding
    finding.severity = severity
    return finding
  }
}
