package import Findings

/// The rules by which findings leave recipients out and refuse jobs: `gate`, `on_error`,
/// `error_limit`. Preflight, `render` and the daemon all ask here.
package struct Admission: Sendable {
  package let gate: Gate
  package let onError: CampaignDescriptor.OnError
  package let errorLimit: ErrorLimit

  package init(
    gate: Gate = Gate(), onError: CampaignDescriptor.OnError = .skip,
    errorLimit: ErrorLimit = .standard
  ) {
    self.gate = gate
    self.onError = onError
    self.errorLimit = errorLimit
  }

  package init(_ campaign: CampaignDescriptor) {
    self.init(gate: campaign.gate, onError: campaign.onError, errorLimit: campaign.errorLimit)
  }

  /// Whether a finding, its severity already the gate's, leaves its recipient out.
  package func leavesOut(_ finding: Finding) -> Bool {
    guard finding.recipient != nil, let least = gate.skip else { return false }
    return finding.severity >= least
  }

  /// Whether a finding refuses the job by itself.
  package func refuses(_ finding: Finding) -> Bool {
    if finding.recipient == nil, finding.severity == .error { return true }
    guard let least = gate.fail else { return false }
    return finding.severity >= least
  }

  /// What refuses the job beyond the findings themselves: too many left out, or a gate.
  ///
  /// - Parameters:
  ///   - total: recipients that take part.
  ///   - leftOut: how many of them cannot be delivered.
  package func refusals(total: Int, leftOut: Int, findings: [Finding]) -> [Finding] {
    var refusals: [Finding] = []
    if leftOut > 0, onError == .fail {
      refusals.append(
        Finding(
          .failedAtFirst, "\(people(leftOut)) cannot be delivered, and on_error is fail"))
    } else if leftOut > errorLimit.allowed(of: total) {
      refusals.append(
        Finding(
          .tooManyLeftOut,
          "\(people(leftOut)) of \(total) cannot be delivered; error_limit allows "
            + "\(errorLimit.allowed(of: total))"))
    }
    if let refusal = gateRefusal(of: findings) { refusals.append(refusal) }
    return refusals
  }

  /// What refuses the job where one of these findings is as bad as the gate's `fail`; errors of the job
  /// itself refuse it anyway.
  package func gateRefusal(of findings: [Finding]) -> Finding? {
    guard let least = gate.fail,
      let first = findings.first(where: {
        $0.severity >= least && !($0.recipient == nil && $0.severity == .error)
      })
    else { return nil }
    let whose = first.recipient.map { " of recipient \($0)" } ?? ""
    return Finding(
      .gateFailed,
      "the gate refuses findings of severity \(least.rawValue): \(first.code.name)\(whose), "
        + first.message, at: first.place)
  }

  private func people(_ count: Int) -> String {
    count == 1 ? "1 recipient" : "\(count) recipients"
  }
}
