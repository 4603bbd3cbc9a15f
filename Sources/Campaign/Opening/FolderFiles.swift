import Findings
import Foundation
import Linux

/// The files of one folder tree, reached only by plain names: no reference leaves it, by `..`, by an
/// absolute path or through a link.
///
/// Names match exactly, then in NFC, then case-folded; the first rule that matches decides.
/// Directory listings are read once, so the tree must not change while this lives.
package final class FolderFiles {
  /// An absolute path.
  package let root: String
  private var listings: [String: Listing] = [:]
  /// The first thing that could not be looked at for a reason that is neither the tree's nor its
  /// author's: then nothing that was found missing may be believed.
  package private(set) var fault: (any Error)?

  package init(root: String) {
    self.root = root
  }

  /// Remembers the machine's fault in reading one of the files.
  func note(_ error: any Error) { fault = fault ?? error }

  /// At most `limit + 1` bytes of a file; nil where it cannot be read.
  func data(of relative: String, limit: Int) -> Data? {
    looking { () throws(SystemError) in try boundedData(at: path(relative), limit: limit) }
  }

  /// What a call gives, or nil where it fails.
  private func looking<T>(_ body: () throws(SystemError) -> T) -> T? {
    do throws(SystemError) {
      return try body()
    } catch {
      if !error.isOfName { note(error) }
      return nil
    }
  }

  package enum Resolution: Equatable {
    /// A regular file: its true path relative to the root.
    case file(String)
    /// A folder: its true path relative to the root, empty for the root itself.
    case folder(String)
    /// Nothing of that name; perhaps another was meant.
    case missing(suggestion: String?)
    /// The reference leaves the tree.
    case outside
    /// Several names match under the same rule.
    case ambiguous([String])
    /// A link, a device or a pipe.
    case unfit
  }

  /// The absolute path of a resolved relative one.
  package func path(_ relative: String) -> String {
    relative.isEmpty ? root : root + "/" + relative
  }

  /// Looks a reference up.
  ///
  /// - Parameters:
  ///   - reference: parts separated by `/`.
  ///   - folder: the folder that it is relative to, itself relative to the root.
  package func resolve(_ reference: String, from folder: String = "") -> Resolution {
    guard !reference.isEmpty, !reference.hasPrefix("/"), !reference.utf8.contains(0) else {
      return reference.isEmpty ? .missing(suggestion: nil) : .outside
    }
    var parts = folder.split(separator: "/").map(String.init)
    var names: [String] = []
    for part in reference.split(separator: "/").map(String.init) where part != "." {
      names.append(part)
    }
    // The way may lead up before it leads down, so depth is judged before anything is looked up.
    var depth = parts.count
    for name in names {
      depth += name == ".." ? -1 : 1
      if depth < 0 { return .outside }
    }
    for (position, name) in names.enumerated() {
      if name == ".." {
        parts.removeLast()
        continue
      }
      switch listing(parts.joined(separator: "/")).match(name) {
      case .none(let near): return .missing(suggestion: near)
      case .several(let names): return .ambiguous(names)
      case .one(let actual): parts.append(actual)
      }
      let relative = parts.joined(separator: "/")
      switch kind(of: relative) {
      case .directory: continue
      case .regular:
        return position == names.count - 1 ? .file(relative) : .missing(suggestion: nil)
      default: return .unfit
      }
    }
    return .folder(parts.joined(separator: "/"))
  }

  /// The names in a folder, sorted; empty where it cannot be read.
  package func names(in folder: String = "") -> [String] { listing(folder).names }

  /// Whether a path relative to the root, taken as it is, is a regular file.
  package func isFile(_ relative: String) -> Bool { kind(of: relative) == .regular }

  /// Whether a path relative to the root, taken as it is, is a folder and no link to one.
  package func isFolder(_ relative: String) -> Bool { kind(of: relative) == .directory }

  private func kind(of relative: String) -> FileStatus.Kind? {
    looking { () throws(SystemError) in try FileStatus(ofPath: path(relative)).kind }
  }

  private func listing(_ folder: String) -> Listing {
    if let known = listings[folder] { return known }
    let names = looking { () throws(SystemError) in
      try Directory(path: path(folder)).names().compactMap(\.utf8)
    }
    let listing = Listing(names ?? [])
    listings[folder] = listing
    return listing
  }
}

/// One directory's names, by their folded form.
private struct Listing {
  let names: [String]
  private let byFolded: [String: [String]]

  init(_ names: [String]) {
    self.names = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    byFolded = Dictionary(grouping: self.names, by: caseFolded)
  }

  enum Match {
    case one(String)
    case none(near: String?)
    case several([String])
  }

  func match(_ name: String) -> Match {
    guard let candidates = byFolded[caseFolded(name)] else {
      return .none(near: suggestion(for: name, among: names))
    }
    if let exact = candidates.first(where: { $0.utf8.elementsEqual(name.utf8) }) {
      return .one(exact)
    }
    // Swift's strings are equal when they are canonically equivalent, as they are after NFC.
    let composed = candidates.filter { $0 == name }
    let matching = composed.isEmpty ? candidates : composed
    return matching.count == 1 ? .one(matching[0]) : .several(matching)
  }
}

/// One form for names that differ in case or composition only.
///
/// Upper and lower casing in turn folds what one alone leaves apart (`ß` and `ss`).
func caseFolded(_ name: String) -> String {
  let folded = name.uppercased().lowercased()
  // Compared as bytes by databases, so composition must be settled too.
  return folded.utf8.allSatisfy { $0 < 0x80 }
    ? folded : folded.precomposedStringWithCanonicalMapping
}
