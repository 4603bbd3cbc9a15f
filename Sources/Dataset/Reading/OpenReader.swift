import Findings

/// The reader of a source's format.
///
/// - Parameter matches: how many fields wanted have a header among these.
func openReader(
  _ source: DatasetSource, path: String, limits: ReadingLimits,
  matches: @escaping ([String]) -> Int
) throws(DatasetFault) -> any RowReader {
  switch source.format {
  case .csv, .tsv: try DelimitedReader(source, path: path, limits: limits, matches: matches)
  case .json: try JSONReader(source, path: path, limits: limits)
  case .jsonl: try JSONLinesReader(source, path: path, limits: limits)
  case .sqlite: try SQLiteReader(source, path: path, limits: limits)
  case .xlsx:
    try SheetReader(
      WorkbookRows(source, path: path, limits: limits), source: source, limits: limits)
  case .ods:
    try SheetReader(
      OpenDocumentRows(source, path: path, limits: limits), source: source, limits: limits)
  }
}
