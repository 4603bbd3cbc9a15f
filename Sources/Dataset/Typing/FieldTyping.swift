import Findings

/// A field's declaration made ready to type cells: what `Field` says, compiled once.
struct FieldTyping {
  let field: Field
  let cleaning: TextCleaning
  let notation: NumberNotation
  private let datePattern: DatePattern?
  /// The members of `table` and `object` fields.
  private let members: [FieldTyping]
  /// The positions of `members` by their normalised names.
  private let positions: [String: Int]
  /// What stands for an empty value.
  let emptyValue: Value

  init(_ field: Field, cleaning: TextCleaning, notation: NumberNotation) {
    self.field = field
    self.cleaning = cleaning
    self.notation = notation
    datePattern = field.dateFormat.map { DatePattern($0) }
    switch field.type {
    case .table(let schema), .object(let schema):
      members = schema.fields.map { FieldTyping($0, cleaning: cleaning, notation: notation) }
    default: members = []
    }
    positions = Dictionary(
      members.enumerated().map { (normalizedHeader($1.field.name), $0) },
      uniquingKeysWith: { first, _ in first })
    switch field.type {
    case .list, .table: emptyValue = field.defaultValue ?? .list([])
    default: emptyValue = field.defaultValue ?? .null
    }
  }

  /// The cell's value; a cell with a fault gives nil (of a list: an empty list).
  func value(of cell: Cell, faults: inout [RowFault]) -> Value {
    switch field.type {
    case .list(let item, let separator):
      list(cell, item: item, separator: separator, faults: &faults)
    case .table: table(cell, faults: &faults)
    case .object: object(cell, faults: &faults)
    default: scalar(cell, faults: &faults)
    }
  }

  /// What an empty cell means: the default, nil, or the fault of a required field.
  func empty(_ faults: inout [RowFault]) -> Value {
    if field.isRequired, field.defaultValue == nil {
      report(.requiredValue, "the field \(field.name) is required, but empty", "", &faults)
    }
    return emptyValue
  }

  private func scalar(_ cell: Cell, faults: inout [RowFault]) -> Value {
    switch cell {
    case .absent, .null: return empty(&faults)
    case .text(let text):
      guard let text = cleaning.clean(text, field: field.name, faults: &faults) else {
        return empty(&faults)
      }
      return checked(text, as: field.type, notation: notation, faults: &faults) ?? .null
    case .number(let text):
      return checked(text, as: field.type, notation: .plain, faults: &faults) ?? .null
    case .bool(let value):
      if case .boolean = field.type { return .bool(value) }
    case .date(let date):
      switch field.type {
      case .date: return bounded(.date(date), text: date.isoDescription, faults: &faults) ?? .null
      case .string:
        return checked(date.isoDescription, as: .string, notation: .plain, faults: &faults) ?? .null
      default: break
      }
    case .broken(let text) where cleaning.nullTexts.contains(text): return empty(&faults)
    case .broken(let text):
      report(.cellError, "the cell of \(field.name) holds \(text)", text, &faults)
      return .null
    case .list, .object: break
    }
    report(
      .wrongShape, "\(field.name) is a \(field.type.name), but the file holds \(cell.kind)",
      cell.originalText, &faults)
    return .null
  }

  /// The value of a clean text, within the field's bounds; nil, with a fault, for anything else.
  private func checked(
    _ text: String, as type: FieldType, notation: NumberNotation, faults: inout [RowFault]
  ) -> Value? {
    guard let value = typed(text, as: type, notation: notation, faults: &faults) else { return nil }
    return bounded(value, text: text, faults: &faults)
  }

  private func typed(
    _ text: String, as type: FieldType, notation: NumberNotation, faults: inout [RowFault]
  ) -> Value? {
    let quoted = { "“\(sample(of: text))”" }
    switch type {
    case .string: return .string(text)
    case .integer:
      if let value = notation.integer(text) { return .integer(value) }
      report(.notAnInteger, "\(quoted()) is no whole number within 64 bits", text, &faults)
    case .decimal:
      if let value = notation.decimal(text) { return .decimal(value) }
      report(.notADecimal, "\(quoted()) is no plain decimal number", text, &faults)
    case .boolean:
      if let value = boolean(text) { return .bool(value) }
      report(.notABoolean, "\(quoted()) is neither true nor false", text, &faults)
    case .date:
      if let date = date(text) { return .date(date) }
      let format = field.dateFormat ?? "%Y-%m-%d"
      report(.notADate, "\(quoted()) is no date of the format \(format)", text, &faults)
    case .email:
      if isEmailAddress(text) { return .string(text) }
      report(.notAnEmail, "\(quoted()) is no e-mail address", text, &faults)
    case .url:
      if isURL(text) { return .string(text) }
      report(.notAURL, "\(quoted()) is no http, https or mailto address", text, &faults)
    case .color:
      if isColor(text) { return .string(text) }
      report(.notAColor, "\(quoted()) is no CSS color", text, &faults)
    case .image:
      guard let fault = faultOfImagePath(text) else { return .string(text) }
      report(.notAnImagePath, "\(quoted()) \(fault)", text, &faults)
    case .list, .table, .object:
      report(.wrongShape, "\(field.name) is no \(type.name)", text, &faults)
    }
    return nil
  }

  private func date(_ text: String) -> CalendarDate? {
    if field.dateFormat == nil || field.dateFormat == "%Y-%m-%d", let date = plainDay(text) {
      return date
    }
    return field.dateFormat == nil ? CalendarDate(iso: text) : datePattern?.date(from: text)
  }

