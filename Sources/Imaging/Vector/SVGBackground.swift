/// The `background` that an SVG document's root element sets in its `style` attribute.
/// `[SVG 2, §7.2; CSS Backgrounds 3, §2.11]`
enum SVGBackground {
  /// A document of one unit that shows the background's color; nil where there is none.
  static func markup(of bytes: [UInt8]) -> [UInt8]? {
    guard let style = rootStyle(bytes), let color = color(in: style) else { return nil }
    return Array(
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" preserveAspectRatio="none">\
      <rect width="1" height="1" fill="\(color)"/></svg>
      """.utf8)
  }

  /// The value of the root start tag's `style` attribute.
  private static func rootStyle(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(16_384), as: UTF8.self)
    guard let start = head.firstRange(of: "<svg"),
      let end = head[start.upperBound...].firstIndex(of: ">")
    else { return nil }
    var rest = head[start.upperBound..<end]
    while let attribute = rest.firstRange(of: "style") {
      rest = rest[attribute.upperBound...].drop { $0.isWhitespace }
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      guard let quote = rest.first, quote == "\"" || quote == "'",
        let close = rest.dropFirst().firstIndex(of: quote)
      else { return nil }
      return String(rest.dropFirst()[..<close])
    }
    return nil
  }

  /// The last background declaration's value, if it is a color alone.
  private static func color(in style: String) -> String? {
    var color: String?
    for declaration in style.split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = parts[0].filter { !$0.isWhitespace }.lowercased()
      guard name == "background" || name == "background-color" else { continue }
      let value = String(parts[1].drop { $0.isWhitespace })
      let isPlain = value.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "#(),.%/ -".contains($0))
      }
      guard isPlain, !value.lowercased().hasPrefix("url"), value.lowercased() != "none" else {
        continue
      }
      color = value
    }
    return color
  }
}
