import Campaign
import Findings
import Foundation
import Liquid
import Linux
import Rendering

extension RenderingConfiguration {
  /// What the job's specification means for the renderer, which knows nothing of campaigns.
  ///
  /// - Throws: where the page, which preflight has compiled before, is gone or other than it was.
  init(_ job: JobSpecification, cacheBytes: Int) throws {
    let source = try String(contentsOf: URL(filePath: job.paths.entry), encoding: .utf8)
    let inside = job.paths.entry.dropFirst(job.paths.template.count + 1)
    let folder =
      job.installedTemplate
      ?? (job.paths.template.hasPrefix(job.paths.drop + "/")
        ? String(job.paths.template.dropFirst(job.paths.drop.count + 1)) : "")
    let label = (folder.isEmpty ? "" : folder + "/") + inside
    let files = FolderFiles(root: job.paths.template)
    let (page, findings) = LiquidTemplate.compile(
      source, file: label, snippets: SnippetTable(SnippetFiles.load(files)))
    if let fault = files.fault { throw fault }
    guard let page else {
      throw RenderFailure.inconsistent(
        "\(label) does not compile any more: \(findings.first?.message ?? "no reason given")")
    }
    self.init(
      page: Page(template: page, path: job.paths.entry, label: label), folder: job.paths.template,
      drop: job.paths.drop, fonts: job.paths.fonts,
      variants: job.variants.map(RenderingVariant.init))
    limits.loopTurns = job.limits.loopTurns
    limits.documentBytes = job.limits.documentBytes
    limits.documentNodes = job.limits.documentNodes
    limits.documentDepth = job.limits.documentDepth
    limits.imagePixels = job.limits.imagePixels
    limits.cacheBytes = cacheBytes
  }
}

extension RenderingVariant {
  init(_ variant: Variant) {
    let type: ArtifactType =
      switch variant.output.type {
      case .png: .png
      case .jpg: .jpg(variant.output.quality ?? Output.defaultQuality)
      case .pdf: .pdf
      }
    self.init(
      format: variant.format.name, width: variant.format.width, height: variant.format.height,
      scale: variant.format.scale,
      names: TemplateNames.variant(variant.format, variant.colorway),
      colorway: variant.colorway?.name,
      properties: (variant.colorway?.properties ?? []).map {
        CustomProperty(name: $0.name, value: $0.value)
      }, type: type)
  }
}
