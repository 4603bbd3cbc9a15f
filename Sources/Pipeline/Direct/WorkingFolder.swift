import Foundation

/// The hidden folder beside a result in which it is made, so that it appears by one rename.
struct WorkingFolder: Sendable {
  private let root: String
  var work: String { root + "/work" }
  var result: String { root + "/result" }
  private var shards: String { root + "/shards" }
  private var records: String { root + "/records" }

  init(beside output: String) throws {
    let url = URL(filePath: output).standardizedFileURL
    let parent = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    root = parent.appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)").path(
      percentEncoded: false)
    for folder in [work, result + "/bundles", shards, records] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  /// An empty folder for one try of a shard.
  func beginShard(_ name: String, attempt: Int) throws -> String {
    let path = "\(shards)/\(name).\(attempt)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
  }

  func dropShard(_ directory: String) { try? FileManager.default.removeItem(atPath: directory) }

  /// Moves a finished shard's bundles to where they will be published.
  func keepShard(_ directory: String) throws {
    let names = (FileManager.default.enumerator(atPath: directory)?.allObjects as? [String]) ?? []
    for name in names where name.hasSuffix(".zip") {
      let target = result + "/bundles/" + name
      if name.contains("/") {
        try FileManager.default.createDirectory(
          atPath: (target as NSString).deletingLastPathComponent,
          withIntermediateDirectories: true)
      }
      try FileManager.default.moveItem(atPath: directory + "/" + name, toPath: target)
    }
    dropShard(directory)
  }

  /// Keeps what a shard came to.
  ///
  /// - Parameter row: the shard's first.
  func keep(_ result: ShardResult, row: Int64) throws {
    let digits = String(row)
    let name = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    try JSONEncoder().encode(result).write(to: URL(filePath: "\(records)/\(name)"))
  }

  /// What all shards came to.
  var results: ShardResults {
    ShardResults { [records] body in
      for name in try FileManager.default.contentsOfDirectory(atPath: records).sorted() {
        let record = try Data(contentsOf: URL(filePath: records + "/" + name))
        try body(try JSONDecoder().decode(ShardResult.self, from: record))
      }
    }
  }

  /// - Throws: where a bundle that a shard recorded is not there.
  func checkBundles() throws {
    try results.forEach { shard in
      for bundle in shard.bundles
      where !FileManager.default.fileExists(atPath: result + "/bundles/" + bundle.file) {
        throw RenderFailure.inconsistent("the bundle \(bundle.file) is gone")
      }
    }
  }

  /// The result appears under its name, or nothing does.
  func publish(to output: String) throws {
    let target = URL(filePath: output).standardizedFileURL.path(percentEncoded: false)
    // An empty folder may be there already: a rename replaces it.
    guard rename(result, target.hasSuffix("/") ? String(target.dropLast()) : target) == 0 else {
      throw CocoaError(
        .fileWriteUnknown, userInfo: [NSFilePathErrorKey: output])
    }
  }
}
