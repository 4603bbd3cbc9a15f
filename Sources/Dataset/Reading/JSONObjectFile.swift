package import Findings

/// A file with one JSON object: what `platen bind` fills a template with.
package enum JSONObjectFile {
  /// Reads the object as a record.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - file: what findings call it.
  ///   - schema: types the members and gives every declared field a value; nil keeps JSON's types.
  /// - Returns: the record, nil where the file holds no object, and what is wrong with it.
  package static func read(
    path: String, file: String, schema: Schema?, limits: ReadingLimits = ReadingLimits()
  ) -> (record: Record?, findings: [Finding]) {
    do throws(DatasetFault) {
      let stream = try ByteStream(path: path, file: file, encoding: nil)
      var parser = JSONParser(ByteCursor(stream), file: file, limits: limits)
      guard try parser.nextToken() != nil else { throw parser.unexpected("expected an object") }
      let cell = try parser.value()
      if try parser.nextToken() != nil {
        throw parser.unexpected("expected nothing after the object")
      }
      guard case .object(let members) = cell else {
        let message = "expected an object, but found \(cell.kind)"
        return (nil, [Finding(.notAnObject, message, at: Place(file: file, line: 1))])
      }
      guard let schema else { return (record(members), []) }
      return typed(cell, schema, file)
    } catch { return (nil, [error.finding]) }
  }

  private static func typed(_ cell: Cell, _ schema: Schema, _ file: String) -> (Record?, [Finding])
  {
    let typing = FieldTyping(
      Field("", .object(schema)), cleaning: TextCleaning(), notation: .plain)
    var faults: [RowFault] = []
    guard case .object(let record) = typing.value(of: cell, faults: &faults) else {
      return (nil, [])
    }
    let findings = faults.map { fault in
      // The object itself has no name, its members' paths begin with a dot.
      let field = fault.field.map { String($0.drop { $0 == "." }) }
      return Finding(
        fault.code, fault.message, at: Place(file: file, field: field, sample: fault.sample),
        suggestion: fault.suggestion)
    }
    return (record, findings)
  }

  private static func record(_ members: [Cell.Member]) -> Record {
    Record(members.map { ($0.name, value($0.cell)) })
  }

  private static func value(_ cell: Cell) -> Value {
    switch cell {
    case .absent, .null: .null
    case .text(let text), .broken(let text): .string(text)
    case .number(let digits): number(digits)
    case .bool(let value): .bool(value)
    case .date(let date): .date(date)
    case .list(let items): .list(items.map(value))
    case .object(let members): .object(record(members))
    }
  }

  private static func number(_ digits: String) -> Value {
    if let integer = NumberNotation.plain.integer(digits) { return .integer(integer) }
    return NumberNotation.plain.decimal(digits).map(Value.decimal) ?? .string(digits)
  }
}
