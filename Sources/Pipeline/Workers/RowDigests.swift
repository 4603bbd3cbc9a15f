import Campaign
import Dataset
import Foundation
import Hashing
import Rendering

/// What a bundle's bytes depend on, as one digest: the row with its joined rows, the files of the drop
/// that its pages use, the template and the settings. Equal digests mean equal bundles, in whatever
/// job and under whatever name.
final class RowDigests {
  private let common: SHA256Digest
  private let drop: String
  /// Nil where values decide nothing about which files are used.
  private let bound: BoundReferences?
  private var files: [String: SHA256Digest] = [:]

  /// Reads the template's files once.
  init(job: JobSpecification, _ configuration: RenderingConfiguration) throws {
    drop = job.paths.drop
    let asks = try job.references.dependOnData && Self.holdsAssets(job.paths)
    bound = asks ? BoundReferences(job, configuration) : nil
    var hasher = SHA256Hasher()
    hasher.update(PlatenVersion.current + "\n")
    for folder in [job.paths.template] + job.paths.fonts {
      for (name, digest) in try Self.tree(folder) { hasher.update("\(name)\t\(digest.hex)\n") }
    }
    hasher.update("\(job.paths.entry.dropFirst(job.paths.template.count))\n")
    for name in job.references.files {
      let digest = try Self.digest(of: drop + "/" + name)
      hasher.update("\(name)\t\(digest.hex)\n")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    hasher.update(Array(try encoder.encode(job.variants)))
    hasher.update(Array(try encoder.encode(job.locale)))
    hasher.update(Array(try encoder.encode(job.gate)))
    hasher.update("\n\(job.campaign.id)\n\(job.campaign.title)")
    common = hasher.finalize()
  }

  /// - Parameters:
  ///   - names: what the pages see, but for their variant.
  ///   - assetNames: those of the recipient's assets in its bundle.
  func digest(
    of row: RecipientRow, names: [Record], locale: String, assetNames: [String]
  ) throws -> SHA256Digest {
    var hasher = SHA256Hasher()
    hasher.update(common.hex)
    hasher.update(row.digest.hex)
    for name in assetNames { hasher.update("\n\(name)") }
    for name in bound?.files(names, locale: locale) ?? [] {
      hasher.update("\n\(name)\t\(try digest(ofFile: name).hex)")
    }
    return hasher.finalize()
  }

  private func digest(ofFile name: String) throws -> SHA256Digest {
    if let known = files[name] { return known }
    let digest = try Self.digest(of: drop + "/" + name)
    files[name] = digest
    return digest
  }

  private static func digest(of path: String) throws -> SHA256Digest {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    return try SHA256Digest(reading: handle)
  }

  /// Whether the drop holds anything that a page could show, beside its template and its data.
  private static func holdsAssets(_ paths: JobSpecification.Paths) throws -> Bool {
    let data: Set = [
      "yaml", "yml", "json", "csv", "tsv", "tab", "jsonl", "ndjson", "xlsx", "ods", "sqlite",
      "sqlite3", "db", "done", "ready", "ok",
    ]
    let template =
      paths.template.hasPrefix(paths.drop + "/")
      ? String(paths.template.dropFirst(paths.drop.count + 1)) + "/" : nil
    let names = FileManager.default.enumerator(atPath: paths.drop)
    while let name = names?.nextObject() as? String {
      if let template, name.hasPrefix(template) || name + "/" == template { continue }
      guard !data.contains((name as NSString).pathExtension.lowercased()),
        names?.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      else { continue }
      return true
    }
    return false
  }

  private static func tree(_ folder: String) throws -> [(String, SHA256Digest)] {
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
    return try names.sorted().compactMap { name in
      let path = folder + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
      return (name, try digest(of: path))
    }
  }
}
