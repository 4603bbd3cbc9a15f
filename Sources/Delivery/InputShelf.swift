package import Linux

/// Puts a drop that is done with where clients find it: `archive/<date>/<job>/` or
/// `rejected/<date>/<name>__<job>/`. The folder appears complete, by one rename; calls may be repeated.
package struct InputShelf: Sendable {
  /// `archive/` or `rejected/`.
  package let root: Directory
  /// The claim's day, UTC.
  package let date: String
  package let name: String

  package init(root: Directory, date: String, name: String) {
    self.root = root
    self.date = date
    self.name = name
  }

  /// Where the drop will be, relative to the share's folder.
  package var path: String { date + "/" + name }

  /// A file of ours that is put beside the drop's members.
  package struct Note: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// - Parameters:
  ///   - members: the claim's content; nil where it has gone.
  ///   - names: what the members are called, so that no note takes a member's name.
  ///   - copy: what to put there instead.
  /// - Returns: whether the members themselves, and not their copy, are there.
  @discardableResult
  package func place(
    members: Directory?, named names: [EntryName], orCopyOf copy: Directory?, notes: [Note] = []
  ) throws(SystemError) -> Bool {
    let day = try root.ensureDirectory(EntryName(date))
    let final = EntryName(name)
    if try day.contains(final) { return true }
    let temporary: EntryName = ".\(name).tmp"
    let folder = try day.ensureDirectory(temporary)
    let present = try folder.names()
    if let members {
      for member in try members.names() {
        try TreeMove.move(member, from: members, to: folder, member)
      }
    } else if let copy, present.isEmpty {
      for member in try copy.names() {
        try TreeMove.copy(member, from: copy, to: folder, member)
      }
    }
    for note in notes {
      let isTaken = names.contains(EntryName(note.name))
      try folder.write(EntryName(isTaken ? "platen-" + note.name : note.name), note.bytes)
    }
    try folder.syncFileSystem()
    try day.renameExclusively(temporary, to: day, final)
    try day.sync()
    try root.sync()
    return members != nil
  }
}
