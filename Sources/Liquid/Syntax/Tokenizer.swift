import Findings

/// Splits a template into text, outputs and tags; leaves out comments and documentation; applies the
/// white space control of `{{-`, `-}}`, `{%-` and `-%}`.
struct Tokenizer {
  private let source: SourceText
  private let reporter: Reporter
  private var position = 0
  private var tokens: [TemplateToken] = []
  /// The next text loses the white space at its start.
  private var trimsNext = false

  static func tokens(of source: SourceText, reporter: Reporter) -> [TemplateToken] {
    var tokenizer = Tokenizer(source: source, reporter: reporter)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(source: SourceText, reporter: Reporter) {
    self.source = source
    self.reporter = reporter
  }

  private var bytes: [UInt8] { source.bytes }

  private mutating func run() {
    while position < bytes.count {
      let start = nextOpening() ?? bytes.count
      addText(position..<start)
      position = start
      guard start < bytes.count else { return }
      if bytes[start + 1] == UInt8(ascii: "{") { readOutput(at: start) } else { readTag(at: start) }
    }
  }

  /// The next `{{` or `{%`.
  private func nextOpening() -> Int? {
    var offset = position
    while offset + 1 < bytes.count {
      if bytes[offset] == UInt8(ascii: "{"),
        bytes[offset + 1] == UInt8(ascii: "{") || bytes[offset + 1] == UInt8(ascii: "%")
      {
        return offset
      }
      offset += 1
    }
    return nil
  }

  private mutating func addText(_ range: Range<Int>) {
    let kept = trimsNext ? source.trimmed(range, end: false) : range
    trimsNext = false
    if !kept.isEmpty {
      tokens.append(TemplateToken(kind: .text, range: kept, start: kept.lowerBound))
    }
  }

  /// Takes the white space off the text before a `{{-` or `{%-`.
  private mutating func trimLast() {
    guard let last = tokens.last, last.kind == .text else { return }
    tokens[tokens.count - 1].range = source.trimmed(last.range, start: false)
    if tokens[tokens.count - 1].range.isEmpty { tokens.removeLast() }
  }

  /// The inside of braces without the dashes of white space control, which it applies.
  private mutating func inside(_ start: Int, _ end: Int) -> Range<Int> {
    var low = start + 2
    var high = end
    if low < high, bytes[low] == UInt8(ascii: "-") {
      low += 1
      trimLast()
    }
    if low < high, bytes[high - 1] == UInt8(ascii: "-") {
      high -= 1
      trimsNext = true
    }
    return low..<high
  }

  private mutating func readOutput(at start: Int) {
    guard let end = source.firstOffset(of: "}}", in: (start + 2)..<bytes.count) else {
      unclosed("“{{” is never closed by “}}”", at: start)
      // What follows is read for its own faults.
      position = start + 2
      position = nextOpening() ?? bytes.count
      return
    }
    if let inner = source.firstOffset(of: "{%", in: (start + 2)..<end)
      ?? source.firstOffset(of: "{{", in: (start + 2)..<end), !isQuoted(inner, from: start + 2)
    {
      reporter.report(
        .unclosedTag, "“{{” is not closed by “}}” before the next tag",
        at: source.location(at: start))
      position = inner
      return
    }
    let range = inside(start, end)
    tokens.append(TemplateToken(kind: .output, range: range, start: start))
    position = end + 2
  }

  /// Whether an offset lies in a string that began after `start`.
  private func isQuoted(_ offset: Int, from start: Int) -> Bool {
    var quote: UInt8?
    for byte in bytes[start..<offset] {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
    }
    return quote != nil
  }

  private mutating func readTag(at start: Int) {
    guard let end = source.firstOffset(of: "%}", in: (start + 2)..<bytes.count) else {
      unclosed("“{%” is never closed by “%}”", at: start)
      return
    }
    position = end + 2
    let range = source.trimmed(inside(start, end))
    let (name, rest) = Self.name(in: range, of: source)
    switch name {
    case "raw": readRaw(from: start)
    case "comment": skipComment(from: start)
    case "doc": skipDocumentation(from: start, hasArguments: !rest.isEmpty)
    default: tokens.append(TemplateToken(kind: .tag(name: name), range: rest, start: start))
    }
  }

  /// A tag's name (a word, or `#`) and the rest.
  static func name(in range: Range<Int>, of source: SourceText) -> (String, Range<Int>) {
    var end = range.lowerBound
    if end < range.upperBound, source.bytes[end] == UInt8(ascii: "#") {
      return ("#", (end + 1)..<range.upperBound)
    }
    while end < range.upperBound, source.bytes[end].isWordByte { end += 1 }
    return (
      source.text(range.lowerBound..<end), source.trimmed(end..<range.upperBound)
    )
  }

  /// The next tag from an offset: its end behind `%}`, its name, its dash.
  private func nextTag(from offset: Int) -> (end: Int, name: String, trimsAfter: Bool)? {
    guard let start = source.firstOffset(of: "{%", in: offset..<bytes.count),
      let close = source.firstOffset(of: "%}", in: (start + 2)..<bytes.count)
    else { return nil }
    let trimsBefore = start + 2 < close && bytes[start + 2] == UInt8(ascii: "-")
    let trimsAfter = close > start + 2 && bytes[close - 1] == UInt8(ascii: "-")
    let low = start + (trimsBefore ? 3 : 2)
    let range = source.trimmed(low..<max(low, close))
    return (close + 2, Self.name(in: range, of: source).0, trimsAfter)
  }

  /// The next tag of that name, whatever else stands before it.
  private func nextTag(
    named name: String, from offset: Int
  ) -> (start: Int, end: Int, trimsBefore: Bool, trimsAfter: Bool)? {
    var search = offset
    while let start = source.firstOffset(of: "{%", in: search..<bytes.count) {
      let trimsBefore = start + 2 < bytes.count && bytes[start + 2] == UInt8(ascii: "-")
      let low = start + (trimsBefore ? 3 : 2)
      let rest = source.trimmed(low..<bytes.count, end: false)
      search = low
      guard
        Self.name(in: rest.lowerBound..<min(rest.upperBound, rest.lowerBound + 16), of: source).0
          == name
      else { continue }
      guard let close = source.firstOffset(of: "%}", in: low..<bytes.count) else { return nil }
      return (start, close + 2, trimsBefore, close > low && bytes[close - 1] == UInt8(ascii: "-"))
    }
    return nil
  }

  private mutating func readRaw(from start: Int) {
    trimsNext = false
    guard let end = nextTag(named: "endraw", from: position) else {
      unclosed("“{% raw %}” is never closed by “{% endraw %}”", at: start)
      return
    }
    let content = position..<end.start
    let range = end.trimsBefore ? source.trimmed(content, start: false) : content
    tokens.append(TemplateToken(kind: .raw, range: range, start: start))
    position = end.end
    trimsNext = end.trimsAfter
  }

  private mutating func skipComment(from start: Int) {
    trimsNext = false
    var depth = 1
    while let tag = nextTag(from: position) {
      position = tag.end
      switch tag.name {
      case "comment": depth += 1
      case "endcomment": depth -= 1
      case "raw":
        position = nextTag(named: "endraw", from: position)?.end ?? bytes.count
      default: break
      }
      if depth == 0 {
        trimsNext = tag.trimsAfter
        return
      }
    }
    unclosed("“{% comment %}” is never closed by “{% endcomment %}”", at: start)
  }

  private mutating func skipDocumentation(from start: Int, hasArguments: Bool) {
    trimsNext = false
    if hasArguments {
      reporter.report(.syntax, "“doc” takes no arguments", at: source.location(at: start))
    }
    guard let end = nextTag(named: "enddoc", from: position) else {
      unclosed("“{% doc %}” is never closed by “{% enddoc %}”", at: start)
      return
    }
    if let inner = nextTag(named: "doc", from: position), inner.start < end.start {
      reporter.report(
        .syntax, "“doc” may not stand inside “doc”", at: source.location(at: inner.start))
    }
    position = end.end
    trimsNext = end.trimsAfter
  }

  private mutating func unclosed(_ message: String, at start: Int) {
    reporter.report(.unclosedTag, message, at: source.location(at: start))
    position = bytes.count
    trimsNext = false
  }
}
