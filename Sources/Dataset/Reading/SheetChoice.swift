import Findings

/// A sheet of a spreadsheet.
struct Sheet {
  var name: String
  var isVisible: Bool
  /// What its rows are found by: a part's name, or the sheet's own position.
  var location: String
}

/// The sheet of that name, or the only visible one.
func chooseSheet(
  _ sheets: [Sheet], named wanted: String?, file: String
) throws(DatasetFault) -> Sheet {
  let names = sheets.map(\.name)
  let list = names.isEmpty ? "none" : names.prefix(20).joined(separator: ", ")
  if let wanted {
    if let sheet = sheets.first(where: { $0.name == wanted })
      ?? sheets.first(where: { $0.name.lowercased() == wanted.lowercased() })
    {
      return sheet
    }
    throw DatasetFault(
      finding: Finding(
        .unknownTable, "\(file) has no sheet “\(sample(of: wanted))”; it has \(list)",
        at: Place(file: file), suggestion: suggestion(for: wanted, among: names)))
  }
  let visible = sheets.filter(\.isVisible)
  guard visible.count == 1, let only = visible.first else {
    throw DatasetFault(
      finding: Finding(
        .unknownTable, "\(file) has not exactly one visible sheet; it has \(list)",
        at: Place(file: file)))
  }
  return only
}
