package import Findings

/// What one shard came to. Deterministic: the same shard of the same job gives the same value on
/// every try, whatever worker ran it; another `digest` stops the job.
package struct ShardResult: Sendable, Hashable, Codable {
  /// In the order of their rows.
  package var bundles: [BundleRecord]
  /// In the order of their rows.
  package var leftOut: [LeftOutRecipient]
  /// Of the recipients rendered, in the order of their rows.
  package var findings: [Finding]
  /// Why the whole job is refused for what rendering found: the campaign's gate. Follows from
  /// `findings`.
  package var refusal: Finding?
  /// SHA-256 in hexadecimal over all of the above, bundle contents included through their digests.
  package var digest: String

  package init(
    bundles: [BundleRecord], leftOut: [LeftOutRecipient], findings: [Finding], digest: String
  ) {
    self.bundles = bundles
    self.leftOut = leftOut
    self.findings = findings
    self.digest = digest
  }
}

/// One recipient's finished bundle; encodes to the manifest's `bundles[]`.
package struct BundleRecord: Sendable, Hashable, Codable {
  package var key: String
  /// Relative to `bundles/`, with subfolder and `.zip`.
  package var file: String
  package var size: Int64
  /// Lower-case hexadecimal.
  package var sha256: String
  /// What the bundle's bytes depend on: the row with its joined rows, images, template and variants.
  package var rowDigest: String
  package var assets: [AssetRecord]
  /// Taken unchanged from the result that this job corrects.
  package var isReused: Bool

  package init(
    key: String, file: String, size: Int64, sha256: String, rowDigest: String,
    assets: [AssetRecord], isReused: Bool = false
  ) {
    self.key = key
    self.file = file
    self.size = size
    self.sha256 = sha256
    self.rowDigest = rowDigest
    self.assets = assets
    self.isReused = isReused
  }
}

/// One entry of a bundle.
package struct AssetRecord: Sendable, Hashable, Codable {
  package var name: String
  package var format: String
  package var colorway: String?
  /// `png`, `jpg` or `pdf`.
  package var type: String
  /// Device pixels.
  package var width: Int
  package var height: Int
  /// Bytes.
  package var size: Int64
  package var crc32: UInt32

  package init(
    name: String, format: String, colorway: String?, type: String, width: Int, height: Int,
    size: Int64, crc32: UInt32
  ) {
    self.name = name
    self.format = format
    self.colorway = colorway
    self.type = type
    self.width = width
    self.height = height
    self.size = size
    self.crc32 = crc32
  }
}

/// A recipient that gets no bundle, and why: a line of `errors.csv`.
package struct LeftOutRecipient: Sendable, Hashable, Codable {
  /// Empty where the row has no key.
  package var key: String
  /// The row's number as a spreadsheet shows it.
  package var row: Int
  /// The deciding finding.
  package var finding: Finding
  /// Whether rendering failed; else the recipient was skipped for its data or by a gate.
  package var failed: Bool

  package init(key: String, row: Int, finding: Finding, failed: Bool) {
    self.key = key
    self.row = row
    self.finding = finding
    self.failed = failed
  }
}
