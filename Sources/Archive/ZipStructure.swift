/// Whether an archive proves itself whole: evidence level 3 of the hot folder protocol.
package enum ZipStructure {
  /// Checks that the end record, the central directory and all local headers agree, and, with
  /// `contents`, that every entry unpacks to its stated size and CRC-32.
  ///
  /// Nothing is judged that unpacking judges later (names, links, encryption), except that entries
  /// which cannot be unpacked are not: an encrypted archive is whole when its structures agree.
  ///
  /// - Returns: the entries, in the order of their data.
  /// - Throws: `incomplete` without a readable end record; `badZip`, `limit` or `system`.
  @discardableResult
  package static func verify(
    descriptor: Int32, limits: ZipLimits = ZipLimits(), contents: Bool = true
  ) throws(ArchiveError) -> [ZipEntry] {
    let entries = try ZipDirectory(descriptor: descriptor, limits: limits).entries
    guard contents, !entries.contains(where: { $0.isEncrypted || !$0.isOrdinary }) else {
      return entries
    }
    let stream = try EntryStream(descriptor: descriptor, limits: limits)
    for entry in entries { try stream.next(entry) { _ throws(ArchiveError) in } }
    return entries
  }
}
