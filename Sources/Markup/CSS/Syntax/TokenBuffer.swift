package import Findings

/// A tokenized source with what is needed to say where in it something stands.
package final class TokenBuffer: Sendable {
  package let tokens: ContiguousArray<CSSToken>
  /// The file's name for findings; nil for a document's own style attributes and the like.
  package let file: String?
  private let source: ContiguousArray<UInt8>
  private let lineStarts: ContiguousArray<Int32>
  private let firstLine: Int
  private let firstColumn: Int

  /// - Parameters:
  ///   - text: the source, not preprocessed.
  ///   - file: the file's name for findings.
  ///   - line: the line of `file` that the text starts in, from 1.
  ///   - column: the column of that line that the text starts at, from 1.
  package init(_ text: String, file: String? = nil, line: Int = 1, column: Int = 1) {
    source = Tokenizer.preprocess(text.utf8)
    tokens = Tokenizer.tokenize(source)
    self.file = file
    firstLine = line
    firstColumn = column
    var starts: ContiguousArray<Int32> = [0]
    for index in source.indices where source[index] == ASCII.lineFeed {
      starts.append(Int32(clamping: index + 1))
    }
    lineStarts = starts
  }

  /// A buffer of tokens that no source has in this order, such as the result of a substitution.
  ///
  /// - Parameter tokens: whole component values; the spans of their blocks are counted anew.
  package init(tokens: ContiguousArray<CSSToken>, file: String? = nil) {
    var tokens = tokens
    var openings: [Int] = []
    for index in tokens.indices {
      if tokens[index].closing != nil {
        openings.append(index)
      } else if let opening = openings.last, tokens[opening].closing == tokens[index].kind {
        openings.removeLast()
        tokens[opening].span = Int32(clamping: index - opening + 1)
      }
    }
    self.tokens = tokens
    self.file = file
    source = []
    lineStarts = [0]
    firstLine = 0
    firstColumn = 0
  }

  package var all: ComponentValues { ComponentValues(self, 0..<tokens.count) }

  /// Where a token stands; a place of the file alone where it stands nowhere.
  package func place(ofTokenAt index: Int) -> Place {
    guard firstLine > 0, !tokens.isEmpty else { return Place(file: file) }
    let offset = Int(tokens[min(max(index, 0), tokens.count - 1)].start)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let start = Int(lineStarts[low])
    let end = min(offset, source.count)
    // Characters are counted in lines of a usual length, bytes in minified ones: a scan per finding
    // of one endless line would cost quadratic time.
    let column = end - start > 4096 ? end - start : Self.characters(source[start..<max(start, end)])
    return Place(
      file: file, line: firstLine + low, column: column + (low == 0 ? firstColumn : 1))
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The source text of a range of tokens; empty where there is none.
  package func text(_ range: Range<Int>) -> String {
    guard !range.isEmpty, !source.isEmpty else { return "" }
    let start = Int(tokens[range.lowerBound].start)
    let end = Int(tokens[range.upperBound - 1].end)
    guard start < end, end <= source.count else { return "" }
    return String(decoding: source[start..<end], as: UTF8.self)
  }
}
