import Findings

/// `liquid`, whose lines are tags, and `#`.
extension TemplateParser {
  mutating func liquid(_ token: TemplateToken) -> [Node] {
    guard enterBlock(at: token.start) else { return [] }
    defer { compilation.blockDepth -= 1 }
    var parser = TemplateParser(lines: lines(of: token.range), within: self)
    let nodes = parser.template()
    state = parser.state
    return nodes
  }

  /// One tag per line; comments are left out.
  private func lines(of range: Range<Int>) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    var commentDepth = 0
    var commentStart = range.lowerBound
    for line in source.bytes[range].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    {
      let content = source.trimmed(line.startIndex..<line.endIndex)
      guard !content.isEmpty else { continue }
      let (name, rest) = Tokenizer.name(in: content, of: source)
      switch name {
      case "comment":
        if commentDepth == 0 { commentStart = content.lowerBound }
        commentDepth += 1
      case "endcomment" where commentDepth > 0: commentDepth -= 1
      case "#": break
      case "raw":
        report(.syntax, "“raw” has no place inside “liquid”", at: content.lowerBound)
      default:
        if commentDepth == 0 {
          tokens.append(
            TemplateToken(kind: .tag(name: name), range: rest, start: content.lowerBound))
        }
      }
    }
    if commentDepth > 0 {
      report(.unclosedTag, "“comment” is never closed by “endcomment”", at: commentStart)
    }
    return tokens
  }

  /// Each line of an inline comment begins with `#`.
  func checkInlineComment(_ token: TemplateToken) {
    let lines = source.bytes[token.range].split(separator: UInt8(ascii: "\n"))
    // What follows the tag's own `#` on its line is comment in any case.
    let first =
      source.bytes[token.range].firstIndex(of: UInt8(ascii: "\n")) ?? token.range.upperBound
    for line in lines where line.startIndex > first {
      let content = source.trimmed(line.startIndex..<line.endIndex)
      if !content.isEmpty, source.bytes[content.lowerBound] != UInt8(ascii: "#") {
        report(
          .syntax, "each line of an inline comment must begin with “#”", at: content.lowerBound)
      }
    }
  }
}
