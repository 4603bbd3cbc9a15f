import Dataset
import Findings

/// Turns a field's declaration into the typed field that data are read by.
struct FieldCompiler {
  let kind: DescriptorKind
  private(set) var findings: [Finding] = []

  init(_ kind: DescriptorKind) { self.kind = kind }

  /// The schema of these declarations, in their order.
  mutating func schema(_ declarations: [FieldDeclaration]) -> Schema {
    var schema = Schema()
    for declaration in declarations { schema[declaration.name] = field(declaration) }
    return schema
  }

  /// The field; settings that do not fit its type are reported and left out.
  mutating func field(_ declaration: FieldDeclaration) -> Field {
    let type = type(declaration)
    reportUnfit(declaration, type)
    var field = Field(declaration.name, type, declaration: declaration.place)
    field.isRequired = declaration.text("required") == "true"
    field.dateFormat = declaration.text("format")
    field.minLength = int("min_length", declaration)
    field.maxLength = int("max_length", declaration)
    field.minWidth = int("min_width", declaration)
    field.minHeight = int("min_height", declaration)
    let unbounded = field
    field.minimum = value("min", declaration, unbounded)
    field.maximum = value("max", declaration, unbounded)
    field.oneOf = choices(declaration, unbounded)
    field.defaultValue = defaultValue(declaration, unbounded)
    checkBounds(field, declaration)
    return field
  }

  private mutating func type(_ declaration: FieldDeclaration) -> FieldType {
    switch declaration.text("type") ?? "string" {
    case "list":
      let item = declaration.text("of").flatMap { FieldType(scalarNamed: $0) } ?? .string
      var separator = declaration.text("separator") ?? FieldType.defaultSeparator
      if separator.isEmpty { separator = FieldType.defaultSeparator }
      return .list(of: item, separator: separator)
    case "table": return .table(schema(declaration.fields ?? []))
    case "object": return .object(schema(declaration.fields ?? []))
    case let name: return FieldType(scalarNamed: name) ?? .string
    }
  }

  private mutating func reportUnfit(_ declaration: FieldDeclaration, _ type: FieldType) {
    var present = declaration.settings.map { ($0.name, $0.place) }
    if declaration.fields != nil { present.append(("fields", declaration.place)) }
    for (name, place) in present {
      guard let types = FieldShape.applicability[name], !types.contains(type.name) else { continue }
      findings.append(
        Finding(
          kind == .campaign ? .unfitKey : .unfitTemplateKey,
          "\(name) means nothing for the \(type.name) field ‘\(declaration.name)’: it belongs to "
            + types.joined(separator: ", "), at: place))
    }
  }

  private func int(_ key: String, _ declaration: FieldDeclaration) -> Int? {
    declaration.text(key).flatMap(plainInteger)
  }

  /// A bound or default as a value of the field's (a list's item) type.
  private mutating func value(_ key: String, _ declaration: FieldDeclaration, _ field: Field)
    -> Value?
  {
    guard let setting = declaration[key], let text = setting.node.text,
      FieldShape.applicability[key]?.contains(field.type.name) ?? true
    else { return nil }
    return typed(text, key, setting.place, field)
  }

  private mutating func typed(_ text: String, _ key: String, _ place: Place, _ field: Field)
    -> Value?
  {
    if let value = field.typedValue(of: text) { return value }
    var place = place
    place.sample = shortened(text)
    findings.append(
      Finding(
        kind.code(.badValue),
        "‘\(shortened(text))’ in \(key) of ‘\(field.name)’: expected \(field.expectedValue)",
        at: place))
    return nil
  }

  private mutating func choices(_ declaration: FieldDeclaration, _ field: Field) -> [Value]? {
    guard let setting = declaration["one_of"], let items = setting.node.items else { return nil }
    var values: [Value] = []
    for item in items {
      guard let text = item.text else { continue }
      let place = item.mark.place(in: setting.place.file ?? "")
      if let value = typed(text, "one_of", place, field) { values.append(value) }
    }
    return values
  }

  private mutating func defaultValue(_ declaration: FieldDeclaration, _ field: Field) -> Value? {
    guard let setting = declaration["default"], let text = setting.node.text,
      FieldShape.scalarTypes.contains(field.type.name) || field.type.name == "list"
    else { return nil }
    guard case .list(_, let separator) = field.type else {
      return text.isEmpty ? nil : typed(text, "default", setting.place, field)
    }
    var items: [Value] = []
    for part in text.split(separator: separator) {
      if let value = typed(String(part), "default", setting.place, field) { items.append(value) }
    }
    return items.isEmpty ? nil : .list(items)
  }

  /// A default that breaks its own field's bounds, or bounds that exclude everything.
  private mutating func checkBounds(_ field: Field, _ declaration: FieldDeclaration) {
    for (low, high) in [("min", "max"), ("min_length", "max_length")] {
      let isCrossed =
        low == "min"
        ? field.minimum.flatMap { min in field.maximum.map { $0.isOrdered(before: min) } } ?? false
        : (field.minLength ?? 0) > (field.maxLength ?? .max)
      if isCrossed, let setting = declaration[high] {
        findings.append(
          Finding(
            kind.code(.badValue), "\(high) of ‘\(field.name)’ is less than its \(low)",
            at: setting.place))
      }
    }
    guard let value = field.defaultValue, let setting = declaration["default"] else { return }
    let items = if case .list(let items) = value { items } else { [value] }
    for item in items {
      guard let bound = field.bound(brokenBy: item) else { continue }
      findings.append(
        Finding(
          kind.code(.badValue), "the default of ‘\(field.name)’ breaks its own \(bound)",
          at: setting.place))
    }
  }
}

extension Field {
  /// Completes “expected …” for a value of this type.
  var expectedValue: String {
    let type = if case .list(let item, _) = type { item } else { type }
    return switch type {
    case .integer: "a whole number"
    case .decimal: "a decimal number"
    case .boolean: "true or false"
    case .date: "a date as \(dateFormat ?? "%Y-%m-%d")"
    case .email: "an e-mail address"
    case .url: "an http, https or mailto address"
    case .color: "a CSS color"
    case .image: "a picture's path inside the drop"
    default: "text"
    }
  }

  /// The key of the first bound that a typed value breaks.
  func bound(brokenBy value: Value) -> String? {
    if let oneOf, !oneOf.contains(value) { return "one_of" }
    if let minimum, value.isOrdered(before: minimum) { return "min" }
    if let maximum, maximum.isOrdered(before: value) { return "max" }
    if case .string(let text) = value {
      if let minLength, text.count < minLength { return "min_length" }
      if let maxLength, text.count > maxLength { return "max_length" }
    }
    return nil
  }
}

extension Value {
  /// Whether a number or a date comes before another; false for what has no order.
  func isOrdered(before other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): a < b
    case (.decimal(let a), .decimal(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    default: false
    }
  }
}
