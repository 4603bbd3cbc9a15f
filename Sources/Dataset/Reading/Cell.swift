/// One value as its file holds it, before any field's type is applied.
indirect enum Cell: Equatable {
  /// The row has no such cell or key.
  case absent
  case text(String)
  /// A JSON or spreadsheet number, its plain digits as written.
  case number(String)
  case bool(Bool)
  case null
  /// A spreadsheet's own date, which needs no format.
  case date(CalendarDate)
  case list([Cell])
  case object([Member])
  /// A spreadsheet's error value or formula without result; the text is what it shows.
  case broken(String)

  struct Member: Equatable {
    var name: String
    var cell: Cell
  }

  /// The value as a person would see it in the file.
  var originalText: String {
    switch self {
    case .absent, .null: ""
    case .text(let text), .number(let text), .broken(let text): text
    case .bool(let value): value ? "true" : "false"
    case .date(let date): date.isoDescription
    case .list, .object: jsonText
    }
  }

  /// What messages call this kind of value.
  var kind: String {
    switch self {
    case .absent, .null: "nothing"
    case .text: "a text"
    case .number: "a number"
    case .bool: "true or false"
    case .date: "a date"
    case .list: "a list"
    case .object: "an object"
    case .broken: "an error"
    }
  }
}
