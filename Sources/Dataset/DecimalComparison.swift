extension Decimal: Hashable, Comparable {
  /// Equal in value: `1.0` equals `1`.
  package static func == (a: Decimal, b: Decimal) -> Bool {
    a.isNegative == b.isNegative && compareMagnitude(a, b) == 0
  }

  package static func < (a: Decimal, b: Decimal) -> Bool {
    switch (a.isNegative, b.isNegative) {
    case (true, false): true
    case (false, true): false
    case (false, false): compareMagnitude(a, b) < 0
    case (true, true): compareMagnitude(a, b) > 0
    }
  }

  package func hash(into hasher: inout Hasher) {
    var digits = self.digits[...]
    var scale = self.scale
    while scale > 0, digits.last == 0 {
      digits.removeLast()
      scale -= 1
    }
    hasher.combine(isNegative)
    hasher.combine(scale)
    hasher.combine(digits)
  }

  private static func compareMagnitude(_ a: Decimal, _ b: Decimal) -> Int {
    let scale = max(a.scale, b.scale)
    let left = a.digits + Array(repeating: 0, count: scale - a.scale)
    let right = b.digits + Array(repeating: 0, count: scale - b.scale)
    let x = Array(left.drop { $0 == 0 })
    let y = Array(right.drop { $0 == 0 })
    if x.count != y.count { return x.count < y.count ? -1 : 1 }
    for (p, q) in zip(x, y) where p != q { return p < q ? -1 : 1 }
    return 0
  }
}

extension Decimal: CustomStringConvertible {
  /// Plain digits, as they were written: `-12.50`.
  package var description: String {
    let missing = max(0, scale + 1 - digits.count)
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    text.reserveCapacity(digits.count + missing + 2)
    for place in 0..<(missing + digits.count) {
      if place == missing + digits.count - scale { text.append(UInt8(ascii: ".")) }
      text.append(place < missing ? 48 : digits[place - missing] + 48)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
