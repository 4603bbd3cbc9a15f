import Findings

/// Collects the findings of one compilation; the same fault at the same place counts once.
final class Reporter {
  private(set) var findings: [Finding] = []
  private var seen: Set<Finding> = []

  func report(
    _ code: FindingCode, _ message: String, at location: SourceLocation,
    suggestion: String? = nil, sample: String? = nil
  ) {
    var place = location.place
    place.sample = sample.map { String($0.prefix(80)) }
    let finding = Finding(code, message, at: place, suggestion: suggestion)
    if seen.insert(finding).inserted { findings.append(finding) }
  }

  func add(_ found: [Finding]) {
    for finding in found where seen.insert(finding).inserted { findings.append(finding) }
  }

  var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// In the order of each file's source; files in the order in which they were first met.
  var sorted: [Finding] {
    var order: [String: Int] = [:]
    for finding in findings {
      let file = finding.place.file ?? ""
      if order[file] == nil { order[file] = order.count }
    }
    func key(_ finding: Finding) -> (Int, Int, Int) {
      (
        order[finding.place.file ?? ""] ?? 0, finding.place.line ?? 0, finding.place.column ?? 0
      )
    }
    return findings.enumerated().sorted { a, b in
      let (x, y) = (key(a.element), key(b.element))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}

/// Why a tag or an output could not be read, at a byte of the source.
struct SyntaxFault: Error {
  var message: String
  var offset: Int
  var code = FindingCode.syntax
}
