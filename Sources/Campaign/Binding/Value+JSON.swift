package import Dataset
package import Findings

extension Value {
  /// As `bind --json` shows it: integers and decimals as strings, dates in ISO 8601, tables as arrays.
  package var json: JSON {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .string(String(value))
    case .decimal(let value): .string(value.description)
    case .string(let value): .string(value)
    case .date(let value): .string(value.isoDescription)
    case .list(let items): .array(items.map(\.json))
    case .object(let record): record.json
    }
  }
}

extension Record {
  package var json: JSON {
    .object(names.map { JSON.Member($0, (self[$0] ?? .null).json) })
  }
}
