import Findings
import Testing

@testable import Campaign

/// What a template's references can come to, before any value is known.
@Suite struct ReferenceTests {
  private func urls(_ attribute: String) -> [String] {
    ReferenceCollector.template("<p>a</p><img src='\(attribute)'>", file: "t.html").map(\.url)
      .filter { !LiquidMask.isDynamic($0) }
  }

  @Test(arguments: [
    ("a.png", ["a.png"]), ("{{ photo }}", []), ("{{ photo }}.png", []),
    (#"{{ "a.png" }}"#, ["a.png"]),
    (#"{% if vip %}gold{% else %}plain{% endif %}.png"#, ["gold.png", "plain.png"]),
    (#"{%- if vip -%}gold.png{%- elsif x > 1 -%}{{ photo }}{% endif %}"#, ["gold.png", ""]),
    (#"{% unless vip %}plain.png{% endunless %}"#, ["plain.png", ""]),
    (
      #"i/{% case tier %} {% when "a", "b" %}a{% when "c" %}c{% else %}d{% endcase %}.png"#,
      ["i/a.png", "i/c.png", "i/d.png"]
    ),
    (
      #"{% if a %}a{% if b %}b{% else %}c{% endif %}{% else %}d{% endif %}.png"#,
      ["ab.png", "ac.png", "d.png"]
    ),
    (#"{{ photo | default: "none.png" }}"#, ["none.png"]),
    (#"{% for i in l %}a{% endfor %}.png"#, []), (#"{% if a %}x.png"#, []),
    (#"{% endif %}x.png"#, []), (#"{% comment %}y{% endcomment %}x.png"#, ["x.png"]),
  ]) func alternatives(attribute: String, expected: [String]) {
    #expect(urls(attribute) == expected)
  }

  @Test func manyConditionsAreNotMultipliedWithoutEnd() {
    let condition = "{% if a %}x{% else %}y{% endif %}"
    #expect(urls(String(repeating: condition, count: 40)) == [])
    #expect(urls(String(repeating: condition, count: 4)).count == 16)
    #expect(urls(String(repeating: "{% if a %}", count: 100_000)) == [])
  }

  @Test func stylesAreLookedIntoAsWell() {
    let page = #"<p style="background: url({% if a %}b.png{% else %}c.png{% endif %})">"#
    let found = ReferenceCollector.template(page, file: "t.html").map(\.url)
    #expect(found.filter { !LiquidMask.isDynamic($0) } == ["b.png", "c.png"])
    #expect(found.count == 3)
  }

  @Test func placesStayThoseOfTheFile() {
    let page = "{{ a }}\n<p>{{ b }}</p><img src='{% if x %}a.png{% endif %}'>"
    let found = ReferenceCollector.template(page, file: "t.html")
    #expect(found.allSatisfy { $0.place.line == 2 })
    #expect(found.map(\.place.column) == [25, 25, 25])
  }
}
