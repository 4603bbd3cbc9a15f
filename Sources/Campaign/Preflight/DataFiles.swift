import Dataset
import Findings
import Foundation
import Hashing
import Linux

/// Finds the data files that a campaign names inside the drop, and checks what it states of them.
struct DataFiles {
  private let files: FolderFiles
  private(set) var findings: [Finding] = []

  init(_ files: FolderFiles) { self.files = files }

  /// The source with its file's true name; nil, with a finding, where it is not in the drop.
  mutating func locate(_ source: DatasetSource, _ stated: StatedFile, at place: Place)
    -> DatasetSource?
  {
    let name = source.file
    var place = place
    place.sample = shortened(name)
    switch files.resolve(name) {
    case .file(let path):
      check(stated, of: path, at: place)
      var located = source
      located.file = path
      return located
    case .missing(let near):
      let hint = near.map { ": did you mean ‘\($0)’?" } ?? ""
      report(.missingFile, "the file ‘\(shortened(name))’ is not in the drop\(hint)", place, near)
    case .folder: report(.missingFile, "‘\(shortened(name))’ is a folder, not a file", place)
    case .outside: report(.pathOutside, "‘\(shortened(name))’ lies outside the drop", place)
    case .unfit: report(.pathOutside, "‘\(shortened(name))’ is a link or no regular file", place)
    case .ambiguous(let names):
      report(
        .ambiguousFile, "‘\(shortened(name))’ could be \(names.joined(separator: " or "))", place)
    }
    return nil
  }

  private mutating func check(_ stated: StatedFile, of path: String, at place: Place) {
    guard stated.size != nil || stated.sha256 != nil else { return }
    var hasher = SHA256Hasher()
    var size = 0
    do throws(SystemError) {
      try Descriptor.reading(files.path(path)).readAll { (part) throws(SystemError) in
        size += part.count
        if stated.sha256 != nil { hasher.update(part) }
      }
    } catch {
      // The file was there a moment ago.
      return files.note(error)
    }
    if let expected = stated.size, expected != size {
      report(.statedFileDiffers, "‘\(path)’ has \(size) bytes, not \(expected) as stated", place)
    }
    if let expected = stated.sha256, expected != hasher.finalize().hex {
      report(.statedFileDiffers, "‘\(path)’ does not have the SHA-256 that is stated", place)
    }
  }

  private mutating func report(
    _ code: FindingCode, _ message: String, _ place: Place, _ near: String? = nil
  ) {
    findings.append(Finding(code, message, at: place, suggestion: near))
  }
}
