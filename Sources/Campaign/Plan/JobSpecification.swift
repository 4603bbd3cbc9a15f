package import Foundation

/// Everything that a worker process needs to render any shard of a job, written once as JSON into the
/// job's work folder. Shards themselves are ranges of the plan (`Shard`).
package struct JobSpecification: Sendable, Hashable, Codable {
  /// The version of this contract; a worker refuses any other.
  package var version = JobSpecification.currentVersion
  package var campaign: Identity
  package var paths: Paths
  /// In the order that bundles hold them: formats, within them colorways, within them outputs.
  package var variants: [Variant]
  package var locale: LocaleRule
  package var gate: Gate
  package var limits: AssetLimits
  /// Findings keep file names relative to the drop; files of an installed template begin with this
  /// (`Templates/<name>`). Nil where the template is part of the drop.
  package var installedTemplate: String?
  package var references: DropReferences
  /// Set where the job corrects an earlier result.
  package var correction: Correction?

  package static let currentVersion = 1
  /// The file's name inside the work folder.
  package static let fileName = "job.json"

  /// What templates see as `campaign`.
  package struct Identity: Sendable, Hashable, Codable {
    package var id: String
    package var title: String

    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// Absolute paths.
  package struct Paths: Sendable, Hashable, Codable {
    /// The folder that references of the data resolve in first.
    package var drop: String
    /// The template's folder: references of the template resolve in it.
    package var template: String
    /// `template.html`, or what `entry` says, inside `template`.
    package var entry: String
    /// Where `{% render %}` finds snippets; need not exist.
    package var snippets: String
    /// Font folders, the template's own first.
    package var fonts: [String]
    /// The dataset's snapshot database.
    package var snapshot: String
    /// The plan's database: bundle names by recipient.
    package var plan: String

    package init(
      drop: String, template: String, entry: String, snippets: String, fonts: [String],
      snapshot: String, plan: String
    ) {
      self.drop = drop
      self.template = template
      self.entry = entry
      self.snippets = snippets
      self.fonts = fonts
      self.snapshot = snapshot
      self.plan = plan
    }
  }

  /// Where unchanged bundles can be taken from.
  package struct Correction: Sendable, Hashable, Codable {
    /// The database that lists the earlier result's bundles. Absolute.
    package var index: String
    /// The folder of those bundles, which need not exist any more. Absolute.
    package var bundles: String

    package init(index: String, bundles: String) {
      self.index = index
      self.bundles = bundles
    }
  }

  package init(
    campaign: Identity, paths: Paths, variants: [Variant], locale: LocaleRule = LocaleRule(),
    gate: Gate = Gate(), limits: AssetLimits = AssetLimits(), installedTemplate: String? = nil,
    references: DropReferences = DropReferences()
  ) {
    self.campaign = campaign
    self.paths = paths
    self.variants = variants
    self.locale = locale
    self.gate = gate
    self.limits = limits
    self.installedTemplate = installedTemplate
    self.references = references
  }

  /// The same job gives the same bytes.
  package func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(self)
  }

  /// - Throws: `DecodingError`, also for another version of the contract.
  package init(decoding data: Data) throws {
    self = try JSONDecoder().decode(JobSpecification.self, from: data)
    guard version == Self.currentVersion else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "job.json has version \(version), not 1"))
    }
  }
}
