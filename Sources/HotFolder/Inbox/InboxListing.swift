package import Linux

/// Everything in an inbox at one moment.
package struct InboxListing: Sendable {
  /// One name directly in the inbox.
  package struct Entry: Sendable, Hashable {
    package let name: EntryName
    package let status: FileStatus
    /// For folders: everything below that is not ignored.
    package let tree: [Directory.TreeEntry]
    /// Why the folder's tree is not known.
    package let obstacle: SystemError?

    package init(
      name: EntryName, status: FileStatus, tree: [Directory.TreeEntry] = [],
      obstacle: SystemError? = nil
    ) {
      self.name = name
      self.status = status
      self.tree = tree
      self.obstacle = obstacle
    }
  }

  /// The inbox itself: another device or inode means another share.
  package let root: FileStatus
  /// Sorted by name.
  package let entries: [Entry]
  /// Uploads in progress and other names that never count.
  package let ignored: [Entry]

  package init(root: FileStatus, entries: [Entry], ignored: [Entry] = []) {
    self.root = root
    self.entries = entries
    self.ignored = ignored
  }

  /// Reads an inbox. A name that vanishes meanwhile is left out; a folder that cannot be read says so.
  package init(reading inbox: Directory) throws(SystemError) {
    var entries: [Entry] = []
    var ignored: [Entry] = []
    for name in try inbox.names() {
      guard let status = try inbox.statusIfPresent(of: name) else { continue }
      if IgnoredNames.contains(name) {
        ignored.append(Entry(name: name, status: status))
        continue
      }
      var tree: [Directory.TreeEntry] = []
      var obstacle: SystemError?
      if status.kind == .directory {
        do throws(SystemError) {
          tree = try inbox.directory(name).tree(skipping: IgnoredNames.contains)
        } catch {
          obstacle = error
        }
      }
      entries.append(Entry(name: name, status: status, tree: tree, obstacle: obstacle))
    }
    self.init(root: try inbox.status(), entries: entries, ignored: ignored)
  }
}
