import Archive
package import Campaign
import Findings
import Foundation
import Hashing
import HotFolder
import Linux
package import Pipeline

/// A renderer for tests of everything around rendering: each recipient's only asset is its row.
///
/// A descriptor names a CSV file with a column `key`. Values in a column `act` make things happen:
/// `bad` leaves the recipient out in preflight, `fail` in rendering, `crash` loses the worker, `slow`
/// takes a second. The drop `away` takes a folder of its hot folder away.
package struct StandInRenderer: JobRenderer {
  package let concurrency: Int
  private let recipientsPerShard: Int

  package init(concurrency: Int = 2, recipientsPerShard: Int = 3) {
    self.concurrency = concurrency
    self.recipientsPerShard = recipientsPerShard
  }

  private struct Row {
    let number: Int
    let key: String
    let act: String
    let line: String
  }

  private func rows(_ job: RenderJob) throws -> [Row]? {
    let sketch = DescriptorSketch(try bytes(job.descriptor))
    guard let file = job.standInData ?? sketch.sources.first?.file else { return nil }
    let names = try Directory(path: job.input).names()
    guard case .one(let name) = NameRules.match(file, among: names) else { return nil }
    let content = try bytes(job.input + "/" + name.display)
    let lines = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline)
    let header = lines.first?.split(separator: ",").map(String.init) ?? []
    guard let key = header.firstIndex(of: "key") else { return nil }
    let act = header.firstIndex(of: "act")
    return lines.dropFirst().enumerated().map { index, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        number: index + 2, key: key < cells.count ? cells[key] : "",
        act: act.flatMap { $0 < cells.count ? cells[$0] : nil } ?? "", line: String(line))
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    try Descriptor.reading(path).contents()
  }

  private func leftOut(_ row: Row, failed: Bool) -> LeftOutRecipient {
    LeftOutRecipient(
      key: row.key, row: row.number,
      finding: Finding(
        FindingCode("test.left-out", .error, "", remedy: ""), "the row says \(row.act)",
        at: Place(row: row.number), recipient: row.key), failed: failed)
  }

  package func prepare(_ job: RenderJob) async throws -> Preparation {
    let sketch = DescriptorSketch(try bytes(job.descriptor))
    if try loseShare(of: job) {
      return .rejected(InputRejection(code: .template, message: "the template is not there"))
    }
    guard let campaign = sketch.campaign else {
      return .rejected(
        InputRejection(code: .descriptor, message: "campaign.yaml names no campaign"))
    }
    guard let rows = try rows(job), !rows.isEmpty else {
      return .rejected(InputRejection(code: .data, message: "there are no rows with a key"))
    }
    let good = rows.filter { $0.act != "bad" }
    var shards: [Shard] = []
    for start in stride(from: 0, to: good.count, by: recipientsPerShard) {
      let part = good[start..<min(start + recipientsPerShard, good.count)]
      shards.append(
        Shard(
          index: shards.count, firstRow: Int64(part.first?.number ?? 0),
          lastRow: Int64(part.last?.number ?? 0), recipients: part.count))
    }
    return .planned(
      JobPlan(
        campaign: campaign, shards: shards, recipients: rows.count, assets: good.count,
        leftOut: rows.filter { $0.act == "bad" }.map { leftOut($0, failed: false) },
        errorLimit: max(1, (rows.count + 99) / 100),
        requiresApproval: String(decoding: try bytes(job.descriptor), as: UTF8.self)
          .contains("approval: required")))
  }

  /// For a campaign `away`, takes the hot folder's `rejected/` away once; whether it is just that time.
  private func loseShare(of job: RenderJob) throws -> Bool {
    guard job.dropName == "away", let templates = job.templateFolders.first else { return false }
    let share = (templates as NSString).deletingLastPathComponent
    guard !FileManager.default.fileExists(atPath: job.work + "/lost") else { return false }
    try Data().write(to: URL(filePath: job.work + "/lost"))
    try FileManager.default.moveItem(atPath: share + "/rejected", toPath: share + "/rejected.away")
    return true
  }

  package func proof(_ job: RenderJob, into directory: String) async throws {
    try Data("proof".utf8).write(to: URL(filePath: directory + "/proof.html"))
  }

  package func render(
    _ shard: Shard, of job: RenderJob, attempt: Int, into directory: String,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> ShardResult {
    var bundles: [BundleRecord] = []
    var left: [LeftOutRecipient] = []
    for row in try rows(of: shard, job) {
      switch row.act {
      case "crash":
        throw RenderFailure.workerLost(reason: "killed by signal 11", recipient: row.key)
      case "fail":
        left.append(leftOut(row, failed: true))
        continue
      case "slow": try await Task.sleep(for: .seconds(1))
      default: break
      }
      bundles.append(try bundle(row, directory))
      progress(bundles.count)
    }
    return result(bundles, left)
  }

  private func rows(of shard: Shard, _ job: RenderJob) throws -> [Row] {
    try (rows(job) ?? []).filter {
      $0.act != "bad" && Int64($0.number) >= shard.firstRow && Int64($0.number) <= shard.lastRow
    }
  }

  private func bundle(_ row: Row, _ directory: String) throws -> BundleRecord {
    let path = directory + "/" + row.key + ".zip"
    var writer = try ZipWriter(path: path)
    let content = Array(row.line.utf8)
    let crc = try writer.add(name: "asset.txt", bytes: content)
    let size = try writer.finish().size
    return BundleRecord(
      key: row.key, file: row.key + ".zip", size: size,
      sha256: SHA256Digest(of: try bytes(path)).hex, rowDigest: SHA256Digest(of: content).hex,
      assets: [
        AssetRecord(
          name: "asset.txt", format: "text", colorway: nil, type: "png", width: 1, height: 1,
          size: Int64(content.count), crc32: crc)
      ])
  }

  private func result(_ bundles: [BundleRecord], _ left: [LeftOutRecipient]) -> ShardResult {
    var hasher = SHA256Hasher()
    for bundle in bundles { hasher.update(bundle.key + bundle.sha256) }
    for one in left { hasher.update("-" + one.key) }
    return ShardResult(
      bundles: bundles, leftOut: left, findings: [], digest: hasher.finalize().hex)
  }

  package func split(_ shard: Shard, of job: RenderJob) async throws -> [Shard] {
    let rows = try rows(of: shard, job)
    guard rows.count > 1 else { return [shard] }
    return [rows[..<(rows.count / 2)], rows[(rows.count / 2)...]].map { part in
      Shard(
        index: 0, firstRow: Int64(part.first?.number ?? 0), lastRow: Int64(part.last?.number ?? 0),
        recipients: part.count)
    }
  }

  package func giveUp(
    _ shard: Shard, of job: RenderJob, because failure: RenderFailure
  ) async throws -> ShardResult {
    result([], try rows(of: shard, job).map { leftOut($0, failed: true) })
  }

  package func finish(
    _ job: RenderJob, results: ShardResults, into directory: String
  ) async throws -> [UInt8] {
    var left: [String] = []
    var lines: [String] = []
    try results.forEach { result in
      left += result.leftOut.map(\.key)
      lines += result.bundles.map { "\($0.file) \($0.sha256)" }
    }
    try Data(left.joined(separator: "\n").utf8).write(
      to: URL(filePath: directory + "/errors.csv"))
    let text =
      "{\"job\": \"\(job.id)\", \"revision\": \(job.revision), \"bundles\": \""
      + lines.joined(separator: ", ") + "\"}\n"
    return Array(text.utf8)
  }

  package func writeErrors(
    _ job: RenderJob, leftOut: [LeftOutRecipient], to path: String
  ) async throws {
    let lines = leftOut.map { "\($0.key),\($0.row)" }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
  }

  package func release(_ job: RenderJob) async {}

  package func adopt(templates: [String], fonts: [String]) {}
}
