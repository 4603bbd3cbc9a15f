import Foundation
import Glibc
import Testing

/// A hot folder of its own with a daemon of its own, in a temporary directory.
final class TestFolder {
  let base: String
  var share: String { base + "/share" }
  var state: String { base + "/state" }
  private var daemon: Process?
  private var output: FileHandle?

  init(settings: String = "quiet: 50ms\npoll: 200ms\n") throws {
    base = NSTemporaryDirectory() + "platen-\(UUID().uuidString)"
    for folder in [
      "inbox/.claims", "outbox/.staging", "rejected", "archive", "status", "acks", "templates/t",
    ] {
      try FileManager.default.createDirectory(
        atPath: share + "/" + folder, withIntermediateDirectories: true)
    }
    try write("inbox/.hotfolder", "test\n")
    try write("hotfolder.yaml", settings)
  }

  deinit {
    if let daemon, daemon.isRunning { kill(daemon.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(atPath: base)
  }

  // MARK: Files

  func write(_ path: String, _ text: String) throws {
    let file = URL(filePath: share + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Puts a finished zip of the files into the inbox by a rename.
  func dropZip(_ name: String, _ files: [String: String]) throws {
    let path = share + "/inbox/.\(name).tmp"
    try zip(at: path, files)
    try #require(rename(path, share + "/inbox/" + name) == 0)
  }

  func zip(at path: String, _ files: [String: String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let json = String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
    process.arguments = [
      "-c",
      """
      import zipfile, sys, json
      with zipfile.ZipFile(sys.argv[1], 'w') as z:
        for name, text in sorted(json.loads(sys.argv[2]).items()): z.writestr(name, text)
      """, path, json,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: share + "/" + folder)) ?? []).sorted()
  }

  /// Every path below a folder of the share, sorted.
  func tree(_ folder: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: share + "/" + folder)
    return (paths?.compactMap { $0 as? String } ?? []).sorted()
  }

  func text(_ path: String) -> String? {
    try? String(contentsOfFile: share + "/" + path, encoding: .utf8)
  }

  var results: [String] {
    names("outbox").filter { $0.hasSuffix(".done") }.map { String($0.dropLast(5)) }
  }

  /// Rejected drops, as paths below the share.
  var rejections: [String] {
    names("rejected").flatMap { day in
      names("rejected/" + day).filter { !$0.hasPrefix(".") }.map { "rejected/\(day)/\($0)" }
    }
  }

  var reasonCodes: [String] {
    rejections.compactMap { path in
      guard let text = text(path + "/reason.json"),
        let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      else { return nil }
      return object["code"] as? String
    }.sorted()
  }

  func jobStates() -> [String] {
    names("status").filter {
      $0.hasSuffix(".json") && !["daemon.json", "waiting.json"].contains($0)
    }
    .compactMap { text("status/" + $0) }.compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["state"]
        as? String
    }
  }

  // MARK: The daemon

  private static let program: String = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "StandInDaemon").path(percentEncoded: false)
  }()

  /// Starts the daemon; with `killAt` it dies at that step.
  func start(killAt: Int? = nil) throws {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = [share, state]
    var environment = ProcessInfo.processInfo.environment
    environment["KILL_AT"] = killAt.map(String.init)
    process.environment = environment
    if !FileManager.default.fileExists(atPath: base + "/log") {
      try Data().write(to: URL(filePath: base + "/log"))
    }
    let log = try FileHandle(forWritingTo: URL(filePath: base + "/log"))
    try log.seekToEnd()
    process.standardError = log
    process.standardOutput = log
    try process.run()
    daemon = process
  }

  var isRunning: Bool { daemon?.isRunning ?? false }
  var log: String { (try? String(contentsOfFile: base + "/log", encoding: .utf8)) ?? "" }

  /// Asks the daemon to end, and waits until it has; returns its exit code.
  func stop() -> Int32 {
    guard let daemon else { return -1 }
    if daemon.isRunning { kill(daemon.processIdentifier, SIGTERM) }
    daemon.waitUntilExit()
    return daemon.terminationStatus
  }

  func signal(_ number: Int32) { if let daemon { kill(daemon.processIdentifier, number) } }

  func waitUntilExit() { daemon?.waitUntilExit() }

  /// Waits for something to become true; the limit only ends a test that has failed.
  func wait(
    for what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
  ) throws {
    for _ in 0..<1500 {
      if condition() { return }
      usleep(20_000)
    }
    Issue.record("waited in vain for \(what)\n\(log)", sourceLocation: sourceLocation)
    throw Waited()
  }

  struct Waited: Error {}
}

let descriptor = "campaign: spring\ntemplate: t\ndata: { file: rows.csv, key: key }\n"

func rows(_ count: Int, acts: [Int: String] = [:]) -> String {
  "key,act\n" + (1...count).map { "K\($0),\(acts[$0] ?? "")\n" }.joined()
}
