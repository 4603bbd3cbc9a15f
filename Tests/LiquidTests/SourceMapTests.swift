import Dataset
import Findings
import Liquid
import Testing

@Suite("Places in a filled template")
struct SourceMapTests {
  private let template = """
    <ul>
    {% for item in items %}
      {%- render "row", item: item -%}
    {% endfor %}
    </ul>
    {%- capture note %}
    captured
    {% endcapture %}
    <p>{{ text }}</p>
    {{ note }}
    """

  @Test("lead back to the template, the snippet or the tag that printed them")
  func places() throws {
    let (compiled, findings) = LiquidTemplate.compile(
      template, file: "page.html",
      snippets: SnippetTable(["snippets/row.liquid": "<li>\n<b>{{ item }}</b>\n"]))
    let page = try #require(compiled, "\(findings)")
    guard
      case .object(let names) = try JSON.value(
        of: #"{"items": ["a", "b"], "text": "one\ntwo\nthree"}"#)
    else { throw JSON.Fault() }
    let globals = Scope(names)
    let lines = try page.render(globals).split(separator: "\n", omittingEmptySubsequences: false)
    let map = try page.sourceMap(with: globals)
    func place(_ text: String) throws -> String {
      let index = try #require(lines.lastIndex { $0.contains(text) })
      return try #require(map.place(line: index + 1, column: nil)).description
    }
    #expect(try place("<ul>") == "page.html:1:1")
    #expect(try place("<b>b</b>") == "snippets/row.liquid:2:1")
    #expect(try place("</ul>") == "page.html:5:1")
    #expect(try place("<p>one") == "page.html:9:1")
    // Inside a value: the tag that printed it.
    #expect(try place("two") == "page.html:9:7")
    #expect(try place("captured") == "page.html:10:4")
    #expect(map.place(line: 1000, column: nil) == nil)
  }
}
