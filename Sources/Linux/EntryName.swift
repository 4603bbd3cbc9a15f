/// One name in a directory, as the bytes the file system holds: clients name files in encodings of
/// their own, and a name that is no text must still be listed, moved and reported.
package struct EntryName: Sendable, Hashable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(_ text: some StringProtocol) { self.bytes = Array(text.utf8) }

  /// The name as text; nil where its bytes are not UTF-8.
  package var utf8: String? { String(validating: bytes, as: UTF8.self) }

  /// The name for people: bytes that are not text as `%XX`.
  package var display: String {
    if let text = utf8 { return text }
    var text = ""
    var rest = bytes[...]
    while let byte = rest.first {
      var taken = 1
      var piece = "%" + String(byte, radix: 16, uppercase: true).leftPadded(to: 2)
      for length in 1...4 where length <= rest.count {
        if let character = String(validating: rest.prefix(length), as: UTF8.self) {
          (taken, piece) = (length, character)
          break
        }
      }
      text += piece
      rest = rest.dropFirst(taken)
    }
    return text
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}

extension EntryName: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
}

extension EntryName: Comparable {
  package static func < (a: EntryName, b: EntryName) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}

extension EntryName: CustomStringConvertible {
  package var description: String { display }
}

extension EntryName {
  /// Calls `body` with the name as the system takes it; a NUL inside would cut it, so there is none:
  /// directories cannot hold one, and everything else is checked before it becomes a name.
  func withCString<T>(_ body: (UnsafePointer<CChar>) -> T) -> T {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      // The array is never empty: it ends in the NUL added above.
      body(buffer.baseAddress!)
    }
  }
}
