/// How one page is to be laid out and painted.
package struct PageSetup: Sendable {
  /// CSS pixels.
  package var width: Int
  package var height: Int
  /// Device pixels per CSS pixel.
  package var scale: Double
  /// The absolute path of the page: its references are relative to it.
  package var file: String
  /// What findings call the page; files beside it are named alike.
  package var label: String
  /// Attributes of the root besides its own.
  package var rootAttributes: [String: String] = [:]
  /// Custom properties of the root, `--name` with its text.
  package var rootProperties: [(name: String, value: String)] = []

  package init(width: Int, height: Int, scale: Double = 1, file: String, label: String) {
    self.width = width
    self.height = height
    self.scale = scale
    self.file = file
    self.label = label
  }
}
