package import Dataset
package import Findings
package import Linux
import Liquid
import Markup

/// Renders all assets of one recipient after the other; a worker has one and keeps its caches warm.
///
/// Belongs to one thread.
package final class RecipientRenderer {
  let configuration: RenderingConfiguration
  let pages: PageRenderer
  /// Whether one bound document serves all variants.
  private let bindsOnce: Bool

  /// - Throws: where fonts or style sheets of the template cannot be opened at all.
  package init(_ configuration: RenderingConfiguration) throws {
    self.configuration = configuration
    let usage = configuration.page.template.usage
    bindsOnce = !usage.reads("format") && !usage.reads("colorway")
    pages = try PageRenderer(
      roots: (configuration.drop.map { [$0] } ?? []) + [configuration.folder],
      top: configuration.folder, fonts: configuration.fonts, limits: configuration.limits)
  }

  /// A file that the machine failed to read: what was rendered since may lack it.
  package var readFault: SystemError? { pages.readFault }

  /// Renders a recipient's assets in the order of the variants.
  ///
  /// Whatever is wrong with the recipient is in the findings; an asset that could not be made is
  /// missing, and so are those after it.
  package func render(_ recipient: RecipientInput) -> RecipientResult {
    var result = RecipientResult()
    var document: Document?
    var last: (variant: RenderingVariant, page: LaidOutPage)?
    var map: SourceMap?
    for (variant, name) in zip(configuration.variants, recipient.assetNames) {
      if document == nil || !bindsOnce {
        do throws(RenderError) {
          let parsed = pages.parse(
            try bind(recipient, variant), label: configuration.page.label)
          document = parsed.document
          last = nil
          map = nil
          result.findings += located(parsed.findings, of: recipient, variant, &map)
        } catch {
          result.findings.append(error.finding)
          return result
        }
      }
      guard let document else { return result }
      let setup = PageSetup(variant, of: configuration)
      // Output types of one format and colorway share their page, colorways mostly their layout.
      let laidOut: LaidOutPage
      if let last, last.variant.showsTheSame(as: variant), last.page.serves(variant.type) {
        laidOut = last.page
      } else {
        laidOut = pages.layOut(document, setup, as: variant.type, like: last?.page)
        last = (variant, laidOut)
      }
      let page = pages.paint(laidOut, setup, as: variant.type)
      result.findings += located(page.findings, of: recipient, variant, &map).map { finding in
        var finding = finding
        finding.asset = name
        return finding
      }
      guard let artifact = page.artifact else { return result }
      result.assets.append(artifact)
    }
    pages.trim()
    return result
  }

  func bind(
    _ recipient: RecipientInput, _ variant: RenderingVariant
  ) throws(RenderError) -> String {
    try configuration.page.template.render(
      Scope(layers: recipient.names + [variant.names]), locale: recipient.locale,
      limits: bindingLimits)
  }

  private var bindingLimits: RenderLimits {
    RenderLimits(
      loopTurns: configuration.limits.loopTurns, outputBytes: configuration.limits.documentBytes)
  }

  /// Findings in the filled page as findings in the template and its snippets, where its author can
  /// mend them. Only a page that has such findings is filled again for it, once.
  ///
  /// - Parameter known: the map of this filled page; nil until it is needed.
  func located(
    _ findings: [Finding], of recipient: RecipientInput, _ variant: RenderingVariant,
    _ known: inout SourceMap?
  ) -> [Finding] {
    let label = configuration.page.label
    guard findings.contains(where: { $0.place.file == label && $0.place.line != nil }) else {
      return findings
    }
    known =
      known
      ?? (try? configuration.page.template.sourceMap(
        with: Scope(layers: recipient.names + [variant.names]), locale: recipient.locale,
        limits: bindingLimits))
    guard let map = known else { return findings }
    return findings.map { finding in
      guard finding.place.file == label, let line = finding.place.line,
        let place = map.place(line: line, column: finding.place.column)
      else { return finding }
      var finding = finding
      finding.place = place
      return finding
    }
  }
}

extension PageSetup {
  init(_ variant: RenderingVariant, of configuration: RenderingConfiguration) {
    self.init(
      width: variant.width, height: variant.height, scale: variant.scale,
      file: configuration.page.path, label: configuration.page.label)
    rootAttributes["data-format"] = variant.format
    rootAttributes["data-colorway"] = variant.colorway
    rootProperties = variant.properties.map { ($0.name, $0.value) }
  }
}

/// One recipient, as the page sees it.
package struct RecipientInput: Sendable {
  /// What the page sees by name, the first record that has a name wins.
  package var names: [Record]
  /// A BCP 47 tag.
  package var locale: String
  /// One file name for each variant.
  package var assetNames: [String]

  package init(names: [Record], locale: String, assetNames: [String]) {
    self.names = names
    self.locale = locale
    self.assetNames = assetNames
  }
}

/// What rendering a recipient came to.
package struct RecipientResult: Sendable {
  package var assets: [Artifact] = []
  /// Without the recipient's key, which the renderer does not know.
  package var findings: [Finding] = []
}