  private func bounded(_ value: Value, text: String, faults: inout [RowFault]) -> Value? {
    if let fault = fault(of: value, text: text) {
      faults.append(fault)
      return nil
    }
    return value
  }

  // MARK: Structured values

  private func list(
    _ cell: Cell, item: FieldType, separator: String, faults: inout [RowFault]
  ) -> Value {
    var items: [Value] = []
    let count = faults.count
    switch cell {
    case .absent, .null: break
    case .list(let cells):
      for cell in cells {
        let text: String
        switch cell {
        case .absent, .null: continue
        case .text(let raw):
          guard let clean = cleaning.clean(raw, field: field.name, faults: &faults) else {
            continue
          }
          text = clean
        case .number(let number): text = number
        case .bool(let value): text = value ? "true" : "false"
        case .date(let date): text = date.isoDescription
        case .list, .object, .broken:
          report(
            .wrongShape, "an item of the list \(field.name) is \(cell.kind)", cell.originalText,
            &faults)
          continue
        }
        let notation = if case .number = cell { NumberNotation.plain } else { notation }
        if let value = checked(text, as: item, notation: notation, faults: &faults) {
          items.append(value)
        }
      }
    case .text(let raw):
      guard let text = cleaning.clean(raw, field: field.name, faults: &faults) else { break }
      for part in parts(of: text, separatedBy: separator) {
        let part = trimmed(part)
        if part.isEmpty { continue }
        if let value = checked(part, as: item, notation: notation, faults: &faults) {
          items.append(value)
        }
      }
    case .number, .bool, .date:
      if let value = checked(cell.originalText, as: item, notation: .plain, faults: &faults) {
        items.append(value)
      }
    case .broken(let text) where cleaning.nullTexts.contains(text): break
    case .broken(let text):
      report(.cellError, "the cell of \(field.name) holds \(text)", text, &faults)
    case .object:
      report(
        .wrongShape, "\(field.name) is a list, but the file holds an object", cell.originalText,
        &faults)
    }
    let hasError = faults[count...].contains { $0.code.severity == .error }
    return items.isEmpty && !hasError ? empty(&faults) : .list(items)
  }

  private func table(_ cell: Cell, faults: inout [RowFault]) -> Value {
    switch cell {
    case .absent, .null, .list([]): return empty(&faults)
    case .list(let rows):
      return .list(
        rows.enumerated().map { index, row in
          guard case .object(let values) = row else {
            report(
              .wrongShape, "row \(index + 1) of \(field.name) is \(row.kind), not an object",
              row.originalText, &faults)
            return .object(Record())
          }
          return .object(record(values, path: "\(field.name)[\(index + 1)]", faults: &faults))
        })
    default:
      report(
        .wrongShape, "\(field.name) is a table, but the file holds \(cell.kind)",
        cell.originalText, &faults)
      return .list([])
    }
  }

  private func object(_ cell: Cell, faults: inout [RowFault]) -> Value {
    switch cell {
    case .absent, .null: return empty(&faults)
    case .object(let values): return .object(record(values, path: field.name, faults: &faults))
    default:
      report(
        .wrongShape, "\(field.name) is an object, but the file holds \(cell.kind)",
        cell.originalText, &faults)
      return .null
    }
  }

  private func record(
    _ values: [Cell.Member], path: String, faults: inout [RowFault]
  ) -> Record {
    var cells = [Cell](repeating: .absent, count: members.count)
    for value in values {
      guard let position = positions[normalizedHeader(value.name)] else { continue }
      if cells[position] == .absent {
        cells[position] = value.cell
      } else {
        report(
          .repeatedJSONKey, "\(path) has the key “\(sample(of: value.name))” twice", "", &faults)
      }
    }
    return Record(
      zip(members, cells).map { member, cell in
        let count = faults.count
        let value = member.value(of: cell, faults: &faults)
        for index in faults.indices.dropFirst(count) {
          faults[index].field = path + "." + (faults[index].field ?? member.field.name)
        }
        return (member.field.name, value)
      })
  }

  private func report(
    _ code: FindingCode, _ message: String, _ text: String, _ faults: inout [RowFault]
  ) {
    faults.append(
      RowFault(
        code: code, message: message, field: field.name,
        sample: text.isEmpty ? nil : sample(of: text)))
  }
}

/// `2026-01-31`, the most common of all dates; nil leaves the text to its pattern.
func plainDay(_ text: String) -> CalendarDate? {
  guard text.utf8.count == 10 else { return nil }
  var numbers = (year: 0, month: 0, day: 0)
  for (index, byte) in text.utf8.enumerated() {
    if index == 4 || index == 7 {
      guard byte == UInt8(ascii: "-") else { return nil }
      continue
    }
    guard isDigit(byte) else { return nil }
    let digit = Int(byte - UInt8(ascii: "0"))
    switch index {
    case ..<4: numbers.year = numbers.year * 10 + digit
    case ..<7: numbers.month = numbers.month * 10 + digit
    default: numbers.day = numbers.day * 10 + digit
    }
  }
  let date = CalendarDate(year: numbers.year, month: numbers.month, day: numbers.day)
  return date.isValid ? date : nil
}

/// The parts of a list's text.
private func parts(of text: String, separatedBy separator: String) -> [String] {
  guard separator.utf8.count == 1, let byte = separator.utf8.first else {
    return text.split(separator: separator).map { String($0) }
  }
  return text.utf8.split(separator: byte).map { String(Substring($0)) }
}
