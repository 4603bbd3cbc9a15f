/// Why an archive was refused, or could not be read or written.
package struct ArchiveError: Error, Hashable, Sendable {
  /// The reject code of the hot folder protocol, section 9, or `system` for a failing call.
  package enum Code: String, Sendable {
    /// No readable end record: the archive is not whole (yet).
    case incomplete = "INCOMPLETE"
    /// Structures contradict each other, a CRC is wrong, or data cannot be decoded.
    case badZip = "BAD_ZIP"
    /// A name that leads out of the archive or that no file system should be given.
    case path = "ZIP_PATH"
    /// An entry that is neither a regular file nor a directory.
    case link = "ZIP_LINK"
    /// A cap on entries, depth, names, bytes, ratio or time is exceeded.
    case limit = "ZIP_LIMIT"
    case encrypted = "ZIP_ENCRYPTED"
    /// Two entries with one name, or with names that differ in case or normalisation only.
    case duplicate = "ZIP_DUPLICATE"
    /// A call of the operating system failed; `errno` says how. Not the archive's fault.
    case system = "SYSTEM"
  }

  package let code: Code
  /// What is wrong, for the person who made the archive.
  package let message: String
  /// The entry concerned, if one is.
  package let entry: String?
  /// The setting that names the exceeded limit.
  package let limit: String?
  /// The system's error number where `code` is `system`, else 0.
  package let errno: Int32

  package init(
    _ code: Code, _ message: String, entry: String? = nil, limit: String? = nil, errno: Int32 = 0
  ) {
    self.code = code
    self.message = message
    self.entry = entry
    self.limit = limit
    self.errno = errno
  }

  /// The failure of the call that has just set `errno`.
  static func system(_ call: String, _ number: Int32, entry: String? = nil) -> ArchiveError {
    ArchiveError(
      .system, "\(call): \(systemMessage(number))", entry: entry, errno: number)
  }
}

extension ArchiveError: CustomStringConvertible {
  package var description: String {
    "\(code.rawValue): " + (entry.map { "\($0): " } ?? "") + message
  }
}
