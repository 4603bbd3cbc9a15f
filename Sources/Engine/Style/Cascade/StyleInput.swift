/// What a caller says about the page besides its source.
package struct StyleInput: Sendable {
  package var environment: MediaEnvironment
  /// Custom properties of the root element, `--name` with its text: a colorway. They come after the
  /// page's own rules for the root, so that they win over its defaults.
  package var rootProperties: [(name: String, value: String)]
  /// Attributes of the root element besides its own: `data-format`, `data-colorway`.
  package var rootAttributes: [String: String]
  /// The page's own name, against which its references are resolved.
  package var file: String?
  /// What an earlier layout of the same page has told.
  package var containerSizes = ContainerSizes()

  package init(
    environment: MediaEnvironment, rootProperties: [(name: String, value: String)] = [],
    rootAttributes: [String: String] = [:], file: String? = nil
  ) {
    self.environment = environment
    self.rootProperties = rootProperties
    self.rootAttributes = rootAttributes
    self.file = file
  }
}
