import Testing

/// The filters that campaigns add, as a locale writes them.
@Suite struct LocaleFilterTests {
  @Test(arguments: [
    ("{{ 1234567 | number }}", "en-US", "1,234,567"),
    ("{{ 1234567 | number }}", "de-DE", "1.234.567"),
    ("{{ 1234567 | number }}", "hi-IN", "12,34,567"),
    ("{{ x | number: 2 }}", "en", "1,234.50"),
    ("{{ x | number }}", "de", "1.234,500"),
    ("{{ 2.345 | number: 2 }}", "en", "2.34"),
    ("{{ 1200000 | compact }}", "en-US", "1.2M"),
    ("{{ 327000 | compact }}", "en-US", "327K"),
    ("{{ 327499 | compact }}", "en-US", "327K"),
    ("{{ 12345 | compact }}", "en-US", "12.3K"),
    ("{{ 999950 | compact }}", "en-US", "1M"),
    ("{{ 1000 | compact }}", "en-US", "1K"),
    ("{{ 950 | compact }}", "en-US", "950"),
    ("{{ 1200000 | compact }}", "de-DE", "1,2\u{a0}Mio."),
    ("{{ 0.12 | percent }}", "en", "12%"),
    ("{{ 0.12345 | percent: 1 }}", "en", "12.3%"),
    ("{{ 0.12 | percent }}", "de", "12\u{a0}%"),
    ("{{ 1234.565 | currency: 'EUR' }}", "en-US", "€1,234.56"),
    ("{{ 1234.5 | currency: 'EUR' }}", "de-DE", "1.234,50\u{a0}€"),
    ("{{ 1234.5 | currency: 'JPY' }}", "en-US", "¥1,234"),
    (
      "{{ 1 | ordinal }} {{ 2 | ordinal }} {{ 3 | ordinal }} {{ 11 | ordinal }}", "en",
      "1st 2nd 3rd 11th"
    ),
    ("{{ 3 | ordinal }}", "de", "3."),
    ("{{ 1 | ordinal }}", "fr", "1er"),
    (
      "{{ 1 | plural: 'track', 'tracks' }} {{ 0 | plural: 'track', 'tracks' }}", "en",
      "track tracks"
    ),
    ("{{ 1.0 | plural: 'track', 'tracks' }}", "en", "tracks"),
    ("{{ 0 | plural: 'titre', 'titres' }}", "fr", "titre"),
    (
      "{{ 2 | plural: 'utwór', 'utwory', 'utworów' }} {{ 5 | plural: 'utwór', 'utwory', 'utworów' }}",
      "pl", "utwory utworów"
    ),
    ("{{ 7 | plural: 'x', '曲' }}", "ja", "曲"),
    ("{{ list | list }}", "en-GB", "a, b and c"),
    ("{{ list | list }}", "en-US", "a, b, and c"),
    ("{{ list | list: 'or' }}", "de", "a, b oder c"),
    ("{{ 'Ada king-Lovelace  ørsted' | initials }}", "en", "AKLØ"),
    ("{{ 'Ada Lovelace King' | initials: 2 }}", "en", "AL"),
  ]) func writesAsTheLocaleDoes(template: String, locale: String, text: String) throws {
    #expect(
      try rendered(template, #"{"x": 1234.500, "list": ["a", "b", "c"]}"#, locale: locale) == text)
  }

  @Test(arguments: [
    ("{{ d | date }}", "en-US", "Nov 21, 2026"),
    ("{{ d | date }}", "de-DE", "21.11.2026"),
    ("{{ d | date: 'long' }}", "de-DE", "21. November 2026"),
    ("{{ d | date: 'full' }}", "en-US", "Saturday, November 21, 2026"),
    ("{{ d | date: 'short' }}", "en-US", "11/21/26"),
    ("{{ d | date: '%e %B %Y' }}", "en", "21 November 2026"),
    ("{{ d | date: '%-d. %B %Y' }}", "pl", "21. listopada 2026"),
    (
      "{{ d | date: '%a %d %b, %j %U %V %G %u %^b %10Y' }}", "en",
      "Sat 21 Nov, 325 46 47 2026 6 NOV 0000002026"
    ),
    ("{{ d | date: 'iso' }}", "en", "2026-11-21"),
  ]) func writesDates(template: String, locale: String, text: String) throws {
    #expect(try rendered(template, #"{"d": "2026-11-21"}"#, locale: locale) == text)
  }

  @Test func nilGivesNil() throws {
    for filter in [
      "number", "number: 2", "percent", "currency: 'EUR'", "compact", "ordinal",
      "plural: 'a', 'b'", "list", "initials", "date", "date: '%Y'", "qr", "barcode", "resize: 10",
    ] {
      #expect(try rendered("[{{ x | \(filter) }}]", #"{"x": null}"#) == "[]")
    }
  }

  @Test func refusesTheClock() {
    #expect(failure("{{ 'now' | date: '%Y' }}") == "template.filter-failed 1:12")
  }

  @Test func formatsBeyondDoublePrecision() throws {
    #expect(
      try rendered("{{ x }} {{ x | number }}", #"{"x": 12345678901234567890.10}"#)
        == "12345678901234567890.10 12,345,678,901,234,567,890.10")
    #expect(try rendered("{{ x | plus: 0.1 }}", #"{"x": 0.2}"#) == "0.3")
    #expect(try rendered("{{ 9223372036854775807 | plus: 1 }}") == "9223372036854775808")
    #expect(
      try rendered("{{ 2.0 | divided_by: 3 }} {{ -7 | divided_by: 2 }} {{ -7 | modulo: 3 }}")
        == "0.6666666666666666 -4 2")
  }
}
