import Dataset
import Findings
import Foundation
import Liquid
import Testing

/// The behaviour of standard Liquid, from a file of cases that lies outside the package. It is named by
/// `LIQUID_GOLDEN`, or lies beside the package as `shared/liquid/golden.json`.
@Suite struct StandardLiquidTests {
  /// Cases that we answer otherwise, with the reason.
  static let deliberate: [String: String] = [
    "tags, case, unexpected when token, strict2":
      "the same template has another result without the word strict2; lax mode passes over the rest"
  ]

  static var file: URL? {
    let named = ProcessInfo.processInfo.environment["LIQUID_GOLDEN"].map { URL(filePath: $0) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appending(path: "shared/liquid/golden.json")
    return [named, beside].compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }

  @Test(.enabled(if: file != nil)) func answersAsStandardLiquidDoes() throws {
    let text = try String(contentsOf: #require(Self.file), encoding: .utf8)
    guard case .object(let root) = try JSON.value(of: text), case .list(let cases)? = root["tests"]
    else { throw JSON.Fault() }
    #expect(cases.count > 700)
    for case .object(let record) in cases {
      let name = Self.text(record["name"])
      let found = Self.result(of: record)
      if Self.deliberate[name] != nil { continue }
      if record["invalid"] == .bool(true) {
        if case .success(let text) = found {
          Issue.record("\(name): an error expected, not “\(text)”")
        }
        continue
      }
      var wanted = [Self.text(record["result"])]
      if case .list(let results)? = record["results"] { wanted = results.map { Self.text($0) } }
      switch found {
      case .success(let text):
        if !wanted.contains(text) {
          Issue.record("\(name): \(text.debugDescription) for \(wanted.debugDescription)")
        }
      case .failure(let error): Issue.record("\(name): \(error.finding.message)")
      }
    }
  }

  private static func text(_ value: Value?) -> String {
    if case .string(let text)? = value { return text }
    return ""
  }

  private static func result(of record: Record) -> Result<String, RenderError> {
    var snippets: [String: String] = [:]
    if case .object(let templates)? = record["templates"] {
      for name in templates.names { snippets["snippets/\(name).liquid"] = text(templates[name]) }
    }
    var isStrict = false
    if case .list(let tags)? = record["tags"] { isStrict = tags.contains(.string("strict")) }
    let (template, findings) = LiquidTemplate.compile(
      text(record["template"]), file: "case", mode: isStrict ? .strict : .lax, escaping: .none,
      snippets: SnippetTable(snippets))
    guard let template else {
      return .failure(
        RenderError(finding: findings.first ?? Finding(.syntax, "no template and no finding")))
    }
    var globals = Record()
    if case .object(let data)? = record["data"] { globals = data }
    return Result { () throws(RenderError) in try template.render(Scope(globals)) }
  }
}
