import Foundation
import Linux

/// Makes a hot folder, or adds what an existing one lacks; it never changes what is there.
package struct HotFolderMaker {
  /// Absolute.
  package let path: String

  package init(path: String) { self.path = path }

  package struct Refusal: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Throws: before anything is changed, where a file or a folder of somebody else is in the way.
  package func make() throws(Refusal) {
    try checkWay()
    do {
      for folder in Self.folders {
        try FileManager.default.createDirectory(
          atPath: path + "/" + folder, withIntermediateDirectories: true)
      }
      let inbox = try Directory(path: path + "/inbox")
      try inbox.directory(Share.claims).setMode(0o700)
      if try !inbox.contains(Share.idFile) {
        try inbox.write(Share.idFile, Array((UUID().uuidString.lowercased() + "\n").utf8))
      }
      let root = try Directory(path: path)
      if try !root.contains(Share.settingsFile) {
        try root.write(Share.settingsFile, Array(SampleFiles.settings.utf8))
      }
      if try root.makeDirectory("sample") { try writeSample() }
    } catch {
      throw Refusal(description: "\(path) cannot be made: \(error)")
    }
  }

  private static let folders = [
    "inbox", "inbox/.claims", "outbox", "outbox/.staging", "rejected", "archive", "status", "acks",
    "templates",
  ]

  /// An absent or empty folder, or a hot folder whose parts are folders, is free to be made.
  private func checkWay() throws(Refusal) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw Refusal(description: "\(path) is a file; choose another name")
    }
    let names: [String]
    do {
      names = try manager.contentsOfDirectory(atPath: path)
    } catch {
      throw Refusal(description: "\(path) cannot be read: \(error)")
    }
    if names.isEmpty { return }
    guard manager.fileExists(atPath: path + "/inbox/.hotfolder") else {
      throw Refusal(
        description: "\(path) is not empty and no hot folder; choose an empty or a new folder")
    }
    for folder in Self.folders {
      var isFolder: ObjCBool = false
      if manager.fileExists(atPath: path + "/" + folder, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        throw Refusal(description: "\(path)/\(folder) is a file where a folder belongs")
      }
    }
  }

  private func writeSample() throws {
    for (name, text) in SampleFiles.sample {
      let file = URL(filePath: path + "/sample/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
