/// Reads component values one after another; a parser that fails puts `position` back.
package struct ValueCursor: Sendable {
  package let buffer: TokenBuffer
  package var position: Int
  package let end: Int

  package init(_ values: ComponentValues) {
    buffer = values.buffer
    position = values.range.lowerBound
    end = values.range.upperBound
  }

  package var isAtEnd: Bool { position >= end }

  /// The token at the position, whitespace included; nil at the end.
  package var current: CSSToken? { position < end ? buffer.tokens[position] : nil }

  /// The next token that is not whitespace, not consumed; nil at the end.
  package var peek: CSSToken? {
    var index = position
    while index < end {
      let token = buffer.tokens[index]
      if token.kind != .whitespace { return token }
      index += 1
    }
    return nil
  }

  package mutating func skipWhitespace() {
    while position < end, buffer.tokens[position].kind == .whitespace { position += 1 }
  }

  /// Whether nothing but whitespace is left.
  package var isDone: Bool { peek == nil }

  /// Consumes the next component value after whitespace: a token, or a block as a whole.
  package mutating func next() -> CSSToken? {
    skipWhitespace()
    guard position < end else { return nil }
    let token = buffer.tokens[position]
    position += Int(token.span)
    return token
  }

  /// Consumes the next component value without skipping whitespace before it.
  package mutating func nextRaw() -> CSSToken? {
    guard position < end else { return nil }
    let token = buffer.tokens[position]
    position += Int(token.span)
    return token
  }

  /// The contents of the block or function whose opening token is next after whitespace; consumes it.
  package mutating func block() -> ValueCursor? {
    skipWhitespace()
    guard position < end else { return nil }
    let token = buffer.tokens[position]
    guard token.closing != nil else { return nil }
    let inner = ComponentValues(buffer, position + 1..<position + Int(token.span) - 1)
    position += Int(token.span)
    return ValueCursor(inner)
  }

  package mutating func consume(_ kind: CSSToken.Kind) -> Bool {
    guard let token = peek, token.kind == kind else { return false }
    _ = next()
    return true
  }

  package mutating func consumeComma() -> Bool { consume(.comma) }

  package mutating func consumeDelim(_ character: String) -> Bool {
    guard let token = peek, token.isDelim(character) else { return false }
    _ = next()
    return true
  }

  package mutating func consumeSlash() -> Bool { consumeDelim("/") }

  /// Consumes the identifier of that lower-case name.
  package mutating func consumeIdent(_ name: StaticString) -> Bool {
    guard let token = peek, token.isIdent(name) else { return false }
    _ = next()
    return true
  }

  /// Consumes any identifier and returns it in lower case.
  package mutating func keyword() -> String? {
    guard let token = peek, token.kind == .ident else { return nil }
    _ = next()
    return token.text.lowercasedASCII
  }

  /// What is left, without consuming it.
  package var rest: ComponentValues { ComponentValues(buffer, min(position, end)..<end) }

  /// What stands between an earlier position and this one.
  package func values(from start: Int) -> ComponentValues {
    ComponentValues(buffer, start..<max(start, position))
  }
}
