import Dispatch
import Findings
import Foundation
import HotFolder
import JobStore
import Linux
package import Logging
import Synchronization

/// Watches hot folders and runs their jobs until it is told to stop.
package final class Daemon: Sendable {
  /// Why a daemon does not start; the command line gives each its exit code.
  package enum StartFailure: Error, Sendable, CustomStringConvertible {
    case rootMissing(String)
    case stagingElsewhere(String)
    case state(StateDirectory.Failure)
    case cannotListen(String)

    package var description: String {
      switch self {
      case .rootMissing(let path): "\(path) is missing; make a hot folder with `platen init`"
      case .stagingElsewhere(let path):
        "\(path)/outbox/.staging lies on another file system than the outbox, so results could not"
          + " appear by one rename; put both on one"
      case .state(let failure): failure.description
      case .cannotListen(let reason): "nothing can listen on http.listen: \(reason)"
      }
    }
  }

  let log: Logger
  let context: JobContext
  let scheduler: JobScheduler
  let identifiers: JobIdentifiers
  let started = WallClock.milliseconds()
  private let state: StateDirectory
  private let shared: Shared

  /// What threads and tasks of the daemon share.
  final class Shared: Sendable {
    struct Values {
      var configuration: DaemonConfiguration
      var monitors: [String: FolderMonitor] = [:]
      /// Why folders are paused; nil for those that are fine.
      var folders: [String: String?] = [:]
      var scanned: Set<String> = []
      var recovered: Set<String> = []
      var cancelled: Set<String> = []
      /// Hot folders whose `status/daemon.json` could not be written yet.
      var unwritten: Set<String> = []
      /// Bytes that running jobs are expected to write.
      var estimate: Int64 = 0
      var isStopping = false
      var isDown = false
    }

    private let values: Mutex<Values>

    init(_ configuration: DaemonConfiguration) {
      values = Mutex(Values(configuration: configuration))
    }

    func withLock<T: Sendable>(_ body: (inout sending Values) -> sending T) -> T {
      values.withLock(body)
    }
  }

  /// - Parameter checkpoint: called after each durable step with its name; for tests.
  package init(
    configuration: DaemonConfiguration, statePath: String, renderer: any JobRenderer,
    log: Logger, checkpoint: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(StartFailure) {
    for root in configuration.roots where FileSystem.realPath(root) == nil {
      throw .rootMissing(root)
    }
    self.log = log
    for share in Self.shares(configuration) { try Self.checkStaging(share) }
    do throws(StateDirectory.Failure) {
      state = try StateDirectory(path: statePath)
    } catch {
      throw .state(error)
    }
    let shared = Shared(configuration)
    self.shared = shared
    context = JobContext(
      store: state.store, renderer: renderer, state: state.path,
      mail: { shared.withLock { $0.configuration.mail } },
      slots: WorkSlots(renderer.concurrency), progress: ProgressBoard(), metrics: MetricsBoard(),
      log: log,
      settings: { share in
        shared.withLock { $0.monitors[share.path]?.settings }
          ?? (try? HotFolderSettings(
            of: share, base: shared.withLock { $0.configuration.limits })) ?? HotFolderSettings()
      },
      isCancelled: { id in shared.withLock { $0.cancelled.contains(id) } },
      checkpoint: checkpoint, admission: Mutex<Void>.Box())
    identifiers = JobIdentifiers(after: (try? state.store.lastID()) ?? nil)
    scheduler = JobScheduler(context: context, places: max(6, renderer.concurrency * 2))
  }

  private static func checkStaging(_ share: Share) throws(StartFailure) {
    guard let outbox = try? share.directory(.outbox).status(),
      let staging = try? share.stagingDirectory().status()
    else { return }
    if outbox.device != staging.device { throw .stagingElsewhere(share.path) }
  }

  // MARK: Running

  /// Works until `signals` says to stop; then puts everything down.
  ///
  /// - Parameters:
  ///   - ready: called once, after the first full scan of every folder there is at the start.
  ///   - signals: asked again and again for what to do; it may wait for up to a second.
  package func run(
    ready: @escaping @Sendable (Int) -> Void, signals: @escaping @Sendable () -> DaemonOrder?
  ) async throws {
    let control = try await takeUpWork()
    let statusServer = try startStatusServer()
    discover()
    let initial = shared.withLock { Set($0.monitors.keys) }
    var isReady = false
    let readyLimit = MonotonicTime.now() + 600
    var lastDiscovery = MonotonicTime.now()
    var lastSweep: MonotonicTime?
    let start = MonotonicTime.now()
    loop: while true {
      let order = try await offload { signals() }
      switch order {
      case .stop: break loop
      case .reload(let configuration):
        if let configuration { adopt(configuration) }
        for monitor in monitors { monitor.reload() }
      case nil: break
      }
      if !isReady {
        let isScanned = shared.withLock { initial.isSubset(of: $0.scanned) }
        if isScanned || MonotonicTime.now() > readyLimit {
          isReady = true
          ready(initial.count)
        }
      }
      if MonotonicTime.now() - lastDiscovery >= 1 {
        discover()
        lastDiscovery = MonotonicTime.now()
        await refreshStatus()
        let unwritten = shared.withLock { $0.unwritten }
        for monitor in monitors where unwritten.contains(monitor.share.path) {
          writeDaemonFile(monitor.share, state: "running")
        }
      }
      let pause = lastSweep == nil ? min(60, sweepInterval) : sweepInterval
      if MonotonicTime.now() - (lastSweep ?? start) >= pause {
        try await offload { [self] in sweep() }
        lastSweep = MonotonicTime.now()
      }
    }
    await stop(control, statusServer)
  }

  /// The settings in force.
  var configuration: DaemonConfiguration { shared.withLock { $0.configuration } }

  /// Takes changed settings over, as far as a running daemon can.
  private func adopt(_ new: DaemonConfiguration) {
    let old = configuration
    let fixed = [
      ("state", old.state == new.state), ("workers", old.workers == new.workers),
      ("http", old.listen == new.listen),
      ("log", old.logLevel == new.logLevel && old.logsAsJSON == new.logsAsJSON),
    ].filter { !$0.1 }.map(\.0)
    shared.withLock { $0.configuration = new }
    context.renderer.adopt(templates: new.templates, fonts: new.fonts)
    log.info("settings are read again")
    if !fixed.isEmpty {
      log.warning("changes of \(fixed.joined(separator: ", ")) count from the next start on")
    }
  }

  /// Seconds between looks for what has been kept long enough: a fraction of the shortest time set.
  private var sweepInterval: Double {
    let times = monitors.map(\.settings.retention).flatMap {
      [$0.archive, $0.rejected, $0.results, $0.status].compactMap { $0 }
    }
    return min(3600, max(1, (times.min() ?? 3600) / 4))
  }

  /// Goes on with what an earlier run left; a state directory that cannot be read or written now is
  /// none to work in.
  private func takeUpWork() async throws(StartFailure) -> ControlServer {
    do {
      try Recovery(context: context, identifiers: identifiers).collectWork()
      let unfinished = try context.store.unfinishedJobs()
      for job in unfinished
      where try context.store.history(of: job.id).contains(where: { $0.event == Self.cancelEvent })
      {
        markCancelled(job.id)
      }
      let control = try startControl()
      for job in unfinished { await scheduler.add(job, isResumed: true) }
      return control
    } catch {
      throw .state(.unusable("\(error)"))
    }
  }

  private func sweep() {
    let retention = Retention(context: context, now: WallClock.milliseconds())
    for monitor in monitors where monitor.share.absence() == nil {
      retention.sweep(monitor.share, monitor.settings.retention)
    }
  }

  /// Seconds that putting work down may take. What is still busy then, a long copy for instance, is
  /// cut off like by a crash, and taken up again like after one.
  private static let patience = 8.0

  private func stop(_ control: ControlServer, _ statusServer: StatusServer?) async {
    shared.withLock { $0.isStopping = true }
    let shares = monitors.map(\.share)
    for share in shares { writeDaemonFile(share, state: "stopping") }
    Task.detached { [self] in
      await scheduler.stop()
      try? await offload { [self] in
        for monitor in monitors { monitor.stop() }
        control.stop()
        statusServer?.stop()
      }
      shared.withLock { $0.isDown = true }
    }
    let limit = MonotonicTime.now() + Self.patience
    while !shared.withLock({ $0.isDown }), MonotonicTime.now() < limit {
      try? await Task.sleep(for: .milliseconds(20))
    }
    for share in shares { writeDaemonFile(share, state: "stopped") }
  }

  private var monitors: [FolderMonitor] {
    shared.withLock { $0.monitors.sorted { $0.key < $1.key }.map(\.value) }
  }

  // MARK: Folders

  /// A root that is a hot folder, else every direct subfolder that is one, and those named one by one.
  private static func shares(_ configuration: DaemonConfiguration) -> [Share] {
    var paths: [String] = []
    for root in configuration.roots.compactMap(FileSystem.realPath) {
      if isHotFolder(root) {
        paths.append(root)
      } else if let directory = try? Directory(path: root), let names = try? directory.names() {
        paths += names.map { root + "/" + $0.display }.filter(isHotFolder)
      }
    }
    paths += configuration.hotFolders.map { FileSystem.realPath($0) ?? $0 }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }.map(Share.init)
  }

  private static func isHotFolder(_ path: String) -> Bool {
    (try? Share(path: path).directory(.inbox).contains(Share.idFile)) == true
  }

  /// Starts watching folders that have appeared.
  private func discover() {
    for share in Self.shares(configuration) {
      let isKnown = shared.withLock { $0.monitors[share.path] != nil || $0.isStopping }
      if isKnown { continue }
      do {
        let monitor = try FolderMonitor(
          share: share, handlers: handlers,
          limits: { [unowned self] in configuration.limits }, log: log)
        shared.withLock {
          $0.monitors[share.path] = monitor
          $0.folders[share.path] = .some(nil)
        }
        monitor.start()
      } catch {
        log.error("\(share.path) cannot be watched: \(error)")
      }
    }
  }

  private var handlers: FolderMonitor.Handlers {
    FolderMonitor.Handlers(
      claim: { [unowned self] in claim($0, $1, $2, $3) },
      acknowledge: { [unowned self] in acknowledge($0, $1) },
      isInstalledTemplate: { [unowned self] in isInstalledTemplate($0) },
      obstacle: { [unowned self] in obstacle($0) },
      stateChanged: { [unowned self] in folderChanged($0, $1) },
      scanned: { [unowned self] in context.metrics.scanned($0.path, waiting: $1) },
      firstScan: { [unowned self] share in
        shared.withLock { _ = $0.scanned.insert(share.path) }
      })
  }

  private func isInstalledTemplate(_ name: String) -> Bool {
    let hotFolders = shared.withLock { Array($0.monitors.keys) }
    let folders = configuration.templates + hotFolders.map { $0 + "/templates" }
    return !name.contains("/")
      && folders.contains { FileManager.default.fileExists(atPath: $0 + "/" + name) }
  }

  private func folderChanged(_ share: Share, _ reason: String?) {
    let mustRecover = shared.withLock { values in
      values.folders[share.path] = .some(reason)
      return reason == nil && values.recovered.insert(share.path).inserted
    }
    if mustRecover {
      do {
        let recovery = Recovery(context: context, identifiers: identifiers)
        for job in try recovery.look(at: share) { enqueue(job) }
      } catch {
        log.error("\(share.name): what an earlier run left cannot be looked through: \(error)")
      }
    }
    writeDaemonFile(share, state: "running")
  }

  func log(of job: String) -> Logger { context.log(of: job) }

  func enqueue(_ job: JobRecord) {
    Task { await scheduler.add(job) }
  }

  /// Why no drop may be claimed now: results need space where they are staged, copies where we work.
  private func obstacle(_ share: Share) -> String? {
    if shared.withLock({ $0.isStopping }) { return "the daemon is stopping" }
    let needed = configuration.reserve + shared.withLock { $0.estimate }
    for path in [context.work, share.path + "/outbox"] {
      guard let directory = try? Directory(path: path),
        let free = try? FileSystem.freeBytes(directory)
      else { return "\(path) cannot be reached" }
      if free < needed {
        return "there is too little disk space in \(path): \(free) bytes are free, \(needed) are"
          + " kept for running jobs and in reserve (setting limits.reserve)"
      }
    }
    return nil
  }

  // MARK: Status

  private func writeDaemonFile(_ share: Share, state: String) {
    let reason = shared.withLock { $0.folders[share.path] ?? nil }
    let file = DaemonFile(
      state: state, pid: ProcessInfo.processInfo.processIdentifier,
      started: TimeText.iso(milliseconds: started), folder: reason == nil ? "ok" : "paused",
      reason: reason)
    guard let data = try? encoded(file) else { return }
    let status = try? share.directory(.status)
    let isWritten = (try? status?.write("daemon.json", Array(data), durable: false)) != nil
    shared.withLock { values in
      if isWritten {
        values.unwritten.remove(share.path)
      } else {
        values.unwritten.insert(share.path)
      }
    }
  }

  /// Status files of running jobs are rewritten every few seconds, for their counts.
  private func refreshStatus() async {
    var estimate: Int64 = 0
    for id in await scheduler.runningJobs {
      StatusFile.write(id, context)
      if let job = try? context.store.job(id), let plan = try? job.jobPlan() {
        estimate += min(max(0, plan.estimatedBytes), 1 << 50)
      }
    }
    for id in context.progress.unshown { StatusFile.write(id, context) }
    let total = estimate
    shared.withLock { $0.estimate = total }
  }

  package var status: DaemonStatus {
    let folders = shared.withLock { $0.folders.sorted { $0.key < $1.key } }
    let counts = (try? context.store.counts()) ?? [:]
    return DaemonStatus(
      daemon: DaemonStatus.Process(
        state: shared.withLock { $0.isStopping } ? "stopping" : "running",
        pid: ProcessInfo.processInfo.processIdentifier,
        started: TimeText.iso(milliseconds: started)),
      folders: folders.map {
        DaemonStatus.Folder(
          path: $0.key, folder: $0.value == nil ? "ok" : "paused", reason: $0.value)
      },
      counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
  }

  // MARK: Cancelling

  /// What a job's history holds from the request on, so that a crash does not undo it.
  static let cancelEvent = "CANCEL"

  func markCancelled(_ id: String) { shared.withLock { _ = $0.cancelled.insert(id) } }

  private func startControl() throws -> ControlServer {
    let server = try ControlServer(
      directory: Directory(path: state.path), answer: { [unowned self] in answer($0) })
    server.start()
    return server
  }
}

/// What a daemon is told from outside its socket.
package enum DaemonOrder: Sendable {
  case stop
  /// Read the hot folders' settings again; nil keeps the daemon's own.
  case reload(DaemonConfiguration?)
}
