import Campaign
import Foundation
import Hashing

/// The manifest's `inputs` of a campaign that came by no hot folder: every file beside its descriptor
/// that counts as content.
enum InputDigests {
  /// - Parameter output: a folder that is no input although it may lie in the campaign's.
  static func of(_ campaign: OpenedCampaign, besides output: String) throws -> [RenderJob.Input] {
    let output = standardized(output)
    var names: [String] = []
    let files = FileManager.default.enumerator(atPath: campaign.root)
    while let name = files?.nextObject() as? String {
      let isOutput = standardized(campaign.root + "/" + name) == output
      if isOutput || IgnoredNames.contains((name as NSString).lastPathComponent) {
        files?.skipDescendants()
      } else if files?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        names.append(name)
      }
    }
    return try names.sorted().compactMap { name in
      guard let handle = FileHandle(forReadingAtPath: campaign.root + "/" + name) else {
        return nil
      }
      defer { try? handle.close() }
      return RenderJob.Input(name: name, sha256: try SHA256Digest(reading: handle).hex)
    }
  }

  private static func standardized(_ path: String) -> String {
    let path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
