package import Archive
package import Linux

/// Whether a file, taken for itself, is all there.
package enum Completeness: Sendable, Hashable {
  /// The format proves that nothing is missing.
  case proven
  /// Nothing speaks against it, but the format cannot tell.
  case unprovable
  /// Nothing in it, or a byte order mark alone.
  case empty
  /// The format shows that something is missing or wrong; for zips, whether the end record is there.
  case broken(reason: String, hasEndRecord: Bool = false)
}

extension Completeness {
  /// Judges one regular file by its name's extension.
  ///
  /// - Parameter rows: how many records the descriptor says that there are.
  package static func judge(
    _ file: borrowing Descriptor, name: EntryName, rows: Int?, limits: ZipLimits
  ) throws(SystemError) -> Completeness {
    let size = try file.status().size
    if try isEmpty(file, size) { return .empty }
    switch fileExtension(name) {
    case "zip", "xlsx", "ods": return try zip(file, limits)
    case "json": return try JSONScanner.judge(file)
    case "jsonl", "ndjson":
      if try hasZeroTail(file, size, of: 1) { return .broken(reason: zeroTail) }
      return try RecordCounter.judge(file, rows: rows, hasHeader: false)
    case "csv", "tsv", "tab", "txt":
      if try hasZeroTail(file, size, of: 1) { return .broken(reason: zeroTail) }
      return try RecordCounter.judge(file, rows: rows, hasHeader: true)
    case "yaml", "yml", "html", "css", "svg", "liquid", "md":
      return try hasZeroTail(file, size, of: 1) ? .broken(reason: zeroTail) : .unprovable
    default:
      return try hasZeroTail(file, size, of: 512) ? .broken(reason: zeroTail) : .unprovable
    }
  }

  /// Whether a file of any kind is still a hole: empty, or ending in zeros as files do whose copier
  /// set their full size first.
  package static func isHollow(
    _ file: borrowing Descriptor, name: EntryName
  ) throws(SystemError) -> Bool {
    let size = try file.status().size
    let isText = ["csv", "tsv", "json", "jsonl", "yaml", "yml", "html", "css", "txt"]
      .contains(fileExtension(name))
    if size == 0 { return true }
    return try hasZeroTail(file, size, of: isText ? 1 : 512)
  }

  static func fileExtension(_ name: EntryName) -> String {
    let text = name.display.lowercased()
    return text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? ""
  }

  private static let zeroTail = "it ends in zeros, so its copy is not finished"

  /// Nothing, or only a byte order mark of UTF-8 or UTF-16.
  static func isEmpty(_ file: borrowing Descriptor, _ size: Int64) throws(SystemError) -> Bool {
    guard size <= 3 else { return false }
    let bytes = try file.read(at: 0, count: 3)
    return [[], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]].contains(bytes)
  }

  private static func hasZeroTail(
    _ file: borrowing Descriptor, _ size: Int64, of count: Int64
  ) throws(SystemError) -> Bool {
    let tail = try file.read(at: max(0, size - count), count: Int(count))
    return !tail.isEmpty && tail.allSatisfy { $0 == 0 }
  }

  private static func zip(
    _ file: borrowing Descriptor, _ limits: ZipLimits
  ) throws(SystemError) -> Completeness {
    do throws(ArchiveError) {
      try ZipStructure.verify(descriptor: file.number, limits: limits)
      return .proven
    } catch {
      switch error.code {
      case .system: throw SystemError("read", path: file.path, code: error.errno)
      // A limit is judged, and reported, when the archive is unpacked after the claim.
      case .limit: return .proven
      case .incomplete: return .broken(reason: error.message)
      default: return .broken(reason: error.description, hasEndRecord: true)
      }
    }
  }
}
