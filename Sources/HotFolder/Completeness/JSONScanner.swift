import Linux

/// Whether a JSON text is closed: one value whose brackets and strings all end.
///
/// A cut-off text never is, which is all the inbox asks; whether the value is well-formed in every
/// detail is found when it is read as data.
struct JSONScanner {
  private var open: [UInt8] = []
  private var isInString = false
  private var isEscaped = false
  private var hasValue = false
  private var isWrong = false

  static func judge(_ file: borrowing Descriptor) throws(SystemError) -> Completeness {
    var scanner = JSONScanner()
    var offset: Int64 = 0
    while true {
      let part = try file.read(at: offset, count: 1 << 20)
      if part.isEmpty { break }
      offset += Int64(part.count)
      for byte in part { scanner.feed(byte) }
      if scanner.isWrong { break }
    }
    return scanner.isComplete ? .proven : .broken(reason: "the JSON in it does not end")
  }

  var isComplete: Bool { !isWrong && hasValue && !isInString && open.isEmpty }

  mutating func feed(_ byte: UInt8) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open.append(byte + 2)
      // Deeper than any reader of ours goes: the reader will say so with a place.
      if open.count > 100_000 { isWrong = true }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if open.popLast() != byte { isWrong = true }
    case 0: isWrong = true
    default: return
    }
    hasValue = true
  }
}
