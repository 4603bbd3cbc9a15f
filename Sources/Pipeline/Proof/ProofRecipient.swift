import Findings

/// One recipient of a proof, as a worker rendered it.
struct ProofRecipient: Sendable, Codable {
  struct Asset: Sendable, Codable {
    var name: String
    var format: String
    var colorway: String?
    /// `png`, `jpg` or `pdf`.
    var type: String
    /// Of the asset, in device pixels; of a document in CSS pixels.
    var width: Int
    var height: Int
    /// CSS pixels: what the areas of findings are measured in.
    var pageWidth: Int
    var pageHeight: Int
    /// Bytes.
    var size: Int
    /// A JPEG file in the folder that was given; nil where none could be made.
    var picture: String?
    var findings: [Finding]
  }

  var key: String
  /// As a spreadsheet shows it.
  var row: Int
  var assets: [Asset]
  /// Of the page rather than of one asset.
  var findings: [Finding]

  /// Everything that was found, the page's first.
  var allFindings: [Finding] { findings + assets.flatMap(\.findings) }
}

/// The most that a picture may measure, in pixels.
struct PictureSize: Sendable, Codable {
  var width: Int
  var height: Int
}

/// A run of text on one line, with the width that it was set in.
struct MeasuredText: Sendable, Codable {
  var text: String
  /// CSS pixels.
  var width: Double
}
