import Campaign
import Dataset
import Foundation
import Hashing

/// What a bundle's bytes depend on, as one digest: the row with its joined rows, the images that it
/// names, the template and the variants. Equal digests mean equal bundles, in whatever job.
final class RowDigests {
  private let common: SHA256Digest
  private let drop: String
  private var files: [String: SHA256Digest?] = [:]

  /// Reads the template's files once.
  init(job: JobSpecification) throws {
    drop = job.paths.drop
    var hasher = SHA256Hasher()
    hasher.update(PlatenVersion.current + "\n")
    for folder in [job.paths.template] + job.paths.fonts {
      for (name, digest) in try Self.tree(folder) { hasher.update("\(name)\t\(digest.hex)\n") }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    hasher.update(Array(try encoder.encode(job.variants)))
    hasher.update(Array(try encoder.encode(job.locale)))
    hasher.update("\n\(job.campaign.id)\n\(job.campaign.title)\n\(job.paths.entry)")
    common = hasher.finalize()
  }

  func digest(of row: RecipientRow) -> SHA256Digest {
    var hasher = SHA256Hasher()
    hasher.update(common.hex)
    hasher.update(row.digest.hex)
    for name in row.fields.names.sorted() {
      if let value = row.fields[name] { addFiles(value, to: &hasher) }
    }
    return hasher.finalize()
  }

  /// Any text may name a file of the drop: the template decides what it is used for.
  private func addFiles(_ value: Value, to hasher: inout SHA256Hasher) {
    switch value {
    case .string(let text):
      if let digest = digest(ofFile: text) { hasher.update("\n\(text)\t\(digest.hex)") }
    case .list(let items): for item in items { addFiles(item, to: &hasher) }
    case .object(let record):
      for name in record.names.sorted() {
        if let value = record[name] { addFiles(value, to: &hasher) }
      }
    default: break
    }
  }

  private func digest(ofFile name: String) -> SHA256Digest? {
    guard name.utf8.count < 512, name.contains("."), !name.hasPrefix("/") else { return nil }
    if let known = files[name] { return known }
    let path = drop + "/" + name
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
    let digest =
      isFile ? (try? Data(contentsOf: URL(filePath: path))).map { SHA256Digest(of: $0) } : nil
    files[name] = digest
    return digest
  }

  private static func tree(_ folder: String) throws -> [(String, SHA256Digest)] {
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
    return try names.sorted().compactMap { name in
      let path = folder + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
      return (name, SHA256Digest(of: try Data(contentsOf: URL(filePath: path))))
    }
  }
}
