/// Why a text is no descriptor.
struct YAMLFault: Error {
  var kind: Kind
  var mark: SourceMark
  var message: String
  var sample: String?

  enum Kind {
    /// Empty, or not UTF-8.
    case unreadable
    case syntax
    /// A tag, an anchor or an alias.
    case unsupported
    case repeatedKey
    case limit
  }
}
