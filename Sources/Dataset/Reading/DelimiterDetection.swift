/// Finds the delimiter that splits a table's header into the columns wanted.
struct DelimiterDetection {
  /// The text's first bytes.
  let head: [UInt8]
  let headerRow: Int
  let skipsSpaces: Bool
  let limits: ReadingLimits
  /// How many of the fields wanted have a header among these.
  let matches: ([String]) -> Int

  private static let candidates = [",", ";", "\t", "|"].flatMap { Array($0.utf8) }

  /// The candidate with the most matching headers; the extension's own wins a tie, then the one that
  /// gives more headers.
  func delimiter(usual: UInt8) -> UInt8 {
    var best = usual
    var bestScore = (-1, -1)
    for candidate in [usual] + Self.candidates.filter({ $0 != usual }) {
      let headers = headers(splitAt: candidate)
      let count = matches(headers)
      // Without any match the number of headers decides alone, which the usual one need not win.
      let score = (count, count > 0 && candidate == usual ? Int.max : headers.count)
      if score > bestScore { (best, bestScore) = (candidate, score) }
    }
    return best
  }

  private func headers(splitAt delimiter: UInt8) -> [String] {
    var tokenizer = DelimitedTokenizer(
      ByteCursor(head), file: "", delimiter: delimiter, skipsSpaces: skipsSpaces, limits: limits)
    do throws(DatasetFault) {
      while let record = try tokenizer.next() {
        if record.number == headerRow { return tokenizer.cells }
      }
    } catch {
      // The reader itself meets the same fault and reports it.
      return []
    }
    return []
  }
}
