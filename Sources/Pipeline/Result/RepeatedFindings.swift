import Findings

/// What preflight found in a template's pages and rendering found there once more: said of the
/// recipients, it need not be said of the job.
struct RepeatedFindings {
  private let places: Set<Spot>
  private var repeated: Set<Spot> = []

  private struct Spot: Hashable {
    var code: FindingCode
    var file: String?
    var line: Int?

    init(_ finding: Finding) {
      code = finding.code
      file = finding.place.file
      line = finding.place.line
    }
  }

  init(_ early: [Finding]) {
    places = Set(early.filter(Self.isOfPage).map(Spot.init))
  }

  private static func isOfPage(_ finding: Finding) -> Bool {
    finding.recipient == nil && finding.place.line != nil && finding.place.row == nil
  }

  mutating func note(_ finding: Finding) {
    guard !places.isEmpty, finding.recipient != nil else { return }
    let spot = Spot(finding)
    if places.contains(spot) { repeated.insert(spot) }
  }

  func others(of early: [Finding]) -> [Finding] {
    early.filter { !Self.isOfPage($0) || !repeated.contains(Spot($0)) }
  }
}
