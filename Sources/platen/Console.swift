import Foundation

/// Where commands write: answers to standard output, everything else to standard error.
enum Console {
  static func answer(_ text: String) { write(text + "\n", to: .standardOutput) }
  /// An answer that is a file's content: nothing is added.
  static func output(_ text: String) { write(text, to: .standardOutput) }
  static func note(_ text: String) { write(text + "\n", to: .standardError) }

  /// What a program may read: keys sorted, so that equal answers are equal texts.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away is no reason to die halfway.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
