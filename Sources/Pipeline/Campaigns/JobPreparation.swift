import Campaign
import Dataset
import Findings
import Foundation
import Rendering

/// `prepare`: preflight and plan of one job, and the decision whether it may be rendered.
struct JobPreparation {
  let job: RenderJob
  let settings: RendererSettings
  /// Told now and then how many rows have been read.
  var progress: (@Sendable (Int) -> Void)?

  /// - Throws: errors of the machine, never of the drop.
  func run() throws -> Preparation {
    let preparation = try attempt()
    guard case .rejected = preparation else { return preparation }
    // A disk that fails for a moment looks like a file that is not as it should be. A drop is given
    // back for good, so what is wrong with it must be wrong twice.
    return try attempt()
  }

  private func attempt() throws -> Preparation {
    let work = JobFiles(job).planFolder
    try? FileManager.default.removeItem(atPath: work)
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    var templates = TemplateFinder(installed: job.templateFolders + settings.templates)
    templates.placing = { try copy(template: $0) }
    var preflight = Preflight(try openCampaign(), templates: templates, work: work)
    preflight.dataFile = job.standInData
    let limits = job.limits?.asset ?? settings.limits
    preflight.probe = ImageFileProbe.probing(pixels: limits.imagePixels)
    preflight.glyphs = { FontCoverage.covering(folders: $0) }
    preflight.pages = TemplateInspector.inspecting
    preflight.fontFolders = settings.fonts
    preflight.limits = limits
    preflight.readingLimits = job.limits?.data ?? ReadingLimits()
    preflight.descriptorLimits = descriptorLimits
    preflight.workers = settings.workers.count
    preflight.progress = progress
    let outcome = try preflight.run()
    let duplicates = outcome.report.findings.filter { $0.code == .duplicateKey }
    if let first = duplicates.first {
      // Who is who cannot be told, so nobody is served.
      return .rejected(
        InputRejection(
          code: .data, message: "\(first.place): \(first.message): \(first.remedy)",
          findings: duplicates))
    }
    guard let prepared = outcome.job else {
      return .rejected(try rejection(outcome.report, work: work))
    }
    return .planned(try plan(prepared, outcome.report))
  }

  /// Copies an installed template into the job's folder: all recipients see the same, whoever works on
  /// it, and whether or not its share stays.
  private func copy(template folder: String) throws -> String {
    let files = FileManager.default
    let target = URL(filePath: job.work).appending(path: "template")
    try? files.removeItem(at: target)
    try files.createDirectory(at: target, withIntermediateDirectories: true)
    let copy = target.appending(path: (folder as NSString).lastPathComponent)
    // The folder itself may be a link to where it is kept.
    try files.copyItem(at: URL(filePath: folder).resolvingSymlinksInPath(), to: copy)
    return copy.path(percentEncoded: false)
  }

  private var descriptorLimits: YAMLLimits { job.limits?.descriptor ?? YAMLLimits() }

  /// Where data alone was dropped, descriptor and joins come from the hot folder: all that the
  /// campaign names is brought together in one folder, so that one rule resolves every name.
  private func openCampaign() throws -> OpenedCampaign {
    let descriptor = URL(filePath: job.descriptor)
    guard let data = job.standInData else {
      return OpenedCampaign(root: job.input, descriptor: descriptor.lastPathComponent)
    }
    let home = descriptor.deletingLastPathComponent()
    let folder = URL(filePath: job.work).appending(path: "campaign")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var names = [descriptor.lastPathComponent]
    let reader = CampaignReader(
      try Data(contentsOf: descriptor), file: descriptor.lastPathComponent, limits: descriptorLimits
    )
    names += reader.descriptor?.data?.joins.map(\.source.file) ?? []
    let files = FolderFiles(root: home.path(percentEncoded: false))
    for name in names {
      guard case .file(let path) = files.resolve(name) else { continue }
      let target = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: home.appending(path: path), to: target)
    }
    let target = folder.appending(path: data)
    try? FileManager.default.removeItem(at: target)
    try FileManager.default.copyItem(
      at: URL(filePath: job.input).appending(path: data), to: target)
    return OpenedCampaign(
      root: folder.path(percentEncoded: false), descriptor: descriptor.lastPathComponent)
  }

  private func plan(_ prepared: PreparedJob, _ report: PreflightReport) throws -> JobPlan {
    let descriptor = prepared.descriptor
    let leftOut = try leftOut(report, plan: prepared.plan, specification: prepared.specification)
    let record = PreflightRecord(
      campaign: descriptor.id, title: descriptor.title, excluded: report.recipients.excluded,
      leftOut: leftOut, findings: report.findings,
      emailField: descriptor.fields.first { $0.name == "email" }?.name ?? "email",
      fields: ProofFields(prepared.schema), recipients: report.recipients,
      estimate: report.estimate)
    var specification = prepared.specification
    specification.correction = try correction()
    try JobFiles(job).write(specification, record)
    let shards = try prepared.plan.shards(size: RenderPlan.shardSize(for: prepared.plan.count))
    let total = report.recipients.total
    return JobPlan(
      campaign: descriptor.id, shards: shards, recipients: total,
      assets: prepared.plan.count * prepared.specification.variants.count, leftOut: leftOut,
      errorLimit: descriptor.onError == .fail ? 0 : descriptor.errorLimit.allowed(of: total),
      requiresApproval: descriptor.needsApproval, estimatedBytes: Int64(report.estimate.bytes),
      findings: report.findings.filter { $0.recipient == nil })
  }

  /// What a job that corrects another can take over; nil where there is nothing.
  private func correction() throws -> JobSpecification.Correction? {
    guard let previous = job.supersedes else { return nil }
    let index = job.work + "/plan/" + PreviousResult.fileName
    guard
      try PreviousResult.make(
        at: index, manifest: previous.manifest,
        recipients: previous.folder + "/" + RecipientsCSV.fileName)
    else { return nil }
    return JobSpecification.Correction(index: index, bundles: previous.folder + "/bundles")
  }

  /// Everybody whom the import or the checks after it leave out, in file order.
  private func leftOut(
    _ report: PreflightReport, plan: RenderPlan, specification: JobSpecification
  ) throws -> [LeftOutRecipient] {
    let snapshot = try SnapshotReader(path: specification.paths.snapshot)
    return try LeftOutRecipients.inImport(snapshot) + LeftOutRecipients.inPlan(plan, snapshot)
  }

  private func rejection(_ report: PreflightReport, work: String) throws -> InputRejection {
    let errors = report.findings.filter { $0.severity == .error }
    let deciding = errors.first { $0.recipient == nil } ?? errors.first ?? report.findings.first
    let code = deciding.map(RejectCode.init(for:)) ?? .descriptor
    var leftOut: [LeftOutRecipient] = []
    if code == .recipients {
      if try JobFiles.isPresent(work + "/snapshot.sqlite") {
        let snapshot = try SnapshotReader(path: work + "/snapshot.sqlite")
        leftOut = try LeftOutRecipients.inImport(snapshot)
        if try JobFiles.isPresent(work + "/plan.sqlite") {
          leftOut += try LeftOutRecipients.inPlan(
            RenderPlan(path: work + "/plan.sqlite"), snapshot)
        }
      }
    }
    let place = deciding?.place.description ?? ""
    let message = [
      place, deciding?.message ?? "the campaign cannot be rendered", deciding?.remedy ?? "",
    ]
    .filter { !$0.isEmpty }.joined(separator: ": ")
    return InputRejection(
      code: code, message: message, findings: errors.isEmpty ? report.findings : errors,
      leftOut: leftOut.sorted { $0.row < $1.row })
  }
}
