import Foundation

/// The files that a manifest vouches for.
struct PublishedManifest {
  struct File: Sendable, Hashable {
    /// Relative to the published folder.
    var name: String
    /// Bytes; nil where the manifest does not state them.
    var size: Int64?
    var sha256: String
  }

  /// Bundles last, each list in the manifest's order.
  let files: [File]

  /// Reads `manifest.json` and, where it lists no bundles itself, `bundles.jsonl` beside it.
  init(folder: String) throws(Verification.Failure) {
    let manifest: Content = try Self.decode(try Self.read(folder, "manifest.json"), "manifest.json")
    var files = manifest.files.map { File(name: $0.name, size: nil, sha256: $0.sha256) }
    var bundles = manifest.bundles
    let listName = "bundles.jsonl"
    if manifest.files.contains(where: { $0.name == listName }) {
      for line in try Self.read(folder, listName).split(separator: UInt8(ascii: "\n")) {
        bundles.append(try Self.decode(Data(line), listName))
      }
    }
    files += bundles.map { File(name: $0.file, size: $0.size, sha256: $0.sha256) }
    self.files = files
  }

  private struct Content: Decodable {
    var files: [Listed]
    var bundles: [Bundle]

    struct Listed: Decodable {
      var name: String
      var sha256: String
    }
  }

  private struct Bundle: Decodable {
    var file: String
    var size: Int64
    var sha256: String
  }

  private static func read(_ folder: String, _ name: String) throws(Verification.Failure) -> Data {
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
      throw Verification.Failure(
        "there is no readable \(name) in \(folder): it is no published result")
    }
    return data
  }

  private static func decode<Value: Decodable>(
    _ data: Data, _ name: String
  ) throws(Verification.Failure) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw Verification.Failure("\(name) is damaged: \(error)")
    }
  }
}
