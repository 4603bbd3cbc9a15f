package import Archive
import Hashing
package import Linux

/// Reads a drop's files to see whether they are whole; the settling decides what follows.
package struct DropExaminer {
  let inbox: Directory
  let limits: ZipLimits

  package init(inbox: Directory, limits: ZipLimits) {
    self.inbox = inbox
    self.limits = limits
  }

  /// The statements about a drop's files: the marker's lines, else the descriptor's own.
  func statedFiles(_ drop: Drop) throws(SystemError) -> [StatedFile] {
    if let marker = drop.marker {
      let lines = Marker(try inbox.read(marker.fileName, limit: 16 << 20)).lines
      if !lines.isEmpty {
        return lines.map { StatedFile(name: $0.name, size: $0.size, sha256: $0.sha256) }
      }
    }
    guard let sources = drop.sketch?.sources, !sources.isEmpty else { return [] }
    let stated = sources.compactMap { source in
      source.sha256.map { StatedFile(name: source.file, size: source.size, sha256: $0) }
    }
    return stated.count == sources.count ? stated : []
  }

  /// Whether every stated file is there with its size and digest. Digests are computed only once all
  /// sizes are right.
  func digestsMatch(_ stated: [StatedFile], _ drop: Drop) throws(SystemError) -> Bool {
    let index = FileIndex(drop)
    var pairs: [(StatedFile, Directory.TreeEntry)] = []
    for file in stated {
      guard let entry = index.find(file.name),
        file.size ?? entry.status.size == entry.status.size
      else { return false }
      pairs.append((file, entry))
    }
    for (file, entry) in pairs {
      var hasher = SHA256Hasher()
      try open(entry.parts).readAll { (bytes) throws(SystemError) in hasher.update(bytes) }
      if hasher.finalize().hex != file.sha256 { return false }
    }
    return true
  }

  /// The completeness of the file that the drop's form turns on.
  func completeness(_ drop: Drop) throws(SystemError) -> Completeness {
    switch drop.form {
    case .zip:
      return try judge([drop.primary], rows: nil)
    case .data:
      return try judge([drop.primary], rows: nil)
    case .loose, .folder:
      guard let sketch = drop.sketch, let path = drop.descriptor else { return .unprovable }
      // A cut-off YAML text may well be valid, and a broken one is the client's to mend.
      if try isEmpty(path) { return .empty }
      var result = Completeness.proven
      let index = FileIndex(drop)
      for source in sketch.sources {
        guard let entry = index.find(source.file) else { continue }
        let one = try judge(entry.parts, rows: source.rows)
        switch one {
        case .proven: continue
        case .unprovable: result = .unprovable
        case .empty, .broken: return one
        }
      }
      // What else a folder holds, its descriptor cannot tell.
      return drop.form == .folder || sketch.sources.isEmpty ? .unprovable : result
    case .stray:
      return .unprovable
    }
  }

  /// The first file that is empty or ends in zeros.
  func hollowFile(_ drop: Drop) throws(SystemError) -> String? {
    for entry in drop.files {
      if try Completeness.isHollow(open(entry.parts), name: entry.parts[entry.parts.count - 1]) {
        return entry.path
      }
    }
    return nil
  }

  private func isEmpty(_ path: [EntryName]) throws(SystemError) -> Bool {
    let file = try open(path)
    return try Completeness.isEmpty(file, file.status().size)
  }

  private func judge(_ parts: [EntryName], rows: Int?) throws(SystemError) -> Completeness {
    try Completeness.judge(open(parts), name: parts[parts.count - 1], rows: rows, limits: limits)
  }

  private func open(_ parts: [EntryName]) throws(SystemError) -> Descriptor {
    try inbox.directory(at: parts.dropLast()).open(parts[parts.count - 1])
  }
}

/// Finds the files that markers and descriptors name.
private struct FileIndex {
  private let base: [EntryName]
  private let top: [EntryName]
  private var exact: [[EntryName]: Directory.TreeEntry] = [:]
  private var folded: [[String]: Directory.TreeEntry] = [:]

  init(_ drop: Drop) {
    base = drop.descriptor.map { Array($0.dropLast()) } ?? []
    top = drop.members.prefix(1).map(\.fileName)
    for entry in drop.files {
      exact[entry.parts] = entry
      let key = Self.fold(entry.parts)
      if folded[key] == nil { folded[key] = entry }
    }
  }

  private static func fold(_ parts: [EntryName]) -> [String] {
    parts.map { NameRules.folded($0.display) }
  }

  /// By its path from the descriptor's folder, from the inbox, or from the drop's own folder.
  func find(_ name: String) -> Directory.TreeEntry? {
    let parts = name.split(separator: "/").map { EntryName(String($0)) }.filter { $0 != "." }
    let candidates = [base + parts, parts, top + parts]
    for candidate in candidates {
      if let entry = exact[candidate] { return entry }
    }
    for candidate in candidates {
      if let entry = folded[Self.fold(candidate)] { return entry }
    }
    return nil
  }
}

/// A file that a marker or descriptor makes a statement about.
struct StatedFile {
  var name: String
  var size: Int64?
  var sha256: String
}
