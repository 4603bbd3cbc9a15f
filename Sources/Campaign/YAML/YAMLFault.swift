/// Why a text is no descriptor.
package struct YAMLFault: Error {
  package var kind: Kind
  package var mark: SourceMark
  package var message: String
  package var sample: String?

  package enum Kind {
    /// Empty, or not UTF-8.
    case unreadable
    case syntax
    /// A tag, an anchor or an alias.
    case unsupported
    case repeatedKey
    case limit
  }
}
