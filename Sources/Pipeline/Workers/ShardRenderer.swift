import Campaign
import Dataset
import Findings
import Foundation
import Hashing
import Packing
import Rendering

/// Renders shards inside a worker: each recipient's assets, straight into its bundle.
final class ShardRenderer {
  private let job: JobSpecification
  private let snapshot: SnapshotReader
  private let plan: RenderPlan
  private let renderer: RecipientRenderer
  private let digests: RowDigests
  private let shared: Record

  init(job: JobSpecification, cacheBytes: Int) throws {
    self.job = job
    snapshot = try SnapshotReader(path: job.paths.snapshot)
    plan = try RenderPlan(path: job.paths.plan)
    renderer = try RecipientRenderer(try RenderingConfiguration(job, cacheBytes: cacheBytes))
    shared = TemplateNames.campaign(id: job.campaign.id, title: job.campaign.title)
    digests = try RowDigests(job: job)
  }

  /// - Parameter report: told of every recipient's begin and end.
  /// - Throws: for the machine's faults alone; what is wrong with a recipient is reported.
  func render(
    _ shard: Shard, into directory: String, report: (WorkerEvent) throws -> Void
  ) throws {
    let planned = Dictionary(
      try plan.recipients(in: shard).map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    var recipients = snapshot.recipients(in: shard.firstRow...shard.lastRow)
    while let row = try recipients.next() {
      guard let recipient = planned[row.rowid] else { continue }
      try report(.started(key: recipient.key))
      try report(try render(row, as: recipient, into: directory))
    }
  }

  private func render(
    _ row: RecipientRow, as recipient: PlannedRecipient, into directory: String
  ) throws -> WorkerEvent {
    let names = job.variants.indices.map { index in
      recipient.assetNames?[index] ?? job.variants[index].assetName ?? "asset-\(index)"
    }
    let result = renderer.render(
      RecipientInput(
        names: [
          row.fields, TemplateNames.recipient(key: recipient.key, fields: row.fields), shared,
        ], locale: locale(of: row), assetNames: names))
    let findings = result.findings.map { finding in
      var finding = job.gate.applied(to: finding)
      finding.recipient = recipient.key
      return finding
    }
    if let bar = job.gate.skip, let deciding = findings.first(where: { $0.severity >= bar }) {
      let failed = result.assets.count < job.variants.count
      return .leftOut(
        LeftOutRecipient(
          key: recipient.key, row: row.row, finding: deciding, failed: failed),
        findings: findings)
    }
    return .rendered(
      try pack(result.assets, names: names, row: row, as: recipient, into: directory),
      findings: findings)
  }

  private func pack(
    _ assets: [Artifact], names: [String], row: RecipientRow, as recipient: PlannedRecipient,
    into directory: String
  ) throws -> BundleRecord {
    let path = directory + "/" + recipient.bundle
    if recipient.bundle.contains("/") {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    }
    var bundle = try BundleWriter(path: path)
    var records: [AssetRecord] = []
    for ((asset, name), variant) in zip(zip(assets, names), job.variants) {
      let crc = try bundle.add(name: name, content: asset.content)
      records.append(
        AssetRecord(
          name: name, format: variant.format.name, colorway: variant.colorway?.name,
          type: variant.output.type.rawValue, width: asset.width, height: asset.height,
          size: Int64(asset.size), crc32: crc))
    }
    let summary = try bundle.finish()
    return BundleRecord(
      key: recipient.key, file: recipient.bundle, size: summary.size,
      sha256: summary.sha256.hex, rowDigest: digests.digest(of: row).hex, assets: records)
  }

  private func locale(of row: RecipientRow) -> String {
    if let field = job.locale.field, case .string(let tag)? = row.fields[field], !tag.isEmpty {
      return tag
    }
    return job.locale.defaultTag
  }
}
