/// Where the text of a template stands in its HTML document, followed character by character through
/// the literal text (HTML Standard, section 13.2.5, as far as escaping needs it).
struct MarkupState: Sendable, Hashable {
  enum Position: Sendable, Hashable {
    case text
    case tagOpen
    case tagName
    case insideTag
    case attributeName
    case beforeValue
    case value(quote: UInt8)
    case comment
    /// Inside `<style>`, `<script>`, `<textarea>` or `<title>`, until its end tag.
    case rawText
    /// `<!doctype …>` and the like.
    case declaration
  }

  /// What an attribute's value means.
  enum Meaning: Sendable, Hashable {
    case plain, style
    case url(EscapeContext.URLPart)
    /// `srcset`: URLs with descriptors between them.
    case urlList(EscapeContext.URLPart)

    var isURL: Bool {
      switch self {
      case .url, .urlList: true
      case .plain, .style: false
      }
    }
  }

  var position = Position.text
  var isEndTag = false
  /// Lower case; of the open tag, or of the raw text element.
  var element = ""
  var attribute = ""
  var meaning = Meaning.plain
  var style = StyleState()
  /// The last bytes of a comment or of raw text, in which an end is sought.
  var tail: [UInt8] = []
  /// Inside `capture`, where plain text is escaped only when it is printed.
  var isCaptured = false

  static let captured: MarkupState = {
    var state = MarkupState()
    state.isCaptured = true
    return state
  }()

  private static let rawTextElements: Set<String> = ["style", "script", "textarea", "title"]
  private static let linkAttributes: Set<String> = [
    "href", "xlink:href", "action", "formaction", "cite",
  ]
  private static let resourceAttributes: Set<String> = ["src", "poster", "data", "background"]

  /// How a value printed here is escaped.
  var context: EscapeContext {
    switch position {
    case .text, .comment, .declaration: isCaptured ? .deferred : .text
    case .rawText: element == "style" ? .style(style.position, .element) : .text
    case .tagOpen, .tagName, .insideTag, .attributeName: .unquoted
    case .beforeValue: valueContext(isQuoted: false)
    case .value(let quote): valueContext(isQuoted: quote != 0)
    }
  }

  private func valueContext(isQuoted: Bool) -> EscapeContext {
    switch meaning {
    case .plain: isQuoted ? .text : .unquoted
    case .style: .style(style.position, .attribute(isQuoted: isQuoted))
    case .url(let part), .urlList(let part): .url(part, isQuoted: isQuoted)
    }
  }

  /// The state without what no longer matters, so that equal places compare equal.
  var normalized: MarkupState {
    guard position == .text else { return self }
    return isCaptured ? .captured : MarkupState()
  }

  /// Whether values printed here and there are escaped alike.
  func agrees(with other: MarkupState) -> Bool {
    func isTag(_ state: MarkupState) -> Bool {
      state.position == .insideTag || state.position == .attributeName
    }
    return context == other.context || isTag(self) && isTag(other)
      || position == other.position && meaning.isURL && other.meaning.isURL
  }

  /// Follows a value that was printed.
  mutating func passValue() {
    switch position {
    case .beforeValue: position = .value(quote: 0)
    case .tagOpen: position = .tagName
    case .insideTag: position = .attributeName
    default: break
    }
    if case .value = position {
      switch meaning {
      case .url(.link), .url(.resource): meaning = .url(.continuation)
      case .urlList(.resource): meaning = .urlList(.continuation)
      default: break
      }
    }
    tail = []
  }

  /// Follows literal text.
  mutating func pass(_ text: some Sequence<UInt8>) {
    for byte in text { step(byte) }
  }

