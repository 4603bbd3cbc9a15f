/// Estimates how deeply a source nests elements and how many it has, in one linear pass and before
/// the parser, whose time is quadratic in nesting, sees it.
///
/// The estimate may exceed the true depth where tags overlap, and falls below it only by the elements
/// whose end tags may be left out.
struct NestingScan {
  private(set) var maximumDepth = 0
  private(set) var tags = 0
  private(set) var hasDoctype = false

  private let source: UnsafeRawBufferPointer
  private let depthLimit: Int
  private var position = 0
  private var open: [String] = []
  private var openCount: [String: Int] = [:]
  /// Formatting elements that the parser opens again in every block until they are closed: their names
  /// and the text of their tags.
  private var lingering: [(name: String, tag: String)] = []

  /// - Parameter source: valid for this call only.
  init(_ source: UnsafeRawBufferPointer, depthLimit: Int) {
    self.source = source
    self.depthLimit = depthLimit
    run()
  }

  private mutating func run() {
    while position < source.count, maximumDepth <= depthLimit {
      guard source[position] == ASCII.less else {
        position += 1
        continue
      }
      position += 1
      guard position < source.count else { return }
      switch source[position] {
      case 0x21: skipMarkupDeclaration()
      case ASCII.slash:
        position += 1
        endTag()
      case let byte where ASCII.isLetter(byte): startTag()
      default: break
      }
    }
  }

  private mutating func skipMarkupDeclaration() {
    if starts(with: "!--") {
      position += 3
      skip(past: "-->")
      return
    }
    if starts(with: "!doctype") { hasDoctype = true }
    skip(past: ">")
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard position + wanted.count <= source.count else { return false }
      for index in 0..<wanted.count {
        let byte = source[position + index]
        if (ASCII.isLetter(byte) ? byte | 0x20 : byte) != wanted[index] { return false }
      }
      return true
    }
  }

  private mutating func skip(past text: StaticString) {
    while position < source.count {
      if starts(with: text) {
        position += text.utf8CodeUnitCount
        return
      }
      position += 1
    }
  }

  private mutating func name() -> String {
    let start = position
    while position < source.count {
      let byte = source[position]
      if ASCII.isWhitespace(byte) || byte == ASCII.greater || byte == ASCII.slash { break }
      position += 1
    }
    let end = min(position, start + 32)
    return String(decoding: source[start..<end], as: UTF8.self).lowercasedASCII
  }

  /// Moves past the tag's `>`, which quotes may hide; true where a slash stands before it.
  private mutating func skipAttributes() -> Bool {
    var quote: UInt8?
    var wasEquals = false
    while position < source.count {
      let byte = source[position]
      position += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == ASCII.greater {
        return position >= 2 && source[position - 2] == ASCII.slash
      } else if wasEquals, byte == ASCII.quote || byte == ASCII.apostrophe {
        quote = byte
      }
      if !ASCII.isWhitespace(byte) { wasEquals = byte == 0x3D }
    }
    return false
  }

  private mutating func startTag() {
    let start = position
    let name = name()
    let isSelfClosing = skipAttributes()
    tags += 1
    if Self.rawText.contains(name) {
      skipRawText(name)
      return
    }
    if Self.void.contains(name) || Self.implied.contains(name) { return }
    if isSelfClosing, openCount["svg", default: 0] + openCount["math", default: 0] > 0 { return }
    if Self.formatting.contains(name) {
      let text = String(decoding: source[start..<min(position, start + 256)], as: UTF8.self)
      // The parser keeps at most three that are alike.
      if lingering.count(where: { $0.tag == text }) < 3 { lingering.append((name, text)) }
    } else {
      open.append(name)
      openCount[name, default: 0] += 1
    }
    maximumDepth = max(maximumDepth, open.count + lingering.count)
  }

  private mutating func endTag() {
    let name = name()
    _ = skipAttributes()
    if Self.formatting.contains(name) {
      closeFormatting(name)
      return
    }
    guard openCount[name, default: 0] > 0 else { return }
    while let last = open.popLast() {
      openCount[last, default: 1] -= 1
      if last == name { return }
    }
  }

  private mutating func closeFormatting(_ name: String) {
    // Any one of the name's open elements stands for the last: only the number counts.
    if let last = lingering.lastIndex(where: { $0.name == name }) { lingering.remove(at: last) }
  }

  private mutating func skipRawText(_ name: String) {
    while position < source.count {
      if source[position] == ASCII.less, position + 1 < source.count,
        source[position + 1] == ASCII.slash
      {
        let start = position
        position += 2
        if self.name() == name {
          _ = skipAttributes()
          return
        }
        position = start
      }
      position += 1
    }
  }

  private static let rawText: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont", "bgsound", "frame", "keygen",
  ]
  /// Elements whose like closes them; what nests them is counted instead.
  private static let implied: Set<String> = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "caption", "rp", "rt", "rb", "rtc", "html", "head", "body",
  ]
  private static let formatting: Set<String> = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
  ]
}
