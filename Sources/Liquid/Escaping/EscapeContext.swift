/// Where in an HTML document a value is printed, and so how it is escaped. Found when the template is
/// compiled, from the text around the output.
enum EscapeContext: Sendable, Hashable {
  /// As it is.
  case none
  /// Inside `capture`: decided where the captured text is printed.
  case deferred
  /// Text, or a quoted attribute.
  case text
  /// An attribute without quotes, or inside a tag where no value belongs: white space and `=` too.
  case unquoted
  case url(URLPart, isQuoted: Bool)
  case style(StylePosition, StyleHost)

  /// Where a URL's part stands.
  enum URLPart: Sendable, Hashable {
    /// At the beginning of a link: it may bring its own scheme.
    case link
    /// At the beginning of a picture's or file's address: a path or a whole URL.
    case resource
    /// After another value that may be the scheme.
    case continuation
    /// In the path, after literal text.
    case path
    /// After `?` or `#`: one component, so that `&` and `=` are encoded too.
    case component
  }

  /// Where in CSS.
  enum StylePosition: Sendable, Hashable {
    case value
    case string(UInt8)
    /// Inside `url(…)`, quoted or not.
    case url
    case comment
  }

  enum StyleHost: Sendable, Hashable {
    case element
    case attribute(isQuoted: Bool)
  }
}
