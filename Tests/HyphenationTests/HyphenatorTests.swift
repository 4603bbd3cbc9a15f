import Testing

@testable import Hyphenation

@Suite struct HyphenatorTests {
  private func divided(_ word: String, _ language: String, least: (Int, Int) = (2, 2)) -> String? {
    Hyphenator().divisions(of: word, language: language, least: least).map { divisions in
      var units = Array(word.utf16)
      for division in divisions.reversed() { units.insert(0x2D, at: division) }
      return String(decoding: units, as: UTF16.self)
    }
  }

  @Test func wordsAreDividedByTheirLanguage() {
    #expect(divided("hyphenation", "en-US") == "hy-phen-ation")
    #expect(divided("Geschwindigkeit", "de") == "Ge-schwin-dig-keit")
    #expect(divided("développement", "fr-CA") == "dé-ve-lop-pe-ment")
  }

  @Test(arguments: [("przyjaciel", "pl"), ("počítač", "cs"), ("поздравляем", "ru")])
  func patternsInOtherEncodingsServeAsWell(word: String, language: String) throws {
    let result = try #require(divided(word, language))
    #expect(result.contains("-"))
    #expect(result.filter { $0 != "-" } == word)
  }

  @Test func fewerCharactersThanWantedNeverStandAlone() {
    #expect(divided("hyphenation", "en", least: (3, 5)) == "hyphen-ation")
    #expect(divided("hyphenation", "en", least: (2, 6)) == "hy-phenation")
  }

  @Test func aLanguageWithoutPatternsIsUnknownRatherThanUndivided() {
    #expect(divided("hyphenation", "tlh") == nil)
    #expect(divided("hyphenation", "") == nil)
    #expect(divided("hyphenation", "../../etc/passwd") == nil)
    #expect(divided("a", "en") == "a")
  }

  @Test func lettersThatPatternsDoNotKnowDivideNothing() {
    #expect(divided("時間時間時間", "pl") == "時間時間時間")
    #expect(divided("İstanbulİstanbul", "en")?.filter { $0 != "-" } == "İstanbulİstanbul")
    #expect(divided(String(repeating: "a", count: 5000), "en")?.contains("-") == false)
  }

  @Test func theRegionComesBeforeTheLanguage() {
    #expect(
      Hyphenator.fileNames(of: "pt-Latn-BR")
        == ["hyph_pt_BR.dic", "hyph_pt.dic", "hyph_pt_PT.dic", "hyph_pt_PT.dic"])
    #expect(Hyphenator.fileNames(of: "english") == [])
  }
}
