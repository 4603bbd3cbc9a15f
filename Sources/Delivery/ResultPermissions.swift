package import Linux

/// Who a published result belongs to, and who may read it: `owner` and `mode` of `hotfolder.yaml`.
package struct ResultPermissions: Sendable, Hashable {
  package var owner: FileOwner?
  /// Permission bits of folders; files get them without the right to execute.
  package var mode: UInt32?

  package init(owner: FileOwner?, mode: UInt32?) {
    self.owner = owner
    self.mode = mode
  }

  private var isSilent: Bool { owner == nil && mode == nil }

  /// Applies them to a folder and everything in it, the folder last: nobody reaches into it before.
  package func apply(to directory: Directory) throws(SystemError) {
    if isSilent { return }
    for name in try directory.names() {
      switch try directory.status(of: name).kind {
      case .directory: try apply(to: directory.directory(name))
      case .regular: try apply(to: directory.open(name))
      case .link, .other: break
      }
    }
    if let owner { try directory.setOwner(owner) }
    if let mode { try directory.setMode(mode) }
  }

  /// Applies them to a file.
  package func apply(to file: borrowing Descriptor) throws(SystemError) {
    if let owner { try file.setOwner(owner) }
    if let mode { try file.setMode(mode & ~0o111) }
  }
}
