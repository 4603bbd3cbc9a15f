import Dataset

/// Reads JSON into the data model, keeping the order of keys and the digits of numbers.
struct JSON {
  private var rest: ArraySlice<UInt8>

  struct Fault: Error {}

  static func value(of text: String) throws -> Value {
    var reader = JSON(rest: Array(text.utf8)[...])
    return try reader.value()
  }

  private mutating func skip() { rest = rest.drop { [9, 10, 13, 32].contains($0) } }

  private mutating func take(_ character: Character) -> Bool {
    skip()
    guard rest.first == character.asciiValue else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func value() throws -> Value {
    skip()
    switch rest.first.map({ Character(UnicodeScalar($0)) }) {
    case "{":
      var record = Record()
      _ = take("{")
      while !take("}") {
        _ = take(",")
        guard case .string(let name) = try value(), take(":") else { throw Fault() }
        record[name] = try value()
      }
      return .object(record)
    case "[":
      var items: [Value] = []
      _ = take("[")
      while !take("]") {
        _ = take(",")
        items.append(try value())
      }
      return .list(items)
    case "\"": return .string(try string())
    case "t": return try word("true", .bool(true))
    case "f": return try word("false", .bool(false))
    case "n": return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: Value) throws -> Value {
    guard rest.starts(with: word.utf8) else { throw Fault() }
    rest = rest.dropFirst(word.utf8.count)
    return value
  }

  private mutating func number() throws -> Value {
    let digits = rest.prefix { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
    let text = String(decoding: digits, as: UTF8.self)
    rest = rest.dropFirst(digits.count)
    if let integer = Int64(text) { return .integer(integer) }
    guard let decimal = Decimal(plain: text) ?? Decimal(plain: Double(text)?.description ?? "")
    else {
      throw Fault()
    }
    return .decimal(decimal)
  }

  private mutating func string() throws -> String {
    var units: [UInt16] = []
    var text = ""
    func flushed(_ units: [UInt16]) -> String { String(decoding: units, as: UTF16.self) }
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return text + flushed(units)
      case UInt8(ascii: "\\"):
        guard let escape = rest.popFirst() else { throw Fault() }
        switch Character(UnicodeScalar(escape)) {
        case "n": units.append(10)
        case "r": units.append(13)
        case "t": units.append(9)
        case "b": units.append(8)
        case "f": units.append(12)
        case "u":
          let digits = String(decoding: rest.prefix(4), as: UTF8.self)
          guard let unit = UInt16(digits, radix: 16) else { throw Fault() }
          units.append(unit)
          rest = rest.dropFirst(4)
        default: units.append(UInt16(escape))
        }
      default:
        text += flushed(units)
        units = []
        let run = [byte] + rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        text += String(decoding: run, as: UTF8.self)
        rest = rest.dropFirst(run.count - 1)
      }
    }
    throw Fault()
  }
}
