import CInotifyTools
import Foundation
import Glibc
import Synchronization

/// Tells that something has happened in watched folders; what, only a look can tell.
///
/// libinotifytools keeps global state, is not thread-safe and can neither be woken nor wait for parts
/// of a second, so one thread owns it for the process's life, polls with its shortest time, and takes
/// all orders from a queue.
package final class FolderEvents: Sendable {
  /// What a folder's observer learns.
  package enum Event: Sendable, Hashable {
    /// A name was created or written to, or left: look.
    case changed
    /// A name was moved in as a whole. The evidence of a finished copy.
    case movedIn(EntryName)
    /// Events were lost, or the folder itself went: scan everything.
    case lost
  }

  package typealias Observer = @Sendable (Event) -> Void

  private enum Order: Sendable {
    case watch(String, Observer)
    case unwatch(String)
  }

  private struct State {
    var orders: [Order] = []
    var watches: [String: Observer] = [:]
    var isExhausted = false
  }

  private let state = Mutex(State())

  package static let shared = FolderEvents()

  private init() {
    let thread = Thread { [self] in run() }
    thread.name = "inotify"
    thread.start()
  }

  /// Watches a folder from about now on; look at it after the call, since what came before is not told.
  package func watch(_ path: String, _ observer: @escaping Observer) {
    state.withLock { $0.orders.append(.watch(path, observer)) }
  }

  package func unwatch(_ path: String) {
    state.withLock { $0.orders.append(.unwatch(path)) }
  }

  /// Whether the system refused a watch: then only periodic scans find what comes.
  package var isExhausted: Bool { state.withLock { $0.isExhausted } }

  private static let events =
    IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_DELETE
    | IN_MOVED_FROM | IN_ATTRIB

  private func run() {
    guard inotifytools_initialize() != 0 else {
      state.withLock { $0.isExhausted = true }
      return
    }
    while true {
      for order in state.withLock({ state in
        defer { state.orders = [] }
        return state.orders
      }) {
        obey(order)
      }
      // Waiting would delay new orders by a second; without watches there is nothing to wait for.
      guard inotifytools_get_num_watches() > 0 else {
        usleep(20_000)
        continue
      }
      guard let event = inotifytools_next_event(1) else { continue }
      deliver(event)
    }
  }

  private func obey(_ order: Order) {
    switch order {
    case .watch(let path, let observer):
      let succeeded = inotifytools_watch_file(path, Int32(bitPattern: UInt32(Self.events))) != 0
      state.withLock {
        if succeeded { $0.watches[path] = observer } else { $0.isExhausted = true }
      }
      observer(.lost)
    case .unwatch(let path):
      inotifytools_remove_watch_by_filename(path)
      _ = state.withLock { $0.watches.removeValue(forKey: path) }
    }
  }

  private func deliver(_ event: UnsafeMutablePointer<inotify_event>) {
    let mask = Int32(bitPattern: event.pointee.mask)
    if mask & Int32(IN_Q_OVERFLOW) != 0 {
      for observer in state.withLock({ Array($0.watches.values) }) { observer(.lost) }
      return
    }
    guard let folder = inotifytools_filename_from_wd(event.pointee.wd) else { return }
    let path = String(cString: folder)
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let observer = state.withLock({ $0.watches[trimmed] ?? $0.watches[path] }) else { return }
    let gone = Int32(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)
    if mask & gone != 0 {
      observer(.lost)
    } else if mask & Int32(IN_MOVED_TO) != 0, event.pointee.len > 0 {
      observer(.movedIn(Self.name(of: event)))
    } else {
      observer(.changed)
    }
  }

  /// The name lies behind the fixed fields, padded with NULs to `len` bytes.
  private static func name(of event: UnsafeMutablePointer<inotify_event>) -> EntryName {
    let start = UnsafeRawPointer(event) + MemoryLayout<inotify_event>.size
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(event.pointee.len))
    return EntryName(bytes: Array(bytes.prefix { $0 != 0 }))
  }
}
