import Dataset
import Findings
import Liquid
import Testing

/// What a template prints with values given as JSON.
func rendered(
  _ template: String, _ json: String = "{}", locale: String = "en", mode: LiquidMode = .strict,
  escaping: Escaping = .html, snippets: [String: String] = [:],
  limits: RenderLimits = RenderLimits(), location: SourceLocation = #_sourceLocation
) throws -> String {
  let (compiled, findings) = LiquidTemplate.compile(
    template, file: "template.html", mode: mode, escaping: escaping,
    snippets: SnippetTable(snippets))
  guard case .object(let globals) = try JSON.value(of: json) else { throw JSON.Fault() }
  let found = try #require(compiled, "\(findings.map(\.message))", sourceLocation: location)
  return try found.render(Scope(globals), locale: locale, limits: limits)
}

/// The code of the error that stops a rendering, with its line and column.
func failure(
  _ template: String, _ json: String = "{}", snippets: [String: String] = [:],
  limits: RenderLimits = RenderLimits(), location: SourceLocation = #_sourceLocation
) -> String {
  do {
    let text = try rendered(
      template, json, snippets: snippets, limits: limits, location: location)
    return "no error, but “\(text)”"
  } catch let error as RenderError {
    return summary(error.finding)
  } catch {
    return "\(error)"
  }
}

/// The findings of the compilation.
func faults(
  _ template: String, mode: LiquidMode = .strict, snippets: [String: String] = [:]
) -> [String] {
  LiquidTemplate.compile(
    template, file: "template.html", mode: mode, snippets: SnippetTable(snippets)
  ).findings.map(summary)
}

/// The findings of the check against declared fields.
func checked(
  _ template: String, _ names: TypeEnvironment = declared, snippets: [String: String] = [:],
  location: SourceLocation = #_sourceLocation
) throws -> [Finding] {
  let (compiled, findings) = LiquidTemplate.compile(
    template, file: "template.html", snippets: SnippetTable(snippets))
  let found = try #require(compiled, "\(findings.map(\.message))", sourceLocation: location)
  return found.check(against: names)
}

/// `template.unknown-name 3:7`, with the file where it is a snippet's.
func summary(_ finding: Finding) -> String {
  let file = finding.place.file == "template.html" ? "" : " \(finding.place.file ?? "?")"
  return "\(finding.code)\(file) \(finding.place.line ?? 0):\(finding.place.column ?? 0)"
}

/// Fields of every kind.
let declared: TypeEnvironment = {
  let track = Schema([Field("title", .string, isRequired: true), Field("streams", .integer)])
  let schema = Schema([
    Field("first_name", .string, isRequired: true),
    Field("nickname", .string),
    Field("streams", .integer, isRequired: true),
    Field("royalties", .decimal),
    Field("active", .boolean, defaultValue: .bool(false)),
    Field("member_since", .date),
    Field("photo", .image, isRequired: true),
    Field("genres", .list(of: .string, separator: "|")),
    Field("tracks", .table(track)),
    Field("label", .object(Schema([Field("name", .string, isRequired: true)]))),
  ])
  var names = TypeEnvironment(schema)
  var format = TypeEnvironment()
  format.declare("name", .string)
  format.declare("width", .integer)
  names.declare("format", .object(format))
  return names
}()
