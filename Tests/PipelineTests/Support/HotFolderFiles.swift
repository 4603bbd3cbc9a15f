import Archive
import Foundation
import Glibc
import TestSupport
import Testing

/// A hot folder as its clients, consumers and operators see it: by its files.
protocol HotFolderFiles {
  /// Absolute path.
  var share: String { get }
  /// What its daemon has said, for messages.
  var log: String { get }
}

extension HotFolderFiles {
  /// Makes the folders of a hot folder, as `platen init` does.
  func make(settings: String) throws {
    for folder in [
      "inbox/.claims", "outbox/.staging", "rejected", "archive", "status", "acks", "templates/t",
    ] {
      try FileManager.default.createDirectory(
        atPath: share + "/" + folder, withIntermediateDirectories: true)
    }
    try write("hotfolder.yaml", settings)
    // Last: from now on a daemon takes it for a hot folder.
    try write("inbox/.hotfolder", "test\n")
  }

  // MARK: Writing

  func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

  func write(_ path: String, _ data: Data) throws {
    let file = URL(filePath: share + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func append(_ path: String, _ data: Data) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: share + "/" + path))
    try handle.seekToEnd()
    try handle.write(contentsOf: data)
    try handle.close()
  }

  func rename(_ path: String, to new: String) throws {
    try #require(Glibc.rename(share + "/" + path, share + "/" + new) == 0)
  }

  /// Puts a finished zip of the files into the inbox by a rename.
  func dropZip(_ name: String, _ files: [String: String]) throws {
    try zip(at: share + "/inbox/.\(name).tmp", files)
    try rename("inbox/.\(name).tmp", to: "inbox/" + name)
  }

  func zip(at path: String, _ files: [String: String]) throws {
    var zip = try ZipWriter(path: path)
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      _ = try zip.add(name: name, bytes: Array(text.utf8))
    }
    _ = try zip.finish()
  }

  // MARK: Reading

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

  func json(_ path: String) -> [String: Any]? {
    text(path).flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) } as? [String: Any]
  }

  /// Published results that consumers may take.
  var results: [String] {
    names("outbox").filter { $0.hasSuffix(".done") }.map { String($0.dropLast(5)) }
  }

  func results(of campaign: String) -> [String] {
    results.filter { $0.hasPrefix(campaign + "__") }
  }

  /// Rejected drops, as paths below the share.
  var rejections: [String] {
    names("rejected").flatMap { day in
      names("rejected/" + day).filter { !$0.hasPrefix(".") }.map { "rejected/\(day)/\($0)" }
    }
  }

  /// The rejected drop of that name.
  func rejection(of name: String) -> String? {
    rejections.first { $0.contains("/\(name)__") }
  }

  var reasonCodes: [String] {
    rejections.compactMap { json($0 + "/reason.json")?["code"] as? String }.sorted()
  }

  /// The code that a drop of that name was given back with.
  func reasonCode(of name: String) -> String? {
    rejection(of: name).flatMap { json($0 + "/reason.json")?["code"] as? String }
  }

  /// `status/<job>.json` of all jobs, in their order.
  var jobs: [[String: Any]] {
    names("status").filter {
      $0.hasSuffix(".json") && !["daemon.json", "waiting.json"].contains($0)
    }.compactMap { json("status/" + $0) }
  }

  func jobStates() -> [String] { jobs.compactMap { $0["state"] as? String } }

  /// The jobs that a drop of that name became.
  func jobs(named name: String) -> [[String: Any]] { jobs.filter { $0["name"] as? String == name } }

  func states(of name: String) -> [String] {
    jobs(named: name).compactMap { $0["state"] as? String }
  }

  /// `status/waiting.json`: what a drop waits for, and why.
  func waiting(_ name: String) -> [String: Any]? {
    let list = text("status/waiting.json").flatMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    return (list as? [[String: Any]])?.first { $0["name"] as? String == name }
  }

  // MARK: Waiting

  /// Waits for something to become true; the limit only ends a test that has failed.
  func wait(
    for what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
  ) async throws {
    for _ in 0..<3000 {
      if condition() { return }
      // Others use the thread meanwhile.
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("waited in vain for \(what)\n\(log)", sourceLocation: sourceLocation)
    throw Waited()
  }
}

struct Waited: Error {}

/// Runs a Python program to its successful end; returns its output.
@discardableResult
func python(_ program: String, _ arguments: String...) throws -> String {
  try tool("/usr/bin/python3", ["-c", program] + arguments)
}

/// Runs a short program to its end; a test that needs it to succeed fails where it does not.
@discardableResult
func tool(
  _ path: String, _ arguments: [String], in folder: String? = nil, expecting status: Int32? = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  let answer = try execute(path, arguments, in: folder)
  if let status {
    #expect(answer.status == status, "\(path): \(answer.output)", sourceLocation: sourceLocation)
  }
  return answer.output
}

/// As `tool`, for programs that take their time: other tests go on meanwhile.
@discardableResult
func longTool(
  _ path: String, _ arguments: [String], expecting status: Int32? = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws -> String {
  let answer = try await withCheckedThrowingContinuation { continuation in
    Thread {
      continuation.resume(with: Result { try execute(path, arguments, in: nil) })
    }.start()
  }
  if let status {
    #expect(answer.status == status, "\(path): \(answer.output)", sourceLocation: sourceLocation)
  }
  return answer.output
}

/// Runs a program to its end; its exit status and all that it said.
private func execute(
  _ path: String, _ arguments: [String], in folder: String?
) throws -> (status: Int32, output: String) {
  let file = NSTemporaryDirectory() + "platen-tool-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: file) }
  // A file, because a pipe that nobody empties would stop the program.
  let status = try Subprocess(path, arguments, in: folder, output: .file(file)).wait()
  return (status, String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self))
}

/// The package's folder.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
