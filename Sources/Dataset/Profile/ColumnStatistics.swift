/// What a column holds, over all participating rows (of a joined file: over all rows).
package struct ColumnStatistics: Sendable, Hashable {
  package var file: String
  package var field: String
  /// Rows with a value.
  package var filled = 0
  /// Different values.
  package var distinct = 0
  /// The least number or date, as text.
  package var min: String?
  /// The greatest number or date, as text.
  package var max: String?
  /// The length of the longest text in grapheme clusters.
  package var longest: Int?
  /// The Unicode scripts of the letters, by name, sorted.
  package var scripts: [String] = []
  /// Scripts that few values are written in, and words that mix scripts whose letters look alike.
  package var oddScripts: [OddScript] = []
  /// Values far from the others, and texts far longer or shorter than the others.
  package var outliers: [Outliers] = []

  package init(file: String, field: String) {
    self.file = file
    self.field = field
  }

  /// One of the values that a report points at.
  package struct Sample: Sendable, Hashable {
    /// The row as a spreadsheet shows it.
    package var row: Int
    /// Shortened.
    package var value: String
  }

  package struct OddScript: Sendable, Hashable {
    /// `Cyrillic`, or `Cyrillic + Latin` for scripts mixed within a word.
    package var script: String
    /// How many values hold it.
    package var count: Int
    /// The first of them.
    package var samples: [Sample]
  }

  package struct Outliers: Sendable, Hashable {
    /// What is far from the others.
    package var measure: Measure
    /// Values below are outliers.
    package var low: String
    /// Values above are outliers.
    package var high: String
    /// How many values there are beyond the two fences.
    package var count: Int
    /// The least and the greatest of them, by row.
    package var samples: [Sample]

    package enum Measure: String, Sendable, Hashable {
      /// The number or date itself.
      case value
      /// The length of a text in characters (Unicode scalars).
      case length
    }
  }
}
