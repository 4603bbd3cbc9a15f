package import Findings

/// How strictly and how far an import goes.
package struct ImportOptions: Sendable {
  /// Severities that a campaign's gate gives to codes, by the code's name.
  package var severities: [String: Severity] = [:]
  /// The least severity that leaves a recipient out.
  package var leavesOut = Severity.error
  /// Findings per fault (same code, file and field) before the rest becomes one with a count.
  package var findingsPerFault = 100
  /// Whether to describe what each column holds, which takes a sort of each.
  package var describesColumns = false
  package var limits = ReadingLimits()
  /// Told now and then how many rows of the recipients' file have been read.
  package var progress: (@Sendable (Int) -> Void)?

  package init() {}
}

/// What one data file may ask for before it is refused; every one is a setting under `limits`.
package struct ReadingLimits: Sendable, Hashable, Codable {
  /// Bytes of one cell or JSON string.
  package var cellBytes = 1 << 20
  /// Bytes of one JSON element or line, or of a sheet's row.
  package var recordBytes = 1 << 26
  /// Columns of a table, or different keys of JSON objects.
  package var columns = 4_096
  /// Unpacked bytes of one part of a workbook, and of all texts of a sheet's cells.
  package var sheetBytes: Int64 = 4 << 30
  /// Bytes of all texts that a workbook's cells share.
  package var sharedTextBytes = 1 << 28
  /// Rows of a database's table or view.
  package var rows = 10_000_000
  /// The last row of an OpenDocument sheet that may hold anything: there one row stands for many.
  package var sheetRows = 1 << 20
  /// Seconds that a database may take to give the next rows.
  package var stepSeconds = 60.0
  /// Nested JSON arrays and objects.
  package var depth = 128

  package init() {}
}
