package import Linux

/// One hot folder as clients see it: the folders of the share, opened when they are needed.
///
/// Nothing here is ever created at run time but names inside these folders: a root that is missing
/// means that the share is not mounted, and writing below its mount point would hide there.
package struct Share: Sendable, Hashable {
  /// Absolute, without links.
  package let path: String

  package init(path: String) { self.path = path }

  package enum Folder: String, Sendable, CaseIterable {
    case inbox, outbox, rejected, archive, status, acks
  }

  /// The id file in the inbox that proves the share is there.
  package static let idFile: EntryName = ".hotfolder"
  package static let claims: EntryName = ".claims"
  package static let staging: EntryName = ".staging"
  package static let settingsFile: EntryName = "hotfolder.yaml"
  package static let campaignNames: [EntryName] = [
    "campaign.yaml", "campaign.yml", "campaign.json",
  ]

  /// The name that people know the folder by.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  package var root: Directory {
    get throws(SystemError) { try Directory(path: path) }
  }

  package func directory(_ folder: Folder) throws(SystemError) -> Directory {
    try Directory(path: path + "/" + folder.rawValue)
  }

  package func claimsDirectory() throws(SystemError) -> Directory {
    try directory(.inbox).directory(Share.claims)
  }

  package func stagingDirectory() throws(SystemError) -> Directory {
    try directory(.outbox).directory(Share.staging)
  }

  /// Why the share cannot be worked on now; nil when every root is there.
  package func absence() -> String? {
    for folder in Folder.allCases {
      guard let directory = try? directory(folder) else {
        return "\(folder.rawValue)/ is missing: is the share mounted?"
      }
      switch folder {
      case .inbox:
        if (try? directory.contains(Share.idFile)) != true {
          return "inbox/.hotfolder is missing: is the share mounted?"
        }
        if (try? directory.contains(Share.claims)) != true {
          return "inbox/.claims/ is missing: run `platen init` on this folder"
        }
      case .outbox:
        guard let staging = try? directory.status(of: Share.staging) else {
          return "outbox/.staging/ is missing: run `platen init` on this folder"
        }
        if (try? directory.status().device) != staging.device {
          return "outbox/.staging/ lies on another file system than outbox/: put both on one"
        }
      default: break
      }
    }
    return nil
  }

  /// What jobs of this hot folder are scoped by: its id and where it is.
  package func scope() throws(SystemError) -> String {
    let id = try directory(.inbox).read(Share.idFile, limit: 4096)
    let text = String(decoding: id, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
    return (text.map(String.init) ?? "") + ":" + path
  }
}
