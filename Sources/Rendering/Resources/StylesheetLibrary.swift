import Engine
import Foundation

/// The style sheets that pages name, read once.
final class StylesheetLibrary: StylesheetLoader {
  private let locator: ResourceLocator
  private let files: FileReader
  private struct Key: Hashable {
    var reference: String
    var encoding: String?
  }

  private var texts: [Key: String?] = [:]

  /// Bytes of the largest style sheet.
  private static let limit = 4 << 20

  init(locator: ResourceLocator, files: FileReader = FileReader()) {
    self.locator = locator
    self.files = files
  }

  func stylesheet(_ reference: String, encoding: String?) -> String? {
    let key = Key(reference: reference, encoding: encoding)
    if let known = texts[key] { return known }
    let text = bytes(of: reference).map { StylesheetEncoding.decode($0, stated: encoding) }
    texts[key] = text
    return text
  }

  private func bytes(of reference: String) -> [UInt8]? {
    if let bytes = DataURL.bytes(reference) { return bytes }
    guard let path = try? locator.locate(reference) else { return nil }
    return files.bytes(at: path, limit: Self.limit)
  }
}
