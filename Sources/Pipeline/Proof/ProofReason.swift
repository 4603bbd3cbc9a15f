import Liquid

/// Why a recipient is worth looking at: something about its values that may break the design.
struct ProofReason: Sendable, Hashable {
  /// What it is, for people: `Widest first_name`.
  var title: String
  /// The value or the count behind it.
  var detail: String
  /// The more, the sooner it is shown.
  var weight: Int
  /// Rows of which any shows it, in file order; at least one.
  var rows: [Int64]
  /// Set where a way through the template is all that there is to see.
  var branch: Branch?

  init(
    _ title: String, _ detail: String = "", weight: Int, rows: [Int64], branch: Branch? = nil
  ) {
    self.branch = branch
    self.title = title
    self.detail = detail
    self.weight = weight
    self.rows = rows
  }
}

/// A recipient of the proof and what it stands for.
struct ProofSample: Sendable {
  var row: Int64
  var reasons: [ProofReason]
}

/// Chooses few recipients that together show all reasons.
enum ProofSelection {
  /// - Parameter limit: recipients at most.
  /// - Returns: the samples, and the reasons for which there was no room.
  static func choose(
    _ reasons: [ProofReason], limit: Int
  ) -> (samples: [ProofSample], left: [ProofReason]) {
    var open = reasons
    var rows: [Int64] = []
    while !open.isEmpty, rows.count < limit {
      var gains: [Int64: Int] = [:]
      for reason in open { for row in reason.rows { gains[row, default: 0] += reason.weight } }
      guard let best = gains.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
        break
      }
      rows.append(best)
      open.removeAll { $0.rows.contains(best) }
    }
    var seen: Set<Branch> = []
    let samples = rows.map { row in
      // A row shows everything that holds for it, also what an earlier one was chosen for, but for the
      // ways that nearly all take.
      let shown = reasons.filter { reason in
        guard reason.rows.contains(row) else { return false }
        return reason.branch.map { seen.insert($0).inserted } ?? true
      }
      return ProofSample(row: row, reasons: shown)
    }
    return (samples, open)
  }
}
