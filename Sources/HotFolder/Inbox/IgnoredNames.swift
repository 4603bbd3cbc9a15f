package import Linux

/// Names that never are a drop or part of one: what editors, file managers, sync tools and uploads in
/// progress leave behind. Section 2 of the protocol lists them; case is ignored.
package enum IgnoredNames {
  package static func contains(_ name: EntryName) -> Bool {
    guard let first = name.bytes.first else { return true }
    if first == UInt8(ascii: ".") || name.bytes.last == UInt8(ascii: "~") { return true }
    let text = name.display.lowercased()
    return text.hasPrefix("~$") || text.hasPrefix("~syncthing~") || exact.contains(text)
      || suffixes.contains { text.hasSuffix($0) }
  }

  private static let exact: Set = [
    "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "__macosx", "$recycle.bin",
  ]

  private static let suffixes = [
    ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".upload",
    ".uploading", ".incomplete", ".inprogress", ".swp", ".lck", ".lock",
  ]
}
