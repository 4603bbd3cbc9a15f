import Dataset
import Findings
import Foundation
import Liquid

/// One preflight of a descriptor that could be read, step by step; each step reports all that it can
/// reach, and steps that need what failed are left out.
struct PreflightRun {
  private let preflight: Preflight
  private let descriptor: CampaignDescriptor
  private let admission: Admission
  private var findings: [Finding] = []

  /// What rendering needs, before it is known whether it is allowed.
  private struct Prepared {
    var specification: JobSpecification
    var plan: RenderPlan
    var schema: Schema
  }

  init(_ preflight: Preflight, _ descriptor: CampaignDescriptor) {
    self.preflight = preflight
    self.descriptor = descriptor
    admission = Admission(descriptor)
  }

  mutating func perform(_ outcome: inout Preflight.Outcome) throws {
    let found = try preflight.templates.find(descriptor.template, in: preflight.campaign.files)
    findings += found.1
    let description = locateData()
    var prepared: Prepared?
    if let template = found.0 {
      let assembly = SchemaAssembly(template: template.descriptor.fields, campaign: descriptor)
      findings += assembly.findings
      let choice = VariantChoice(descriptor, template: template.descriptor)
      findings += choice.findings
      let page = TemplateCheck(
        template, schema: assembly.schema, hasColorways: !choice.colorways.isEmpty,
        drop: preflight.campaign.files, limits: preflight.limits)
      findings += page.findings
      inspectPages(template, choice)
      let rules = CampaignRules(
        descriptor, schema: assembly.schema, joins: assembly.joins, findings: &findings)
      var variants = choice.variants
      let naming = AssetNaming(
        descriptor, schema: assembly.schema, variants: variants, findings: &findings)
      nameAssets(&variants, naming)
      // Faults of rows show without the rules as well, unless rules say whose rows count.
      if let description, rules != nil || descriptor.condition == nil {
        let imported = try importData(description, assembly, rules, &outcome.report)
        if let imported, !imported.isRefused {
          let plan = try planRecipients(
            template, assembly, page, naming, description, &outcome.report)
          outcome.report.estimate = Estimate(
            recipients: plan.count, variants: variants, workers: preflight.workers)
          if rules != nil {
            prepared = Prepared(
              specification: specification(template, page, variants), plan: plan,
              schema: assembly.schema)
          }
        }
      }
    }
    if let fault = preflight.campaign.files.fault ?? found.0?.files.fault { throw fault }
    finish(&outcome, prepared)
  }

  // MARK: Steps

  /// The data with true file names; nil where a file is missing.
  private mutating func locateData() -> DataDescription? {
    guard var data = descriptor.data else { return nil }
    if let name = preflight.dataFile {
      data.source.file = name
      if let format = DatasetFormat(fileName: name) { data.source.format = format }
    }
    var files = DataFiles(preflight.campaign.files)
    let source = files.locate(data.source, data.stated, at: data.filePlace)
    let joins = data.joins.map { files.locate($0.source, $0.stated, at: $0.filePlace) }
    findings += files.findings
    guard let source, !joins.contains(where: { $0 == nil }) else { return nil }
    data.source = source
    for (index, join) in joins.enumerated() {
      if let join { data.joins[index].source = join }
    }
    return data
  }

  private mutating func inspectPages(_ template: LoadedTemplate, _ choice: VariantChoice) {
    guard let inspect = preflight.pages else { return }
    let (text, path, _) = template.entryText()
    guard let text else { return }
    let format = choice.formats.first ?? Format.builtIn[0]
    var page = InspectedPage(
      markup: LiquidMask.masked(text), file: template.files.path(path),
      label: template.name(of: path), template: template.root, drop: preflight.campaign.root,
      fonts: template.fontFolders().paths + preflight.fontFolders, width: format.width,
      height: format.height, format: format.name, colorways: choice.colorways, isSnippet: false)
    findings += inspect(page)
    page.isSnippet = true
    let snippets = SnippetFiles.load(template.files)
    for name in LiquidMask.calledSnippets(from: text, in: snippets) {
      page.markup = LiquidMask.masked(snippets[name] ?? "")
      page.label = template.name(of: name)
      findings += inspect(page)
    }
  }

  private mutating func nameAssets(_ variants: inout [Variant], _ naming: AssetNaming) {
    guard !naming.assetsReadRecipient else { return }
    var found: [Finding] = []
    if let names = naming.assetNames(nil, { found.append($0) }) {
      for (index, name) in names.enumerated() { variants[index].assetName = name }
    }
    // Every recipient has the same names, so these concern the job.
    for finding in found {
      var finding = finding
      if finding.place.file == nil { finding.place.file = descriptor.file }
      findings.append(finding)
    }
  }

