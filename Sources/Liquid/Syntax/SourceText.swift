/// A template's text with the places of its lines.
final class SourceText: Sendable {
  let file: String
  let bytes: [UInt8]
  private let origin: SourceOrigin
  /// The offset of each line's first byte.
  private let lineStarts: [Int]

  init(_ text: String, file: String, origin: SourceOrigin) {
    self.file = file
    self.origin = origin
    bytes = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The line and the character of a byte.
  func location(at offset: Int) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = String(decoding: bytes[lineStarts[low]..<offset], as: UTF8.self).count
    return SourceLocation(
      file: file, line: origin.line + low,
      column: column + (low == 0 ? origin.column : 1))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first place of `needle` within `range`.
  func firstOffset(of needle: StaticString, in range: Range<Int>) -> Int? {
    let needle = Array("\(needle)".utf8)
    guard range.count >= needle.count else { return nil }
    return (range.lowerBound...(range.upperBound - needle.count)).first { offset in
      bytes[offset] == needle[0] && bytes[offset..<(offset + needle.count)] == needle[...]
    }
  }

  /// The range without the white space (and NUL, as Ruby's `strip` has it) at its ends.
  func trimmed(_ range: Range<Int>, start: Bool = true, end: Bool = true) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while start, low < high, bytes[low].isLiquidSpace { low += 1 }
    while end, high > low, bytes[high - 1].isLiquidSpace { high -= 1 }
    return low..<high
  }
}

extension UInt8 {
  /// What Liquid strips: white space, and NUL.
  var isLiquidSpace: Bool { self == 32 || (9...13).contains(self) || self == 0 }
  var isWordByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
}
