/// Why bytes did not become a font.
package enum FontError: Error, Sendable, Hashable {
  /// The file could not be read: path and reason.
  case unreadable(String, String)
  /// The file, or what it unpacks to, is larger than allowed.
  case tooLarge(bytes: Int, limit: Int)
  /// The first bytes are none of TTF, OTF, TTC, WOFF, WOFF2.
  case unknownFormat
  /// The container is damaged; the text says where.
  case damaged(String)
  /// A collection has no face of this index.
  case noSuchFace(index: Int, count: Int)
  /// A font library ran out of memory or would not start.
  case libraryFailed(String)
}

extension FontError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .tooLarge(let bytes, let limit):
      "the font needs \(bytes) bytes, more than the limit of \(limit)"
    case .unknownFormat: "the file is no TrueType, OpenType, WOFF or WOFF2 font"
    case .damaged(let what): "the font is damaged: \(what)"
    case .noSuchFace(let index, let count):
      "the font has \(count) faces, so there is no face \(index)"
    case .libraryFailed(let what): "the font library failed: \(what)"
    }
  }
}
