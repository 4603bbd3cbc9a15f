/// Where the snippets of a template come from.
package protocol SnippetSource: Sendable {
  /// The text of the snippet file at `path`, such as `snippets/track.liquid`; nil where there is none.
  /// The path has no `..`, no leading `/` and no backslash.
  func snippet(at path: String) -> String?
  /// The paths of all snippets, sorted, for suggestions.
  var paths: [String] { get }
}

/// Snippets kept in memory, by path.
package struct SnippetTable: SnippetSource {
  private let texts: [String: String]

  package init(_ texts: [String: String]) { self.texts = texts }

  package func snippet(at path: String) -> String? { texts[path] }
  package var paths: [String] { texts.keys.sorted() }
}

/// The paths of the files that a snippet's name may stand for.
enum SnippetPath {
  /// `track` is `snippets/track.liquid`; a name with an extension stays as it is, below `snippets/` or
  /// else below the template.
  ///
  /// - Returns: none for names that are empty, absolute or leave the folder.
  static func paths(for name: String) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }),
      !name.contains("\\"), !name.contains("\0"), let file = parts.last
    else { return [] }
    return file.contains(".") ? ["snippets/" + name, name] : ["snippets/" + name + ".liquid"]
  }

  /// The name by which a call means the file at `path`.
  static func name(for path: String) -> String {
    let folder = "snippets/"
    let ending = ".liquid"
    let inside = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    return inside.hasSuffix(ending) ? String(inside.dropLast(ending.count)) : inside
  }

  /// The name without folder and extension: what `with` and `for` bind to.
  static func variable(for name: String) -> String {
    let file = name.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }
}
