import Findings
import Foundation
import Linux
import Synchronization

/// The daemon's side of a checking worker: `prepare` of one job in a process of its own.
struct CheckWorker {
  let job: RenderJob
  let settings: RendererSettings

  /// Times that the process may die before its input is taken for the reason.
  private static let triesAllowed = 3

  /// - Throws: errors of the machine; what ends the process again and again rejects the job.
  func run() async throws -> Preparation {
    var last = WorkerProcess.Loss(reason: "")
    for _ in 1...Self.triesAllowed {
      do {
        return try await attempt()
      } catch let loss as WorkerProcess.Loss {
        last = loss
        // Another try would take as long, or as much.
        if loss.reason.contains("limits.") { break }
      }
    }
    let isLimit = last.reason.contains("limits.")
    return .rejected(
      InputRejection(
        code: isLimit ? .limit : .data,
        message:
          "\(job.dropName): checking it failed: \(last.reason); look for what is damaged or out"
          + " of all proportion in data, images, fonts and template, and drop it again"))
  }

  private func attempt() async throws -> Preparation {
    let current = Mutex<(process: WorkerProcess?, isCancelled: Bool)>((nil, false))
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await onThread {
        let process = try start()
        defer { process.end() }
        let isCancelled = current.withLock {
          $0.process = process
          return $0.isCancelled
        }
        if isCancelled { throw CancellationError() }
        do {
          return try finish(process)
        } catch {
          if current.withLock({ $0.isCancelled }) { throw CancellationError() }
          throw error
        }
      }
    } onCancel: {
      let process = current.withLock {
        $0.isCancelled = true
        return $0.process
      }
      process?.interrupt()
    }
  }

  private func start() throws -> WorkerProcess {
    let order = job.work + "/" + CheckOrder.fileName
    let scratch = job.work + "/tmp"
    try? FileManager.default.removeItem(atPath: scratch)
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    try JSONEncoder().encode(CheckOrder(job: job, settings: settings))
      .write(to: URL(filePath: order))
    var workers = settings.workers
    if let memory = job.limits?.workerMemory { workers.memory = memory }
    return try WorkerProcess(
      arguments: ["--check", order, "--writable", job.work]
        + job.readableFolders(settings).flatMap { ["--readable", $0] },
      scratch: scratch, settings: workers)
  }

  private func finish(_ process: WorkerProcess) throws -> Preparation {
    let limit = job.limits?.checkSeconds ?? RenderJob.Limits.defaultCheckSeconds
    let deadline = MonotonicTime.now() + limit
    while true {
      var patience = WorkerProcess.Patience(seconds: max(0, deadline - MonotonicTime.now()))
      patience.complaint = String(format: "it took longer than %g s (limits.check_seconds)", limit)
      let bytes = try process.receive(patience)
      switch try JSONDecoder().decode(CheckEvent.self, from: Data(bytes)) {
      case .reading: continue
      case .finished:
        return try JSONDecoder().decode(
          Preparation.self,
          from: try Data(contentsOf: URL(filePath: job.work + "/" + CheckEvent.answerName)))
      case .failed(let code, let message): throw SystemError(message, code: code)
      }
    }
  }
}

extension RenderJob {
  /// Installed templates may be links to where they are kept.
  private static func links(in folder: String) -> [String] {
    let manager = FileManager.default
    let paths = (try? manager.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    return paths.map { folder + "/" + $0 }.filter {
      (try? manager.destinationOfSymbolicLink(atPath: $0)) != nil
    }
  }

  /// Folders that workers of this job may read: all that a template or a campaign may be found in. None
  /// depends on what the drop says.
  func readableFolders(_ settings: RendererSettings) -> [String] {
    var folders = [input, work, (descriptor as NSString).deletingLastPathComponent]
    let templates = templateFolders + settings.templates
    folders += templates + templates.flatMap(Self.links) + settings.fonts
    if let supersedes {
      folders += [(supersedes.manifest as NSString).deletingLastPathComponent, supersedes.folder]
    }
    return folders
  }
}
