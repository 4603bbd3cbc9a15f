internal import CHyphen
internal import Glibc

/// The patterns by which one language divides words, read by libhyphen.
///
/// Not for several threads at once: the converter to the patterns' encoding has a state.
final class HyphenationPatterns {
  private let dictionary: UnsafeMutablePointer<HyphenDict>
  /// To the dictionary's encoding; nil where that is UTF-8.
  private let converter: iconv_t?

  /// No word of any language is longer; what is, is no word.
  private static let longestWord = 100

  /// - Parameter path: a file of patterns as the package manager installs them.
  /// - Returns: nil where it cannot be read, or is in an encoding that nobody knows.
  init?(path: String) {
    guard let dictionary = hnj_hyphen_load(path) else { return nil }
    self.dictionary = dictionary
    if dictionary.pointee.utf8 != 0 {
      converter = nil
    } else {
      let encoding = withUnsafeBytes(of: dictionary.pointee.cset) { bytes in
        String(decoding: bytes.prefix { $0 != 0 && $0 != 0x0D }, as: UTF8.self)
      }
      guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1)
      else {
        hnj_hyphen_free(dictionary)
        return nil
      }
      self.converter = converter
    }
  }

  deinit {
    if let converter { iconv_close(converter) }
    hnj_hyphen_free(dictionary)
  }

  /// Where a word may be divided: numbers of its Unicode scalars before the hyphen, ascending.
  ///
  /// Divisions that change letters (`Schiffahrt`, `Schiff-fahrt`) are left out.
  ///
  /// - Parameters:
  ///   - word: in lower case.
  ///   - least: scalars that stay before, and after, a division.
  func divisions(of word: String, least: (before: Int, after: Int)) -> [Int] {
    let length = word.unicodeScalars.count
    guard length > 1, length <= Self.longestWord, let bytes = encoded(word) else { return [] }
    var marks = [CChar](repeating: 0, count: bytes.count + 5)
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    defer {
      if let replacements {
        for index in bytes.indices { free(replacements[index]) }
      }
      free(replacements)
      free(positions)
      free(cuts)
    }
    let before = Int32(clamping: max(1, least.before))
    let after = Int32(clamping: max(1, least.after))
    let status = hnj_hyphen_hyphenate3(
      dictionary, bytes, Int32(clamping: bytes.count), &marks, nil, &replacements, &positions,
      &cuts, before, after, before, after)
    guard status == 0 else { return [] }
    return (1..<length).filter { count in
      count >= least.before && length - count >= least.after && marks[count - 1] & 1 != 0
        && replacements?[count - 1] == nil
    }
  }

  /// The word's bytes for the library; nil where its encoding lacks a letter.
  private func encoded(_ word: String) -> [CChar]? {
    var input = word.utf8.map { CChar(bitPattern: $0) }
    guard let converter else { return input }
    var output = [CChar](repeating: 0, count: input.count)
    let written: Int? = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        var left = source.count
        var room = target.count
        guard iconv(converter, &from, &left, &to, &room) != -1, left == 0 else {
          iconv(converter, nil, nil, nil, nil)
          return nil
        }
        return target.count - room
      }
    }
    return written.map { Array(output.prefix($0)) }
  }
}
