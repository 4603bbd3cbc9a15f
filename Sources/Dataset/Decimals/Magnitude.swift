/// Schoolbook arithmetic on the decimal digits of whole numbers, most significant digit first.
/// Numbers in data are short; clarity and exactness count here, not big-number speed.
enum Magnitude {
  static func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let x = a.drop { $0 == 0 }
    let y = b.drop { $0 == 0 }
    return x.count == y.count ? x.lexicographicallyPrecedes(y) : x.count < y.count
  }

  static func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    let count = max(a.count, b.count) + 1
    var result = [UInt8](repeating: 0, count: count)
    var carry: UInt8 = 0
    for place in 1...count {
      let digit = at(a, place) + at(b, place) + carry
      result[count - place] = digit % 10
      carry = digit / 10
    }
    return result
  }

  /// `a - b` where `a` is not the smaller one.
  static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    let count = max(a.count, b.count)
    guard count > 0 else { return [] }
    var result = [UInt8](repeating: 0, count: count)
    var borrow: UInt8 = 0
    for place in 1...count {
      let subtrahend = at(b, place) + borrow
      let minuend = at(a, place)
      borrow = minuend < subtrahend ? 1 : 0
      result[count - place] = minuend + borrow * 10 - subtrahend
    }
    return result
  }

  static func product(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var sums = [Int](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() { sums[i + j + 1] += Int(x) * Int(y) }
    }
    var carry = 0
    for place in sums.indices.reversed() {
      let total = sums[place] + carry
      sums[place] = total % 10
      carry = total / 10
    }
    return sums.map { UInt8($0) }
  }

  /// Long division of whole numbers; `b` is not zero.
  static func quotient(_ a: [UInt8], _ b: [UInt8]) -> (quotient: [UInt8], remainder: [UInt8]) {
    var quotient: [UInt8] = []
    var rest: [UInt8] = []
    for digit in a {
      if rest != [0] { rest.append(digit) } else { rest = [digit] }
      var times: UInt8 = 0
      while !isLess(rest, b) {
        rest = Array(difference(rest, b).drop { $0 == 0 })
        times += 1
      }
      quotient.append(times)
    }
    return (quotient, rest.isEmpty ? [0] : rest)
  }

  /// The digit at a place counted from the right, from 1; zero beyond the number's end.
  private static func at(_ digits: [UInt8], _ place: Int) -> UInt8 {
    place <= digits.count ? digits[digits.count - place] : 0
  }
}