  /// - Parameter rules: nil where they are faulty: then derived fields are left out.
  private mutating func importData(
    _ data: DataDescription, _ assembly: SchemaAssembly, _ rules: CampaignRules?,
    _ report: inout PreflightReport
  ) throws -> ImportOutcome? {
    try FileManager.default.createDirectory(
      atPath: preflight.work, withIntermediateDirectories: true)
    var joins = assembly.joins
    for index in joins.indices {
      guard let located = data.joins.first(where: { $0.name == joins[index].name }) else {
        continue
      }
      joins[index].source = located.source
    }
    var schema = assembly.schema
    if rules == nil { for derived in descriptor.derived { schema[derived.name] = nil } }
    let declaration = DatasetDeclaration(
      source: data.source, key: data.key.value, schema: schema, joins: joins)
    var options = ImportOptions()
    options.severities = descriptor.gate.codes
    options.leavesOut = descriptor.gate.skip ?? .error
    options.describesColumns = preflight.describesColumns
    options.limits = preflight.readingLimits
    options.progress = preflight.progress
    options.limits = preflight.readingLimits
    let importer = DatasetImporter(
      declaration, folder: preflight.campaign.root, rules: rules.flatMap { $0.isEmpty ? nil : $0 },
      options: options)
    let outcome = try importer.run(into: snapshotPath)
    findings += outcome.findings
    report.recipients = outcome.counts
    report.columns = outcome.columns
    let rows = outcome.counts.total + outcome.counts.excluded
    if let stated = data.stated.rows, stated != rows, !outcome.isRefused {
      findings.append(
        Finding(
          .statedFileDiffers, "‘\(data.source.file)’ has \(rows) rows, not \(stated) as stated",
          at: data.filePlace))
    }
    return outcome
  }

  private mutating func planRecipients(
    _ template: LoadedTemplate, _ assembly: SchemaAssembly, _ page: TemplateCheck,
    _ naming: AssetNaming, _ data: DataDescription, _ report: inout PreflightReport
  ) throws -> RenderPlan {
    var images: ImageCheck?
    if let probe = preflight.probe {
      var check = ImageCheck(
        schema: assembly.schema, drop: preflight.campaign.files, template: template.files,
        probe: probe)
      findings += check.checkDefaults()
      images = check.isEmpty ? nil : check
    }
    let glyphs = preflight.glyphs.flatMap { covering in
      page.usage.map { usage in
        GlyphCheck(
          printed: usage.readsAnyName || usage.printed.contains("recipient") ? nil : usage.printed,
          covers: covering(template.fontFolders().paths + preflight.fontFolders))
      }
    }
    var pass = RecipientPass(
      snapshot: try SnapshotReader(path: snapshotPath), file: data.source.file,
      admission: admission, locale: descriptor.locale, naming: naming, images: images,
      glyphs: glyphs)
    try? FileManager.default.removeItem(atPath: planPath)
    var tally = FindingTally(limit: 100, severities: descriptor.gate.codes)
    let (plan, leftOut) = try pass.run(PlanWriter(path: planPath), tally: &tally)
    findings += tally.summary
    report.recipients.ok -= leftOut
    report.recipients.leftOut += leftOut
    return plan
  }

  private func specification(
    _ template: LoadedTemplate, _ page: TemplateCheck, _ variants: [Variant]
  ) -> JobSpecification {
    let paths = JobSpecification.Paths(
      drop: preflight.campaign.root, template: template.root,
      entry: template.files.path(template.entryText().path),
      snippets: template.files.path("snippets"),
      fonts: template.fontFolders().paths + preflight.fontFolders, snapshot: snapshotPath,
      plan: planPath)
    return JobSpecification(
      campaign: .init(id: descriptor.id, title: descriptor.title), paths: paths,
      variants: variants, locale: descriptor.locale, gate: descriptor.gate,
      limits: preflight.limits,
      installedTemplate: template.isInDrop ? nil : String(template.prefix.dropLast()),
      references: page.dropReferences)
  }

  private func finish(
    _ outcome: inout Preflight.Outcome, _ prepared: Prepared?
  ) {
    outcome.report.findings += findings.map(admission.gate.applied)
    let counts = outcome.report.recipients
    if prepared != nil {
      outcome.report.findings += admission.refusals(
        total: counts.total, leftOut: counts.leftOut, findings: outcome.report.findings)
      if counts.total > 0, counts.ok == 0,
        !outcome.report.findings.contains(where: admission.refuses)
      {
        outcome.report.findings.append(nobodyLeft(counts))
      }
    }
    guard let prepared, !outcome.report.findings.contains(where: admission.refuses) else { return }
    outcome.job = PreparedJob(
      descriptor: descriptor, specification: prepared.specification, plan: prepared.plan,
      admission: admission, schema: prepared.schema)
  }

  private func nobodyLeft(_ counts: RecipientCounts) -> Finding {
    Finding(
      .nobodyLeft, "none of the \(counts.total) recipients can be delivered",
      at: Place(file: descriptor.data?.source.file))
  }

  private var snapshotPath: String { preflight.work + "/snapshot.sqlite" }
  private var planPath: String { preflight.work + "/plan.sqlite" }
}
