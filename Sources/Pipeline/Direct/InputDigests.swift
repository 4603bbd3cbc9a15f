import Campaign
import Foundation
import Hashing

/// The manifest's `inputs` of a campaign that came by no hot folder: every file beside its descriptor.
enum InputDigests {
  static func of(_ campaign: OpenedCampaign) throws -> [RenderJob.Input] {
    let names =
      (FileManager.default.enumerator(atPath: campaign.root)?.allObjects as? [String]) ?? []
    return try names.sorted().compactMap { name in
      let path = campaign.root + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular,
        let handle = FileHandle(forReadingAtPath: path)
      else { return nil }
      defer { try? handle.close() }
      var hasher = SHA256Hasher()
      while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
        part.withUnsafeBytes { hasher.update($0) }
      }
      return RenderJob.Input(name: name, sha256: hasher.finalize().hex)
    }
  }
}
