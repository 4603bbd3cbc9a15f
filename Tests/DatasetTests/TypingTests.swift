import Findings
import Testing

@testable import Dataset

/// What texts are values of which type.
@Suite struct TypingTests {
  /// The value of one text, or the code of its fault.
  private func read(_ text: String, _ field: Field, _ notation: NumberNotation = .plain) -> String {
    read(.text(text), field, notation)
  }

  private func read(_ cell: Cell, _ field: Field, _ notation: NumberNotation = .plain) -> String {
    var faults: [RowFault] = []
    let typing = FieldTyping(field, cleaning: TextCleaning(), notation: notation)
    let value = typing.value(of: cell, faults: &faults)
    guard faults.isEmpty else { return faults.map(\.code.name).joined(separator: " ") }
    if case .list(let items) = value {
      return items.map { plainText(of: $0) }.joined(separator: "+")
    }
    return value == .null ? "nil" : plainText(of: value)
  }

  @Test(arguments: [
    ("12", "12"), ("-7", "-7"), ("+5", "5"), ("007", "7"), (" 3 ", "3"), ("", "nil"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("9223372036854775808", "data.not-an-integer"), ("1.0", "data.not-an-integer"),
    ("1e3", "data.not-an-integer"), ("1,234", "data.not-an-integer"), ("-", "data.not-an-integer"),
    ("--1", "data.not-an-integer"), ("١٢", "data.not-an-integer"), ("0x1F", "data.not-an-integer"),
    ("12 3", "data.not-an-integer"),
  ])
  func integers(text: String, expected: String) {
    #expect(read(text, Field("n", .integer)) == expected)
  }

  @Test(arguments: [
    ("12.50", "12.50"), ("-0.001", "-0.001"), (".5", "0.5"), ("5.", "data.not-a-decimal"),
    ("0012.5", "12.5"), ("1e3", "data.not-a-decimal"), ("12%", "data.not-a-decimal"),
    ("$12", "data.not-a-decimal"), ("1,5", "data.not-a-decimal"), ("NaN", "data.not-a-decimal"),
    ("Infinity", "data.not-a-decimal"), ("1.2.3", "data.not-a-decimal"),
    ("123456789012345678901234567890.12", "123456789012345678901234567890.12"),
  ])
  func decimals(text: String, expected: String) {
    #expect(read(text, Field("n", .decimal)) == expected)
  }

  @Test(arguments: [
    ("1.234.567,89", "1234567.89"), ("1234,5", "1234.5"), ("12,34,567.8", "data.not-a-decimal"),
    ("1.23,4", "data.not-a-decimal"), (".123,4", "data.not-a-decimal"),
    ("1..234,5", "data.not-a-decimal"), ("1.234", "1234"),
  ])
  func commasAsDecimalSeparatorsWithGroups(text: String, expected: String) {
    let notation = NumberNotation(decimal: ",", grouping: ".")
    #expect(read(text, Field("n", .decimal), notation) == expected)
  }

  @Test(arguments: [
    ("1,234", "1234"), ("12,34,567", "1234567"), ("1,5", "data.not-an-integer"),
    ("1234,567", "data.not-an-integer"),
  ])
  func groupedIntegers(text: String, expected: String) {
    #expect(read(text, Field("n", .integer), NumberNotation(grouping: ",")) == expected)
  }

  @Test func spacesBetweenGroupsMayBeOfAnyKind() {
    let notation = NumberNotation(decimal: ",", grouping: " ")
    #expect(read("1\u{A0}234\u{202F}567,5", Field("n", .decimal), notation) == "1234567.5")
  }

  @Test(arguments: [
    ("TRUE", "true"), ("yes", "true"), ("Y", "true"), ("t", "true"), ("1", "true"),
    ("False", "false"), ("NO", "false"), ("n", "false"), ("F", "false"), ("0", "false"),
    ("on", "data.not-a-boolean"), ("2", "data.not-a-boolean"), ("ja", "data.not-a-boolean"),
  ])
  func booleans(text: String, expected: String) {
    #expect(read(text, Field("b", .boolean)) == expected)
  }

  @Test(arguments: [
    ("%Y-%m-%d", "2024-02-29", "2024-02-29"), ("%Y-%m-%d", "2023-02-29", "data.not-a-date"),
    ("%d.%m.%Y", "1.3.2024", "2024-03-01"), ("%d.%m.%Y", "1.3.2024x", "data.not-a-date"),
    ("%m/%d/%y", "12/31/69", "2069-12-31"), ("%m/%d/%y", "12/31/70", "1970-12-31"),
    ("%e %B %Y", "3 march 2024", "2024-03-03"), ("%d %b %Y", "3 Sep 2024", "2024-09-03"),
    ("%Y-%m-%d", "2024-13-01", "data.not-a-date"), ("%Y-%m-%d", "24-01-01", "data.not-a-date"),
    ("%Y-%m-%d %H:%M", "2024-01-01 23:59", "2024-01-01T23:59:00"),
  ])
  func datesOfAFormat(format: String, text: String, expected: String) {
    #expect(read(text, Field("d", .date, dateFormat: format)) == expected)
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-29"), ("2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
    ("2024-02-29 10:00", "2024-02-29T10:00:00"), ("20240229", "2024-02-29"),
    ("29.2.2024", "data.not-a-date"), ("2024-2-9", "data.not-a-date"), ("today", "data.not-a-date"),
  ])
  func datesWithoutFormatAreISO(text: String, expected: String) {
    #expect(read(text, Field("d", .date)) == expected)
  }

