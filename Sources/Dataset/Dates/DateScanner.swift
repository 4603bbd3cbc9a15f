/// Reads the parts of a written date from the front of its text.
struct DateScanner {
  private(set) var rest: ArraySlice<Character>

  init(_ text: some StringProtocol) { rest = Array(text)[...] }

  var isAtEnd: Bool { rest.isEmpty }
  var next: Character? { rest.first }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skip() { rest = rest.dropFirst() }

  mutating func skipWhitespace() { rest = rest.drop(while: \.isWhitespace) }

  /// As many ASCII digits as the range allows; nil, and nothing taken, where there are too few.
  mutating func digits(_ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var taken = 0
    for character in rest.prefix(min(count.upperBound, 18)) {
      guard let ascii = character.asciiValue, (48...57).contains(ascii) else { break }
      value = value * 10 + Int(ascii - 48)
      taken += 1
    }
    guard taken >= count.lowerBound else { return nil }
    rest = rest.dropFirst(taken)
    return value
  }

  /// The position of the first of `names` that stands here, ignoring case; longer names win.
  mutating func name(among names: [String]) -> Int? {
    let text = String(rest.prefix(24)).lowercased()
    var best: (index: Int, count: Int)?
    for (index, name) in names.enumerated() where text.hasPrefix(name.lowercased()) {
      if name.count > best?.count ?? 0 { best = (index, name.count) }
    }
    guard let best else { return nil }
    rest = rest.dropFirst(best.count)
    return best.index
  }

  /// `14:30`, `1430`, `14:30:15`, `14:30:15.25` as seconds since midnight, fractions cut off.
  mutating func isoTime() -> Int? {
    guard let hour = digits(2...2), hour < 24 else { return nil }
    let extended = take(":")
    guard let minute = digits(2...2), minute < 60 else { return nil }
    var second = 0
    if extended ? take(":") : next?.isASCIIDigit == true {
      guard let found = digits(2...2), found < 60 else { return nil }
      second = found
      if take(".") || take(",") {
        guard digits(1...18) != nil else { return nil }
      }
    }
    return hour * 3_600 + minute * 60 + second
  }

  /// `Z`, `UTC`, `GMT`, `+01:00`, `+0100` or `+01` as seconds east of UTC.
  mutating func utcOffset() -> Int? {
    if name(among: ["UTC", "GMT", "Z"]) != nil { return 0 }
    let isWest = next == "-"
    guard take("+") || take("-"), let hours = digits(2...2), hours < 24 else { return nil }
    let colon = take(":")
    let minutes = digits(2...2)
    if colon && minutes == nil { return nil }
    guard (minutes ?? 0) < 60 else { return nil }
    let seconds = hours * 3_600 + (minutes ?? 0) * 60
    return isWest ? -seconds : seconds
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
