/// Names that never count as content: what editors, uploads and file managers leave behind.
package enum IgnoredNames {
  /// Case is ignored.
  package static func contains(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix(".") || name.hasPrefix("~$") || name.hasPrefix("~syncthing~")
      || name.hasSuffix("~") || names.contains(name)
      || suffixes.contains { name.hasSuffix($0) }
  }

  private static let names: Set = [
    "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "__macosx", "$recycle.bin",
  ]

  private static let suffixes = [
    ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".upload",
    ".uploading", ".incomplete", ".inprogress", ".swp", ".lck", ".lock",
  ]
}
