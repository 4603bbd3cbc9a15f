import Foundation
import Linux

/// Tries out on a hot folder's own file system what the protocol relies on. Everything happens in a
/// hidden folder that is removed again.
package struct ShareProbe {
  /// Absolute.
  package let path: String

  package init(path: String) { self.path = path }

  private static let name: EntryName = ".platen-doctor"

  package func run() -> [Diagnosis] {
    let share = Share(path: path)
    let absence = share.absence()
    var findings = [
      diagnosis(
        "folders", absence == nil ? .ok : .problem, absence ?? "all are there",
        absence == nil ? "this is a hot folder" : "mount the share, or run `platen init` on it")
    ]
    guard absence == nil else { return findings }
    findings.append(settings(share))
    findings += fileSystems(share)
    do throws(SystemError) {
      let inbox = try share.directory(.inbox)
      try? inbox.removeTree(Self.name)
      let folder = try inbox.ensureDirectory(Self.name, mode: 0o700)
      findings += [
        events(folder), try renames(folder), try exclusiveMake(folder), syncs(folder),
        try letterCase(folder), try composition(folder), try times(folder),
      ]
      try inbox.removeTree(Self.name)
    } catch {
      findings.append(
        diagnosis(
          "writing", .problem, error.description,
          "the daemon must be able to write here: put it and the clients into one group, with group"
            + " write permission on the inbox"))
    }
    if let outbox = try? share.directory(.outbox) {
      findings.append(MachineProbe.space(path, path + "/outbox", outbox))
    }
    return findings
  }

  private func diagnosis(
    _ probe: String, _ verdict: Diagnosis.Verdict, _ found: String, _ meaning: String
  ) -> Diagnosis {
    Diagnosis(path, probe, verdict, found, meaning)
  }

  private func settings(_ share: Share) -> Diagnosis {
    do throws(SettingsFault) {
      _ = try HotFolderSettings(of: share)
      return diagnosis("hotfolder.yaml", .ok, "it can be read", "unset keys have their defaults")
    } catch {
      return diagnosis(
        "hotfolder.yaml", .problem, error.description, "the hot folder is paused until it is mended"
      )
    }
  }

  // MARK: File systems

  private func fileSystems(_ share: Share) -> [Diagnosis] {
    guard let inbox = try? share.directory(.inbox), let outbox = try? share.directory(.outbox),
      let staging = try? share.stagingDirectory()
    else { return [] }
    let isNetwork = FileSystem.isNetwork(inbox)
    var findings = [
      diagnosis(
        "kind of file system", isNetwork ? .warning : .ok, isNetwork ? "network" : "local",
        isNetwork
          ? "what other hosts write raises no events here: scans every 5 s find it, and drops must"
            + " rest for 10 s" : "what this machine's servers write raises events")
    ]
    let isOne = (try? outbox.status().device) == (try? staging.status().device)
    findings.append(
      diagnosis(
        "staging", isOne ? .ok : .problem,
        isOne ? "on the outbox's file system" : "on another file system than the outbox",
        isOne
          ? "results appear by one rename" : "the daemon will not start: put both on one"))
    let device = try? inbox.status().device
    let apart = [Share.Folder.rejected, .archive].filter { folder in
      (try? share.directory(folder).status().device) != device
    }.map(\.rawValue)
    findings.append(
      diagnosis(
        "archive and rejected", apart.isEmpty ? .ok : .warning,
        apart.isEmpty ? "on the inbox's file system" : apart.joined(separator: ", ") + " elsewhere",
        apart.isEmpty
          ? "drops are put away by a rename"
          : "drops are put away by copying, which takes time and space"))
    return findings
  }

  // MARK: Behaviour

  private func events(_ folder: Directory) -> Diagnosis {
    let seen = DispatchSemaphore(value: 0)
    let ready = DispatchSemaphore(value: 0)
    FolderEvents.shared.watch(folder.path) { event in
      // The first call says that the watch is there.
      if event == .lost { ready.signal() } else { seen.signal() }
    }
    defer { FolderEvents.shared.unwatch(folder.path) }
    _ = ready.wait(timeout: .now() + 3)
    let begun = MonotonicTime.now()
    try? folder.write("event", [1], durable: false)
    let isSeen = seen.wait(timeout: .now() + 3) == .success
    let milliseconds = Int((MonotonicTime.now() - begun) * 1000)
    return diagnosis(
      "events", isSeen ? .ok : .warning,
      isSeen ? "seen after \(milliseconds) ms" : "none within 3 s",
      isSeen
        ? "drops are noticed at once; scans make sure that none is missed"
        : "drops are found by scans alone: set poll to how long they may lie")
  }

  private func renames(_ folder: Directory) throws(SystemError) -> Diagnosis {
    try folder.write("a", Array("a".utf8))
    try folder.write("b", Array("b".utf8))
    let before = try folder.status(of: "a")
    var isExclusive = false
    do throws(SystemError) {
      try folder.renameExclusively("a", to: folder, "b")
    } catch {
      isExclusive = error.isExisting
    }
    guard isExclusive, try folder.read("b") == Array("b".utf8) else {
      return diagnosis(
        "rename", .problem, "a rename replaced a file that it must not",
        "this file system cannot keep two writers apart: use another")
    }
    try folder.rename("a", to: folder, "c")
    let after = try folder.status(of: "c")
    let isSame = before.isSameFile(as: after)
    return diagnosis(
      "rename", isSame ? .ok : .warning,
      isSame ? "never replaces, and keeps the file's identity" : "the file's identity changes",
      isSame
        ? "claims and publication are one step each"
        : "uploads that are renamed into place count as complete only after the quiet time")
  }

  private func exclusiveMake(_ folder: Directory) throws(SystemError) -> Diagnosis {
    let first = try folder.makeDirectory("claim")
    let second = try folder.makeDirectory("claim")
    let isRight = first && !second
    return diagnosis(
      "mkdir", isRight ? .ok : .problem,
      isRight ? "one of two makers wins" : "two makers of one folder both win",
      isRight
        ? "two daemons never claim one drop" : "let one host alone work on this share")
  }

  private func syncs(_ folder: Directory) -> Diagnosis {
    do throws(SystemError) {
      try folder.sync()
      return diagnosis(
        "sync of folders", .ok, "accepted",
        "what is published or claimed stays so after a power cut, if the disks keep their word")
    } catch {
      return diagnosis(
        "sync of folders", .warning, error.description,
        "after a power cut of the server, names may be as they were before")
    }
  }

  private func letterCase(_ folder: Directory) throws(SystemError) -> Diagnosis {
    try folder.write("Case", [1])
    let isFolded = try folder.contains("cASE")
    return diagnosis(
      "upper and lower case", .ok, isFolded ? "do not differ" : "differ",
      isFolded
        ? "two files whose names differ in case alone cannot come together"
        : "a reference finds a name in other case if it fits one alone")
  }

  private func composition(_ folder: Directory) throws(SystemError) -> Diagnosis {
    let composed: EntryName = "\u{fc}"
    try folder.write(composed, [1])
    let names = try folder.names()
    let isKept = names.contains(composed)
    return diagnosis(
      "Unicode in names", isKept ? .ok : .warning,
      isKept ? "kept byte for byte" : "changed to another composition",
      isKept
        ? "references are compared in NFC, so names from Macs fit as well"
        : "names are compared in NFC, so references fit all the same")
  }

  private func times(_ folder: Directory) throws(SystemError) -> Diagnosis {
    try folder.write("time", [1])
    let now = WallClock.milliseconds()
    let offset = try Double(folder.status(of: "time").modified / 1_000_000 - now) / 1000
    let isNear = abs(offset) < 2
    return diagnosis(
      "clock of the share", isNear ? .ok : .warning,
      isNear ? "as this machine's" : "\(Int(offset)) s off this machine's",
      isNear
        ? "nothing hangs on it" : "nothing hangs on it, but dates in listings will puzzle people")
  }
}
