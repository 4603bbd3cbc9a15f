import Campaign
import Dataset
import Findings
import Foundation
import Rendering

/// What a worker does for proofs.
extension ShardRenderer {
  /// Renders one recipient's assets and writes a picture of each into `directory`.
  func sample(
    _ row: Int64, into directory: String, pictures: PictureSize
  ) throws -> ProofRecipient {
    guard let (recipient, input) = try recipient(row) else {
      throw RenderFailure.inconsistent("there is no recipient in row \(row)")
    }
    let result = renderer.samples(input)
    func gated(_ findings: [Finding]) -> [Finding] {
      findings.map { finding in
        var finding = job.gate.applied(to: finding)
        finding.recipient = recipient.key
        return finding
      }
    }
    var assets: [ProofRecipient.Asset] = []
    for (index, asset) in result.assets.enumerated() {
      var picture: String?
      if let bytes = Thumbnail.jpeg(
        of: asset.picture, width: pictures.width, height: pictures.height, quality: 84)
      {
        let name = "\(row)-\(index).jpg"
        try Data(bytes).write(to: URL(filePath: directory + "/" + name))
        picture = name
      }
      assets.append(
        ProofRecipient.Asset(
          name: asset.name, format: asset.variant.format, colorway: asset.variant.colorway,
          type: (asset.name as NSString).pathExtension, width: asset.width, height: asset.height,
          pageWidth: asset.variant.width, pageHeight: asset.variant.height, size: asset.size,
          picture: picture, findings: gated(asset.findings)))
    }
    return ProofRecipient(
      key: recipient.key, row: recipient.row, assets: assets, findings: gated(result.findings))
  }

  /// The texts of one recipient's page with the widths that they were set in.
  func measure(_ row: Int64) throws -> [MeasuredText] {
    guard let (_, input) = try recipient(row) else { return [] }
    return renderer.textRuns(input).prefix(Self.textsAtMost).map {
      MeasuredText(text: $0.text, width: $0.area.width)
    }
  }

  /// Runs of text told of one page: more than any asset has that is meant to be read.
  private static let textsAtMost = 5_000
}
