import Dataset
import Findings
import Liquid
import Testing

/// “Undeclared names, comparing number with text, a filter on another type, looping over a non-list, an
/// unknown filter or snippet, a wrong argument count are errors of the job at their line.”
@Suite struct CheckingTests {
  @Test(arguments: [
    ("{{ first_nmae }}", "template.unknown-name 1:4"),
    ("a\n  {{ label.nmae }}", "template.unknown-member 2:12"),
    ("{% for t in tracks %}{{ t.titel }}{% endfor %}", "template.unknown-member 1:27"),
    ("{% if first_name > 3 %}{% endif %}", "template.comparison-mismatch 1:18"),
    ("{% if streams == '3' %}{% endif %}", "template.comparison-mismatch 1:15"),
    ("{% if active == 'yes' %}{% endif %}", "template.comparison-mismatch 1:14"),
    ("{% case streams %}{% when 'a' %}{% endcase %}", "template.comparison-mismatch 1:19"),
    ("{{ first_name | plus: 1 }}", "template.type-mismatch 1:17"),
    ("{{ streams | plus: first_name }}", "template.type-mismatch 1:14"),
    ("{{ streams | upcase }}", "template.type-mismatch 1:14"),
    ("{{ first_name | date: '%Y' }}", "template.type-mismatch 1:17"),
    ("{{ streams | join }}", "template.type-mismatch 1:14"),
    ("{% for x in first_name %}{% endfor %}", "template.not-a-list 1:1"),
    ("{% for x in streams %}{% endfor %}", "template.not-a-list 1:1"),
    ("{{ tracks }}", "template.not-printable 1:4"),
    ("{{ format }}", "template.not-printable 1:4"),
    ("{{ tracks | map: 'titel' | join }}", "template.unknown-member 1:13"),
    ("{{ streams | currency: 'EURO' }}", "template.filter-arguments 1:14"),
    ("{% for i in (1..200000) %}{% endfor %}", "template.loop-limit 1:1"),
    (
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}",
      "template.loop-limit 1:25"
    ),
  ]) func findsWhatCannotBeRight(template: String, fault: String) throws {
    #expect(try checked(template).map(summary) == [fault])
  }

  @Test(arguments: [
    "{{ first_name | upcase | append: streams }}",
    "{% if streams > 3 and first_name contains 'a' or active %}{% endif %}",
    "{% if royalties >= 1 %}{{ royalties | currency: 'EUR' }}{% endif %}",
    "{% if member_since > '2024-01-31' %}{{ member_since | date: '%e %B' }}{% endif %}",
    "{% for t in tracks %}{{ forloop.index }} {{ t.title }}{% endfor %}",
    "{% for g in genres %}{{ g | upcase }}{% endfor %}{{ genres | join: ', ' }}",
    "{{ tracks | map: 'title' | join: ', ' }} {{ tracks | sum: 'streams' }} {{ tracks.size }}",
    "{{ tracks.first.title }} {{ tracks[0].title }}",
    "{% assign n = streams | plus: 1 %}{{ n | times: 2 }}",
    "{% for t in tracks %}{% if before == t.title %}={% endif %}{% assign before = t.title %}{% endfor %}",
    "{{ streams | compact }} {{ streams | plural: 'track', 'tracks' }}",
    "<img src='{{ photo | resize: 400 }}'>",
  ]) func passesWhatIsRight(template: String) throws {
    #expect(try checked(template).map(\.message) == [])
  }

  @Test(arguments: [
    ("{{ nickname }}", ["template.unguarded-field 1:4"]),
    ("{{ label.name }}", ["template.unguarded-field 1:4"]),
    ("{{ nickname | upcase }}", ["template.unguarded-field 1:4"]),
    ("{{ nickname | default: 'you' }}", []),
    ("{% if nickname %}{{ nickname }}{% endif %}", []),
    ("{% if nickname != blank %}{{ nickname }}{% endif %}", []),
    ("{% unless nickname %}x{% else %}{{ nickname }}{% endunless %}", []),
    ("{% case nickname %}{% when 'a' %}{{ nickname }}{% endcase %}", []),
    ("{% if label %}{{ label.name }}{% endif %}", []),
    ("{% if streams > 1 %}{{ nickname }}{% endif %}", ["template.unguarded-field 1:24"]),
    ("{% for t in tracks %}{{ t.streams }}{% endfor %}", ["template.unguarded-field 1:25"]),
  ]) func warnsOfUnguardedFields(template: String, faults: [String]) throws {
    #expect(try checked(template).map(summary) == faults)
  }

  @Test func suggestsNearNames() throws {
    #expect(try checked("{{ first_nmae }}").first?.suggestion == "first_name")
    #expect(try checked("{{ label.nme }}").first?.suggestion == "name")
    let (_, findings) = LiquidTemplate.compile("{{ first_name | upcse }}", file: "template.html")
    #expect(findings.first?.suggestion == "upcase")
  }

  @Test func checksEveryCallOfASnippet() throws {
    let snippets = [
      "snippets/track.liquid":
        "{{ track.title }} {{ n | times: 2 }} {{ format.name }}\n{{ streams }}"
    ]
    let template = "{% for t in tracks %}{% render 'track', track: t, n: 1 %}{% endfor %}"
    #expect(
      try checked(template, snippets: snippets).map(summary) == [
        "template.unknown-name snippets/track.liquid 2:4"
      ])
    #expect(
      try checked(
        "{% render 'track', track: format, n: first_name, streams: 1 %}", snippets: snippets
      )
      .map(summary) == [
        "template.unknown-member snippets/track.liquid 1:10",
        "template.type-mismatch snippets/track.liquid 1:26",
      ])
  }

  @Test func findsAllFaultsAtOnce() {
    let template = """
      {{ a | nosuch }}
      {% if %}x{% endif %}
      {{ b | append }}
      {% for x on y %}{% endfor %}
      {% nosuch %}
      {% render 'missing' %}{% render '../x' %}{% render a %}
      {{ unclosed
      {% if a %}
      """
    #expect(
      faults(template) == [
        "template.unknown-filter 1:8", "template.syntax 2:6", "template.filter-arguments 3:8",
        "template.syntax 4:10", "template.unknown-tag 5:1", "template.unknown-snippet 6:11",
        "template.snippet-name 6:33", "template.snippet-name 6:52", "template.unclosed-tag 7:1",
        "template.unclosed-tag 8:1",
      ])
  }

  @Test func aFaultOfTheSyntaxHidesNoOther() {
    let template = """
      {% fr t in tracks %}{{ t.title }}{% endfr %}{{ frst_name }}
      {% assign n = streams | %}{{ n }}{{ streams | upcase }}
      {% if streams = 3 %}{% assign m = 1 %}{% endif %}{{ m }}
      {% render 'trak' %}{% unless active %}{{ nothing }}
      """
    let (findings, _) = LiquidTemplate.inspect(
      template, file: "template.html", snippets: SnippetTable(["snippets/track.liquid": ""]),
      against: declared)
    #expect(
      findings.map(summary) == [
        "template.unknown-tag 1:1", "template.unknown-tag 1:34", "template.unknown-name 1:48",
        "template.syntax 2:24", "template.type-mismatch 2:47", "template.syntax 3:15",
        "template.unknown-snippet 4:11", "template.unclosed-tag 4:20", "template.unknown-name 4:42",
      ])
    #expect(findings.first { $0.code == .unknownSnippet }?.suggestion == "track")
  }

  @Test func namesTheLineThatOpensABlock() {
    #expect(
      faults("a\n{% if a %}\n{% for x in y %}\n{% endif %}\n") == ["template.unclosed-tag 3:1"])
    #expect(faults("\n {% raw %}x") == ["template.unclosed-tag 2:2"])
    #expect(faults("{% endfor %}") == ["template.unknown-tag 1:1"])
  }
}
