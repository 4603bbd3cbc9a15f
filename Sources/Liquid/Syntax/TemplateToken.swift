/// A stretch of a template, as ranges of its bytes.
struct TemplateToken: Sendable {
  enum Kind: Sendable, Hashable {
    case text
    /// The text of `{% raw %}`, which white space control leaves alone.
    case raw
    /// `{{ … }}`; the range is what stands inside.
    case output
    /// `{% name … %}`; the range is what follows the name.
    case tag(name: String)
  }

  var kind: Kind
  var range: Range<Int>
  /// Where the opening braces stand.
  var start: Int
}
