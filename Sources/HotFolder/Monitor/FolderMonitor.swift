import Foundation
package import Linux
package import Logging
import Synchronization

/// Watches one hot folder on a thread of its own, from the first scan until it is stopped.
///
/// Events only say when to look; what is there, a scan of the whole inbox says.
package final class FolderMonitor: Sendable {
  /// What the monitor asks of the daemon. All are called on the monitor's thread.
  package struct Handlers: Sendable {
    /// Makes a job of a drop, or gives it back; nil when it was claimed.
    package var claim: @Sendable (Share, HotFolderSettings, Drop, Verdict) -> Claim.Failure?
    /// A file has appeared in `acks/`; true when it has been dealt with.
    package var acknowledge: @Sendable (Share, EntryName) -> Void
    /// Whether a template of that name is installed.
    package var isInstalledTemplate: @Sendable (String) -> Bool
    /// Why nothing may be claimed from a hot folder now; nil when all is well.
    package var obstacle: @Sendable (Share) -> String?
    /// The folder's state has changed: nil for fine, else why it is paused.
    package var stateChanged: @Sendable (Share, String?) -> Void
    /// A scan is over, and so many drops wait.
    package var scanned: @Sendable (Share, Int) -> Void
    /// The first full scan is over, or the folder is paused from the start.
    package var firstScan: @Sendable (Share) -> Void

    package init(
      claim: @escaping @Sendable (Share, HotFolderSettings, Drop, Verdict) -> Claim.Failure?,
      acknowledge: @escaping @Sendable (Share, EntryName) -> Void,
      isInstalledTemplate: @escaping @Sendable (String) -> Bool,
      obstacle: @escaping @Sendable (Share) -> String?,
      stateChanged: @escaping @Sendable (Share, String?) -> Void,
      scanned: @escaping @Sendable (Share, Int) -> Void,
      firstScan: @escaping @Sendable (Share) -> Void
    ) {
      self.claim = claim
      self.acknowledge = acknowledge
      self.isInstalledTemplate = isInstalledTemplate
      self.obstacle = obstacle
      self.stateChanged = stateChanged
      self.scanned = scanned
      self.firstScan = firstScan
    }
  }

  package let share: Share
  private let handlers: Handlers
  private let log: Logger
  /// What the daemon allows, as it is now.
  private let baseLimits: @Sendable () -> LimitSettings
  private let wakeUp: WakeUp
  private let shared = Mutex(Shared())
  private let ended = DispatchSemaphore(value: 0)

  /// What other threads tell the monitor's.
  struct Shared {
    var isStopped = false
    var mustReload = false
    var movedIn: [EntryName] = []
    var settings = HotFolderSettings()
  }

  package init(
    share: Share, handlers: Handlers, limits: @escaping @Sendable () -> LimitSettings, log: Logger
  ) throws(SystemError) {
    self.share = share
    self.handlers = handlers
    self.baseLimits = limits
    self.log = log
    wakeUp = try WakeUp()
  }

  package func start() {
    let thread = Thread { [self] in
      var loop = FolderLoop(
        share: share, handlers: handlers, limits: baseLimits, log: log,
        observe: { [weak self] path in self?.observe(path) },
        disregard: { FolderEvents.shared.unwatch($0) })
      loop.run(
        take: { self.take() },
        settingsChanged: { new in self.shared.withLock { $0.settings = new } },
        sleep: { self.wakeUp.sleep(seconds: $0) })
      ended.signal()
    }
    thread.name = "hot folder"
    thread.start()
  }

  /// Ends the thread after its present look, and waits for that.
  package func stop() {
    shared.withLock { $0.isStopped = true }
    wakeUp.wake()
    ended.wait()
  }

  /// Looks again soon.
  package func wake() { wakeUp.wake() }

  /// Reads the settings again.
  package func reload() {
    shared.withLock { $0.mustReload = true }
    wakeUp.wake()
  }

  /// The settings in force.
  package var settings: HotFolderSettings { shared.withLock { $0.settings } }

  private func take() -> Shared {
    shared.withLock { state in
      defer {
        state.mustReload = false
        state.movedIn = []
      }
      return state
    }
  }

  private func observe(_ path: String) {
    let isInbox = path == share.path + "/inbox"
    FolderEvents.shared.watch(path) { [weak self] event in
      guard let self else { return }
      if case .movedIn(let name) = event, isInbox {
        shared.withLock { $0.movedIn.append(name) }
      }
      wakeUp.wake()
    }
  }
}