  private mutating func step(_ byte: UInt8) {
    switch position {
    case .text:
      if byte == UInt8(ascii: "<") { open() }
    case .tagOpen: stepTagOpen(byte)
    case .tagName:
      if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
        position = .insideTag
      } else if byte == UInt8(ascii: ">") {
        closeTag()
      } else {
        element.append(Character(UnicodeScalar(byte.lowercased)))
      }
    case .insideTag:
      if byte == UInt8(ascii: ">") {
        closeTag()
      } else if byte == UInt8(ascii: "=") && !attribute.isEmpty {
        beginValue()
      } else if !byte.isHTMLSpace && byte != UInt8(ascii: "/") {
        attribute = String(UnicodeScalar(byte.lowercased))
        position = .attributeName
      }
    case .attributeName:
      if byte == UInt8(ascii: "=") {
        beginValue()
      } else if byte == UInt8(ascii: ">") {
        closeTag()
      } else if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
        position = .insideTag
      } else {
        attribute.append(Character(UnicodeScalar(byte.lowercased)))
      }
    case .beforeValue:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        position = .value(quote: byte)
      } else if byte == UInt8(ascii: ">") {
        closeTag()
      } else if !byte.isHTMLSpace {
        position = .value(quote: 0)
        stepValue(byte)
      }
    case .value(let quote):
      if quote != 0 ? byte == quote : byte.isHTMLSpace {
        position = .insideTag
        attribute = ""
      } else if quote == 0 && byte == UInt8(ascii: ">") {
        closeTag()
      } else {
        stepValue(byte)
      }
    case .comment:
      if byte == UInt8(ascii: ">"), tail.suffix(2) == [45, 45] { position = .text }
      remember(byte)
    case .rawText: stepRawText(byte)
    case .declaration:
      if byte == UInt8(ascii: ">") { position = .text }
      if tail.suffix(2) == [UInt8(ascii: "!"), 45], byte == 45 { position = .comment }
      remember(byte)
    }
  }

  private mutating func open() {
    position = .tagOpen
    isEndTag = false
    element = ""
    attribute = ""
  }

  private mutating func stepTagOpen(_ byte: UInt8) {
    if byte == UInt8(ascii: "/") && !isEndTag {
      isEndTag = true
    } else if byte == UInt8(ascii: "!") {
      position = .declaration
      tail = [byte]
    } else if byte.isASCIILetter {
      position = .tagName
      element = String(UnicodeScalar(byte.lowercased))
    } else {
      position = byte == UInt8(ascii: "<") ? .tagOpen : .text
    }
  }

  private mutating func closeTag() {
    attribute = ""
    tail = []
    guard !isEndTag, Self.rawTextElements.contains(element) else {
      position = .text
      return
    }
    position = .rawText
    style = StyleState()
  }

  private mutating func beginValue() {
    position = .beforeValue
    style = StyleState()
    if attribute == "style" {
      meaning = .style
    } else if attribute == "srcset" {
      meaning = .urlList(.resource)
    } else if Self.resourceAttributes.contains(attribute) {
      meaning = .url(.resource)
    } else if Self.linkAttributes.contains(attribute) {
      // A link of SVG's <image> or <use> is a picture's address.
      let isResource = element == "image" || element == "use" || element == "link"
      meaning = .url(isResource ? .resource : .link)
    } else {
      meaning = .plain
    }
  }

  private mutating func stepValue(_ byte: UInt8) {
    switch meaning {
    case .plain: break
    case .style: style.step(byte)
    case .url(let part):
      if part != .component { meaning = .url(Self.part(after: byte, in: part)) }
    case .urlList(let part):
      if byte.isHTMLSpace || byte == UInt8(ascii: ",") {
        meaning = .urlList(.resource)
      } else {
        meaning = .urlList(Self.part(after: byte, in: part))
      }
    }
  }

  private static func part(
    after byte: UInt8, in part: EscapeContext.URLPart
  ) -> EscapeContext.URLPart {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "#"): .component
    case _ where part == .component: .component
    // A scheme may still follow literal white space, but nothing else.
    case _ where byte.isHTMLSpace: part
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."): .path
    default: part == .path ? .path : .continuation
    }
  }

  private mutating func stepRawText(_ byte: UInt8) {
    remember(byte.lowercased)
    let end = Array("</\(element)".utf8)
    if tail.suffix(end.count) == end[...] {
      position = .tagName
      isEndTag = true
      tail = []
    } else if element == "style" {
      style.step(byte)
    }
  }

  private mutating func remember(_ byte: UInt8) {
    tail.append(byte)
    if tail.count > 32 { tail.removeFirst(16) }
  }
}
