import Findings

/// A character of a template file.
struct SourceLocation: Sendable, Hashable {
  var file: String
  var line: Int
  var column: Int

  var place: Place { Place(file: file, line: line, column: column) }
}
