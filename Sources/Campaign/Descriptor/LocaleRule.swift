/// Which locale steers numbers, dates and plurals in a recipient's assets; it never affects reading.
package struct LocaleRule: Sendable, Hashable, Codable {
  /// The field that carries each recipient's own BCP 47 tag.
  package var field: String?
  /// The tag for everybody else.
  package var defaultTag: String

  package static let fallbackTag = "en-US"

  package init(field: String? = nil, defaultTag: String = LocaleRule.fallbackTag) {
    self.field = field
    self.defaultTag = defaultTag
  }
}
