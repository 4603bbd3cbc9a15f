package import Findings

/// A range of tokens: a declaration's value, a rule's prelude, the contents of a block.
package struct ComponentValues: Sendable {
  package let buffer: TokenBuffer
  package let range: Range<Int>

  package init(_ buffer: TokenBuffer, _ range: Range<Int>) {
    self.buffer = buffer
    self.range = range
  }

  package init(tokens: some Sequence<CSSToken>) {
    let buffer = TokenBuffer(tokens: ContiguousArray(tokens))
    self.init(buffer, 0..<buffer.tokens.count)
  }

  package var tokens: ArraySlice<CSSToken> { ArraySlice(buffer.tokens[range]) }
  package var isEmpty: Bool { range.isEmpty }
  package var place: Place { buffer.place(ofTokenAt: range.lowerBound) }

  /// The source text, shortened for people where it is long.
  package var text: String { buffer.text(range) }

  /// The same values without whitespace at either end.
  package var trimmed: ComponentValues {
    var range = range
    while !range.isEmpty, buffer.tokens[range.lowerBound].kind == .whitespace {
      range = range.dropFirst()
    }
    while !range.isEmpty, buffer.tokens[range.upperBound - 1].kind == .whitespace {
      range = range.dropLast()
    }
    return ComponentValues(buffer, range)
  }

  /// The parts between commas at the top level; no comma makes one part.
  package var splitAtCommas: [ComponentValues] {
    var parts: [ComponentValues] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let token = buffer.tokens[index]
      if token.kind == .comma {
        parts.append(ComponentValues(buffer, start..<index))
        start = index + 1
      }
      index += Int(token.span)
    }
    parts.append(ComponentValues(buffer, start..<range.upperBound))
    return parts
  }

  package var cursor: ValueCursor { ValueCursor(self) }
}

extension Range<Int> {
  fileprivate func dropFirst() -> Range<Int> { lowerBound + 1..<upperBound }
  fileprivate func dropLast() -> Range<Int> { lowerBound..<upperBound - 1 }
}
