import Foundation
import Linux

/// Looks at what a machine offers to the daemon.
package struct MachineProbe {
  /// Absolute path of the state directory, which need not exist.
  package let state: String
  private let subject = "machine"

  package init(state: String) { self.state = state }

  package func run() -> [Diagnosis] {
    [watches(), eventQueue(), descriptors(), memory(), clock()] + stateDirectory()
  }

  // MARK: Kernel

  private func kernelNumber(_ name: String) -> Int? {
    (try? String(contentsOfFile: "/proc/sys/" + name, encoding: .utf8)).flatMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  private func watches() -> Diagnosis {
    guard let most = kernelNumber("fs/inotify/max_user_watches") else {
      return Diagnosis(
        subject, "file events", .warning, "this kernel has no inotify",
        "drops are found by scanning alone, at the pace of the setting poll")
    }
    let isLow = most < 8192
    return Diagnosis(
      subject, "file events", isLow ? .warning : .ok, "\(most) watches for each user",
      isLow
        ? "each inbox and each folder in it takes one; beyond, folders are scanned every 5 s: raise"
          + " fs.inotify.max_user_watches" : "enough for thousands of folders in the inboxes")
  }

  private func eventQueue() -> Diagnosis {
    let most = kernelNumber("fs/inotify/max_queued_events") ?? 0
    return Diagnosis(
      subject, "event queue", .ok, "\(most) events",
      "when more come at once some are lost; then everything is scanned, so nothing is missed")
  }

  private func descriptors() -> Diagnosis {
    let most = OwnProcess.raiseDescriptorLimit()
    let isLow = most < 1024
    return Diagnosis(
      subject, "open files", isLow ? .problem : .ok, "\(most) for this process",
      isLow
        ? "the daemon needs at least 1024: raise LimitNOFILE in its service unit"
        : "the daemon uses a few dozen, and one or two for each job and worker")
  }

  private func memory() -> Diagnosis {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    func megabytes(_ name: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
    let available = megabytes("MemAvailable")
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let wanted = 512 * processors
    let isLow = available < wanted
    return Diagnosis(
      subject, "memory", isLow ? .warning : .ok,
      "\(available) MiB available, \(processors) processors",
      isLow
        ? "a worker takes about 300 to 500 MiB and there is one for each processor: set workers in"
          + " platen.yaml" : "enough for one worker on each processor")
  }

  private func clock() -> Diagnosis {
    let time = WallClock.milliseconds()
    let isOdd = time < 1_700_000_000_000
    return Diagnosis(
      subject, "time of day", isOdd ? .problem : .ok, TimeText.iso(milliseconds: time),
      isOdd
        ? "set the clock: job ids and archive folders are named by it"
        : "used for names and for people; nothing is measured with it")
  }

  // MARK: State directory

  private func stateDirectory() -> [Diagnosis] {
    var path = state
    while !FileManager.default.fileExists(atPath: path), path.count > 1 {
      path = (path as NSString).deletingLastPathComponent
    }
    guard let directory = try? Directory(path: path) else {
      return [
        Diagnosis(
          subject, "state directory", .problem, "\(path) cannot be opened",
          "give another with --state, or give the daemon's user access")
      ]
    }
    var findings: [Diagnosis] = []
    let isNetwork = FileSystem.isNetwork(directory)
    findings.append(
      Diagnosis(
        subject, "state directory", isNetwork ? .problem : .ok,
        "\(state) " + (isNetwork ? "is on a network file system" : "is on a local disk"),
        isNetwork
          ? "SQLite's locks and syncs are not to be trusted there: move it to a local disk"
          : "the job database needs a local disk that keeps what it has synced"))
    findings.append(Self.space(subject, state, directory))
    return findings
  }

  static func space(_ subject: String, _ path: String, _ directory: Directory) -> Diagnosis {
    let free = ((try? FileSystem.freeBytes(directory)) ?? 0) >> 20
    let isLow = free < 2048
    return Diagnosis(
      subject, "free space", isLow ? .warning : .ok, "\(free) MiB free at \(path)",
      isLow
        ? "no drop is taken while less is free than the setting limits.reserve and what running jobs"
          + " need" : "a job needs room for its drop twice and for its result")
  }
}
