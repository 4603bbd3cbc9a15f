/// One linear look at a YAML text before it is parsed.
///
/// It finds what descriptors may not have (tags, anchors, aliases, repeated keys) with exact positions,
/// and bounds nesting and nodes first: the parser recurses, and hashing keys made of aliases would take
/// it exponential time. Whether the text is well-formed is left to the parser.
struct YAMLScanner {
  private let bytes: [UInt8]
  private let limits: YAMLLimits
  private var index = 0
  private var lineStart = 0
  private var line = 1
  private var frames: [Frame] = []
  private var flowDepth = 0
  private var nodes = 0
  /// A plain scalar of a block collection reached the end of its line: deeper lines continue it.
  private var plainContinues = false

  /// An open collection. Block collections are known by their column, flow ones by their bracket.
  private struct Frame {
    var column: Int
    var isFlow: Bool
    var isMapping: Bool
    var keys: [[UInt8]: Int] = [:]
  }

  private init(_ bytes: [UInt8], _ limits: YAMLLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  static func check(_ bytes: [UInt8], limits: YAMLLimits) throws(YAMLFault) {
    var scanner = YAMLScanner(bytes, limits)
    try scanner.run()
  }

  private mutating func run() throws(YAMLFault) {
    while index < bytes.count {
      try startLine()
      while let byte = peek(), byte != newline { try scanToken(byte) }
      endLine()
    }
  }

  // MARK: Lines

  private mutating func startLine() throws(YAMLFault) {
    guard flowDepth == 0 else { return }
    while peek() == space { index += 1 }
    guard plainContinues, let byte = peek(), byte != newline else { return }
    if byte != hash, index - lineStart > parentColumn {
      skipLine()
    } else {
      plainContinues = false
    }
  }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    index += 1
    line += 1
    lineStart = index
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != newline { index += 1 }
  }

  /// The column of the innermost block collection; content of its values is indented deeper.
  private var parentColumn: Int { frames.last?.column ?? -1 }

  // MARK: Tokens

  private mutating func scanToken(_ byte: UInt8) throws(YAMLFault) {
    switch byte {
    case space, tab: index += 1
    case hash: skipLine()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try scanQuoted(byte)
    case UInt8(ascii: "["), UInt8(ascii: "{"): try openFlow(isMapping: byte == UInt8(ascii: "{"))
    case UInt8(ascii: "]"), UInt8(ascii: "}"): closeFlow()
    case UInt8(ascii: "&"):
      throw unsupported("an anchor (\(word())): write the value where it is needed")
    case UInt8(ascii: "*"):
      throw unsupported(
        "an alias (\(word())): write the value itself, or quote a text that begins with *")
    case UInt8(ascii: "!"):
      throw unsupported(
        "a tag (\(word())): values are typed by the schema; quote a text that begins with !")
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      if flowDepth == 0 { try scanBlockScalar() } else { try scanPlain() }
    case UInt8(ascii: "-"), UInt8(ascii: "?"):
      if flowDepth == 0, isBlank(index + 1) {
        try openBlock(column: index - lineStart, isMapping: byte == UInt8(ascii: "?"))
        index += 1
      } else {
        try scanPlain()
      }
    case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
    default: try scanPlain()
    }
  }

  private mutating func scanQuoted(_ quote: UInt8) throws(YAMLFault) {
    let start = index
    let (startLine, column) = (line, index - lineStart)
    index += 1
    while let byte = peek() {
      if byte == newline {
        endLine()
      } else if byte == backslash, quote == UInt8(ascii: "\"") {
        index += peek(1) == newline ? 1 : 2
      } else if byte == quote, quote == UInt8(ascii: "'"), peek(1) == quote {
        index += 2
      } else if byte == quote {
        break
      } else {
        index += 1
      }
    }
    index = min(index + 1, bytes.count)
    try finishScalar(
      bytes[min(start + 1, bytes.count)..<max(start + 1, index - 1)], startLine, column)
  }

  private mutating func scanPlain() throws(YAMLFault) {
    let start = index
    let column = index - lineStart
    var end = index
    while let byte = peek(), byte != newline {
      if byte == UInt8(ascii: ":"), isBlank(index + 1) || (flowDepth > 0 && isFlowEnd(index + 1)) {
        break
      }
      if byte == hash, index > start, isBlank(index - 1) { break }
      if flowDepth > 0, isFlowIndicator(byte) { break }
      index += 1
      if byte != space, byte != tab { end = index }
    }
    if index == start { index += 1 }
    try finishScalar(bytes[start..<max(start, end)], line, column)
  }

