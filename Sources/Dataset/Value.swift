/// One value of the data model: what a field holds after its text was typed by the schema, and what
/// the template language computes with.
package indirect enum Value: Sendable, Hashable {
  /// No value: an empty cell, a missing key, JSON null.
  case null
  case bool(Bool)
  case integer(Int64)
  /// An exact decimal number that prints as it was written.
  case decimal(Decimal)
  case string(String)
  case date(CalendarDate)
  case list([Value])
  case object(Record)
}

/// An ordered set of named values: a row, a joined row, a JSON object.
package struct Record: Sendable, Hashable {
  package private(set) var names: [String]
  private var values: [String: Value]

  package init() {
    names = []
    values = [:]
  }

  package init(_ pairs: some Sequence<(String, Value)>) {
    self.init()
    for (name, value) in pairs { self[name] = value }
  }

  /// The value of `name`, or nil where there is no such name. Setting nil removes it.
  package subscript(name: String) -> Value? {
    get { values[name] }
    set {
      if let newValue {
        if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
      } else if values.removeValue(forKey: name) != nil {
        names.removeAll { $0 == name }
      }
    }
  }

  package var isEmpty: Bool { names.isEmpty }
}
