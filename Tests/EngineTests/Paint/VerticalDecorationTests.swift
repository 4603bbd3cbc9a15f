import Engine
import Scene
import Testing

/// Lines beside vertical text. `[CSS Text Decoration 3, §2.5]`
@Suite struct VerticalDecorationTests {
  /// The left and right edges of all lines, for characters of 10 px that stand from 95 to 105.
  private func lines(_ attributes: String, _ style: String = "") -> [String] {
    let page = LayoutFixture(
      "<p \(attributes) style='margin:0 95px;writing-mode:vertical-rl;width:10px;height:50px;"
        + "text-decoration:underline;\(style)'>日a</p>")
    let items = paintPage(page.result.fragments, of: page.document, images: MissingImages()).items
    return items.compactMap { item in
      let rect: Rect
      switch item.command {
      case .fill(let fill): rect = fill.shape.bounds
      case .textLine(let line): rect = line.rect
      default: return nil
      }
      let placed = item.transform.apply(rect)
      return "\(Int(placed.x.rounded())) \(Int(placed.maxX.rounded()))"
    }
  }

  @Test func underlinesLieBesideUprightAndTurnedCharactersAlike() {
    #expect(lines("") == ["93 94", "93 94"])
  }

  @Test func inJapaneseTheyLieOnTheRight() {
    #expect(lines("lang=ja") == ["106 107", "106 107"])
    #expect(lines("lang=ja", "text-underline-position:left") == ["93 94", "93 94"])
    #expect(lines("", "text-underline-position:right") == ["106 107", "106 107"])
  }
}
