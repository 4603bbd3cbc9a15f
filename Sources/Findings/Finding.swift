/// What Platen has to say about an input or an asset: a coded message with a place and a remedy.
///
/// Findings take the place of log lines: they reach `check --json`, the manifest, `report.html` and
/// `errors.csv` unchanged. `Documentation/findings.md` lists every code.
package struct Finding: Sendable, Hashable, Codable {
  /// The stable code, `area.what` in kebab case.
  package var code: FindingCode
  package var severity: Severity
  /// The recipient's key; nil where the finding concerns the whole job.
  package var recipient: String?
  /// The asset's name inside its bundle; nil where the finding concerns more than one asset.
  package var asset: String?
  package var place: Place
  /// What is wrong, for the person who must act.
  package var message: String
  /// What to do about it.
  package var remedy: String
  /// A near name that was probably meant.
  package var suggestion: String?
  /// How many occurrences this finding stands for.
  package var count: Int
  /// A few of the offending values.
  package var samples: [String]
  /// Where on the page it shows, for proofs; no part of answers and manifests.
  package var area: PageArea?

  /// - Parameters:
  ///   - severity: by default the code's own.
  ///   - remedy: by default the code's own.
  package init(
    _ code: FindingCode, _ message: String, at place: Place = Place(), severity: Severity? = nil,
    recipient: String? = nil, asset: String? = nil, remedy: String? = nil,
    suggestion: String? = nil, count: Int = 1, samples: [String] = [], area: PageArea? = nil
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.recipient = recipient
    self.asset = asset
    self.place = place
    self.message = message
    self.remedy = remedy ?? code.remedy
    self.suggestion = suggestion
    self.count = count
    self.samples = samples
    self.area = area
  }
}

/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
  /// Worth knowing; nobody need act.
  case info
  /// Rendered, but someone should look.
  case warning
  /// This recipient (or, without a recipient, the job) cannot be delivered.
  case error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}
