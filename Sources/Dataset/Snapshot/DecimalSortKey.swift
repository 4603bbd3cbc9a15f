extension Decimal {
  /// A text that sorts, byte by byte, as the number does; equal for equal values.
  ///
  /// Sign, the exponent of the first digit, the digits without trailing zeros; all complemented for
  /// negative numbers, and closed by a byte above every digit so that a longer one sorts lower.
  var sortKey: String {
    var significant = digits[...]
    while significant.count > 1, significant.last == 0 { significant.removeLast() }
    if significant.elementsEqual([0]) { return "1" }
    // Digits have no leading zeros, so their count tells where the first one stands.
    let exponent = 500_000_000 + digits.count - scale
    let exponentDigits = String(exponent)
    let body =
      String(repeating: "0", count: max(0, 9 - exponentDigits.utf8.count)) + exponentDigits
      + String(decoding: significant.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    guard isNegative else { return "2" + body }
    let complement = body.utf8.map { UInt8(ascii: "9") - ($0 - UInt8(ascii: "0")) }
    return "0" + String(decoding: complement, as: UTF8.self) + "~"
  }
}
