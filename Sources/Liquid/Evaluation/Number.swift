import Dataset

/// An integer or an exact decimal number, with standard Liquid's arithmetic: two integers stay
/// integers (division cuts down to the next lower one), anything else is decimal.
enum Number {
  case integer(Int64)
  case decimal(Decimal)

  var decimal: Decimal {
    switch self {
    case .integer(let integer): Decimal(integer)
    case .decimal(let decimal): decimal
    }
  }

  var isZero: Bool {
    switch self {
    case .integer(let integer): integer == 0
    case .decimal(let decimal): decimal.isZero
    }
  }

  /// A computed number prints without needless zeros, but shows that it is no integer: `12.0`.
  var cell: Cell {
    switch self {
    case .integer(let integer): .data(.integer(integer))
    case .decimal(let decimal):
      .data(.decimal(decimal.trimmed(keeping: decimal.scale > 0 ? 1 : 0)))
    }
  }

  static func < (a: Number, b: Number) -> Bool {
    if case .integer(let x) = a, case .integer(let y) = b { return x < y }
    return a.decimal < b.decimal
  }

  func adding(_ other: Number) throws(FilterFault) -> Number {
    if case .integer(let a) = self, case .integer(let b) = other {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return .integer(sum) }
    }
    return try .checked(decimal.adding(other.decimal))
  }

  func subtracting(_ other: Number) throws(FilterFault) -> Number {
    if case .integer(let a) = self, case .integer(let b) = other {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return .integer(difference) }
    }
    return try .checked(decimal.subtracting(other.decimal))
  }

  func multiplied(by other: Number) throws(FilterFault) -> Number {
    if case .integer(let a) = self, case .integer(let b) = other {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return .integer(product) }
    }
    return try .checked(decimal.multiplied(by: other.decimal))
  }

  func divided(by other: Number) throws(FilterFault) -> Number {
    if other.isZero { throw FilterFault("division by zero") }
    if case .integer(let a) = self, case .integer(let b) = other {
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if !overflow { return .integer(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient) }
    }
    return try .checked(Self.quotient(decimal, other.decimal))
  }

  func remainder(dividingBy other: Number) throws(FilterFault) -> Number {
    if other.isZero { throw FilterFault("division by zero") }
    if case .integer(let a) = self, case .integer(let b) = other {
      let (rest, overflow) = a.remainderReportingOverflow(dividingBy: b)
      if !overflow { return .integer(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest) }
      return .integer(0)
    }
    return try .checked(decimal.remainder(dividingBy: other.decimal))
  }

  /// The exact quotient where it ends, else as many digits as a double has.
  private static func quotient(_ a: Decimal, _ b: Decimal) -> Decimal? {
    let places = 24 + max(0, b.digits.count - a.digits.count + a.scale - b.scale)
    guard let long = a.divided(by: b, places: places) else { return nil }
    if let back = long.multiplied(by: b), back == a { return long.trimmed(keeping: 1) }
    let shortest = Double(long.description)?.description ?? ""
    return Decimal(plain: shortest) ?? long.rounded(to: places - 8).trimmed(keeping: 1)
  }

  /// To the nearest, a tie away from zero; without places an integer.
  func rounded(to places: Int) -> Number {
    switch self {
    case .integer where places >= 0: return self
    case .integer, .decimal:
      let rounded = decimal.rounded(to: places, .halfAwayFromZero)
      return places > 0 ? .decimal(rounded) : .whole(rounded)
    }
  }

  func rounded(_ rule: Decimal.Rounding) -> Number {
    if case .integer = self { return self }
    return .whole(decimal.rounded(to: 0, rule))
  }

  var magnitude: Number {
    switch self {
    case .integer(.min): .decimal(decimal.magnitude)
    case .integer(let integer): .integer(abs(integer))
    case .decimal(let decimal): .decimal(decimal.magnitude)
    }
  }

  private static func whole(_ decimal: Decimal) -> Number {
    decimal.int64.map { .integer($0) } ?? .decimal(decimal)
  }

  private static func checked(_ decimal: Decimal?) throws(FilterFault) -> Number {
    guard let decimal else {
      throw FilterFault("the number has more than \(Decimal.maximumDigits) digits")
    }
    return .decimal(decimal)
  }
}
