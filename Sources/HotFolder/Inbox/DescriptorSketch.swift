package import Campaign
import Foundation
package import Linux

/// The few things that the inbox needs to know of a descriptor before a job exists: which files belong
/// to it, what it states about them, and who it is. Everything else is checked after the claim.
package struct DescriptorSketch: Sendable, Hashable {
  /// A data file that the descriptor names.
  package struct Source: Sendable, Hashable {
    package var file: String
    /// Stated numbers, where there are any.
    package var rows: Int?
    package var size: Int64?
    package var sha256: String?
  }

  package var campaign: String?
  package var template: String?
  /// The main data file first, then the joins in their order.
  package var sources: [Source] = []
  package var jobKey: String?
  package var updatesOnChange = false
  package var rerun = false
  /// Why the descriptor cannot be read; the claim goes on, and preflight tells the client.
  package var fault: String?

  /// Reads a descriptor; whatever is not as it should be is left for preflight to complain about.
  package init(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) {
    do throws(YAMLFault) {
      let root = try YAMLReader.read(Data(bytes), limits: limits)
      campaign = root["campaign"]?.text
      template = root["template"]?.text
      jobKey = root["job_key"]?.text
      updatesOnChange = root["on_change"]?.text == "update"
      rerun = root["rerun"]?.text == "true"
      if let data = root["data"] {
        sources = [data].compactMap(Source.init)
        sources += data["join"]?.entries?.compactMap { Source($0.node) } ?? []
      }
    } catch {
      fault = error.message
    }
  }

  /// Reads the descriptor at a path of names; one that is too large is preflight's to complain about.
  package init(
    reading path: [EntryName], in folder: Directory, limits: YAMLLimits
  ) throws(SystemError) {
    do throws(SystemError) {
      let bytes = try folder.directory(at: path.dropLast()).read(
        path[path.count - 1], limit: limits.bytes)
      self.init(bytes, limits: limits)
    } catch {
      guard error.isTooLarge else { throw error }
      self.init([], limits: limits)
      fault = error.description
    }
  }

  package static func isDescriptor(_ name: EntryName) -> Bool {
    guard let text = name.utf8?.lowercased() else { return false }
    return Share.campaignNames.contains(EntryName(text))
      || suffixes.contains { text.hasSuffix($0) }
  }

  /// `spring` of `spring.campaign.yaml`; nil for a plain `campaign.yaml`.
  package static func stem(_ name: EntryName) -> String? {
    guard let text = name.utf8 else { return nil }
    for suffix in suffixes where text.lowercased().hasSuffix(suffix) && text.count > suffix.count {
      return String(text.dropLast(suffix.count))
    }
    return nil
  }

  private static let suffixes = [".campaign.yaml", ".campaign.yml", ".campaign.json"]
}

extension DescriptorSketch.Source {
  fileprivate init?(_ node: SourceNode) {
    guard let file = node["file"]?.text, !file.isEmpty else { return nil }
    self.init(
      file: file, rows: node["rows"]?.text.flatMap { Int($0) },
      size: node["size"]?.text.flatMap { Int64($0) },
      sha256: node["sha256"]?.text?.lowercased())
  }
}
