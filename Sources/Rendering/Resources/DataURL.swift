import Foundation

/// The content of a `data:` URL. `[RFC 2397; Fetch Standard, §6]`
enum DataURL {
  /// - Returns: nil where the text is no such URL or its base64 is broken.
  static func bytes(_ reference: String) -> [UInt8]? {
    guard reference.prefix(5).lowercased() == "data:", let comma = reference.firstIndex(of: ",")
    else { return nil }
    let header = reference[..<comma].dropFirst(5).lowercased()
    let body = reference[reference.index(after: comma)...]
    let decoded = percentDecoded(body.utf8)
    let parameters = header.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
    guard parameters.last == "base64" else { return decoded }
    let letters = decoded.filter { !($0 == 32 || (9...13).contains($0)) }
    let missing = (4 - letters.count % 4) % 4
    guard missing < 3,
      let data = Data(
        base64Encoded: Data(letters + Array(repeating: UInt8(ascii: "="), count: missing)))
    else { return nil }
    return Array(data)
  }

  private static func percentDecoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var pending: [UInt8] = []
    for byte in text {
      if pending.isEmpty {
        if byte == UInt8(ascii: "%") { pending = [byte] } else { bytes.append(byte) }
        continue
      }
      pending.append(byte)
      guard pending.count == 3 else { continue }
      if let value = UInt8(String(decoding: pending[1...], as: UTF8.self), radix: 16) {
        bytes.append(value)
      } else {
        bytes += pending
      }
      pending = []
    }
    return bytes + pending
  }
}
