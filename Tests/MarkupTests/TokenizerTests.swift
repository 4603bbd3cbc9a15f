import Findings
import Testing

@testable import Markup

@Suite struct TokenizerTests {
  private func kinds(_ text: String) -> [CSSToken.Kind] { TokenBuffer(text).tokens.map(\.kind) }
  private func first(_ text: String) -> CSSToken? { TokenBuffer(text).tokens.first }

  @Test func numbersKeepTheirValueAndWhetherTheyAreIntegers() {
    #expect(first("+1.5e2")?.number == 150)
    #expect(first("+1.5e2")?.isInteger == false)
    #expect(first("-.5px")?.number == -0.5)
    #expect(first("-.5PX")?.text == "px")
    #expect(first("12")?.isInteger == true)
    #expect(first("1e999")?.number.isFinite == true)
  }

  @Test func escapesBecomeTheirCharacters() {
    #expect(first("\\41 b")?.text == "Ab")
    #expect(first("'\\\n a'")?.text == " a")
    #expect(first("\\0")?.text == "\u{FFFD}")
    #expect(first("\\110000")?.text == "\u{FFFD}")
  }

  @Test func anUnclosedStringAtALineEndIsBad() {
    #expect(kinds("'a\nb") == [.badString, .whitespace, .ident])
    #expect(kinds("'a") == [.string])
  }

  @Test func unquotedURLsAreOneTokenAndBrokenOnesAreBad() {
    #expect(first("url( a.png )")?.text == "a.png")
    #expect(first("url(a b)")?.kind == .badURL)
    #expect(first("url('a')")?.kind == .function)
  }

  @Test func blocksAreClosedAtTheEndOfTheSource() {
    let tokens = TokenBuffer("a(b [c").tokens
    #expect(tokens.first?.span == Int32(tokens.count))
    #expect(tokens.last?.kind == .closeParen)
  }

  @Test func aClosingTokenOfAnotherKindDoesNotEndABlock() {
    let tokens = TokenBuffer("( ] )").tokens
    #expect(tokens.first?.span == 5)
  }

  @Test func endlessNestingIsCutOff() {
    let buffer = TokenBuffer(String(repeating: "(", count: 100_000))
    #expect(buffer.tokens.contains { $0.kind == .badString })
  }

  @Test func commentsSeparateTokensAndVanish() {
    #expect(kinds("a/* ; */b") == [.ident, .ident])
    #expect(kinds("/* open") == [])
  }

  @Test func placesCountCharactersFromTheGivenStart() {
    let buffer = TokenBuffer("é a\n b", file: "x.css", line: 10, column: 5)
    #expect(buffer.place(ofTokenAt: 2).column == 7)
    let last = buffer.place(ofTokenAt: buffer.tokens.count - 1)
    #expect(last.line == 11)
    #expect(last.column == 2)
  }
}
