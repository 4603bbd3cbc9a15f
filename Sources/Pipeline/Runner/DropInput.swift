import Campaign
import Delivery
import Findings
import Foundation
import Hashing
import HotFolder
import JobStore
import Linux

/// A snapshot seen as a campaign's input: where its descriptor is, and every file with its digest.
struct DropInput {
  /// Why a snapshot is no input.
  struct Refusal: Error { let rejection: Rejection }

  /// Absolute; names in the descriptor are relative to it.
  let root: String
  /// Absolute.
  let descriptor: String
  let standIn: String?
  let sketch: DescriptorSketch
  let identity: DropIdentity
  let inputs: [RenderJob.Input]
  private let dropName: String

  init(_ job: JobRecord, _ context: JobContext) throws {
    let ticket = try job.ticket()
    let folder = context.folder(job)
    dropName = ticket.dropName
    switch ticket.form {
    case .data:
      root = folder.path(JobFolder.input)
      standIn = ticket.primaryName.display
      descriptor = try Self.copyOwnCampaign(job, context)
    case .zip:
      let found = try Self.findDescriptor(folder.path(JobFolder.unpacked), job)
      (root, descriptor) = found
      standIn = nil
    case .folder, .loose, .stray:
      guard let path = ticket.descriptor, let name = path.last else {
        throw Self.refusal(job, "no campaign.yaml in it")
      }
      let parents = path.dropLast().map { EntryName(bytes: $0).display }
      root = ([folder.path(JobFolder.input)] + parents).joined(separator: "/")
      descriptor = root + "/" + EntryName(bytes: name).display
      standIn = nil
    }
    let limits = context.settings(Share(path: job.share)).limits.descriptor
    // One byte more shows that it is too long.
    let bytes = try Descriptor.reading(descriptor).read(at: 0, count: limits.bytes + 1)
    sketch = DescriptorSketch(bytes, limits: limits)

    let markers = Set(ticket.members.filter { $0.role == .marker }.map(\.fileName.display))
    var files: [(name: String, sha256: String)] = []
    let top = try Directory(path: root)
    for entry in try top.tree(skipping: IgnoredNames.contains) where entry.status.kind == .regular {
      let isMarker = ticket.form != .zip && markers.contains(entry.path)
      if isMarker || root + "/" + entry.path == descriptor { continue }
      files.append((entry.path, try Self.digest(entry, in: top)))
    }
    inputs =
      ([
        (
          name: Self.relative(descriptor, to: root), sha256: SHA256Digest(of: bytes).hex
        )
      ] + files).map { RenderJob.Input(name: $0.name, sha256: $0.sha256) }
      .sorted { $0.name < $1.name }
    let named = ticket.form == .data ? files.map { (name: "", sha256: $0.sha256) } : files
    identity = DropIdentity(
      scope: job.scope, descriptor: bytes, files: named, dropName: ticket.dropName,
      limits: limits)
  }

  func renderJob(
    _ job: JobRecord, _ revision: Int, _ supersedes: JobRecord?, _ context: JobContext
  ) throws -> RenderJob {
    let folder = context.folder(job)
    _ = try folder.ensure().ensureDirectory(JobFolder.render)
    let share = Share(path: job.share)
    let limits = context.settings(share).limits
    let previous = supersedes.flatMap { latest in
      latest.resultName.map { result in
        RenderJob.Previous(
          job: latest.id,
          manifest: context.folder(latest).path(JobFolder.result) + "/manifest.json",
          folder: share.path + "/outbox/" + result)
      }
    }
    return RenderJob(
      id: job.id, dropName: dropName, input: root, work: folder.path(JobFolder.render),
      descriptor: descriptor, standInData: standIn, templates: share.path + "/templates",
      created: job.created / 1000, evidence: job.evidence, revision: revision,
      supersedes: previous, findings: nestedArchives, inputs: inputs,
      limits: RenderJob.Limits(limits))
  }

