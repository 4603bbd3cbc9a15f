package import Findings
import Liquid
import Markup

extension RecipientRenderer {
  /// Renders a recipient's assets for a proof: every variant that can be rendered at all, also after one
  /// that cannot, each with a picture to look at.
  package func samples(_ recipient: RecipientInput) -> RecipientSamples {
    var result = RecipientSamples()
    for (variant, name) in zip(configuration.variants, recipient.assetNames) {
      var map: SourceMap?
      do throws(RenderError) {
        let parsed = pages.parse(try bind(recipient, variant), label: configuration.page.label)
        result.note(located(parsed.findings, of: recipient, variant, &map))
        guard let document = parsed.document else { return result }
        let setup = PageSetup(variant, of: configuration)
        let laidOut = pages.layOut(document, setup)
        let page = pages.paint(laidOut, setup, as: variant.type)
        let findings = located(page.findings, of: recipient, variant, &map)
        guard let artifact = page.artifact else {
          result.note(findings)
          continue
        }
        // A document is looked at as what a browser would show of it.
        let picture =
          variant.type == .pdf ? pages.paint(laidOut, setup, as: .png).artifact : artifact
        result.assets.append(
          SampledAsset(
            name: name, variant: variant, width: artifact.width, height: artifact.height,
            size: artifact.size, picture: picture?.content.flatMap { $0 } ?? [],
            findings: findings))
      } catch {
        result.note([error.finding])
        return result
      }
    }
    pages.trim()
    return result
  }

  /// The texts of a recipient's page in its first variant as they stand in their lines, in order.
  package func textRuns(_ recipient: RecipientInput) -> [TextRun] {
    guard let variant = configuration.variants.first,
      let text = try? bind(recipient, variant),
      let document = pages.parse(text, label: configuration.page.label).document
    else { return [] }
    defer { pages.trim() }
    return pages.layOut(document, PageSetup(variant, of: configuration)).textRuns
  }
}

/// What sampling a recipient came to.
package struct RecipientSamples: Sendable {
  package var assets: [SampledAsset] = []
  /// Of the page as a whole rather than of one asset.
  package var findings: [Finding] = []

  fileprivate mutating func note(_ new: [Finding]) {
    for finding in new where !findings.contains(finding) { findings.append(finding) }
  }
}

/// One asset of a proof.
package struct SampledAsset: Sendable {
  package var name: String
  package var variant: RenderingVariant
  /// As the artifact has them.
  package var width: Int
  package var height: Int
  /// Bytes of the artifact.
  package var size: Int
  /// A PNG or JPEG file; empty where none could be made.
  package var picture: [UInt8]
  package var findings: [Finding]
}
