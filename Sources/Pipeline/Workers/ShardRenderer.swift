import Campaign
import Dataset
import Findings
import Foundation
import Hashing
import Packing
import Rendering

/// Renders shards inside a worker: each recipient's assets, straight into its bundle.
final class ShardRenderer {
  let job: JobSpecification
  private let snapshot: SnapshotReader
  private let plan: RenderPlan
  let renderer: RecipientRenderer
  private let digests: RowDigests
  /// Set where the job corrects an earlier result.
  private let carried: CarriedBundles?
  private let shared: Record

  init(job: JobSpecification, cacheBytes: Int) throws {
    self.job = job
    snapshot = try SnapshotReader(path: job.paths.snapshot)
    plan = try RenderPlan(path: job.paths.plan)
    let configuration = try RenderingConfiguration(job, cacheBytes: cacheBytes)
    renderer = try RecipientRenderer(configuration)
    shared = TemplateNames.campaign(id: job.campaign.id, title: job.campaign.title)
    digests = try RowDigests(job: job, configuration)
    carried = try job.correction.map(CarriedBundles.init)
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
    let input = input(of: row, as: recipient)
    let names = input.assetNames
    let path = try target(of: recipient, in: directory)
    let rowDigest = try digests.digest(
      of: row, names: input.names, locale: input.locale, assetNames: names
    ).hex
    if let (bundle, findings) = try carried?.carry(recipient, rowDigest: rowDigest, to: path) {
      return .rendered(bundle, findings: findings)
    }
    let result = renderer.render(input)
    if let fault = renderer.readFault { throw fault }
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
      try pack(result.assets, names: names, rowDigest: rowDigest, as: recipient, at: path),
      findings: findings)
  }

  private func input(of row: RecipientRow, as recipient: PlannedRecipient) -> RecipientInput {
    RecipientInput(
      names: [
        row.fields, TemplateNames.recipient(key: recipient.key, fields: row.fields), shared,
      ], locale: job.locale.tag(for: row.fields),
      assetNames: job.variants.indices.map { index in
        recipient.assetNames?[index] ?? job.variants[index].assetName ?? "asset-\(index)"
      })
  }

  /// The recipient of a row, with what its pages see; nil where it takes no part.
  func recipient(_ row: Int64) throws -> (row: RecipientRow, input: RecipientInput)? {
    let shard = Shard(index: 0, firstRow: row, lastRow: row, recipients: 1)
    var rows = snapshot.recipients(in: row...row)
    guard let planned = try plan.recipients(in: shard).first, let found = try rows.next() else {
      return nil
    }
    return (found, input(of: found, as: planned))
  }

  /// Where a recipient's bundle belongs; its folder exists afterwards.
  private func target(of recipient: PlannedRecipient, in directory: String) throws -> String {
    let path = directory + "/" + recipient.bundle
    if recipient.bundle.contains("/") {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    }
    return path
  }

  private func pack(
    _ assets: [Artifact], names: [String], rowDigest: String, as recipient: PlannedRecipient,
    at path: String
  ) throws -> BundleRecord {
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
      sha256: summary.sha256.hex, rowDigest: rowDigest, assets: records)
  }
}
