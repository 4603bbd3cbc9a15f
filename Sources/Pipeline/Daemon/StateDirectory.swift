import Foundation
import HotFolder
import JobStore
import Linux

/// The daemon's own folder: the job database, the jobs' work folders, the start lock, the socket.
package struct StateDirectory: Sendable {
  package enum Failure: Error, Sendable, CustomStringConvertible {
    /// Another daemon is at work on it.
    case inUse(String)
    case unusable(String)

    package var description: String {
      switch self {
      case .inUse(let path): "another daemon uses the state directory \(path)"
      case .unusable(let message): "the state directory cannot be used: \(message)"
      }
    }
  }

  package let path: String
  let store: JobStore
  private let lock: FileLock

  package static let socket = "daemon.socket"
  static let lockFile = "daemon.lock"

  /// Opens or makes the directory, takes its lock and opens the database.
  package init(path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/work", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      // Claims name it, so it must have one name only.
      self.path = FileSystem.realPath(path) ?? path
      guard let lock = try FileLock(path: path + "/" + Self.lockFile) else {
        throw Failure.inUse(path)
      }
      self.lock = lock
      store = try JobStore(path: path + "/jobs.sqlite") { WallClock.milliseconds() }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unusable("\(error)")
    }
  }

  /// Whether a daemon is at work on a state directory.
  package static func isInUse(_ path: String) -> Bool {
    (try? FileLock.isHeld(path: path + "/" + lockFile)) == true
  }
}
