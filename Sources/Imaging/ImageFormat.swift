/// The image formats that Platen reads.
package enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  case png, jpeg, webp, gif, avif, svg

  /// As people write it.
  package var name: String {
    switch self {
    case .webp: "WebP"
    default: rawValue.uppercased()
    }
  }

  /// The format by the first bytes, whatever a file is called; nil if none is recognised.
  package init?(sniffing bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: Array("GIF8".utf8)) {
      self = .gif
    } else if bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)),
      bytes[8..<12].elementsEqual("WEBP".utf8)
    {
      self = .webp
    } else if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
      self = .avif
    } else if Self.looksLikeSVG(bytes) {
      self = .svg
    } else {
      return nil
    }
  }

  /// SVG is text whose first element, after any declaration, comment or doctype, is `svg`.
  private static func looksLikeSVG(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0x1F, 0x8B]) { return false }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = head.firstIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }),
      head[start] == "<"
    else { return false }
    var rest = head[start...]
    while let open = rest.firstIndex(of: "<") {
      let markup = rest[open...]
      if markup.hasPrefix("<svg") || markup.dropFirst().prefix(16).contains(":svg") {
        return true
      }
      let isPrologue = markup.hasPrefix("<?") || markup.hasPrefix("<!")
      guard isPrologue else { return false }
      let end: String = markup.hasPrefix("<!--") ? "-->" : ">"
      guard let close = markup.firstRange(of: end) else { return false }
      rest = markup[close.upperBound...]
    }
    return false
  }
}
