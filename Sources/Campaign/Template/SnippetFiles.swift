import Foundation

/// Loads the snippets of a template's folder.
package enum SnippetFiles {
  /// The most files that a snippets folder may hold.
  private static let limit = 1_000
  private static let byteLimit = 1 << 20

  /// Every text file below `snippets/`, by its path from the template's folder. Links are left out.
  package static func load(_ files: FolderFiles, folder: String = "snippets") -> [String: String] {
    var texts: [String: String] = [:]
    var pending = [folder]
    while let folder = pending.popLast() {
      for name in files.names(in: folder) where texts.count < limit {
        let path = folder + "/" + name
        if files.isFolder(path) {
          pending.append(path)
        } else if files.isFile(path),
          let data = files.data(of: path, limit: byteLimit),
          data.count <= byteLimit, let text = String(validating: data, as: UTF8.self)
        {
          texts[path] = text
        }
      }
    }
    return texts
  }
}
