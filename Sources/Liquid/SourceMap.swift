package import Findings

/// Where the parts of a filled template were written: leads from a place in the output back to the
/// place in the template or snippet that a person can mend.
package struct SourceMap: Sendable {
  private struct Piece {
    /// The byte of the output that it begins at.
    var offset: Int
    var location: SourceLocation
    /// Whether the output has the template's own characters here, not a value's.
    var isLiteral: Bool
  }

  private var pieces: [Piece] = []
  private var bytes: [UInt8] = []

  mutating func add(_ location: SourceLocation, at offset: Int, isLiteral: Bool) {
    // A piece that came to nothing leaves its place to the next.
    if let last = pieces.last, last.offset == offset { pieces.removeLast() }
    pieces.append(Piece(offset: offset, location: location, isLiteral: isLiteral))
  }

  mutating func finish(_ output: String) { bytes = Array(output.utf8) }

  /// The place in the template that a line of the output comes from.
  ///
  /// - Parameters:
  ///   - line: from 1, in the output.
  ///   - column: from 1; by default that of the line's first character that is no white space.
  package func place(line: Int, column: Int?) -> Place? {
    guard let start = lineStart(line) else { return nil }
    var offset = start
    if let column {
      offset = min(start + max(column, 1) - 1, bytes.count)
    } else {
      while offset < bytes.count, bytes[offset] == 32 || bytes[offset] == 9 { offset += 1 }
    }
    guard let piece = pieces.last(where: { $0.offset <= offset }) else { return nil }
    guard piece.isLiteral else { return piece.location.place }
    var place = piece.location.place
    let passed = bytes[piece.offset..<offset]
    let lines = passed.count { $0 == UInt8(ascii: "\n") }
    place.line = piece.location.line + lines
    if lines == 0 {
      place.column = piece.location.column + String(decoding: passed, as: UTF8.self).count
    } else {
      let last = passed.lastIndex(of: UInt8(ascii: "\n")) ?? piece.offset
      place.column = String(decoding: bytes[last..<offset], as: UTF8.self).count
    }
    return place
  }

  private func lineStart(_ line: Int) -> Int? {
    if line <= 1 { return 0 }
    var number = 1
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      number += 1
      if number == line { return offset + 1 }
    }
    return nil
  }
}
