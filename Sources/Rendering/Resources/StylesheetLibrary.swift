import Engine
import Foundation

/// The style sheets that pages name, read once.
final class StylesheetLibrary: StylesheetLoader {
  private let locator: ResourceLocator
  private var texts: [String: String?] = [:]

  /// Bytes of the largest style sheet.
  private static let limit = 4 << 20

  init(locator: ResourceLocator) { self.locator = locator }

  func stylesheet(_ reference: String) -> String? {
    if let known = texts[reference] { return known }
    let text = read(reference)
    texts[reference] = text
    return text
  }

  private func read(_ reference: String) -> String? {
    if let bytes = DataURL.bytes(reference) { return String(decoding: bytes, as: UTF8.self) }
    guard let path = try? locator.locate(reference),
      let data = FileManager.default.contents(atPath: path), data.count <= Self.limit
    else { return nil }
    // A byte order mark is no part of the text; `[CSS Syntax 3, §3.2]`.
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    return String(decoding: bytes, as: UTF8.self)
  }
}
