package import Findings
package import Hashing
package import Linux

/// What a client has put, or is putting, into an inbox: one candidate for a job.
package struct Drop: Sendable, Hashable {
  package enum Form: String, Sendable, Hashable, Codable {
    /// One archive with everything in it.
    case zip
    /// One folder with a descriptor in it.
    case folder
    /// A descriptor and the files it names, side by side.
    case loose
    /// One data file for the hot folder's own campaign.
    case data
    /// Nothing that could become a job as it is: it waits for what it lacks.
    case stray
  }

  /// A name directly in the inbox that travels with the drop.
  package struct Member: Sendable, Hashable, Codable {
    package enum Role: String, Sendable, Hashable, Codable, Comparable {
      case data, descriptor, marker

      private var order: Int {
        switch self {
        case .data: 0
        case .descriptor: 1
        case .marker: 2
        }
      }

      /// The order of claiming: the marker last, so that nobody sees it without its drop.
      package static func < (a: Role, b: Role) -> Bool { a.order < b.order }
    }

    package var name: [UInt8]
    package var role: Role
    package var status: FileStatus

    package var fileName: EntryName { EntryName(bytes: name) }

    package init(name: EntryName, role: Role, status: FileStatus) {
      self.name = name.bytes
      self.role = role
      self.status = status
    }
  }

  package struct Fault: Sendable, Hashable {
    package let code: RejectCode
    package let message: String
  }

  package var form: Form
  /// The name that the drop is known by.
  package var primary: EntryName
  /// In the order of claiming.
  package var members: [Member]
  /// Everything below the members that are folders, with the members' names in front.
  package var tree: [Directory.TreeEntry] = []
  package var sketch: DescriptorSketch?
  /// The path of the descriptor relative to the inbox; nil for zips and data alone.
  package var descriptor: [EntryName]?
  /// Why it is not known what belongs to the drop: it is looked at again later.
  package var obstacle: SystemError?
  /// Names that must still arrive.
  package var missing: [String] = []
  /// What is wrong beyond waiting.
  package var fault: Fault?

  package var marker: Member? { members.first { $0.role == .marker } }

  /// Every regular file with its path relative to the inbox, markers left out.
  package var files: [Directory.TreeEntry] {
    let direct = members.filter { $0.role != .marker && $0.status.kind == .regular }.map {
      Directory.TreeEntry(parts: [$0.fileName], status: $0.status)
    }
    return direct + tree.filter { $0.status.kind == .regular }
  }

  /// Changes when any member changes in any way that its file system shows.
  package var fingerprint: ContentHash {
    var hasher = Hasher128()
    hasher.combine(members.count)
    for member in members { hasher.combine(EntryName(bytes: member.name), member.status) }
    for entry in tree {
      hasher.combine(entry.parts.count)
      for part in entry.parts { hasher.combine(part.bytes) }
      hasher.combine(entry.parts[entry.parts.count - 1], entry.status)
    }
    for name in missing { hasher.combine(name) }
    return hasher.finalize()
  }
}

extension Hasher128 {
  fileprivate mutating func combine(_ name: EntryName, _ status: FileStatus) {
    combine(name.bytes)
    combine(status.device)
    combine(status.inode)
    combine(status.size)
    combine(status.modified)
    combine(status.changed)
  }
}