  @Test(arguments: [
    ("ann@example.com", true), ("ann+tag@mail.example.co.uk", true), ("zoë@exämple.de", true),
    ("ann", false), ("ann@", false), ("@example.com", false), ("ann@localhost", false),
    ("a b@example.com", false), ("ann@example..com", false), ("ann@-x.com", false),
    ("a@b@c.de", false), ("Ann <ann@example.com>", false),
  ])
  func emails(text: String, isOne: Bool) {
    #expect(read(text, Field("e", .email)) == (isOne ? text : "data.not-an-email"))
  }

  @Test(arguments: [
    ("https://example.com", true), ("HTTP://example.com:8080/a?b=c#d", true),
    ("https://user@example.com/", true), ("https://[::1]:80/", true), ("mailto:a@b.de", true),
    ("https://exämple.de/ü", true), ("http://localhost/x", true), ("example.com", false),
    ("javascript:alert(1)", false), ("ftp://example.com", false), ("https://", false),
    ("https:///x", false), ("https://a b.com", false), ("https://x:99999/", false),
    ("data:text/html,x", false), ("https://x/<script>", false), ("//example.com", false),
  ])
  func urls(text: String, isOne: Bool) {
    #expect(read(text, Field("u", .url)) == (isOne ? text : "data.not-a-url"))
  }

  @Test(arguments: [
    "#fff", "#FFFF", "#1c0d06", "#1c0d0680", "tomato", "RebeccaPurple", "transparent", "Canvas",
    "rgb(1, 2, 3)", "rgb(1 2 3 / 50%)", "rgba(10%,20%,30%,.5)", "hsl(120deg 50% 50%)",
    "hsl(0.5turn, 10%, 20%)", "hwb(90 10% 20% / none)", "lab(50% 20 -30)", "oklch(0.7 0.1 200)",
    "color(display-p3 1 0 0.5)", "color-mix(in srgb, red 40%, rgb(1 2 3))",
    "light-dark(#000, white)",
  ])
  func colors(text: String) {
    #expect(read(text, Field("c", .color)) == text)
  }

  @Test(arguments: [
    "#ff", "#12345", "#xyz", "reddish", "currentColor", "var(--x)", "rgb(1,2)", "rgb(1 2 3",
    "rgb(1, 2%, 3)", "hsl(1, 2, 3)", "url(x)", "red;", "red blue", "inherit", "color(foo 1 2 3)",
    "rgb(a b c)", "rgb(1 2 3 4)", "color-mix(red, blue)", "rgb(1 2 3 / var(--x))",
  ])
  func textsThatAreNoColors(text: String) {
    #expect(read(text, Field("c", .color)) == "data.not-a-color")
  }

