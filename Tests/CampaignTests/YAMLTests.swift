import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct YAMLTests {
  /// Reads a text; the fault's kind, line and column where it has one.
  private func fault(_ text: String) -> YAMLFault? {
    do throws(YAMLFault) {
      _ = try YAMLReader.read(Data(text.utf8))
      return nil
    } catch { return error }
  }

  @Test(arguments: ["no", "on", "yes", "0x10", "1_000", "~", "null", "2026-01-01", "1:30", "<<"])
  func scalarsStayTheTextThatWasWritten(_ text: String) throws {
    let node = try YAMLReader.read(Data("a: \(text)".utf8))
    #expect(node["a"]?.text == text)
    let key = try YAMLReader.read(Data("\(text): a".utf8))
    #expect(key.entries?.first?.name == text)
  }

  @Test(arguments: [
    ("a: &x 1\nb: 2", 1, 4), ("a: 1\nb: *x", 2, 4), ("a:\n  - !!str 1", 2, 5),
    ("a: !t {b: c}", 1, 4),
    ("[1, *a]", 1, 5), ("? &k a\n: 1", 1, 3),
  ])
  func tagsAnchorsAndAliasesAreErrorsAtTheirPlace(_ text: String, _ line: Int, _ column: Int) {
    #expect(fault(text)?.kind == .unsupported)
    #expect(fault(text)?.mark == SourceMark(line: line, column: column))
  }

  @Test(arguments: [
    "a: |\n  *x &y !z\n  - b\nb: 1", "a: \"*x &y\"", "a: x\n  *y\nb: 2", "a: 'it''s *x'",
    "a: b*c & d! #x",
    "a: >-\n\n  *x\n\nb: c", "- |\n *x\n- b", "a: [b *c, d]", "{\"a\": \"x \\\" *y\"}",
    "a:\n- |\n  *x\n- y", "url: http://a*b&c", "k:\n  |\n   *x\nl: 1",
  ])
  func whatOnlyLooksLikeThemIsText(_ text: String) {
    #expect(fault(text) == nil)
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3", 3, 1), ("a:\n  b: 1\n  c: { d: 1, e: 2 }\n  b: 2", 4, 3),
    ("{a: 1, \"a\": 2}", 1, 8),
    ("- a: 1\n  b: 1\n  a: 2\n- a: 1", 3, 3), ("a:\n- b: 1\na: 1", 3, 1),
  ])
  func aRepeatedKeyIsAnErrorAtItsSecondPlace(_ text: String, _ line: Int, _ column: Int) {
    #expect(fault(text)?.kind == .repeatedKey)
    #expect(fault(text)?.mark == SourceMark(line: line, column: column))
  }

  @Test(arguments: [
    "- a: 1\n- a: 2", "a: { x: 1 }\nb: { x: 1 }", "a:\n  x: 1\nb:\n  x: 1",
    "a:\n- x: 1\n- x: 2\nb: 1",
    "a:\n  - x: 1\n    y: 2\n  - x: 1",
  ])
  func equalKeysOfDifferentMapsAreFine(_ text: String) {
    #expect(fault(text) == nil)
  }

  @Test func boundsHoldBeforeTheParserRuns() {
    #expect(fault(String(repeating: "[", count: 500_000))?.kind == .limit)
    #expect(fault(String(repeating: "{a: ", count: 65))?.kind == .limit)
    #expect(fault(String(repeating: "- ", count: 70) + "a")?.kind == .limit)
    let stairs = (0..<70).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(fault(stairs)?.kind == .limit)
    #expect(fault("a: [" + String(repeating: "1,", count: 20_000) + "1]")?.kind == .limit)
    #expect(fault("a: " + String(repeating: "x", count: 1 << 20))?.kind == .limit)
    let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
    #expect(fault("a: " + deep) == nil)
  }

  @Test func brokenTextNamesLineAndColumn() {
    let broken = fault("a: 1\nb: [1, 2\nc: 3\n")
    #expect(broken?.kind == .syntax)
    #expect((broken?.mark.line ?? 0) >= 2)
    #expect(fault("a: \"x\nb: 1")?.kind == .syntax)
    #expect(fault("a: 1\n\tb: 2")?.kind == .syntax)
    #expect(fault("a: 1\n---\nb: 2")?.kind == .syntax)
    #expect(fault("a: \u{0}")?.kind == .syntax)
    #expect(fault("")?.kind == .unreadable)
    #expect(fault("\u{FEFF}")?.kind == .unreadable)
    #expect(fault("# only a comment\n")?.kind == .unreadable)
  }

  @Test func columnsCountCharacters() {
    #expect(fault("ä: 👩‍👩‍👧 \nb: { é: *x }")?.mark == SourceMark(line: 2, column: 9))
  }

  @Test func noTextMakesTheReaderTrap() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "a", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "#", "&x",
      "*x", "!t",
      "?", "%", "\\", "\t", "é", "---", "...", "\u{85}",
    ]
    for _ in 0..<3_000 {
      let count = Int.random(in: 1...40, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      _ = fault(text)
    }
  }
}
