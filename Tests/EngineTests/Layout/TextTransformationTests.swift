import Testing

@testable import Engine

@Suite struct TextTransformationTests {
  private func apply(_ textCase: TextTransform.Case, _ text: String, _ language: String) -> String {
    var transform = TextTransform()
    transform.textCase = textCase
    var atWordStart = true
    return String(
      decoding: TextTransformation.apply(
        transform, to: Array(text.utf16), language: language, atWordStart: &atWordStart),
      as: UTF16.self)
  }

  @Test func greekCapitalsDropAccentsButKeepVowelsApart() {
    #expect(apply(.uppercase, "ευφυΐα Νεράιδα", "el") == "ΕΥΦΥΪΑ ΝΕΡΑΪΔΑ")
    #expect(apply(.uppercase, "ήσουν ή εγώ", "el") == "ΗΣΟΥΝ Ή ΕΓΩ")
  }

  @Test func sigmaTakesItsFinalFormAtTheEndOfAWord() {
    #expect(apply(.lowercase, "ΟΔΥΣΣΕΥΣ Σ", "") == "οδυσσευς σ")
  }

  @Test func lithuanianKeepsDotsUnderAccents() {
    #expect(apply(.lowercase, "Ì", "lt") == "i\u{307}\u{300}")
  }
}
