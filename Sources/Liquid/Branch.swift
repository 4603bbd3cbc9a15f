/// One way through a template that data decides on: a branch of `if`, `unless` and `case`, a loop that
/// has turns or none.
package struct Branch: Sendable, Hashable, Codable {
  package enum Way: String, Sendable, Hashable, Codable {
    /// The body that begins at the place was rendered.
    case taken
    /// None of the bodies was rendered, of which the first begins at the place.
    case passed
  }

  package var file: String
  /// Of the tag that opens the branch.
  package var line: Int
  package var column: Int
  package var way: Way

  package init(file: String, line: Int, column: Int, way: Way) {
    self.file = file
    self.line = line
    self.column = column
    self.way = way
  }

  init(_ location: SourceLocation, _ way: Way) {
    self.init(file: location.file, line: location.line, column: location.column, way: way)
  }
}

extension Branch: Comparable {
  package static func < (a: Branch, b: Branch) -> Bool {
    (a.file, a.line, a.column, a.way.rawValue) < (b.file, b.line, b.column, b.way.rawValue)
  }
}