  private var nestedArchives: [Finding] {
    let endings = [".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar"]
    return inputs.filter { input in
      endings.contains { input.name.lowercased().hasSuffix($0) }
    }.map {
      Finding(
        .nestedArchive, "‘\($0.name)’ is an archive and was not opened", at: Place(file: $0.name))
    }
  }

  // MARK: Finding

  private static func refusal(_ job: JobRecord, _ message: String) -> Refusal {
    Refusal(
      rejection: Rejection(
        code: .descriptor, message: "\(job.name): \(message); add one and drop all again",
        file: job.name))
  }

  /// At the top of an archive, or in its single top folder; names that never count do not count.
  private static func findDescriptor(
    _ top: String, _ job: JobRecord
  ) throws -> (root: String, descriptor: String) {
    let directory = try Directory(path: top)
    let names = try directory.names().filter { !IgnoredNames.contains($0) }
    if let name = try descriptorName(names, job) { return (top, top + "/" + name.display) }
    if names.count == 1, try directory.status(of: names[0]).kind == .directory {
      let inner = try directory.directory(names[0])
      let children = try inner.names().filter { !IgnoredNames.contains($0) }
      if let name = try descriptorName(children, job) {
        return (inner.path, inner.path + "/" + name.display)
      }
    }
    throw refusal(job, "no campaign.yaml at its top or in its single top folder")
  }

  private static func descriptorName(_ names: [EntryName], _ job: JobRecord) throws -> EntryName? {
    if let plain = Share.campaignNames.first(where: names.contains) { return plain }
    let loose = names.filter(DescriptorSketch.isDescriptor)
    guard loose.count <= 1 else {
      throw Refusal(
        rejection: Rejection(
          code: .ambiguous,
          message: "\(job.name) holds several descriptors: "
            + loose.map(\.display).joined(separator: ", ") + "; keep one of them"))
    }
    return loose.first
  }

  /// The hot folder's own campaign as it is now, with the files it joins: copied once, so that a later
  /// change does not reach into a running job.
  private static func copyOwnCampaign(_ job: JobRecord, _ context: JobContext) throws -> String {
    let share = Share(path: job.share)
    let settings = context.settings(share)
    let limits = settings.limits.descriptor
    let path = settings.campaign.split(separator: "/").map { EntryName(String($0)) }
    let target = try context.folder(job).fresh(JobFolder.campaign)
    guard let name = path.last,
      let home = try share.root.directoryIfPresent(at: path.dropLast()),
      let status = try home.statusIfPresent(of: name), status.size <= limits.bytes
    else {
      throw refusal(
        job,
        "the hot folder's own campaign \(settings.campaign) is not there, or has more than"
          + " \(limits.bytes) bytes")
    }
    let bytes = try home.read(name, limit: limits.bytes)
    try target.write(name, bytes)
    for join in DescriptorSketch(bytes, limits: limits).sources.dropFirst() {
      let parts = join.file.split(separator: "/").map { EntryName(String($0)) }
      guard let name = parts.last, !parts.contains(".."),
        let folder = try home.directoryIfPresent(at: parts.dropLast()),
        try folder.statusIfPresent(of: name)?.kind == .regular
      else { continue }
      try TreeMove.copy(
        name, from: folder, to: target.ensureDirectory(at: parts.dropLast()), name)
    }
    return target.path(of: name)
  }

  // MARK: Reading

  /// Names are bytes here: not all of them are text.
  private static func digest(_ entry: Directory.TreeEntry, in top: Directory) throws -> String {
    let file = try top.directory(at: entry.parts.dropLast()).open(
      entry.parts[entry.parts.count - 1])
    var hasher = SHA256Hasher()
    try file.readAll { (bytes) throws(SystemError) in hasher.update(bytes) }
    return hasher.finalize().hex
  }

  private static func relative(_ path: String, to root: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}
