/// Walks over the bytes of a stream, or of one line, and knows the line and character it is at.
struct ByteCursor {
  private let stream: ByteStream?
  private(set) var chunk: [UInt8]
  /// Where in `chunk` the cursor is; users that scan the chunk themselves set it.
  var position = 0
  /// The physical line, from 1.
  var line: Int

  init(_ stream: ByteStream) {
    self.stream = stream
    chunk = []
    line = 1
  }

  /// A cursor over bytes at hand, the first of which is on `line`.
  init(_ bytes: [UInt8], line: Int = 1) {
    stream = nil
    chunk = bytes
    self.line = line
  }

  /// Whether there is a byte at the cursor, after reading on if need be.
  mutating func fill() throws(DatasetFault) -> Bool {
    if position < chunk.count { return true }
    guard let stream else { return false }
    chunk = try stream.nextChunk()
    position = 0
    return !chunk.isEmpty
  }

  /// The byte at the cursor; nil at the end.
  mutating func peek() throws(DatasetFault) -> UInt8? {
    try fill() ? chunk[position] : nil
  }

  /// Steps over a line break that begins with `byte`: LF, CR, or CR and LF.
  mutating func skipLineBreak(_ byte: UInt8) throws(DatasetFault) {
    position += 1
    line += 1
    if byte == 13, try peek() == 10 { position += 1 }
  }
}
