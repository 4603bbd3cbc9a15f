import Findings
import Foundation
import Testing

@testable import Campaign

@Suite struct BindingTests {
  private func bind(
    _ template: String, _ json: String, snippets: [String: String] = [:],
    _ configure: (inout TemplateBinding) -> Void = { _ in }
  ) throws -> (text: String?, findings: [Finding]) {
    var files: [String: String?] = ["page.html": template, "data.json": json]
    for (name, text) in snippets { files["parts/" + name] = text }
    let drop = try Drop(files)
    var binding = TemplateBinding(
      template: drop.path + "/page.html", data: drop.path + "/data.json")
    configure(&binding)
    if !snippets.isEmpty { binding.snippets = drop.path + "/parts" }
    return binding.run()
  }

  @Test func aFileIsFilledWithJSONAsItIs() throws {
    let template = "{{ a }} {{ n }} {% for x in xs %}{% render 'row', x: x %}{% endfor %}"
    let json = #"{"a": "<b>", "n": 1.50, "xs": [1, "two"]}"#
    let rows = ["row.liquid": "[{{ x }}]"]
    #expect(try bind(template, json, snippets: rows).text == "&lt;b&gt; 1.50 [1][two]")
    #expect(
      try bind(template, json, snippets: rows) { $0.isRaw = true }.text == "<b> 1.50 [1][two]")
  }

  @Test func anUndefinedNameIsAnErrorUnlessLax() throws {
    let strict = try bind("a\n {{ b }}", "{}")
    #expect(strict.text == nil)
    #expect(strict.findings.first?.code.name == "template.unknown-name")
    #expect(strict.findings.first?.place.line == 2)
    #expect(try bind("a\n {{ b }}", "{}") { $0.isLax = true }.text == "a\n ")
  }

  @Test(arguments: ["", "{", "[]", "1", "{} {}"])
  func whatIsNoObjectIsAnError(_ json: String) throws {
    let (text, findings) = try bind("a", json)
    #expect(text == nil)
    #expect(findings.first?.place.file == "data.json")
  }

  @Test func aFoldersSchemaTypesTheObject() throws {
    let drop = try Drop([
      "card/template.yaml":
        "fields: { n: { type: integer }, on: { type: date, format: '%d.%m.%Y' } }",
      "card/template.html": "{{ n | plus: 1 }} {{ on }} {{ format.name }}",
      "data.json": #"{"N": "41", "on": "02.01.2026"}"#,
      "bad.json": #"{"n": "many"}"#,
    ])
    let good = TemplateBinding(template: drop.path + "/card", data: drop.path + "/data.json").run()
    #expect(good.text == "42 2026-01-02 portrait", "\(good.findings.map(\.message))")
    let bad = TemplateBinding(template: drop.path + "/card", data: drop.path + "/bad.json").run()
    #expect(bad.text == nil)
    #expect(bad.findings.first?.code.name == "data.not-an-integer")
  }

  @Test func aCampaignShowsItsRecordsAndDocuments() throws {
    let drop = try Drop()
    let job = try #require(try drop.preflight().job)
    let binding = try CampaignBinding(job)
    var lines: [String] = []
    #expect(try binding.forEachRecord(key: nil) { lines.append($0.line) })
    #expect(
      lines.first
        == #"{"key":"A1","row":2,"fields":{"id":"A1","name":"Ada","photo":"photo.png"}}"#)
    #expect(lines.count == 3)
    let variant = try #require(binding.variant(format: "small", colorway: nil))
    #expect(
      try binding.document(key: "C3", variant: variant).text?.contains("<h1>Zoë</h1>") == true)
    #expect(try binding.document(key: "X", variant: variant).text == nil)
    #expect(try !binding.forEachRecord(key: "X") { _ in })
  }

  @Test func preflightIsTheSameEveryTime() throws {
    let drop = try Drop()
    let first = try drop.preflight()
    let second = try drop.preflight()
    #expect(first.report.json == second.report.json)
    #expect(try first.job?.specification.encoded() == second.job?.specification.encoded())
    let data = try #require(try first.job?.specification.encoded())
    #expect(try JobSpecification(decoding: data) == first.job?.specification)
  }
}
