import Hashing
package import Linux

/// The folder below `outbox/.staging/` in which one job's result grows until it is published: shards,
/// then bundles, then the files about them, the manifest last.
///
/// Every call may be repeated after a crash.
package struct Staging: Sendable {
  /// A file that the result must hold, as its shard recorded it.
  package struct Bundle: Sendable, Hashable {
    /// Relative to `bundles/`.
    package let file: String
    package let size: Int64
    /// Lower-case hexadecimal.
    package let sha256: String

    package init(file: String, size: Int64, sha256: String) {
      self.file = file
      self.size = size
      self.sha256 = sha256
    }
  }

  package static let manifest: EntryName = "manifest.json"
  private static let bundles: EntryName = "bundles"

  /// Absolute path of `outbox/.staging`.
  package let root: String
  /// The folder's name in there.
  package let name: EntryName
  package var path: String { root + "/" + name.display }

  package init(root: String, job: String, attempt: Int) {
    self.root = root
    self.name = "\(job).\(attempt)"
  }

  package func parent() throws(SystemError) -> Directory { try Directory(path: root) }

  package func open() throws(SystemError) -> Directory {
    try parent().ensureDirectory(name, mode: 0o755)
  }

  // MARK: Shards

  /// Makes an empty folder for one try of a shard, whatever an earlier try left; returns its path.
  package func beginShard(_ number: Int, attempt: Int) throws(SystemError) -> String {
    let directory = try open()
    for leftover in try directory.names()
    where leftover.display.hasPrefix("s\(number).") && leftover.display.hasSuffix(".tmp") {
      try directory.removeTree(leftover)
    }
    let name = temporaryName(number, attempt)
    try directory.makeDirectory(name)
    return directory.path(of: name)
  }

  /// Makes a finished try the shard's result: synced, then renamed.
  package func commitShard(_ number: Int, attempt: Int) throws(SystemError) {
    let directory = try open()
    let temporary = temporaryName(number, attempt)
    try directory.directory(temporary).syncFileSystem()
    try directory.removeTree(shardName(number))
    try directory.rename(temporary, to: directory, shardName(number))
    try directory.sync()
  }

  /// Throws away what a failed or stopped try left.
  package func abandonShard(_ number: Int, attempt: Int) {
    guard let directory = try? open() else { return }
    try? directory.removeTree(temporaryName(number, attempt))
  }

  /// Whether all bundles of a shard are in staging with the sizes and digests recorded, be it still in
  /// the shard's folder or already among the result's bundles.
  package func isIntact(_ number: Int, _ bundles: [Bundle]) throws(SystemError) -> Bool {
    let directory = try open()
    for bundle in bundles {
      let parts = Self.parts(bundle.file)
      var isFound = false
      for folder in [shardName(number), Self.bundles] where !isFound {
        isFound = try Self.matches(directory, [folder] + parts, bundle)
      }
      if !isFound { return false }
    }
    return true
  }

  private func temporaryName(_ number: Int, _ attempt: Int) -> EntryName {
    "s\(number).\(attempt).tmp"
  }

  private func shardName(_ number: Int) -> EntryName { "s\(number)" }

  private static func parts(_ file: String) -> [EntryName] {
    file.split(separator: "/").map { EntryName(String($0)) }
  }

  private static func matches(
    _ directory: Directory, _ path: [EntryName], _ bundle: Bundle
  ) throws(SystemError) -> Bool {
    do throws(SystemError) {
      let file = try directory.directory(at: path.dropLast()).open(path[path.count - 1])
      guard try file.status().size == bundle.size else { return false }
      var hasher = SHA256Hasher()
      try file.readAll { (bytes) throws(SystemError) in hasher.update(bytes) }
      return hasher.finalize().hex == bundle.sha256
    } catch {
      if error.isNotFound { return false }
      throw error
    }
  }

  // MARK: The whole result

  /// Brings a shard's bundles together with the others', by renames.
  ///
  /// - Throws: ENOENT where a bundle is neither in the shard's folder nor with the others already: a
  ///   result must hold what its manifest lists.
  package func gather(_ number: Int, _ bundles: [Bundle]) throws(SystemError) {
    let directory = try open()
    let target = try directory.ensureDirectory(Self.bundles)
    let source = try directory.directoryIfPresent(shardName(number))
    for bundle in bundles {
      let parts = Self.parts(bundle.file)
      guard let name = parts.last else { continue }
      let place = try target.ensureDirectory(at: parts.dropLast())
      if let folder = try source?.directoryIfPresent(at: parts.dropLast()),
        try folder.contains(name)
      {
        try folder.rename(name, to: place, name)
      } else if try place.statusIfPresent(of: name)?.size != bundle.size {
        throw SystemError("gather", path: place.path(of: name), code: 2)
      }
    }
    try directory.removeTree(shardName(number))
  }

  /// Makes `bundles/` where a result has none, so that every result looks alike.
  package func ensureBundles() throws(SystemError) {
    try open().makeDirectory(Self.bundles)
  }

  /// Removes shard folders of any kind that are left over, and everything the finish writes, so that it
  /// begins anew.
  package func clearAllButBundles() throws(SystemError) {
    let directory = try open()
    for name in try directory.names() where name != Self.bundles {
      try directory.removeTree(name)
    }
  }

  /// Writes the manifest, last of all, and makes everything durable.
  package func seal(manifest: [UInt8]) throws(SystemError) {
    let directory = try open()
    try directory.syncFileSystem()
    try directory.write(Self.manifest, manifest)
    try parent().sync()
  }

  /// Whether the folder holds a result sealed with that manifest.
  package func isSealed(manifestDigest: String) throws(SystemError) -> Bool {
    try Publication.manifestDigest(in: parent(), name) == manifestDigest
  }

  package func remove() throws(SystemError) { try parent().removeTree(name) }
}
