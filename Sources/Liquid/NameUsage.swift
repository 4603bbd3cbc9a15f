/// Which names a template reads, and how.
package struct NameUsage: Sendable, Hashable {
  /// A dotted path from a top-level name: `first_name`, `format.width`, `tracks.title` (the fields of
  /// a loop's items under the list's name). What can be known without rendering; a name that is
  /// computed (`recipient[field]`) ends the path.
  package typealias Path = String

  /// The first names of all paths: what the result can depend on.
  package var names: Set<String> = []
  /// Every path that is read for whatever reason.
  package var paths: Set<Path> = []
  /// Paths whose values are printed, with or without filters.
  package var printed: Set<Path> = []
  /// Paths that conditions, `case` and loops look at.
  package var compared: Set<Path> = []
  /// A name is computed from data, so that any name may be read.
  package var readsAnyName = false
  /// Every way that data can decide on, in all snippets.
  package var branches: Set<Branch> = []

  package init() {}

  /// Whether the result can depend on a top-level name, such as `format` or `colorway`.
  package func reads(_ name: String) -> Bool { readsAnyName || names.contains(name) }
}
