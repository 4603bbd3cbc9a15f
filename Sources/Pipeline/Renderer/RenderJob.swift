package import Campaign
package import Dataset
package import Findings
package import HotFolder

/// What a renderer is told about a job. Values never change between calls for one job, except
/// `revision` facts that are fixed at admission.
package struct RenderJob: Sendable, Hashable, Codable {
  /// The job's id, `[a-z0-9-]{8,40}`.
  package var id: String
  /// The drop's primary name without extension or marker: what `{{ drop.name }}` gives.
  package var dropName: String
  /// Absolute. The folder that holds the descriptor, inside the snapshot of the drop: names in the
  /// descriptor are relative to it. Read-only by agreement.
  package var input: String
  /// Absolute. The renderer's own folder for this job, below `work/<job>/`; it exists.
  package var work: String
  /// Absolute. The descriptor: inside `input`, or the hot folder's own where data alone was dropped.
  package var descriptor: String
  /// Relative to `input`: the dropped file that stands in for `data.file`; nil unless data alone was
  /// dropped. Joins of such a job are relative to the descriptor's own folder.
  package var standInData: String?
  /// Absolute. The hot folder's own `templates/`, looked in after the drop and before the installed
  /// ones; nil without a hot folder.
  package var templates: String?
  /// The claim's time, seconds since 1970, UTC: the manifest's `created`.
  package var created: Int64
  /// The evidence level that the drop was admitted with.
  package var evidence: Int
  /// 1, or what a rerun or correction makes of it.
  package var revision: Int
  /// The job that this one corrects.
  package var supersedes: Previous?
  /// What the inbox found out that belongs into the manifest.
  package var findings: [Finding]
  /// Every file of the drop with its digest, relative to the drop, sorted: the manifest's `inputs`.
  package var inputs: [Input]
  /// What the hot folder allows; nil for the renderer's own limits.
  package var limits: Limits?

  package struct Limits: Sendable, Hashable, Codable {
    package var asset: AssetLimits
    package var data: ReadingLimits
    package var descriptor: YAMLLimits
    /// Bytes of memory of a worker.
    package var workerMemory: Int
    /// Seconds that all checks before rendering may take together.
    package var checkSeconds: Double

    static let defaultCheckSeconds = LimitSettings().checkSeconds

    package init(_ settings: LimitSettings) {
      asset = settings.asset
      data = settings.data
      descriptor = settings.descriptor
      workerMemory = settings.workerMemory
      checkSeconds = settings.checkSeconds
    }
  }

  package struct Input: Sendable, Hashable, Codable {
    package var name: String
    /// Lower-case hexadecimal.
    package var sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// The last result of the same identity, for corrections. Unchanged recipients are those whose
  /// `row_digest` in its manifest equals the new one: they count as reused, and their bundles may be
  /// taken from `folder` after checking size and digest. Where it is gone they are rendered again,
  /// which gives the same bytes.
  package struct Previous: Sendable, Hashable, Codable {
    package var job: String
    /// Absolute path of a copy of its `manifest.json` (and `bundles.jsonl` beside it).
    package var manifest: String
    /// Absolute path of its published folder, which consumers may have taken away.
    package var folder: String

    package init(job: String, manifest: String, folder: String) {
      self.job = job
      self.manifest = manifest
      self.folder = folder
    }
  }

  package init(
    id: String, dropName: String, input: String, work: String, descriptor: String,
    standInData: String? = nil, templates: String? = nil, created: Int64, evidence: Int = 1,
    revision: Int = 1,
    supersedes: Previous? = nil, findings: [Finding] = [], inputs: [Input] = [],
    limits: Limits? = nil
  ) {
    self.id = id
    self.dropName = dropName
    self.input = input
    self.work = work
    self.descriptor = descriptor
    self.standInData = standInData
    self.templates = templates
    self.created = created
    self.evidence = evidence
    self.revision = revision
    self.supersedes = supersedes
    self.findings = findings
    self.inputs = inputs
    self.limits = limits
  }
}

extension RenderJob {
  /// The hot folder's own templates, for looking before the installed ones.
  package var templateFolders: [String] { templates.map { [$0] } ?? [] }
}
