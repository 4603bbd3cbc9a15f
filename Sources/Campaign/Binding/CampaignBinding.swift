import Dataset
package import Findings
import Foundation
import Liquid

/// Shows what a prepared campaign hands to the engine: `platen bind CAMPAIGN`.
package struct CampaignBinding {
  private let job: PreparedJob
  private let snapshot: SnapshotReader

  /// - Throws: database errors where the job's work folder is damaged.
  package init(_ job: PreparedJob) throws {
    self.job = job
    snapshot = try SnapshotReader(path: job.specification.paths.snapshot)
  }

  /// A variant by its format's and colorway's names; the first that fits what is given.
  package func variant(format: String?, colorway: String?) -> Variant? {
    job.specification.variants.first { variant in
      (format == nil || variant.format.name == format)
        && (colorway == nil || variant.colorway?.name == colorway)
    }
  }

  /// The bound document of one recipient, the first where no key is given.
  package func document(key: String?, variant: Variant) throws -> (
    text: String?, findings: [Finding]
  ) {
    guard let recipient = try recipient(key) else { return (nil, [unknown(key)]) }
    let paths = job.specification.paths
    guard let data = FileManager.default.contents(atPath: paths.entry) else {
      return (nil, [Finding(.missingEntry, "‘\(paths.entry)’ cannot be read")])
    }
    let snippets = SnippetFiles.load(FolderFiles(root: paths.template))
    let (template, findings) = LiquidTemplate.compile(
      String(decoding: data, as: UTF8.self), file: URL(filePath: paths.entry).lastPathComponent,
      snippets: SnippetTable(snippets))
    guard let template else { return (nil, findings) }
    let campaign = job.specification.campaign
    let scope = Scope(
      TemplateNames.recipient(key: recipient.key, fields: recipient.fields),
      TemplateNames.campaign(id: campaign.id, title: campaign.title),
      TemplateNames.variant(variant.format, variant.colorway), recipient.fields)
    do throws(RenderError) {
      let locale = job.specification.locale.tag(for: recipient.fields)
      return (try template.render(scope, locale: locale), [])
    } catch {
      var finding = error.finding
      finding.recipient = recipient.key
      return (nil, [finding])
    }
  }

  /// `{key, row, fields}` of each recipient in file order, or of one.
  ///
  /// - Returns: whether there was any.
  package func forEachRecord(key: String?, _ body: (JSON) throws -> Void) throws -> Bool {
    if let key {
      guard try job.plan.recipient(key: key) != nil,
        let recipient = try snapshot.recipient(key: key)
      else { return false }
      try body(record(recipient))
      return true
    }
    for shard in try job.plan.shards(size: 500) {
      // Those that names or images leave out are no recipients.
      let planned = Set(try job.plan.recipients(in: shard).map(\.row))
      var recipients = snapshot.recipients(in: shard.firstRow...shard.lastRow)
      while let recipient = try recipients.next() {
        if planned.contains(recipient.rowid) { try body(record(recipient)) }
      }
    }
    return true
  }

  package func unknown(_ key: String?) -> Finding {
    Finding(
      .unknownRecipient, key.map { "there is no recipient ‘\($0)’" } ?? "there is no recipient")
  }

  private func record(_ recipient: RecipientRow) -> JSON {
    .members([
      "key": .string(recipient.key), "row": .integer(Int64(recipient.row)),
      "fields": recipient.fields.json,
    ])
  }

  private func recipient(_ key: String?) throws -> RecipientRow? {
    if let key { return try snapshot.recipient(key: key) }
    guard let first = try job.plan.first() else { return nil }
    return try snapshot.recipient(key: first.key)
  }
}
