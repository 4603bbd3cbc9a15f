import Findings

/// A node of a descriptor with its position: text, a list or a map, not yet typed.
///
/// Scalars stay the text that was written, so `no` is Norwegian and `on` is no boolean.
package struct SourceNode: Sendable {
  package var content: Content
  package var mark: SourceMark
  /// Where a scalar's own text begins: behind its quote, or in the line below `|`.
  var textMark: SourceMark

  package indirect enum Content: Sendable {
    case text(String)
    /// A plain scalar without any characters: `title:`.
    case nothing
    case list([SourceNode])
    case map([Entry])
  }

  package struct Entry: Sendable {
    package var name: String
    package var nameMark: SourceMark
    package var node: SourceNode
  }

  /// What people call this kind of node.
  var kind: String {
    switch content {
    case .text: "text"
    case .nothing: "nothing"
    case .list: "a list"
    case .map: "a map"
    }
  }

  package var text: String? {
    if case .text(let text) = content { text } else { nil }
  }

  package var items: [SourceNode]? {
    if case .list(let items) = content { items } else { nil }
  }

  package var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The value of a map's key.
  package subscript(name: String) -> SourceNode? {
    entries?.first { $0.name == name }?.node
  }
}

/// A position in a text, both counted from 1; columns count characters.
package struct SourceMark: Sendable, Hashable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  func place(in file: String, field: String? = nil, sample: String? = nil) -> Place {
    Place(file: file, line: line, column: column, field: field, sample: sample)
  }
}
