import Findings
import Foundation

/// A text file as UTF-8, chunk by chunk, without its byte order mark.
///
/// The bytes of UTF-8 files are passed on unchecked; whoever makes strings of them checks them.
final class ByteStream {
  /// The file's name in findings.
  let file: String
  private let handle: FileHandle
  private var head: [UInt8]?
  private var transcoder: Transcoder?
  /// Line feeds passed on so far, counted for transcoded files only.
  private var lineFeeds = 0
  private var isAtEnd = false

  private static let chunkSize = 1 << 18

  /// - Parameters:
  ///   - path: where the file is.
  ///   - file: what findings call it.
  ///   - encoding: a WHATWG label; a byte order mark overrules it (WHATWG Encoding, "decode").
  init(path: String, file: String, encoding: String?) throws(DatasetFault) {
    self.file = file
    handle = try openRegularFile(path, named: file)
    let bytes = try Self.read(handle, file)
    var name: String?
    if let encoding {
      guard let known = iconvName(ofEncodingLabel: encoding) else {
        throw DatasetFault(
          finding: Finding(
            .unknownEncoding, "“\(sample(of: encoding))” is no known text encoding",
            at: Place(file: file)))
      }
      name = known
    }
    let skipped: Int
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      (name, skipped) = ("UTF-8", 3)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      (name, skipped) = ("UTF-16LE", 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      (name, skipped) = ("UTF-16BE", 2)
    } else {
      skipped = 0
    }
    head = Array(bytes.dropFirst(skipped))
    if let name, name != "UTF-8" {
      guard let transcoder = Transcoder(from: name) else {
        throw DatasetFault(
          finding: Finding(
            .unknownEncoding, "this machine cannot convert the encoding \(name)",
            at: Place(file: file)))
      }
      self.transcoder = transcoder
    }
  }

  deinit { try? handle.close() }

  /// The next bytes; an empty array at the end.
  func nextChunk() throws(DatasetFault) -> [UInt8] {
    while !isAtEnd {
      let bytes: [UInt8]
      if let head {
        bytes = head
        self.head = nil
        if bytes.isEmpty { continue }
      } else {
        bytes = try Self.read(handle, file)
        isAtEnd = bytes.isEmpty
      }
      guard let transcoder else { return bytes }
      let result = transcoder.convert(bytes, isLast: isAtEnd)
      lineFeeds += result.output.count { $0 == 10 }
      if let offending = result.invalidByte {
        throw DatasetFault(
          finding: invalidByteFinding(offending, file: file, line: lineFeeds + 1))
      }
      if !result.output.isEmpty { return result.output }
    }
    return []
  }

  private static func read(_ handle: FileHandle, _ file: String) throws(DatasetFault) -> [UInt8] {
    do {
      guard let data = try handle.read(upToCount: chunkSize) else { return [] }
      return [UInt8](data)
    } catch {
      throw DatasetFault(
        finding: Finding(
          .unreadableData, "\(file) cannot be read: \(error.localizedDescription)",
          at: Place(file: file)))
    }
  }
}

/// What to say about a byte that the encoding does not allow.
func invalidByteFinding(_ byte: UInt8, file: String, line: Int) -> Finding {
  let hexadecimal = String(byte, radix: 16, uppercase: true)
  let name = "0x" + String(repeating: "0", count: 2 - hexadecimal.count) + hexadecimal
  return Finding(
    .invalidByte, "line \(line): the byte \(name) is not allowed by the file's encoding",
    at: Place(file: file, line: line, sample: name))
}

/// Opens a regular file, never through a link and never waiting for a pipe.
private func openRegularFile(_ path: String, named file: String) throws(DatasetFault) -> FileHandle
{
  let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else {
    let reason = errno == ENOENT ? "there is no such file" : String(cString: strerror(errno))
    throw DatasetFault(
      finding: Finding(
        .unreadableData, "\(file) cannot be opened: \(reason)", at: Place(file: file)))
  }
  let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    throw DatasetFault(
      finding: Finding(.unreadableData, "\(file) is no regular file", at: Place(file: file)))
  }
  return handle
}
