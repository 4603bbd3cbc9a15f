import Dataset
import Findings

/// Merges a campaign's fields key by key into the template's: it may add and tighten, never change a
/// type or widen a bound.
struct FieldMerge {
  private(set) var findings: [Finding] = []

  /// The fields of both, the template's first.
  mutating func schema(template: [FieldDeclaration], campaign: [FieldDeclaration]) -> Schema {
    var own = FieldCompiler(.template)
    let templateSchema = own.schema(template)
    findings += own.findings
    var merging = FieldCompiler(.campaign)
    let schema = merging.schema(FieldDeclaration.merge(template, with: campaign))
    // What the template gets wrong by itself is reported once, in its own file.
    let known = Set(own.findings.map(\.place))
    findings += merging.findings.filter { !known.contains($0.place) }
    compare(campaign, templateSchema, schema, path: "")
    return schema
  }

  private mutating func compare(
    _ campaign: [FieldDeclaration], _ template: Schema, _ merged: Schema, path: String
  ) {
    for declaration in campaign {
      guard let before = template[declaration.name], let after = merged[declaration.name] else {
        continue
      }
      let name = path + declaration.name
      guard sameKind(before.type, after.type) else {
        report(
          .fieldConflict,
          declaration["type"]?.place ?? declaration["of"]?.place ?? declaration.place,
          "the field ‘\(name)’ is \(article(after.type)) here, but \(article(before.type)) "
            + "in the template (line \(before.declaration.line ?? 1))")
        continue
      }
      for (setting, was) in widened(before, after) where declaration[setting] != nil {
        report(
          .fieldWidened, declaration[setting]?.place ?? declaration.place,
          "\(setting) of ‘\(name)’ is wider than in the template, which says \(was)")
      }
      if let fields = declaration.fields, let inner = members(before.type),
        let mergedInner = members(after.type)
      {
        compare(fields, inner, mergedInner, path: name + ".")
      }
    }
  }

  /// The keys whose bound lets more values in than before, with the bound that was.
  private func widened(_ before: Field, _ after: Field) -> [(String, String)] {
    var widened: [(String, String)] = []
    if before.isRequired, !after.isRequired { widened.append(("required", "true")) }
    if let least = before.minimum, let now = after.minimum, now.isOrdered(before: least) {
      widened.append(("min", text(least)))
    }
    if let most = before.maximum, let now = after.maximum, most.isOrdered(before: now) {
      widened.append(("max", text(most)))
    }
    for (key, was, now) in [
      ("min_length", before.minLength, after.minLength),
      ("min_width", before.minWidth, after.minWidth),
      ("min_height", before.minHeight, after.minHeight),
    ] {
      if let was, let now, now < was { widened.append((key, String(was))) }
    }
    if let was = before.maxLength, let now = after.maxLength, now > was {
      widened.append(("max_length", String(was)))
    }
    if let was = before.oneOf, let now = after.oneOf, !now.allSatisfy(was.contains) {
      widened.append(("one_of", was.map(text).joined(separator: ", ")))
    }
    return widened
  }

  private func sameKind(_ a: FieldType, _ b: FieldType) -> Bool {
    if case .list(let first, _) = a, case .list(let second, _) = b { return first == second }
    return a.name == b.name
  }

  private func members(_ type: FieldType) -> Schema? {
    switch type {
    case .table(let schema), .object(let schema): schema
    default: nil
    }
  }

  private func article(_ type: FieldType) -> String {
    if case .list(let item, _) = type { return "a list of \(item.name)" }
    return (["a", "e", "i", "o", "u"].contains(type.name.prefix(1)) ? "an " : "a ") + type.name
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .date(let date): "\(date.year)-\(date.month)-\(date.day)"
    case .null, .list, .object: ""
    }
  }

  private mutating func report(_ code: FindingCode, _ place: Place, _ message: String) {
    findings.append(Finding(code, message, at: place))
  }
}
