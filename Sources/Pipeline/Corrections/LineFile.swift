import Foundation

/// A text file read line by line.
enum LineFile {
  /// Calls `body` with every line that is not empty; an absent file has none.
  static func forEachLine(of path: String, _ body: (Data) throws -> Void) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else { return }
    defer { try? handle.close() }
    var rest = Data()
    while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
      rest.append(part)
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[..<end]
        if !line.isEmpty { try body(Data(line)) }
        rest = rest[rest.index(after: end)...]
      }
      rest = Data(rest)
    }
    if !rest.isEmpty { try body(rest) }
  }
}
