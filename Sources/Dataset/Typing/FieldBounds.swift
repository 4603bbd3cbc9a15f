import Findings

extension FieldTyping {
  /// How a typed value breaks the field's bounds; nil when it keeps them.
  func fault(of value: Value, text: String) -> RowFault? {
    if let allowed = field.oneOf, !allowed.contains(value) {
      let names = allowed.map { plainText(of: $0) }
      return fault(
        .notOneOf, "“\(sample(of: text))” is none of \(names.joined(separator: ", "))", text,
        suggestion: suggestion(for: text, among: names))
    }
    if let least = field.minimum, isLess(value, than: least) {
      return fault(.tooSmall, "\(sample(of: text)) is below \(plainText(of: least))", text)
    }
    if let greatest = field.maximum, isLess(greatest, than: value) {
      return fault(.tooLarge, "\(sample(of: text)) is above \(plainText(of: greatest))", text)
    }
    guard case .string(let string) = value else { return nil }
    // A text never has more grapheme clusters than bytes.
    if let most = field.maxLength, string.utf8.count > most, string.count > most {
      return fault(
        .tooLong, "the text has \(string.count) characters, more than \(most)", text)
    }
    if let least = field.minLength, string.count < least {
      return fault(
        .tooShort, "the text has \(string.count) characters, fewer than \(least)", text)
    }
    return nil
  }

  private func fault(
    _ code: FindingCode, _ message: String, _ text: String, suggestion: String? = nil
  ) -> RowFault {
    RowFault(
      code: code, message: "\(field.name): \(message)", field: field.name, sample: sample(of: text),
      suggestion: suggestion)
  }
}

/// Whether a number or date comes before another; false for values that have no order between them.
private func isLess(_ a: Value, than b: Value) -> Bool {
  switch (a, b) {
  case (.integer(let a), .integer(let b)): a < b
  case (.integer(let a), .decimal(let b)): Decimal(a) < b
  case (.decimal(let a), .integer(let b)): a < Decimal(b)
  case (.decimal(let a), .decimal(let b)): a < b
  case (.date(let a), .date(let b)): a < b
  default: false
  }
}

/// A scalar as plain text: decimals as written, dates in ISO 8601; nothing for structured values.
func plainText(of value: Value) -> String {
  switch value {
  case .null, .list, .object: ""
  case .bool(let value): value ? "true" : "false"
  case .integer(let value): String(value)
  case .decimal(let value): value.description
  case .string(let value): value
  case .date(let value): value.isoDescription
  }
}
