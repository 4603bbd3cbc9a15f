/// Where the snippets of a template come from.
package protocol SnippetSource: Sendable {
  /// The text of the snippet file at `path`, such as `snippets/track.liquid`; nil where there is none.
  /// The path has no `..`, no leading `/` and no backslash.
  func snippet(at path: String) -> String?
}

/// Snippets kept in memory, by path.
package struct SnippetTable: SnippetSource {
  private let texts: [String: String]

  package init(_ texts: [String: String]) { self.texts = texts }

  package func snippet(at path: String) -> String? { texts[path] }
}

/// The path of the file that a snippet's name stands for.
enum SnippetPath {
  /// `track` is `snippets/track.liquid`; a name with an extension stays as it is, below `snippets/`.
  ///
  /// - Returns: nil for names that are empty, absolute or leave the folder.
  static func path(for name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }),
      !name.contains("\\"), !name.contains("\0"), let file = parts.last
    else { return nil }
    return "snippets/" + name + (file.contains(".") ? "" : ".liquid")
  }
}
