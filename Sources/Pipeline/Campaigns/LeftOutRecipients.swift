import Campaign
import Dataset
import Findings

/// Recipients that preflight found undeliverable, in file order.
enum LeftOutRecipients {
  /// Those whose rows do not fit the schema.
  static func inImport(_ snapshot: SnapshotReader) throws -> [LeftOutRecipient] {
    var recipients: [LeftOutRecipient] = []
    var next: Int64 = 1
    while true {
      let page = try snapshot.leftOut(from: next)
      recipients += page.map { left in
        let reason = left.reasons.first
        return recipient(
          key: left.key, row: left.row, code: reason?.code ?? "", message: reason?.message ?? "")
      }
      guard let last = page.last else { return recipients }
      next = last.rowid + 1
    }
  }

  /// Those whose images, names or characters failed afterwards.
  static func inPlan(_ plan: RenderPlan, _ snapshot: SnapshotReader) throws -> [LeftOutRecipient] {
    try plan.leftOut().map { left in
      let row = try snapshot.recipient(key: left.key)?.row ?? 0
      return recipient(key: left.key, row: row, code: left.code, message: left.message)
    }
  }

  private static func recipient(
    key: String, row: Int, code: String, message: String
  ) -> LeftOutRecipient {
    let code = FindingCode.named(code) ?? FindingCode(code, .error, "", remedy: "")
    return LeftOutRecipient(
      key: key, row: row,
      finding: Finding(code, message, at: Place(row: row), recipient: key), failed: false)
  }
}
