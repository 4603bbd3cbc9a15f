/// The language and directionality that HTML gives an element by its attributes.
extension SelectorMatcher {
  /// The nearest `lang` or `xml:lang`; empty where none says. `[HTML, §3.2.6.2]`
  package func language(of element: NodeID) -> String {
    var candidate: NodeID? = element
    while let node = candidate {
      if let language = attribute("lang", of: node) ?? attribute("xml:lang", of: node) {
        return language
      }
      candidate = parentElement(node)
    }
    return ""
  }

  /// Extended filtering of RFC 4647 §3.3.2, both in lower case.
  static func extendedFilter(_ language: String, _ range: String) -> Bool {
    if range.isEmpty { return language.isEmpty }
    if language.isEmpty { return false }
    let tags = language.split(separator: "-", omittingEmptySubsequences: false)
    let wanted = range.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = wanted.first, first == "*" || first == tags[0] else { return false }
    var index = 1
    for part in wanted.dropFirst() where part != "*" {
      while index < tags.count, tags[index] != part {
        if tags[index].count == 1 { return false }
        index += 1
      }
      guard index < tags.count else { return false }
      index += 1
    }
    return true
  }

  /// `[HTML, §3.2.6.4]`
  package func isRightToLeft(_ element: NodeID) -> Bool {
    var candidate: NodeID? = element
    while let node = candidate {
      switch attribute("dir", of: node)?.lowercasedASCII {
      case "ltr": return false
      case "rtl": return true
      case "auto": return firstStrongIsRightToLeft(node) ?? false
      default: if document.tag(of: node) == "bdi" { return firstStrongIsRightToLeft(node) ?? false }
      }
      candidate = parentElement(node)
    }
    return false
  }

  private func firstStrongIsRightToLeft(_ element: NodeID) -> Bool? {
    let end = document.endOfSubtree(element)
    var index = element.raw + 1
    while index < end {
      let node = NodeID(index)
      let entry = document[node]
      if entry.isText {
        for scalar in document.text(of: node).unicodeScalars {
          if let answer = Self.strongDirection(scalar) { return answer }
        }
      } else if entry.isElement, skipsForDirection(node) {
        index = document.endOfSubtree(node)
        continue
      }
      index += 1
    }
    return nil
  }

  private func skipsForDirection(_ element: NodeID) -> Bool {
    ["bdi", "script", "style", "textarea"].contains(document.tag(of: element))
      || attribute("dir", of: element) != nil
  }

  /// Whether a character is strongly right-to-left, strongly left-to-right, or neither (nil).
  private static func strongDirection(_ scalar: UnicodeScalar) -> Bool? {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
      0x200F:
      return scalar.properties.generalCategory.isLetter
        ? true : (scalar.value == 0x200F ? true : nil)
    case 0x200E: return false
    default: return scalar.properties.generalCategory.isLetter ? false : nil
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isLetter: Bool {
    switch self {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
