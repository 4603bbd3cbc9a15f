import Linux

/// A job's own folder in the state directory, `work/<job>/`.
struct JobFolder {
  /// Absolute.
  let path: String

  init(work: String, job: String) { path = work + "/" + job }

  /// The copy of the drop as it was claimed.
  static let input: EntryName = "in"
  /// What a zip unpacks to.
  static let unpacked: EntryName = "unpacked"
  /// The hot folder's own campaign, where data alone was dropped.
  static let campaign: EntryName = "campaign"
  /// The renderer's.
  static let render: EntryName = "render"
  /// Copies of the result's manifest, for corrections.
  static let result: EntryName = "result"
  static let errors: EntryName = "errors.csv"

  /// Nil where the job has no folder any more.
  func openIfPresent() throws(SystemError) -> Directory? {
    let (parent, name) = split()
    return try Directory(path: parent).directoryIfPresent(name)
  }

  /// The copy of the drop; nil where there is none.
  func inputIfPresent() throws(SystemError) -> Directory? {
    try openIfPresent()?.directoryIfPresent(Self.input)
  }

  func path(_ name: EntryName) -> String { path + "/" + name.display }

  /// Makes the folder where absent.
  func ensure() throws(SystemError) -> Directory {
    let (parent, name) = split()
    return try Directory(path: parent).ensureDirectory(name, mode: 0o700)
  }

  /// Removes one thing and makes it anew as an empty folder.
  func fresh(_ name: EntryName) throws(SystemError) -> Directory {
    let folder = try ensure()
    try folder.removeTree(name)
    return try folder.ensureDirectory(name, mode: 0o700)
  }

  /// Removes everything but what corrections need.
  func tidy(keepingResult: Bool) throws(SystemError) {
    let (parent, name) = split()
    guard let folder = try openIfPresent() else { return }
    for child in try folder.names() where !(keepingResult && child == Self.result) {
      try folder.removeTree(child)
    }
    if !keepingResult { try Directory(path: parent).removeTree(name) }
  }

  private func split() -> (parent: String, name: EntryName) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return (String(path[..<slash]), EntryName(String(path[path.index(after: slash)...])))
  }
}