  /// Counts the scalar and, when a colon follows, takes it as a key.
  private mutating func finishScalar(_ text: ArraySlice<UInt8>, _ startLine: Int, _ column: Int)
    throws(YAMLFault)
  {
    try count()
    var next = index
    while next < bytes.count, bytes[next] == space || bytes[next] == tab { next += 1 }
    let isKey =
      next < bytes.count && bytes[next] == UInt8(ascii: ":") && startLine == line
      && (flowDepth > 0 || isBlank(next + 1))
    guard isKey else {
      plainContinues = flowDepth == 0 && (next >= bytes.count || bytes[next] == newline)
      return
    }
    if flowDepth == 0 { try openBlock(column: column, isMapping: true) }
    guard let last = frames.indices.last, frames[last].isMapping, !text.contains(backslash) else {
      return
    }
    let key = Array(text)
    if let first = frames[last].keys.updateValue(line, forKey: key) {
      let name = String(decoding: key, as: UTF8.self)
      throw YAMLFault(
        kind: .repeatedKey, mark: mark(column),
        message: "the key ‘\(name)’ is given twice; it stands in line \(first) already",
        sample: name)
    }
  }

  private mutating func scanBlockScalar() throws(YAMLFault) {
    try count()
    let parent = parentColumn
    skipLine()
    while index < bytes.count {
      let next = index + 1
      var column = 0
      while next + column < bytes.count, bytes[next + column] == space { column += 1 }
      let first = next + column < bytes.count ? bytes[next + column] : newline
      guard column > parent || first == newline else { return }
      endLine()
      skipLine()
    }
  }

  // MARK: Collections

  private mutating func openBlock(column: Int, isMapping: Bool) throws(YAMLFault) {
    while let top = frames.last, !top.isFlow,
      top.column > column || (top.column == column && isMapping && !top.isMapping)
    {
      frames.removeLast()
    }
    if let top = frames.last, top.column == column, top.isMapping == isMapping { return }
    frames.append(Frame(column: column, isFlow: false, isMapping: isMapping))
    try count()
    try checkDepth()
  }

  private mutating func openFlow(isMapping: Bool) throws(YAMLFault) {
    frames.append(Frame(column: parentColumn, isFlow: true, isMapping: isMapping))
    flowDepth += 1
    try count()
    try checkDepth()
    index += 1
  }

  private mutating func closeFlow() {
    if flowDepth > 0 {
      flowDepth -= 1
      frames.removeLast()
    }
    index += 1
  }

  private func checkDepth() throws(YAMLFault) {
    guard frames.count > limits.depth else { return }
    throw YAMLFault(
      kind: .limit, mark: mark(index - lineStart),
      message: "values are nested more than \(limits.depth) deep (setting limits.descriptor_depth)")
  }

  private mutating func count() throws(YAMLFault) {
    nodes += 1
    guard nodes > limits.nodes else { return }
    throw YAMLFault(
      kind: .limit, mark: mark(index - lineStart),
      message: "there are more than \(limits.nodes) values (setting limits.descriptor_nodes)")
  }

  // MARK: Bytes

  private func peek(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private func isBlank(_ position: Int) -> Bool {
    guard position < bytes.count else { return true }
    return [space, tab, newline].contains(bytes[position])
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool {
    [",", "[", "]", "{", "}"].contains { UInt8(ascii: $0) == byte }
  }

  private func isFlowEnd(_ position: Int) -> Bool {
    position < bytes.count && isFlowIndicator(bytes[position])
  }

  /// The token at hand, for messages.
  private func word() -> String {
    let rest = bytes[index...].prefix {
      ![space, tab, newline, UInt8(ascii: ",")].contains($0)
    }
    return String(String(decoding: rest, as: UTF8.self).prefix(40))
  }

  private func unsupported(_ what: String) -> YAMLFault {
    YAMLFault(
      kind: .unsupported, mark: mark(index - lineStart), message: "here stands \(what)",
      sample: word())
  }

  private func mark(_ byteColumn: Int) -> SourceMark {
    let prefix = bytes[lineStart..<min(lineStart + max(byteColumn, 0), bytes.count)]
    return SourceMark(line: line, column: String(decoding: prefix, as: UTF8.self).count + 1)
  }
}

private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let newline = UInt8(ascii: "\n")
private let hash = UInt8(ascii: "#")
private let backslash = UInt8(ascii: "\\")
