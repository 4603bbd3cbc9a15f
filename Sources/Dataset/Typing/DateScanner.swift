/// Takes the parts of a date from the front of a text.
struct DateScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes `byte` if it comes next.
  mutating func take(_ scalar: UnicodeScalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == scalar.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes as many digits as there are within `count`; nil when there are fewer.
  mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var taken = 0
    while taken < count.upperBound, let byte = rest.first, isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      taken += 1
      rest.removeFirst()
    }
    return taken >= count.lowerBound ? value : nil
  }

  /// Takes ASCII white space; whether there was any.
  mutating func whiteSpace() -> Bool {
    var hasAny = false
    while let byte = rest.first, byte == 0x20 || 0x09...0x0D ~= byte {
      rest.removeFirst()
      hasAny = true
    }
    return hasAny
  }

  /// Takes `text` byte for byte.
  mutating func take(literal text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// Takes the longest of the names that comes next, ignoring ASCII case; gives its position.
  mutating func name(among names: [String]) -> Int? {
    var best: (position: Int, length: Int)?
    for (position, name) in names.enumerated() {
      let length = name.utf8.count
      guard length > best?.length ?? 0, rest.count >= length,
        zip(rest, name.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
      else { continue }
      best = (position, length)
    }
    guard let best else { return nil }
    rest = rest.dropFirst(best.length)
    return best.position
  }

  /// `10:00`, `10:00:00`, `10:00:00.000` or without colons: seconds since midnight, whole ones.
  mutating func timeOfDay() -> Int? {
    guard let hour = digits(2...2), hour < 24 else { return nil }
    let isExtended = take(":")
    guard let minute = digits(2...2), minute < 60 else { return nil }
    var second = 0
    if isExtended ? take(":") : rest.first.map(isDigit) ?? false {
      guard let value = digits(2...2), value < 60 else { return nil }
      second = value
      if take(".") || take(",") {
        guard digits(1...9) != nil else { return nil }
      }
    }
    return hour * 3600 + minute * 60 + second
  }

  /// `Z`, `+02:00`, `+0200` or `+02`: seconds east of UTC.
  mutating func utcOffset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = digits(2...2), hours < 24 else { return nil }
    var minutes = 0
    if take(":") || rest.first.map(isDigit) ?? false {
      guard let value = digits(2...2), value < 60 else { return nil }
      minutes = value
    }
    let offset = hours * 3600 + minutes * 60
    return isNegative ? -offset : offset
  }
}
