internal import CPango

/// A writing system by its ISO 15924 tag, such as `Arab`.
package struct Script: Sendable, Hashable {
  package let code: UInt32

  package init(_ tag: OpenTypeTag) { code = tag.code }
  private init(code: UInt32) { self.code = code }

  package static let common = Script("Zyyy")
  package static let inherited = Script("Zinh")
  package static let unknown = Script("Zzzz")
  package static let latin = Script("Latn")
  package static let han = Script("Hani")
  package static let hiragana = Script("Hira")
  package static let katakana = Script("Kana")

  /// The script property of a code point. `[UAX #24]`
  package init(of scalar: UInt32) {
    if scalar < 0x80 {
      let letter = scalar | 0x20
      self = letter >= 0x61 && letter <= 0x7a ? .latin : .common
    } else {
      let script = hb_unicode_script(hb_unicode_funcs_get_default(), scalar)
      code = hb_script_to_iso15924_tag(script)
    }
  }

  /// Whether a character of this script takes the script of its neighbours.
  package var isNeutral: Bool { self == .common || self == .inherited }
}

/// What a code point is, as far as choosing faces and segmenting needs to know.
package struct CharacterClass: Sendable {
  /// Marks that belong to the character before them.
  package var isMark: Bool
  /// Control and format characters that show nothing.
  package var isControl: Bool
  package var isSpace: Bool
  package var isLowercase: Bool

  package init(of scalar: UInt32) {
    let category = hb_unicode_general_category(hb_unicode_funcs_get_default(), scalar)
    isMark =
      category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
      || category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK
      || category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK
    isControl = category == HB_UNICODE_GENERAL_CATEGORY_CONTROL
    isSpace = category == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR
    isLowercase = category == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER
  }
}

/// Canonical composition of two code points, if there is one. `[UAX #15]`
package func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
  var composed: UInt32 = 0
  return hb_unicode_compose(hb_unicode_funcs_get_default(), first, second, &composed) != 0
    ? composed : nil
}

/// Canonical decomposition by one step; the second is 0 for singletons.
package func decompose(_ scalar: UInt32) -> (UInt32, UInt32)? {
  var first: UInt32 = 0
  var second: UInt32 = 0
  return hb_unicode_decompose(hb_unicode_funcs_get_default(), scalar, &first, &second) != 0
    ? (first, second) : nil
}
