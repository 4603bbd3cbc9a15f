import Pango
import Testing

@Suite("Segmentation") struct SegmentationTests {
  /// The pieces between places where a line may break.
  private func pieces(_ text: String, language: String = "") -> [String] {
    let units = Array(text.utf16)
    let boundaries = textBoundaries(in: units, language: language)
    var pieces: [String] = []
    var start = 0
    for index in 1...units.count where boundaries[index].contains(.line) || index == units.count {
      pieces.append(String(decoding: units[start..<index], as: UTF16.self))
      start = index
    }
    return pieces
  }

  @Test("Lines break after spaces and hyphens, not before punctuation")
  func breaksLatin() {
    #expect(pieces("Hello, big world!") == ["Hello, ", "big ", "world!"])
    #expect(pieces("no\u{a0}break") == ["no\u{a0}break"])
  }

  @Test(
    "Between ASCII characters lines break where browsers break them",
    arguments: [
      "AC/DC", "a-|1", "and/or", "12:30", "http://x.y/z?|a=b&c=d", "(a)|(b)", "10-|20", "$5",
      "a |-1", "-|-|x", "e-|mail", "well |!", "50%-|off", "a_b", "#tag",
    ])
  func breaksLikeBrowsers(marked: String) {
    let wanted = marked.split(separator: "|").map(String.init)
    let text = wanted.joined()
    #expect(pieces(text) == wanted)
    // The same pairs inside a paragraph with other characters.
    #expect(pieces(text + " é") == wanted.dropLast() + [(wanted.last ?? "") + " ", "é"])
  }

  @Test("Words start the same with and without characters beyond ASCII")
  func wordStarts() {
    func starts(_ text: String, _ count: Int) -> [Int] {
      let boundaries = textBoundaries(in: Array(text.utf16), language: "")
      return (0..<count).filter { boundaries[$0].contains(.wordStart) }
    }
    let text = "Don't pay 1,000.50 for e.g. (well-known) x_y, 3rd"
    #expect(starts(text, text.utf16.count) == starts(text + " é", text.utf16.count))
  }

  @Test("Ideographs break one by one, but not before a full stop")
  func breaksIdeographs() {
    #expect(pieces("漢字。仮名") == ["漢", "字。", "仮", "名"])
  }

  @Test("Thai breaks between words")
  func breaksThai() {
    #expect(pieces("สวัสดีครับ", language: "th") == ["สวัสดี", "ครับ"])
  }

  @Test("A line feed forces a break after it")
  func mandatory() {
    let boundaries = textBoundaries(in: Array("a\nb".utf16), language: "")
    #expect(boundaries[2].contains(.mandatory))
    #expect(!boundaries[1].contains(.mandatory))
  }

  @Test("Clusters hold marks, emoji sequences and surrogate pairs together")
  func clusters() {
    func starts(_ text: String) -> [Int] {
      let units = Array(text.utf16)
      let boundaries = textBoundaries(in: units, language: "")
      return boundaries.indices.filter { boundaries[$0].contains(.cluster) }
    }
    #expect(starts("e\u{301}x") == [0, 2, 3])
    #expect(starts("👩‍👩‍👧x") == [0, 8, 9])
    #expect(starts("🇨🇭🇩🇪") == [0, 4, 8])
  }

  @Test("Lone surrogates and NUL neither crash nor shift what follows")
  func loneSurrogates() {
    let units: [UInt16] = [0xd83d, 0x61, 0xde00, 0, 0x20, 0x62]
    let boundaries = textBoundaries(in: units, language: "")
    #expect(boundaries.count == 7)
    #expect(boundaries[5].contains(.line))
    #expect(bidiLevels(of: units, isRightToLeft: true).count == 6)
  }

  @Test("Levels follow the algorithm for mixed text")
  func levels() {
    let text = Array("ab אב 12".utf16)
    #expect(bidiLevels(of: text, isRightToLeft: false) == [0, 0, 0, 1, 1, 1, 2, 2])
    #expect(bidiLevels(of: text, isRightToLeft: true) == [2, 2, 1, 1, 1, 1, 2, 2])
    #expect(bidiLevels(of: Array("אב".utf16), isRightToLeft: nil) == [1, 1])
    #expect(bidiLevels(of: Array("12".utf16), isRightToLeft: nil) == [0, 0])
  }

  @Test("Every line that ends is a paragraph of its own")
  func paragraphs() {
    let text = Array("א\nb".utf16)
    #expect(bidiLevels(of: text, isRightToLeft: nil) == [1, 1, 0])
  }

  @Test("Isolates keep what they hold from their surroundings")
  func isolates() {
    let text = Array("a \u{2067}ב1\u{2069} c".utf16)
    #expect(bidiLevels(of: text, isRightToLeft: false) == [0, 0, 0, 1, 2, 0, 0, 0])
  }
}
