/// What an archive from outside may hold, judged from its directory before a byte is unpacked.
func check(_ entries: [ZipEntry], against limits: ZipLimits) throws(ArchiveError) {
  var total: Int64 = 0
  var names: [String: Bool] = [:]
  for entry in entries {
    try checkKind(of: entry)
    try checkName(of: entry, limits)
    guard entry.size <= limits.fileBytes else {
      throw ArchiveError(
        .limit, "\(entry.size) bytes, \(limits.fileBytes) are allowed", entry: entry.name,
        limit: "file_bytes")
    }
    let (sum, overflow) = total.addingReportingOverflow(entry.size)
    guard !overflow, sum <= limits.totalBytes else {
      throw ArchiveError(
        .limit, "its files have more than \(limits.totalBytes) bytes together", limit: "total_bytes"
      )
    }
    total = sum
    try checkUniqueness(of: entry, among: &names)
  }
}

private func checkKind(of entry: ZipEntry) throws(ArchiveError) {
  if entry.isEncrypted {
    throw ArchiveError(.encrypted, "the entry is encrypted", entry: entry.name)
  }
  guard entry.isOrdinary else {
    throw ArchiveError(
      .link, "the entry is a link or special file; only files and folders are allowed",
      entry: entry.name)
  }
  if entry.isDirectory && entry.size != 0 {
    throw .broken("a folder with content", entry: entry.name)
  }
}

private func checkName(of entry: ZipEntry, _ limits: ZipLimits) throws(ArchiveError) {
  let bytes = entry.nameBytes
  let isDrive = bytes.count >= 2 && bytes[1] == UInt8(ascii: ":")
  if bytes.isEmpty || bytes.first == UInt8(ascii: "/") || isDrive
    || bytes.contains(UInt8(ascii: "\\")) || bytes.contains(0)
  {
    throw ArchiveError(
      .path, "the name is absolute, empty, or holds a backslash or NUL", entry: entry.name)
  }
  let parts = entry.components
  if parts.isEmpty || parts.contains(where: { $0.elementsEqual("..".utf8) }) {
    throw ArchiveError(.path, "the name leads out of the archive", entry: entry.name)
  }
  let folders = parts.count - (entry.isDirectory ? 0 : 1)
  guard folders <= limits.depth else {
    throw ArchiveError(
      .limit, "\(folders) folders deep, \(limits.depth) are allowed", entry: entry.name,
      limit: "depth")
  }
  guard parts.allSatisfy({ $0.count <= limits.nameBytes }) else {
    throw ArchiveError(
      .limit, "a name of more than \(limits.nameBytes) bytes", entry: entry.name,
      limit: "name_bytes")
  }
}

/// Names are one when they agree after normalisation and case folding; a folder may be named twice,
/// or be implied by what lies in it, but never be a file too.
private func checkUniqueness(
  of entry: ZipEntry, among names: inout [String: Bool]
) throws(ArchiveError) {
  let parts = entry.components.map { folded(String(decoding: $0, as: UTF8.self)) }
  var path = ""
  for (index, part) in parts.enumerated() {
    path += (index == 0 ? "" : "/") + part
    let isFolder = index + 1 < parts.count || entry.isDirectory
    if let known = names[path], !(known && isFolder) {
      throw ArchiveError(
        .duplicate, "two entries share this name, or differ in case only", entry: entry.name)
    }
    names[path] = isFolder
  }
}

/// Swift compares strings by canonical equivalence; upper and lower casing in turn folds what one
/// alone leaves apart (`ß` and `ss`).
private func folded(_ name: String) -> String { name.uppercased().lowercased() }
