import Findings

/// The columns of files whose rows name their values: found as they come, in order of appearance.
struct KeyedColumns {
  private(set) var names: [String] = []
  private var positions: [String: Int] = [:]
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// The row's cells in the order of the columns, and what is wrong with it; nil when there are more
  /// columns than the limit.
  mutating func arrange(_ members: [Cell.Member]) -> (cells: [Cell], faults: [RowFault])? {
    var cells = [Cell](repeating: .absent, count: names.count)
    var faults: [RowFault] = []
    for (index, member) in members.enumerated() {
      let position: Int
      // Rows mostly name the same values in the same order.
      if index < names.count, names[index] == member.name {
        position = index
      } else if let known = positions[member.name] {
        position = known
      } else {
        guard names.count < limit else { return nil }
        position = names.count
        positions[member.name] = position
        names.append(member.name)
        cells.append(.absent)
      }
      if cells[position] == .absent {
        cells[position] = member.cell
      } else {
        faults.append(
          RowFault(
            code: .repeatedJSONKey, message: "the key “\(sample(of: member.name))” is there twice",
            sample: sample(of: member.name)))
      }
    }
    return (cells, faults)
  }

  /// What to say when there are too many columns.
  func excess(file: String, row: Int) -> DatasetFault {
    DatasetFault(
      finding: Finding(
        .dataLimit,
        "the objects have more than the limit of \(limit) different keys (setting limits.columns)",
        at: Place(file: file, row: row)))
  }
}
