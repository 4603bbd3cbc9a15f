import Testing

@testable import Engine

@Suite struct LineBreakStrictnessTests {
  private func allows(
    _ style: LineBreak, _ before: String, _ after: String, language: String = "ja"
  ) -> Bool? {
    LineBreakStrictness.allows(
      style, before: Array(before.utf16)[0], after: Array(after.utf16)[0], language: language)
  }

  @Test func smallKanaBeginLinesUnlessStrict() {
    #expect(allows(.strict, "カ", "ャ") == false)
    #expect(allows(.normal, "カ", "ャ") == true)
    #expect(allows(.loose, "カ", "ｰ") == true)
  }

  @Test func iterationMarksBeginLinesWhereLoose() {
    #expect(allows(.loose, "中", "々") == true)
    #expect(allows(.normal, "中", "々") == nil)
  }

  @Test func centeredMarksAndSuffixesAskForChineseOrJapanese() {
    #expect(allows(.loose, "中", "・") == true)
    #expect(allows(.loose, "中", "℃", language: "zh-Hans") == true)
    #expect(allows(.loose, "中", "℃", language: "en") == nil)
    #expect(allows(.normal, "中", "〜") == true)
    #expect(allows(.normal, "中", "〜", language: "ko") == nil)
  }
}
