import Glibc

/// Converts text of another encoding to UTF-8 piece by piece, through the C library's iconv.
final class Transcoder {
  private let descriptor: iconv_t
  /// The beginning of a character whose rest comes with the next piece.
  private var leftover: [UInt8] = []

  /// - Parameter name: the C library's name of the encoding.
  init?(from name: String) {
    let descriptor = iconv_open("UTF-8", name)
    // iconv_open reports failure as the pointer -1.
    guard let descriptor, Int(bitPattern: descriptor) != -1 else { return nil }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// The text of `bytes`, up to the first byte that the encoding does not allow.
  func convert(_ bytes: [UInt8], isLast: Bool) -> (output: [UInt8], invalidByte: UInt8?) {
    var input = leftover + bytes
    leftover = []
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var consumed = 0
    while consumed < input.count {
      var remaining = input.count - consumed
      var space = buffer.count
      // iconv takes plain char pointers; both stay inside the arrays for the length of the call.
      let (status, reason) = input.withUnsafeMutableBytes { source in
        buffer.withUnsafeMutableBytes { target -> (Int, Int32) in
          var from = source.baseAddress.map {
            ($0 + consumed).assumingMemoryBound(to: CChar.self)
          }
          var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
          let status = iconv(descriptor, &from, &remaining, &to, &space)
          return (Int(status), errno)
        }
      }
      output.append(contentsOf: buffer[..<(buffer.count - space)])
      consumed = input.count - remaining
      if status != -1 || reason == E2BIG { continue }
      if reason == EINVAL, !isLast {
        leftover = Array(input[consumed...])
        return (output, nil)
      }
      return (output, input[consumed])
    }
    return (output, nil)
  }
}
