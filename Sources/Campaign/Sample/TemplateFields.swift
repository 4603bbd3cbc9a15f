package import Dataset
package import Findings
import Foundation
import Liquid

/// The columns that a template expects: `platen fields`.
package struct TemplateFields {
  /// Empty where the template declares none and reads none.
  package let schema: Schema
  /// Whether the fields were found in the template's text, for want of a declaration.
  package let isGuessed: Bool
  package let findings: [Finding]

  package init(_ template: LoadedTemplate) {
    var compiler = FieldCompiler(.template)
    let declared = compiler.schema(template.descriptor.fields)
    var findings = template.findings + compiler.findings
    guard declared.isEmpty else {
      schema = declared
      isGuessed = false
      self.findings = findings
      return
    }
    let (text, path, faults) = template.entryText()
    findings += faults
    var guessed = Schema()
    if let text {
      let (page, compiled) = LiquidTemplate.compile(
        text, file: template.name(of: path),
        snippets: SnippetTable(SnippetFiles.load(template.files)))
      findings += compiled
      let own = TemplateNames.reserved + ["key"]
      for name in (page?.usage.names ?? []).sorted() where !own.contains(name) {
        guessed[name] = Field(name, .string)
      }
    }
    schema = guessed
    isGuessed = true
    self.findings = findings
  }

  /// One row per field, for people.
  package var table: String {
    var rows = [["field", "type", "required", "default", "rules"]]
    Self.append(schema, "", &rows)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
        .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }.joined(separator: "\n")
  }

  private static func append(_ schema: Schema, _ prefix: String, _ rows: inout [[String]]) {
    for field in schema.fields {
      rows.append([
        prefix + field.name, type(field.type), field.isRequired ? "yes" : "no",
        field.defaultValue.map(text) ?? "", rules(field),
      ])
      switch field.type {
      case .table(let inner), .object(let inner): append(inner, prefix + field.name + ".", &rows)
      default: break
      }
    }
  }

  private static func type(_ type: FieldType) -> String {
    if case .list(let item, let separator) = type {
      return "list of \(item.name), separated by \(separator)"
    }
    return type.name
  }

  private static func rules(_ field: Field) -> String {
    var rules: [String] = []
    if let value = field.minimum { rules.append("min \(text(value))") }
    if let value = field.maximum { rules.append("max \(text(value))") }
    if let value = field.minLength { rules.append("min_length \(value)") }
    if let value = field.maxLength { rules.append("max_length \(value)") }
    if let value = field.dateFormat { rules.append("format \(value)") }
    if let value = field.minWidth { rules.append("min_width \(value)") }
    if let value = field.minHeight { rules.append("min_height \(value)") }
    if let values = field.oneOf {
      rules.append("one of " + values.map(text).joined(separator: ", "))
    }
    return rules.joined(separator: "; ")
  }

  private static func text(_ value: Value) -> String {
    if case .list(let items) = value { return items.map(text).joined(separator: ", ") }
    if case .string(let text) = value.json { return text }
    return value.json.line
  }
}
