import Dataset
import Findings
import Liquid
import Testing

/// What Platen's templates promise beyond standard Liquid.
@Suite struct LanguageTests {
  @Test func undefinedNamesAreErrors() {
    #expect(failure("a\n {{ nme }}", #"{"name": 1}"#) == "template.unknown-name 2:5")
    #expect(failure("{{ a.b }}", #"{"a": {"c": 1}}"#) == "template.unknown-member 1:6")
    #expect(failure("{% if nme %}{% endif %}") == "template.unknown-name 1:7")
  }

  @Test func aFieldWithoutValueNeverStopsARender() throws {
    #expect(
      try rendered("[{{ a }}{{ a.b.c }}{% if a %}x{% endif %}{{ a | upcase }}]", #"{"a": null}"#)
        == "[]")
  }

  @Test func numbersAreNoNames() {
    #expect(faults("{{ a.0 }}") == ["template.syntax 1:6"])
    #expect(faults("{% assign 7 = 1 %}") == ["template.syntax 1:11"])
  }

  @Test func anAssignedNameIsNilBeforeItIsSet() throws {
    #expect(try rendered("{% if false %}{% assign x = 1 %}{% endif %}[{{ x }}]") == "[]")
  }

  @Test func snippetsSeeWhatIsPassedAndWhatAllShare() throws {
    let snippets = ["snippets/s.liquid": "{{ n }} {{ format.name }}", "snippets/t.txt": "t"]
    #expect(
      try rendered(
        "{% render 's', n: 1 %} {% render 't.txt' %}", #"{"format": {"name": "story"}}"#,
        snippets: snippets) == "1 story t")
    #expect(
      failure("{% render 's' %}", #"{"n": 1, "format": {"name": "x"}}"#, snippets: snippets)
        == "template.unknown-name snippets/s.liquid 1:4")
  }

  @Test func numbersComeOutAsTheyWereWritten() throws {
    #expect(try rendered("{{ a }} {{ b }}", #"{"a": 12.50, "b": 0.10}"#) == "12.50 0.10")
  }

  @Test func limitsAreErrorsAndNoTraps() {
    let limits = RenderLimits(loopTurns: 1_000, outputBytes: 10_000, snippetDepth: 20)
    func stopped(_ template: String, _ snippets: [String: String] = [:]) -> String {
      String(failure(template, snippets: snippets, limits: limits).prefix { $0 != " " })
    }
    #expect(stopped("{% for i in (1..9999999999999) %}{% endfor %}") == "template.loop-limit")
    #expect(
      stopped("{% for i in (1..99) %}{% for j in (1..99) %}{% endfor %}{% endfor %}")
        == "template.loop-limit")
    #expect(
      stopped("{% for i in (1..900) %}0123456789012345{% endfor %}") == "template.output-limit")
    #expect(
      stopped(
        "{% assign s = 'ab' %}{% for i in (1..99) %}{% assign s = s | append: s %}{% endfor %}")
        == "template.output-limit")
    #expect(
      stopped(
        "{% assign s = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..9) %}{% assign s = s | replace: 'a', s %}{% endfor %}"
      )
        == "template.filter-failed")
    #expect(
      stopped("{% assign n = 1.5 %}{% for i in (1..99) %}{% assign n = n | times: n %}{% endfor %}")
        == "template.filter-failed")
    #expect(
      stopped("{% render 'r' %}", ["snippets/r.liquid": "{% render 'r' %}"])
        == "template.depth-limit")
    let deep = String(repeating: "{% if true %}", count: 5_000)
    #expect(faults(deep).first?.hasPrefix("template.depth-limit") == true)
    #expect(
      faults("{{ " + String(repeating: "[", count: 5_000) + " }}") == ["template.depth-limit 1:44"])
    #expect(
      faults("{% " + String(repeating: "liquid ", count: 5_000) + "%}").first?
        .hasPrefix("template.depth-limit") == true)
  }

  @Test(arguments: [
    "{{ a[99999999999999999999] }}", "{{ 'x' | slice: -9223372036854775808, 9223372036854775807 }}",
    "{{ 1 | divided_by: 0 }}", "{{ -9223372036854775808 | abs }}",
    "{{ -9223372036854775808 | divided_by: -1 }}", "{{ 'x' | truncate: -9223372036854775808 }}",
    "{% for i in (9223372036854775806..9223372036854775807) %}{{ i }}{% endfor %}",
    "{% for i in (-9223372036854775808..9223372036854775807) limit: 2 %}{{ i }}{% endfor %}",
    "{% for i in a offset: -9223372036854775808 limit: 9223372036854775807 %}{% endfor %}",
    "{% tablerow i in a cols: 0 %}{% endtablerow %}", "{{ 5 | round: 99999999999 }}",
    "{{ 99999999999999999999 | date: '%Y' }}", "{{ 9223372036854775807 | date: '%Y' }}",
    "{{ 1 | number: 21 }}", "{{ '' | qr }}", "{{ 'x' | barcode: 'ean13' }}",
    "{{ (1..9223372036854775807) | size }}", "{{ '%' | url_decode }}", "{{ '%ff' | url_decode }}",
    "{% increment a %}{{ a.b }}", "{{", "{%", "{{ }}", "{%%}", "{%-%}", "{{-}}", "{{--}}", "{%--%}",
    "{% comment %}", "{%\n%}", "{% liquid\n\n%}", "{{ a.. }}", "{{ 'a", "{% case %}", "{% for %}",
  ]) func hostileTemplatesGetAnAnswer(template: String) throws {
    for mode in [LiquidMode.strict, .lax] {
      let (compiled, findings) = LiquidTemplate.compile(template, file: "t", mode: mode)
      #expect(compiled != nil || !findings.isEmpty)
      guard let compiled else { continue }
      let globals = Scope(Record([("a", Value.list([.integer(1), .integer(2)]))]))
      _ = try? compiled.render(globals)
      _ = compiled.check(against: declared)
    }
  }

  @Test func tellsWhichNamesAreRead() throws {
    let template = """
      {{ first_name }}{% if streams > 3 %}{% for t in tracks %}{{ t.title }}{% endfor %}{% endif %}
      {% assign f = format %}{% render 's', w: f.width %}
      """
    let (compiled, _) = LiquidTemplate.compile(
      template, file: "t",
      snippets: SnippetTable(["snippets/s.liquid": "{{ w }}{{ colorway.name }}"]))
    let usage = try #require(compiled).usage
    #expect(usage.names == ["first_name", "streams", "tracks", "format", "colorway"])
    #expect(usage.reads("colorway") && !usage.reads("campaign"))
    #expect(usage.printed == ["first_name", "tracks.title", "format.width", "colorway.name"])
    #expect(usage.compared == ["streams", "tracks"])
    // The condition holds or not, the loop has turns or none.
    #expect(usage.branches.count == 4)
  }

  @Test func conditionsStandAlone() throws {
    let (condition, _) = LiquidCondition.compile(
      "streams > 0 and tier == 'gold'", file: "campaign.yaml")
    let found = try #require(condition)
    let gold = Record([("streams", Value.integer(3)), ("tier", .string("gold"))])
    #expect(try found.holds(Scope(gold)))
    #expect(try !found.holds(Scope(Record([("streams", .integer(0)), ("tier", .null)]))))
    #expect(
      found.check(against: declared).map(summary) == ["template.unknown-name campaign.yaml 1:17"])
    let origin = SourceOrigin(line: 7, column: 9)
    let (none, findings) = LiquidCondition.compile("streams >", file: "c.yaml", origin: origin)
    #expect(none == nil && findings.map(summary) == ["template.syntax c.yaml 7:18"])
  }

  @Test func picturesAreAddresses() throws {
    let qr = try rendered(#"<img src="{{ x | qr }}">"#, #"{"x": "https://a.example/?q=1"}"#)
    #expect(qr.hasPrefix(#"<img src="data:image/svg+xml;base64,PHN2Zy"#))
    let bar = try rendered(
      "<p style='background: url({{ x | barcode: 'ean13' }})'>", #"{"x": "4006381333931"}"#)
    #expect(bar.hasPrefix("<p style='background: url(data:image/svg+xml;base64,"))
    #expect(
      failure("{{ x | barcode: 'ean13' }}", #"{"x": "4006381333930"}"#)
        == "template.filter-failed 1:8")
    #expect(
      try rendered(#"<img src="{{ x | resize: 400, 300 }}">"#, #"{"x": "a b.jpg"}"#)
        == #"<img src="a%20b.jpg#resize=400x300">"#)
  }
}

/// What standard Liquid does beyond its own list of cases, as its first implementation answers.
@Suite struct LanguageDetailTests {
  @Test(arguments: [
    ("{{ 3 | sort: 'n' }}", "3"), ("{{ 3 | sort_natural: 'n' }}", "3"),
    ("{{ true | uniq: 'n' }}", "true"),
    ("{% tablerow x in no %}{{ x }}{% endtablerow %}", ""),
    (
      "{% for i in l limit: 1 %}{{ i }}{% endfor %}{% for i in l offset: continue %}{{ i }}{% endfor %}",
      "312"
    ),
    ("{% increment x %}{% increment x %}{% decrement x %}{{ x }}", "0111"),
    ("{% assign x = 5 %}{% increment x %}{{ x }}", "05"),
    (
      "{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}",
      "11 12 21 22 "
    ),
    ("{% if true or false and false %}y{% else %}n{% endif %}", "y"),
    ("{% if false and true or true %}y{% else %}n{% endif %}", "n"),
    ("{% unless true %}a{% elsif true %}b{% endunless %}", "b"),
    ("{% for i in l %}{% cycle 'g': 'a', 'b' %}{% endfor %}{% cycle 'a', 'b' %}", "abaa"),
    ("{% liquid\nassign q = 1\necho q | plus: 1\nfor i in l\necho i\nendfor\n%}", "2312"),
    ("{{ 1.50 | plus: 0 }} {{ 0.1 | plus: 0.2 }} {{ 7 | divided_by: 2 }}", "1.5 0.3 3"),
    ("{{ 's t' | split: '' | size }}{{ ',a,,b,,' | split: ',' | size }}", "34"),
    // A number after a dot is a key, which lists do not have.
    ("{{ o.0 }} {{ o.1.0 }} {{ l.0 }}{{ no.0.x }}", "zero deep "),
    ("{% assign 7 = 'x' %}{{ 7 }}", "7"),
    ("{% increment n %}{{ n }} {% increment n %}{{ n }}", "05 15"),
    ("{{ o | size }} {{ o.size }}", "3 9"),
    ("{{ 'a*b c~d' | url_encode }}", "a%2Ab+c~d"),
    ("{{ '2024-02-29' | date: '%Od %Ey %E %Q' }}", "29 24 %E %Q"),
    ("{{ '5 January 2020 3pm' | date: '%F %H' }}", "2020-01-05 15"),
    (
      "[{% tablerow i in l limit: nosuch %}{{ i }}{% endtablerow %}]",
      "[<tr class=\"row1\">\n</tr>\n]"
    ),
    ("{{ '2019-11' | date: '%F' }} {{ '2019-13' | date: '%F' }}", "2019-11-01 2019-13"),
  ]) func answers(template: String, text: String) throws {
    #expect(
      try rendered(
        template,
        #"{"l": [3, 1, 2], "no": false, "n": 5, "o": {"0": "zero", "1": {"0": "deep"}, "size": 9}}"#,
        mode: .lax, escaping: .none) == text)
  }
}
