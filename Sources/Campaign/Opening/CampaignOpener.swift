import Archive
package import Findings
import Foundation
import Glibc

/// Opens what people call CAMPAIGN: a folder, a zip or a descriptor file.
package struct CampaignOpener {
  /// An empty or absent folder that a zip is unpacked into.
  package let scratch: String

  package init(scratch: String) {
    self.scratch = scratch
  }

  /// - Throws: a finding that says what is missing where.
  package func open(_ path: String) throws(OpeningFault) -> OpenedCampaign {
    let path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw OpeningFault(.noCampaign, "there is nothing at ‘\(path)’")
    }
    if isFolder.boolValue { return try openFolder(trimmed(path)) }
    if path.lowercased().hasSuffix(".zip") { return try openArchive(path) }
    let url = URL(filePath: path)
    return OpenedCampaign(
      root: trimmed(url.deletingLastPathComponent().path(percentEncoded: false)),
      descriptor: url.lastPathComponent)
  }

  /// The descriptor in a folder, or in its single top folder.
  package func openFolder(_ root: String) throws(OpeningFault) -> OpenedCampaign {
    if let found = try descriptor(in: root) { return found }
    let files = FolderFiles(root: root)
    let visible = files.names().filter { !IgnoredNames.contains($0) }
    if visible.count == 1, files.isFolder(visible[0]),
      let found = try descriptor(in: root + "/" + visible[0])
    {
      return found
    }
    let seen = visible.prefix(5).joined(separator: ", ")
    throw OpeningFault(
      .noCampaign,
      "there is no campaign.yaml in ‘\(root)’, nor in a single top folder"
        + (seen.isEmpty ? ": it is empty" : "; there are \(seen)"))
  }

  private func descriptor(in root: String) throws(OpeningFault) -> OpenedCampaign? {
    let files = FolderFiles(root: root)
    let names = files.names()
    if let own = Self.names.first(where: names.contains) {
      guard files.isFile(own) else {
        throw OpeningFault(.pathOutside, "‘\(own)’ is no regular file", file: own)
      }
      return OpenedCampaign(root: root, descriptor: own)
    }
    let loose = names.filter { name in
      !IgnoredNames.contains(name) && Self.suffixes.contains { name.hasSuffix($0) }
    }
    guard loose.count <= 1 else {
      throw OpeningFault(
        .noCampaign,
        "there are several descriptors: \(loose.prefix(5).joined(separator: ", ")); name the one meant"
      )
    }
    return loose.first.flatMap {
      files.isFile($0) ? OpenedCampaign(root: root, descriptor: $0) : nil
    }
  }

  private func openArchive(_ path: String) throws(OpeningFault) -> OpenedCampaign {
    let name = URL(filePath: path).lastPathComponent
    let archive = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard archive >= 0 else { throw .system(name) }
    defer { close(archive) }
    do {
      try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    } catch {
      throw OpeningFault(.unreadableDrop, "‘\(scratch)’ cannot be made: \(error)")
    }
    let target = Glibc.open(scratch, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard target >= 0 else { throw .system(scratch) }
    defer { close(target) }
    do throws(ArchiveError) {
      try ZipExtractor.extract(descriptor: archive, into: target)
    } catch {
      let entry = error.entry.map { " at ‘\(shortened($0))’" } ?? ""
      throw OpeningFault(
        .unreadableDrop, "the zip is refused\(entry): \(error.message)", file: name)
    }
    return try openFolder(scratch)
  }

  private func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// A descriptor's names, the first that is there wins.
  package static let names = ["campaign.yaml", "campaign.yml", "campaign.json"]
  /// What loose descriptors end in.
  package static let suffixes = [".campaign.yaml", ".campaign.yml", ".campaign.json"]
}

/// Why a drop cannot be opened.
package struct OpeningFault: Error {
  package var finding: Finding

  init(_ code: FindingCode, _ message: String, file: String? = nil) {
    finding = Finding(code, message, at: Place(file: file))
  }

  static func system(_ name: String) -> OpeningFault {
    OpeningFault(
      .unreadableDrop, "‘\(name)’ cannot be opened: \(String(cString: strerror(errno)))", file: name
    )
  }
}
