/// A contiguous range of recipients: the unit of work, retry and distribution.
///
/// Bounds are rowids of the snapshot's recipients; recipients between them that the plan does not
/// hold take no part.
package struct Shard: Sendable, Hashable, Codable {
  /// From 0, in file order.
  package var index: Int
  package var firstRow: Int64
  /// Inclusive.
  package var lastRow: Int64
  /// How many recipients of the plan lie in the range.
  package var recipients: Int

  package init(index: Int, firstRow: Int64, lastRow: Int64, recipients: Int) {
    self.index = index
    self.firstRow = firstRow
    self.lastRow = lastRow
    self.recipients = recipients
  }
}
