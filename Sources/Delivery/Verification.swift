import Foundation
import Hashing

/// Compares published files with their manifest, byte by byte through their digests.
package struct Verification {
  /// One file that is not as the manifest says.
  package struct Mismatch: Sendable, Hashable {
    package enum Kind: String, Sendable { case wrong, missing, extra }
    package var kind: Kind
    /// Relative to the published folder.
    package var file: String
    package var detail: String
  }

  /// Why nothing could be compared.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
  }

  /// What was compared.
  package struct Outcome: Sendable {
    package var mismatches: [Mismatch] = []
    /// Files whose digest was computed.
    package var checked = 0
  }

  private let folder: String
  private let manifest: PublishedManifest

  /// - Parameter folder: the published folder, which holds `manifest.json`.
  package init(folder: String) throws(Failure) {
    self.folder = folder
    manifest = try PublishedManifest(folder: folder)
  }

  /// The folder above a bundle that holds its manifest: `bundles/` may have numbered subfolders.
  package static func folder(ofBundle path: String) -> String? {
    var url = URL(filePath: path).absoluteURL.deletingLastPathComponent()
    for _ in 0..<3 {
      url.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: url.appending(path: "manifest.json").path()) {
        return url.path(percentEncoded: false)
      }
    }
    return nil
  }

  /// Compares everything that is published.
  package func run() -> Outcome {
    var outcome = Outcome()
    var expected: Set<String> = ["manifest.json"]
    for file in manifest.files {
      expected.insert(file.name)
      check(file, &outcome)
    }
    for name in present() where !expected.contains(name) {
      outcome.mismatches.append(
        Mismatch(kind: .extra, file: name, detail: "the manifest does not list it"))
    }
    return outcome
  }

  /// Compares one bundle.
  package func run(bundle path: String) -> Outcome {
    var outcome = Outcome()
    let root = URL(filePath: folder).resolvingSymlinksInPath().path(percentEncoded: false)
    let full = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let name = String(full.dropFirst(root.hasSuffix("/") ? root.count : root.count + 1))
    if let file = manifest.files.first(where: { $0.name == name }) {
      check(file, &outcome)
    } else {
      outcome.mismatches.append(
        Mismatch(kind: .extra, file: name, detail: "the manifest does not list it"))
    }
    return outcome
  }

  private func check(_ file: PublishedManifest.File, _ outcome: inout Outcome) {
    guard !file.name.hasPrefix("/"), !file.name.split(separator: "/").contains("..") else {
      outcome.mismatches.append(
        Mismatch(kind: .wrong, file: file.name, detail: "the name leads out of the folder"))
      return
    }
    guard let (size, digest) = hash(folder + "/" + file.name) else {
      outcome.mismatches.append(
        Mismatch(kind: .missing, file: file.name, detail: "the manifest lists it"))
      return
    }
    outcome.checked += 1
    if let expected = file.size, expected != size {
      outcome.mismatches.append(
        Mismatch(kind: .wrong, file: file.name, detail: "\(size) bytes in place of \(expected)"))
    } else if digest.hex != file.sha256.lowercased() {
      outcome.mismatches.append(
        Mismatch(
          kind: .wrong, file: file.name,
          detail: "its SHA-256 is \(digest.hex) in place of \(file.sha256)"))
    }
  }

  private func hash(_ path: String) -> (Int64, SHA256Digest)? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var hasher = SHA256Hasher()
    var size: Int64 = 0
    while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty {
      part.withUnsafeBytes { hasher.update($0) }
      size += Int64(part.count)
    }
    return (size, hasher.finalize())
  }

  private func present() -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]
    else { return [] }
    return names.filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: folder + "/" + name, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }
}
