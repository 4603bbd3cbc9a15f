/// A word of the language inside a tag or an output.
struct ExpressionToken: Sendable {
  enum Kind: Sendable, Hashable {
    case identifier, string, number, comparison
    case dotDot, dot, pipe, colon, comma, openBracket, closeBracket, openParenthesis
    case closeParenthesis, equals
    case end

    /// How messages call it.
    var name: String {
      switch self {
      case .identifier: "a name"
      case .string: "a quoted text"
      case .number: "a number"
      case .comparison: "a comparison"
      case .dotDot: "“..”"
      case .dot: "“.”"
      case .pipe: "“|”"
      case .colon: "“:”"
      case .comma: "“,”"
      case .openBracket: "“[”"
      case .closeBracket: "“]”"
      case .openParenthesis: "“(”"
      case .closeParenthesis: "“)”"
      case .equals: "“=”"
      case .end: "the end"
      }
    }
  }

  var kind: Kind
  /// As written; of a string what stands between its quotes.
  var text: String
  var range: Range<Int>
}

/// Splits the inside of a tag or an output into words.
enum ExpressionLexer {
  static func tokens(
    in range: Range<Int>, of source: SourceText
  ) throws(SyntaxFault) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    var offset = range.lowerBound
    let bytes = source.bytes
    while offset < range.upperBound {
      let byte = bytes[offset]
      if byte.isLiquidSpace {
        offset += 1
        continue
      }
      let (kind, length) = try word(at: offset, within: range, of: source)
      let whole = offset..<(offset + length)
      let inner = kind == .string ? (offset + 1)..<(offset + length - 1) : whole
      tokens.append(ExpressionToken(kind: kind, text: source.text(inner), range: whole))
      offset += length
    }
    let end = range.upperBound..<range.upperBound
    tokens.append(ExpressionToken(kind: .end, text: "", range: end))
    return tokens
  }

  private static func word(
    at offset: Int, within range: Range<Int>, of source: SourceText
  ) throws(SyntaxFault) -> (ExpressionToken.Kind, Int) {
    let bytes = source.bytes
    let byte = bytes[offset]
    let next: UInt8 = offset + 1 < range.upperBound ? bytes[offset + 1] : 0
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      guard let end = bytes[(offset + 1)..<range.upperBound].firstIndex(of: byte) else {
        throw SyntaxFault(
          message: "a quoted text has no closing \(byte == 39 ? "“'”" : "“\"”")", offset: offset)
      }
      return (.string, end + 1 - offset)
    case UInt8(ascii: "="): return next == byte ? (.comparison, 2) : (.equals, 1)
    case UInt8(ascii: "!") where next == UInt8(ascii: "="): return (.comparison, 2)
    case UInt8(ascii: "<"):
      return (
        .comparison, next == UInt8(ascii: "=") || next == UInt8(ascii: ">") ? 2 : 1
      )
    case UInt8(ascii: ">"): return (.comparison, next == UInt8(ascii: "=") ? 2 : 1)
    case UInt8(ascii: "."): return next == byte ? (.dotDot, 2) : (.dot, 1)
    case UInt8(ascii: "|"): return (.pipe, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "["): return (.openBracket, 1)
    case UInt8(ascii: "]"): return (.closeBracket, 1)
    case UInt8(ascii: "("): return (.openParenthesis, 1)
    case UInt8(ascii: ")"): return (.closeParenthesis, 1)
    case _ where byte.isASCIILetter || byte == UInt8(ascii: "_"):
      return identifier(at: offset, within: range, of: bytes)
    case _ where byte.isASCIIDigit || byte == UInt8(ascii: "-") && next.isASCIIDigit:
      return (.number, number(at: offset, within: range, of: bytes))
    default:
      throw SyntaxFault(
        message: "unexpected “\(source.text(offset..<range.upperBound).prefix(1))”", offset: offset)
    }
  }

  private static func identifier(
    at offset: Int, within range: Range<Int>, of bytes: [UInt8]
  ) -> (ExpressionToken.Kind, Int) {
    var end = offset + 1
    while end < range.upperBound, bytes[end].isWordByte || bytes[end] == UInt8(ascii: "-") {
      end += 1
    }
    if end < range.upperBound, bytes[end] == UInt8(ascii: "?") { end += 1 }
    let isContains = bytes[offset..<end].elementsEqual("contains".utf8)
    return (isContains ? .comparison : .identifier, end - offset)
  }

  private static func number(at offset: Int, within range: Range<Int>, of bytes: [UInt8]) -> Int {
    var end = offset + 1
    while end < range.upperBound, bytes[end].isASCIIDigit { end += 1 }
    if end + 1 < range.upperBound, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isASCIIDigit {
      end += 1
      while end < range.upperBound, bytes[end].isASCIIDigit { end += 1 }
    }
    return end - offset
  }
}
