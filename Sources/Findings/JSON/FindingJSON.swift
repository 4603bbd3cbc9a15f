extension Finding {
  /// The fixed form of every `--json` answer and manifest.
  package var json: JSON {
    .members([
      "code": .string(code.name),
      "severity": .string(severity.rawValue),
      "recipient": .optional(recipient),
      "asset": .optional(asset),
      "place": place.json,
      "message": .string(message),
      "remedy": .string(remedy),
      "suggestion": .optional(suggestion),
      "count": .integer(Int64(count)),
      "samples": .array(samples.map(JSON.string)),
    ])
  }
}

extension Place {
  /// Keys that do not apply are absent.
  package var json: JSON {
    let members: [(String, JSON?)] = [
      ("file", file.map(JSON.string)), ("line", line.map { .integer(Int64($0)) }),
      ("column", column.map { .integer(Int64($0)) }), ("row", row.map { .integer(Int64($0)) }),
      ("field", field.map(JSON.string)), ("sample", sample.map(JSON.string)),
    ]
    return .object(members.compactMap { name, value in value.map { JSON.Member(name, $0) } })
  }
}
