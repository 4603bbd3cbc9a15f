import Glibc

/// A user and a group as the file system knows them; nil leaves that one as it is.
package struct FileOwner: Sendable, Hashable {
  package var user: UInt32?
  package var group: UInt32?

  /// Reads `user`, `user:group` or `:group`, each a name or a number.
  ///
  /// - Returns: nil where this machine knows no such user or group.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard let userName = parts.first else { return nil }
    let groupName = parts.count > 1 ? parts[1] : ""
    guard !userName.isEmpty || !groupName.isEmpty else { return nil }
    if !userName.isEmpty {
      guard let user = Self.user(userName) else { return nil }
      self.user = user
    }
    if !groupName.isEmpty {
      guard let group = Self.group(groupName) else { return nil }
      self.group = group
    }
  }

  private static func user(_ name: String) -> UInt32? {
    if let number = UInt32(name) { return number }
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    guard getpwnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return record.pw_uid
  }

  private static func group(_ name: String) -> UInt32? {
    if let number = UInt32(name) { return number }
    var record = Glibc.group()
    var found: UnsafeMutablePointer<group>?
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    guard getgrnam_r(name, &record, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return record.gr_gid
  }
}

extension Directory {
  package func setOwner(_ owner: FileOwner) throws(SystemError) {
    try retrying("fchown", path) { fchown(descriptor, owner.user ?? .max, owner.group ?? .max) }
  }
}

extension Descriptor {
  package func setOwner(_ owner: FileOwner) throws(SystemError) {
    try retrying("fchown", path) { fchown(number, owner.user ?? .max, owner.group ?? .max) }
  }

  /// Sets the file's permission bits.
  package func setMode(_ mode: UInt32) throws(SystemError) {
    try retrying("fchmod", path) { fchmod(number, mode) }
  }
}
