import Markup

extension ValueCursor {
  /// `<image>`. `[CSS Images 3 and 4]`
  mutating func image() -> Specified<StyleImage>? {
    attempt { cursor in
      guard let token = cursor.peek else { return nil }
      if let url = cursor.url() {
        return .constant(url.hasPrefix("#") ? .element(url) : .url(url))
      }
      guard token.kind == .function else { return nil }
      let name = token.text.lowercasedASCII
      guard var inner = cursor.block() else { return nil }
      switch name {
      case "image":
        guard let color = inner.color(), inner.isDone else { return nil }
        return color.map { .color($0) }
      case "image-set", "-webkit-image-set": return ImageSetParser.parse(&inner)
      default: return GradientParser.parse(name, &inner)?.map { .gradient($0) }
      }
    }
  }

  /// `<image>` or `none`.
  mutating func imageOrNone() -> Specified<StyleImage?>? {
    if consumeIdent("none") { return .constant(nil) }
    return image()?.map { $0 }
  }
}

/// `image-set()`: the candidate whose resolution is nearest to one dot per pixel, from above first.
enum ImageSetParser {
  static func parse(_ cursor: inout ValueCursor) -> Specified<StyleImage>? {
    var candidates: [(image: Specified<StyleImage>, resolution: Double)] = []
    for part in cursor.rest.splitAtCommas {
      var cursor = part.cursor
      let image: Specified<StyleImage>
      if let string = cursor.string() {
        image = .constant(.url(Reference.resolve(string, against: cursor.buffer.file)))
      } else {
        guard let parsed = cursor.image() else { return nil }
        image = parsed
      }
      var resolution = 1.0
      var isSupported = true
      while !cursor.isDone {
        if let value = cursor.resolution() {
          guard case .constant(let known) = value else { return nil }
          resolution = known
        } else if let token = cursor.peek, token.isFunction("type"), var inner = cursor.block() {
          guard let type = inner.string() else { return nil }
          isSupported = supportedTypes.contains(type.lowercasedASCII)
        } else {
          return nil
        }
      }
      if isSupported { candidates.append((image, resolution)) }
    }
    let sorted = candidates.enumerated().sorted {
      ($0.element.resolution, $0.offset) < ($1.element.resolution, $1.offset)
    }.map(\.element)
    return (sorted.first { $0.resolution >= 1 } ?? sorted.last)?.image
  }

  private static let supportedTypes: Set<String> = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml",
  ]
}
