import Foundation
import Pango

extension FontLibrary {
  private static let extensions: Set<String> = ["ttf", "otf", "ttc", "otc", "woff", "woff2"]

  /// Adds every font file below the folders, in the order of their names.
  ///
  /// - Returns: the paths of files that are no usable fonts, with the reason; they are left out.
  package func addFolders(_ folders: [String]) -> [(file: String, reason: String)] {
    var unusable: [(file: String, reason: String)] = []
    for folder in folders {
      let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
      for name in names.sorted()
      where Self.extensions.contains((name as NSString).pathExtension.lowercased()) {
        do throws(FontError) {
          try addFile(folder + "/" + name)
        } catch {
          unusable.append((folder + "/" + name, "\(error)"))
        }
      }
    }
    return unusable
  }
}
