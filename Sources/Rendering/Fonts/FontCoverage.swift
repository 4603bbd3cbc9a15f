import Engine
import Foundation
import Pango

/// Whether the fonts of a job can show a character, for checks before anything is laid out.
package enum FontCoverage {
  /// - Parameter folders: the template's and the configured font folders; the machine's configured
  ///   fonts count as well.
  /// - Returns: the question to ask of each character; it belongs to the calling thread.
  package static func covering(folders: [String]) -> (Unicode.Scalar) -> Bool {
    guard let store = try? FontStore() else { return { _ in true } }
    let library = FontLibrary(store: store)
    _ = library.addFolders(folders)
    let shaper = LibraryTextShaper(library: library)
    return { scalar in
      let text = Array(String(Character(scalar)).utf16)
      let request = ShapingRequest(
        text: text, range: 0..<text.count, font: FontStyle(), isRightToLeft: false)
      return shaper.shape(request).missing.isEmpty
    }
  }
}
