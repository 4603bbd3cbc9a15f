internal import CPango

/// What may happen before a UTF-16 unit of a paragraph.
package struct TextBoundary: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A line may break here.
  package static let line = TextBoundary(rawValue: 1)
  /// A line must break here.
  package static let mandatory = TextBoundary(rawValue: 2)
  /// A grapheme cluster begins here.
  package static let cluster = TextBoundary(rawValue: 4)
  /// A word begins here.
  package static let wordStart = TextBoundary(rawValue: 8)
  /// The unit is white space.
  package static let whiteSpace = TextBoundary(rawValue: 16)
}

/// The boundaries of a paragraph, one set for each UTF-16 unit and one for the end.
/// `[UAX #14, UAX #29]`
///
/// Pango finds them: it tailors by language (Thai and Lao dictionaries, Indic clusters), which
/// HarfBuzz does not do at all. Between two ASCII characters the table of browsers decides.
package func textBoundaries(in text: [UInt16], language: String) -> [TextBoundary] {
  if let boundaries = asciiBoundaries(in: text) { return boundaries }
  var boundaries = [TextBoundary](repeating: [], count: text.count + 1)
  guard !text.isEmpty, text.count < Int(Int32.max) / 4 else {
    boundaries[text.count] = [.cluster]
    return boundaries
  }
  let characters = CharacterText(text)
  let count = characters.offsets.count
  var attributes = [PangoLogAttr](repeating: PangoLogAttr(), count: count + 1)
  let tag =
    language.isEmpty ? pango_language_from_string("en") : pango_language_from_string(language)
  characters.utf8.withUnsafeBufferPointer { utf8 in
    utf8.withMemoryRebound(to: CChar.self) {
      pango_get_log_attrs(
        $0.baseAddress, Int32($0.count), -1, tag, &attributes, Int32(attributes.count))
    }
  }
  for (index, attribute) in attributes.enumerated() {
    let unit = index < count ? characters.offsets[index] : text.count
    boundaries[unit] = TextBoundary(attribute)
    // Pango's own word starts lie inside words with apostrophes and numbers with points.
    if attribute.is_word_boundary != 0, unit < text.count, isAlphanumeric(text, at: unit) {
      boundaries[unit].insert(.wordStart)
    }
  }
  applyBrowserBreaks(to: &boundaries, in: text)
  boundaries[text.count].remove(.mandatory)
  return boundaries
}

private func isAlphanumeric(_ text: [UInt16], at unit: Int) -> Bool {
  let character = String(decoding: text[unit..<min(unit + 2, text.count)], as: UTF16.self)
  guard let properties = character.unicodeScalars.first?.properties else { return false }
  return properties.isAlphabetic || properties.numericType != nil
}

private func applyBrowserBreaks(to boundaries: inout [TextBoundary], in text: [UInt16]) {
  for index in text.indices.dropFirst() {
    let (previous, next) = (text[index - 1], text[index])
    guard (0x20..<0x7f).contains(previous), (0x21..<0x7f).contains(next) else { continue }
    let allows = ASCIILineBreaks.allows(
      beforePrevious: index > 1 ? text[index - 2] : nil, previous: previous, next: next)
    if allows {
      boundaries[index].insert(.line)
    } else {
      boundaries[index].remove(.line)
    }
  }
}

extension TextBoundary {
  fileprivate init(_ attribute: PangoLogAttr) {
    var boundary: TextBoundary = []
    if attribute.is_line_break != 0 { boundary.insert(.line) }
    if attribute.is_mandatory_break != 0 { boundary.insert(.mandatory) }
    if attribute.is_cursor_position != 0 { boundary.insert(.cluster) }
    if attribute.is_white != 0 { boundary.insert(.whiteSpace) }
    self = boundary
  }
}

/// A paragraph as UTF-8 for Pango, with the UTF-16 offset of each of its characters.
///
/// Lone surrogates and NUL, which no UTF-8 function of Pango takes, stand as U+FFFD.
struct CharacterText {
  private(set) var utf8: [UInt8] = []
  private(set) var offsets: [Int] = []

  init(_ text: some RandomAccessCollection<UInt16>) {
    utf8.reserveCapacity(text.count + 16)
    offsets.reserveCapacity(text.count)
    var index = text.startIndex
    var offset = 0
    while index < text.endIndex {
      let unit = text[index]
      index = text.index(after: index)
      offsets.append(offset)
      offset += 1
      if unit >= 1 && unit < 0x80 {
        utf8.append(UInt8(truncatingIfNeeded: unit))
        continue
      }
      var scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      if UTF16.isLeadSurrogate(unit), index < text.endIndex, UTF16.isTrailSurrogate(text[index]) {
        let code = 0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(text[index]) - 0xdc00)
        scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        index = text.index(after: index)
        offset += 1
      }
      if unit == 0 { scalar = "\u{FFFD}" }
      utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
