package import Findings

/// Collects findings; a fault that repeats in many rows becomes one finding with a count.
package struct FindingTally {
  private let limit: Int
  private let severities: [String: Severity]
  private var findings: [Finding] = []
  private var faults: [Fault: Int] = [:]
  private var overflows: [Overflow] = []
  private var overflowPositions: [Fault: Int] = [:]

  /// What makes findings the same fault.
  private struct Fault: Hashable {
    var code: FindingCode
    var file: String?
    var field: String?
  }

  /// The findings of one fault beyond the limit.
  private struct Overflow {
    var fault: Fault
    var first: Finding
    var count: Int
    var samples: [String]
  }

  /// - Parameters:
  ///   - limit: findings per fault before the rest is only counted.
  ///   - severities: severities that replace those of the codes, by name.
  package init(limit: Int, severities: [String: Severity]) {
    self.limit = limit
    self.severities = severities
  }

  /// Severity as the campaign has it.
  package func severity(of finding: Finding) -> Severity {
    severities.isEmpty ? finding.severity : severities[finding.code.name] ?? finding.severity
  }

  package mutating func add(_ finding: Finding) {
    var finding = finding
    finding.severity = severity(of: finding)
    let fault = Fault(
      code: finding.code, file: finding.place.file,
      field: finding.place.row == nil ? nil : finding.place.field.map(Self.withoutPositions))
    let count = faults[fault, default: 0] + 1
    faults[fault] = count
    if count <= limit {
      findings.append(finding)
    } else if let position = overflowPositions[fault] {
      overflows[position].count += 1
      if overflows[position].samples.count < 5, let sample = finding.place.sample {
        overflows[position].samples.append(sample)
      }
    } else {
      overflowPositions[fault] = overflows.count
      overflows.append(
        Overflow(
          fault: fault, first: finding, count: 1,
          samples: finding.place.sample.map { [$0] } ?? []))
    }
  }

  /// `tracks.title` of `tracks[17].title`: one fault, in whichever element.
  private static func withoutPositions(_ field: String) -> String {
    guard field.utf8.contains(UInt8(ascii: "[")) else { return field }
    var isInside = false
    return field.filter { character in
      if character == "[" { isInside = true }
      defer { if character == "]" { isInside = false } }
      return !isInside
    }
  }

  package mutating func add(contentsOf more: some Sequence<Finding>) {
    for finding in more { add(finding) }
  }

  /// Takes back what was said of one fault, because another explains it.
  mutating func remove(_ code: FindingCode, field: String) {
    findings.removeAll {
      $0.code == code && $0.place.row != nil && $0.place.field == field
    }
    for index in overflows.indices
    where overflows[index].fault.code == code && overflows[index].fault.field == field {
      overflows[index].count = 0
    }
  }

  /// All findings, each overflow as one at the end.
  ///
  /// An overflow carries the recipient, row and message of its first finding, so that it concerns
  /// recipients as they do.
  package var summary: [Finding] {
    findings
      + overflows.filter { $0.count > 0 }.map { overflow in
        var finding = overflow.first
        if overflow.count > 1 {
          finding.message += " (and \(overflow.count - 1) more rows)"
        }
        finding.count = overflow.count
        finding.samples = overflow.samples
        return finding
      }
  }
}
