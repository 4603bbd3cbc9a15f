package import Linux

/// Reads the files that pages refer to, and remembers whether the machine failed to.
///
/// Such a file was found a moment before: a page that goes without it is not what its author made.
package final class FileReader {
  /// The first file that could not be read although it is there and may be read.
  package private(set) var fault: SystemError?

  /// A file's bytes; nil where it cannot be read, or is larger than the limit.
  func bytes(at path: String, limit: Int = 1 << 30) -> [UInt8]? {
    do throws(SystemError) {
      let bytes = try Descriptor.reading(path).contents(limit: limit + 1)
      return bytes.count <= limit ? bytes : nil
    } catch {
      if !error.isDenied { fault = fault ?? error }
      return nil
    }
  }
}
