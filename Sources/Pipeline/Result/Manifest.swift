import Findings
import Foundation

/// `manifest.json`: the list of everything published, from which `platen verify` checks a result.
enum Manifest {
  static let fileName = "manifest.json"
  /// Where the entries of `bundles` go when there are many, one JSON object per line.
  static let bundleListName = "bundles.jsonl"
  /// Above so many recipients bundles are listed in a file of their own.
  static let inlineLimit = 10_000

  /// - Parameter files: name and SHA-256 of every published file but the bundles and the manifest.
  static func bytes(of result: ResultSummary, files: [(name: String, sha256: String)]) -> [UInt8] {
    let job = result.job
    var members: [JSON.Member] = [
      .init("campaign", .string(result.campaign)),
      .init("job", .string(job.id)),
      .init("created", .string(Timestamp.iso(job.created))),
      .init("platen", .string(PlatenVersion.current)),
      .init(
        "inputs",
        .array(
          job.inputs.map { .members(["name": .string($0.name), "sha256": .string($0.sha256)]) })),
      .init("recipients", result.counts.json),
      .init("evidence", .integer(Int64(job.evidence))),
      .init("revision", .integer(Int64(job.revision))),
    ]
    if let previous = job.supersedes {
      members.append(.init("supersedes", .string(previous.job)))
    }
    if let changes = result.changes { members.append(.init("changes", changes.json)) }
    members.append(
      .init(
        "files",
        .array(files.map { .members(["name": .string($0.name), "sha256": .string($0.sha256)]) })))
    members.append(.init("bundles", .array(result.bundles.map(\.json))))
    members.append(.init("findings", .array(result.listedFindings.map(\.json))))
    return Array((JSON.object(members).indented + "\n").utf8)
  }
}

extension BundleRecord {
  /// An entry of the manifest's `bundles`.
  var json: JSON {
    .members([
      "key": .string(key), "file": .string("bundles/" + file), "size": .integer(size),
      "sha256": .string(sha256), "row_digest": .string(rowDigest),
      "assets": .array(assets.map(\.json)),
    ])
  }
}

extension AssetRecord {
  var json: JSON {
    .members([
      "name": .string(name), "format": .string(format), "colorway": .optional(colorway),
      "type": .string(type), "width": .integer(Int64(width)), "height": .integer(Int64(height)),
      "size": .integer(size), "crc32": .string(hexadecimal(crc32)),
    ])
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
