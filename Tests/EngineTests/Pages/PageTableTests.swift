import Scene
import Testing

@testable import Engine

@Suite struct PageTableTests {
  private func table(_ rows: Int, footer: Bool = false) -> String {
    "<table id=t><thead><tr><th>H</thead>" + (footer ? "<tfoot><tr><td>F</tfoot>" : "")
      + "<tbody>" + (1...rows).map { "<tr><td>\($0)" }.joined() + "</tbody></table>"
  }

  private let css = "table { border-collapse: collapse } td, th { padding: 0; font: inherit }"

  @Test func headersAndFootersStandOnEveryPage() {
    #expect(
      PagesFixture(table(15), css: css).pages
        == ["H|1|2|3|4|5|6|7|8|9", "H|10|11|12|13|14|15"])
    #expect(
      PagesFixture(table(15, footer: true), css: css).pages
        == ["H|1|2|3|4|5|6|7|8|F", "H|9|10|11|12|13|14|15|F"])
  }

  @Test func aHeaderNeverStandsAlone() {
    let lines = (1...9).map { "<p>\($0)</p>" }.joined()
    #expect(
      PagesFixture(lines + table(2), css: css).pages == ["1|2|3|4|5|6|7|8|9", "H|1|2"])
  }

  @Test func rowsStayWholeWhereTheyCan() {
    let css = self.css + "td { padding: 0 0 15px; border: 1px solid }"
    let fixture = PagesFixture(table(6), css: css)
    #expect(fixture.pages == ["H|1|2|3", "H|4|5|6"])
  }

  @Test func collapsedBordersFollowTheirRows() {
    let css = self.css + "td { border: 2px solid }"
    let fixture = PagesFixture(table(15), css: css)
    for page in fixture.result.pages {
      let bottom = page.collapsedBorders.flatMap { $0 }.map(\.rect.maxY).max() ?? 0
      #expect(bottom <= 102)
      #expect(page.collapsedBorders.contains { !$0.isEmpty })
    }
  }
}
