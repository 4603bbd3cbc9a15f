package import Dataset
import Findings
import Foundation

/// Everything that is checked before a campaign is rendered: descriptor, template, schema, data,
/// images, names. `platen check` prints it; render and daemon go on with what it prepared.
package struct Preflight {
  package let campaign: OpenedCampaign
  /// Folders of installed templates.
  package var templates: TemplateFinder
  /// A folder for snapshot and plan; made where absent.
  package let work: String
  /// A data file of the drop that stands in for the one that the campaign names.
  package var dataFile: String?
  /// Looks at image files; nil leaves them unchecked.
  package var probe: ImageProbing?
  /// Whether a font of the template's folders has a glyph; nil leaves values unchecked.
  package var glyphs: ((_ fontFolders: [String]) -> ((Unicode.Scalar) -> Bool))?
  /// Looks at the template's style sheets and fonts; nil leaves them unchecked.
  package var pages: PageInspecting?
  /// Font folders beside the template's own.
  package var fontFolders: [String] = []
  package var limits = AssetLimits()
  package var readingLimits = ReadingLimits()
  package var descriptorLimits = YAMLLimits()
  /// Describes what each column holds, which takes a sort of each.
  package var describesColumns = false
  /// Told now and then how many rows have been read.
  package var progress: (@Sendable (Int) -> Void)?
  /// For the estimate.
  package var workers = 2

  package init(_ campaign: OpenedCampaign, templates: TemplateFinder, work: String) {
    self.campaign = campaign
    self.templates = templates
    self.work = work
  }

  /// What preflight hands on.
  package struct Outcome {
    package var report = PreflightReport()
    /// Nil where the job is refused.
    package var job: PreparedJob?

    package init() {}
  }

  /// - Throws: errors of disk and database, never of the drop.
  package func run() throws -> Outcome {
    var outcome = Outcome()
    guard let descriptor = try readDescriptor(&outcome.report) else { return outcome }
    outcome.report.campaign = descriptor.id
    var run = PreflightRun(self, descriptor)
    try run.perform(&outcome)
    return outcome
  }

  private func readDescriptor(_ report: inout PreflightReport) throws -> CampaignDescriptor? {
    guard campaign.files.isFile(campaign.descriptor),
      let data = campaign.files.data(of: campaign.descriptor, limit: descriptorLimits.bytes)
    else {
      if let fault = campaign.files.fault { throw fault }
      report.findings.append(
        Finding(
          .unreadableCampaign, "‘\(campaign.descriptor)’ is no readable file",
          at: Place(file: campaign.descriptor)))
      return nil
    }
    let reader = CampaignReader(data, file: campaign.descriptor, limits: descriptorLimits)
    report.findings += reader.findings
    report.campaign = reader.node?.text("campaign")
    if reader.descriptor == nil,
      let template = reader.node?.located("template", in: campaign.descriptor)
    {
      report.findings += try templates.find(template, in: campaign.files).1
    }
    return reader.descriptor
  }
}
