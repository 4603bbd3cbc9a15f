/// One token of CSS Syntax 3 §4, small enough to copy freely.
///
/// Blocks and functions are kept flat: an opening token knows by `span` how many tokens belong to it,
/// its closing token included. The tokenizer closes what the source leaves open, so every opening
/// token has its end and a reader needs no recursion to skip it.
package struct CSSToken: Sendable {
  package enum Kind: UInt8, Sendable {
    case ident, function, atKeyword, hash, string, badString, url, badURL, delim
    case number, percentage, dimension, whitespace, cdo, cdc, colon, semicolon, comma
    case openSquare, closeSquare, openParen, closeParen, openCurly, closeCurly
  }

  package var kind: Kind
  /// A number token without fraction or exponent.
  package var isInteger = false
  /// A number token that was written with a sign.
  package var hasSign = false
  /// A hash token that would be an identifier.
  package var isID = false
  /// How many tokens this one stands for: 1, or a whole block from its opening to its closing token.
  package var span: Int32 = 1
  /// Byte offsets in the preprocessed source; empty for tokens that were made up.
  package var start: Int32 = 0
  package var end: Int32 = 0
  /// The value of a number, percentage or dimension.
  package var number: Double = 0
  /// A name, a string's or URL's value, a delimiter, or a dimension's unit in lower case.
  package var text: String = ""

  package init(_ kind: Kind, _ text: String = "", number: Double = 0) {
    self.kind = kind
    self.text = text
    self.number = number
  }

  /// The closing token that an opening token waits for.
  var closing: Kind? {
    switch kind {
    case .function, .openParen: .closeParen
    case .openSquare: .closeSquare
    case .openCurly: .closeCurly
    default: nil
    }
  }

  /// Whether this is the delimiter of that character.
  package func isDelim(_ character: String) -> Bool { kind == .delim && text == character }

  /// Whether this is the identifier of that lower-case name, ignoring ASCII case.
  package func isIdent(_ name: StaticString) -> Bool {
    kind == .ident && text.equalsIgnoringCase(name)
  }

  /// Whether this opens the function of that lower-case name, ignoring ASCII case.
  package func isFunction(_ name: StaticString) -> Bool {
    kind == .function && text.equalsIgnoringCase(name)
  }
}

extension String {
  /// ASCII letters in lower case, everything else as it is, as CSS and HTML compare keywords.
  package var lowercasedASCII: String {
    guard utf8.contains(where: { $0 &- 0x41 < 26 }) else { return self }
    return String(decoding: utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Equality with a lower-case ASCII name, ignoring ASCII case.
  package func equalsIgnoringCase(_ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      guard utf8.count == wanted.count else { return false }
      var index = 0
      for byte in utf8 {
        let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
        if folded != wanted[index] { return false }
        index += 1
      }
      return true
    }
  }

  /// Equality ignoring ASCII case.
  package func equalsIgnoringCase(_ other: String) -> Bool {
    self == other || lowercasedASCII == other.lowercasedASCII
  }
}