  @Test(arguments: [
    ("images/ann.jpg", true), ("./a/../b.png", true), ("C#4.png", true), ("/etc/passwd", false),
    ("../x.png", false), ("a/../../x.png", false), ("http://x/y.png", false), ("C:\\x.png", false),
    ("data:image/png;base64,AA", false), ("images/", false), (".", false),
    ("\\\\server\\x.png", false),
  ])
  func imagePaths(text: String, isOne: Bool) {
    #expect(read(text, Field("i", .image)) == (isOne ? text : "data.not-an-image-path"))
  }

  @Test func listsAreSplitTrimmedAndLoseEmptyItems() {
    let genres = Field("g", .list(of: .string, separator: "|"), isRequired: true)
    #expect(read("a | b||c ", genres) == "a+b+c")
    #expect(read(" | ", genres) == "data.required")
    #expect(read(.list([.text("a|b"), .text(" c "), .null]), genres) == "a|b+c")
    let numbers = Field("n", .list(of: .integer, separator: ", "), maximum: .integer(5))
    #expect(read("1, 2", numbers) == "1+2")
    #expect(read("1, x, 9", numbers) == "data.not-an-integer data.too-large")
    #expect(read("", Field("n", .list(of: .integer, separator: "|"))) == "")
  }

  @Test func defaultsStandOnlyForEmptyValues() {
    let field = Field("n", .integer, isRequired: true, defaultValue: .integer(7))
    #expect(read("", field) == "7")
    #expect(read("x", field) == "data.not-an-integer")
    #expect(read("", Field("n", .integer, isRequired: true)) == "data.required")
  }

  @Test func boundsHoldExactly() {
    let field = Field(
      "n", .decimal, minimum: .integer(0), maximum: .decimal(Decimal(plain: "0.30") ?? Decimal(0)))
    #expect(read("0.300", field) == "0.300")
    #expect(read("0.3000000000000000000000001", field) == "data.too-large")
    #expect(read("-0.1", field) == "data.too-small")
    let day = Field("d", .date, minimum: .date(CalendarDate(year: 2024, month: 1, day: 1)))
    #expect(read("2023-12-31", day) == "data.too-small")
  }

  @Test func lengthsCountGraphemeClusters() {
    let field = Field("s", .string, minLength: 2, maxLength: 3)
    #expect(read("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", field) == "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦")
    #expect(read("abcd", field) == "data.too-long")
    #expect(read("e\u{301}", field) == "data.too-short")
  }

  @Test func choicesAreExactAndSuggest() throws {
    let field = Field("t", .string, oneOf: [.string("gold"), .string("silver")])
    #expect(read("gold", field) == "gold")
    #expect(read("Gold", field) == "data.not-one-of")
    let imported = try importCSV("id,t\n1,sliver\n", [field])
    #expect(imported.outcome.findings[0].suggestion == "silver")
  }

  @Test func numbersOfJSONIgnoreTheFilesNotation() {
    let notation = NumberNotation(decimal: ",", grouping: ".")
    #expect(read(.number("1.5"), Field("n", .decimal), notation) == "1.5")
    #expect(read(.number("7"), Field("s", .string)) == "7")
    #expect(read(.bool(true), Field("s", .string)) == "data.wrong-shape")
    #expect(read(.bool(true), Field("b", .boolean)) == "true")
    #expect(read(.number("1"), Field("b", .boolean)) == "true")
  }

  @Test func declarationsAreTypedLikeCells() {
    #expect(
      Field("n", .decimal).typedValue(of: "1.50") == .decimal(Decimal(plain: "1.50") ?? Decimal(0)))
    #expect(Field("n", .list(of: .integer, separator: "|")).typedValue(of: "3") == .integer(3))
    #expect(
      Field("d", .date, dateFormat: "%d.%m.%Y").typedValue(of: "2.1.2024")
        == .date(CalendarDate(year: 2024, month: 1, day: 2)))
    #expect(Field("b", .boolean).typedValue(of: "maybe") == nil)
  }
}
