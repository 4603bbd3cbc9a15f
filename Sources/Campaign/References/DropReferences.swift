/// What the pages of a campaign refer to in its drop, beside what data and template hold themselves.
package struct DropReferences: Sendable, Hashable, Codable {
  /// Files that every page refers to, relative to the drop, sorted.
  package var files: [String]
  /// Whether values decide what else a page refers to, so that only the bound page tells.
  package var dependOnData: Bool

  package init(files: [String] = [], dependOnData: Bool = true) {
    self.files = files
    self.dependOnData = dependOnData
  }
}
