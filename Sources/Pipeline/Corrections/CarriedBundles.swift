import Campaign
import Findings
import Foundation
import Hashing

/// Takes bundles over from the result that a job corrects, byte for byte.
final class CarriedBundles {
  private let previous: PreviousResult
  private let folder: String

  init(_ correction: JobSpecification.Correction) throws {
    previous = try PreviousResult(path: correction.index)
    folder = correction.bundles
  }

  /// Copies a recipient's earlier bundle to `target`, if it was made from the same content and is still
  /// what it was.
  ///
  /// - Returns: its record under its new name, with what rendering it had to say; nil where it must be
  ///   rendered: then nothing is at `target`.
  func carry(
    _ recipient: PlannedRecipient, rowDigest: String, to target: String
  ) throws -> (bundle: BundleRecord, findings: [Finding])? {
    guard try previous.rowDigest(key: recipient.key) == rowDigest,
      let bundle = try previous.bundle(key: recipient.key)
    else { return nil }
    guard try copy(folder + "/" + bundle.record.file, to: target, expecting: bundle.record) else {
      try? FileManager.default.removeItem(atPath: target)
      return nil
    }
    var record = bundle.record
    record.file = recipient.bundle
    record.isReused = true
    return (record, bundle.findings)
  }

  /// - Returns: whether the file has the size and the digest that it should have.
  private func copy(
    _ source: String, to target: String, expecting record: BundleRecord
  ) throws -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: source)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      attributes?[.size] as? Int64 == record.size,
      let input = FileHandle(forReadingAtPath: source)
    else { return false }
    defer { try? input.close() }
    try Data().write(to: URL(filePath: target))
    let output = try FileHandle(forWritingTo: URL(filePath: target))
    defer { try? output.close() }
    var hasher = SHA256Hasher()
    // A share may fail under us; then the bundle is made anew instead.
    while let part = try? input.read(upToCount: 1 << 20), !part.isEmpty {
      part.withUnsafeBytes { hasher.update($0) }
      try output.write(contentsOf: part)
    }
    return hasher.finalize().hex == record.sha256
  }
}
