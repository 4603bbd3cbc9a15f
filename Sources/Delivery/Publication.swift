import Hashing
package import Linux

/// Makes a finished result visible in the outbox by one rename, and says so.
package enum Publication {
  package enum Outcome: Sendable, Hashable {
    case published
    /// Somebody else's entry has the name.
    case taken
    /// There is nothing to publish.
    case missing
  }

  /// The first name that is free, with its marker's: `base`, `base~2`, …
  package static func freeName(_ base: String, in outbox: Directory) throws(SystemError) -> String {
    var number = 1
    while true {
      let name = number == 1 ? base : "\(base)~\(number)"
      let isTaken = try outbox.contains(EntryName(name))
      let isMarked = try outbox.contains(markerName(name))
      if !isTaken && !isMarked { return name }
      number += 1
    }
  }

  /// Renames a staged result to its name, never over anything.
  ///
  /// What counts is what lies there afterwards: a target with our manifest is ours, whatever the call
  /// returned and whoever made it.
  package static func publish(
    _ staging: Staging, as name: String, in outbox: Directory, manifestDigest digest: String
  ) throws(SystemError) -> Outcome {
    let target = EntryName(name)
    var refusal: SystemError?
    do throws(SystemError) {
      try staging.parent().renameExclusively(staging.name, to: outbox, target)
    } catch {
      refusal = error
    }
    try outbox.sync()
    if try manifestDigest(in: outbox, target) == digest { return .published }
    if try outbox.contains(target) { return .taken }
    if let refusal, !refusal.isNotFound { throw refusal }
    return .missing
  }

  /// Writes the marker that tells consumers to act: it holds the manifest's SHA-256. A result that has
  /// been taken away already gets none.
  package static func mark(
    _ name: String, in outbox: Directory, manifestDigest: String,
    permissions: ResultPermissions = ResultPermissions(owner: nil, mode: nil)
  ) throws(SystemError) {
    guard try outbox.contains(EntryName(name)) else { return }
    if try outbox.contains(markerName(name)) { return }
    let bytes = Array((manifestDigest + "\n").utf8)
    try outbox.write(markerName(name), bytes) { (file) throws(SystemError) in
      try permissions.apply(to: file)
    }
  }

  private static func markerName(_ name: String) -> EntryName { EntryName(name + ".done") }

  /// The SHA-256 of a folder's manifest; nil where there is none.
  static func manifestDigest(
    in directory: Directory, _ name: EntryName
  ) throws(SystemError) -> String? {
    do throws(SystemError) {
      let file = try directory.directory(name).open(Staging.manifest)
      var hasher = SHA256Hasher()
      try file.readAll { (bytes) throws(SystemError) in hasher.update(bytes) }
      return hasher.finalize().hex
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }
}
