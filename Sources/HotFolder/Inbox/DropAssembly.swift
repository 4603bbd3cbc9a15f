import Archive
import Findings
package import Linux

/// Sorts what lies in an inbox into drops: which names belong together, and what is missing.
package struct DropAssembly {
  /// Whether data alone is a drop here, since the hot folder has a campaign of its own.
  package var hasOwnCampaign: Bool
  /// Bytes that a name may have.
  package var nameBytes = ZipLimits().nameBytes
  /// Whether a template of that name is installed, so that a drop need not bring it.
  package var isInstalledTemplate: (String) -> Bool
  /// Reads a descriptor at a path relative to the inbox.
  package var sketch: ([EntryName], FileStatus) throws(SystemError) -> DescriptorSketch

  package init(
    hasOwnCampaign: Bool, isInstalledTemplate: @escaping (String) -> Bool,
    sketch: @escaping ([EntryName], FileStatus) throws(SystemError) -> DescriptorSketch
  ) {
    self.hasOwnCampaign = hasOwnCampaign
    self.isInstalledTemplate = isInstalledTemplate
    self.sketch = sketch
  }

  /// The drops of a listing, in the order of their primary names.
  package func drops(in listing: InboxListing) -> [Drop] {
    var rest = Dictionary(uniqueKeysWithValues: listing.entries.map { ($0.name, $0) })
    var drops: [Drop] = []
    let ordered = listing.entries

    let descriptors = ordered.filter {
      $0.status.kind == .regular && DescriptorSketch.isDescriptor($0.name)
    }
    let index = NameIndex(descriptors.isEmpty ? [] : ordered.map(\.name))
    for entry in descriptors where rest[entry.name] != nil {
      drops.append(loose(entry, &rest, index))
    }
    // A descriptor that cannot be read may name any of the files that would be a drop without it.
    let unread = drops.first { $0.sketch == nil && $0.obstacle != nil }?.obstacle
    for entry in ordered where rest[entry.name] != nil {
      switch entry.status.kind {
      case .directory: drops.append(folder(entry))
      case .regular where hasExtension(entry.name, ["zip"]):
        drops.append(Drop(form: .zip, primary: entry.name, members: [member(entry, .data)]))
      case .regular where hasOwnCampaign && hasExtension(entry.name, Self.dataExtensions):
        var drop = Drop(form: .data, primary: entry.name, members: [member(entry, .data)])
        drop.obstacle = unread
        drops.append(drop)
      default: continue
      }
      rest[entry.name] = nil
    }
    attachMarkers(ordered, &rest, &drops)
    for entry in ordered where rest[entry.name] != nil { drops.append(stray(entry)) }
    return drops.map(judged).sorted { $0.primary < $1.primary }
  }

  private static let dataExtensions = [
    "csv", "tsv", "tab", "txt", "json", "jsonl", "ndjson", "xlsx", "ods", "sqlite", "sqlite3", "db",
  ]

  private func hasExtension(_ name: EntryName, _ extensions: [String]) -> Bool {
    let text = name.display.lowercased()
    return extensions.contains { text.hasSuffix("." + $0) }
  }

  private func member(_ entry: InboxListing.Entry, _ role: Drop.Member.Role) -> Drop.Member {
    Drop.Member(name: entry.name, role: role, status: entry.status)
  }

  // MARK: Forms

  /// A descriptor takes the files that it names, wherever their first parts lie in the inbox.
  private func loose(
    _ entry: InboxListing.Entry, _ rest: inout [EntryName: InboxListing.Entry], _ index: NameIndex
  ) -> Drop {
    rest[entry.name] = nil
    var drop = Drop(form: .loose, primary: entry.name, members: [member(entry, .descriptor)])
    drop.descriptor = [entry.name]
    guard let sketch = read([entry.name], entry.status, &drop) else { return drop }
    for source in sketch.sources { take(source.file, &rest, index, &drop, isRequired: true) }
    if let template = sketch.template {
      take(template, &rest, index, &drop, isRequired: !isInstalledTemplate(template))
    }
    return drop
  }

  /// Reads a drop's descriptor into it; nil, with the drop's obstacle, where it cannot be read.
  private func read(
    _ path: [EntryName], _ status: FileStatus, _ drop: inout Drop
  ) -> DescriptorSketch? {
    do throws(SystemError) {
      drop.sketch = try sketch(path, status)
    } catch {
      drop.obstacle = error
    }
    return drop.sketch
  }

  private func take(
    _ reference: String, _ rest: inout [EntryName: InboxListing.Entry], _ index: NameIndex,
    _ drop: inout Drop, isRequired: Bool
  ) {
    let parts = reference.split(separator: "/").map(String.init).filter { $0 != "." }
    guard let first = parts.first, !parts.contains("..") else { return }
    let taken = drop.members.map(\.fileName)
    switch index.match(first, isPresent: { rest[$0] != nil || taken.contains($0) }) {
    case .none:
      if isRequired && !drop.missing.contains(reference) { drop.missing.append(reference) }
    case .several(let names):
      drop.fault = Drop.Fault(
        code: .ambiguous,
        message: "\(drop.primary): ‘\(reference)’ could be any of "
          + names.map(\.display).joined(separator: ", ") + "; keep one of them")
    case .one(let name):
      if let entry = rest.removeValue(forKey: name) {
        drop.members.append(member(entry, .data))
        drop.obstacle = drop.obstacle ?? entry.obstacle
        drop.tree += entry.tree.map {
          Directory.TreeEntry(parts: [name] + $0.parts, status: $0.status)
        }
      }
      if parts.count > 1, isRequired, !contains(drop, [name], parts.dropFirst()) {
        drop.missing.append(reference)
      }
    }
  }

  /// Whether the drop's tree holds a path whose first parts are known.
  private func contains(
    _ drop: Drop, _ prefix: [EntryName], _ parts: ArraySlice<String>
  ) -> Bool {
    guard let part = parts.first else { return true }
    let children = drop.tree.filter {
      $0.parts.count == prefix.count + 1 && $0.parts.starts(with: prefix)
    }
    guard case .one(let name) = NameRules.match(part, among: children.compactMap(\.parts.last))
    else { return false }
    return contains(drop, prefix + [name], parts.dropFirst())
  }

  /// A folder holds its descriptor at its top, or in its single top folder.
  private func folder(_ entry: InboxListing.Entry) -> Drop {
    var drop = Drop(form: .folder, primary: entry.name, members: [member(entry, .data)])
    drop.obstacle = entry.obstacle
    drop.tree = entry.tree.map {
      Directory.TreeEntry(parts: [entry.name] + $0.parts, status: $0.status)
    }
    let top = entry.tree.filter { $0.parts.count == 1 }
    var candidates = descriptors(in: top)
    if candidates.isEmpty, top.count == 1, top[0].status.kind == .directory {
      candidates = descriptors(
        in: entry.tree.filter { $0.parts.count == 2 && $0.parts[0] == top[0].parts[0] })
    }
    guard let descriptor = candidates.first else {
      drop.missing = ["campaign.yaml"]
      return drop
    }
    if candidates.count > 1 {
      drop.fault = Drop.Fault(
        code: .ambiguous,
        message: "\(entry.name) holds \(candidates.count) descriptors; keep one of them")
    }
    let path = [entry.name] + descriptor.parts
    drop.descriptor = path
    let base = Array(path.dropLast())
    for source in read(path, descriptor.status, &drop)?.sources ?? [] {
      let parts = source.file.split(separator: "/").map(String.init).filter { $0 != "." }
      if !parts.contains(".."), !contains(drop, base, parts[...]) {
        drop.missing.append(source.file)
      }
    }
    return drop
  }

  private func descriptors(in entries: [Directory.TreeEntry]) -> [Directory.TreeEntry] {
    let found = entries.filter {
      $0.status.kind == .regular && DescriptorSketch.isDescriptor($0.parts[$0.parts.count - 1])
    }
    let plain = found.filter { Share.campaignNames.contains($0.parts[$0.parts.count - 1]) }
    return plain.isEmpty ? found : Array(plain.prefix(1))
  }

  private func stray(_ entry: InboxListing.Entry) -> Drop {
    var drop = Drop(form: .stray, primary: entry.name, members: [member(entry, .data)])
    drop.missing = ["a campaign descriptor that names it"]
    return drop
  }

  /// `a.zip.done`, `a.done`, or the stem of a descriptor.
  private func attachMarkers(
    _ entries: [InboxListing.Entry], _ rest: inout [EntryName: InboxListing.Entry],
    _ drops: inout [Drop]
  ) {
    var known: [String: Int] = [:]
    for (index, drop) in drops.enumerated() {
      for name in names(of: drop) where known[name] == nil { known[name] = index }
    }
    for entry in entries where rest[entry.name] != nil && entry.status.kind == .regular {
      guard let subject = Marker.subject(of: entry.name).map(NameRules.folded),
        let index = known[subject], drops[index].marker == nil
      else { continue }
      drops[index].members.append(member(entry, .marker))
      rest[entry.name] = nil
    }
  }

  private func names(of drop: Drop) -> [String] {
    guard let name = drop.primary.utf8 else { return [] }
    var names = [name]
    if drop.form != .folder, let dot = name.lastIndex(of: "."), dot > name.startIndex {
      names.append(String(name[..<dot]))
    }
    if let stem = DescriptorSketch.stem(drop.primary) { names.append(stem) }
    return names.map(NameRules.folded)
  }

  // MARK: Faults

  /// What no waiting mends.
  private func judged(_ drop: Drop) -> Drop {
    var drop = drop
    drop.members.sort { ($0.role, $0.fileName) < ($1.role, $1.fileName) }
    let odd =
      drop.members.map { ($0.fileName.display, $0.status) } + drop.tree.map { ($0.path, $0.status) }
    for (path, status) in odd {
      let isLinked = status.kind == .regular && status.links > 1
      if status.kind == .link || status.kind == .other || isLinked {
        drop.fault = Drop.Fault(
          code: .notAFile,
          message: "\(path) is a link or a special file; drop a regular file instead")
        return drop
      }
    }
    for name in [drop.primary] + drop.members.map(\.fileName) where drop.fault == nil {
      if let message = NameRules.fault(in: name, limit: nameBytes) {
        drop.fault = Drop.Fault(code: .name, message: "\(name): \(message); rename it")
      }
    }
    return drop
  }
}
