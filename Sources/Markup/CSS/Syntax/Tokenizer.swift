/// The tokenizer of CSS Syntax 3 §4.3, over preprocessed UTF-8.
struct Tokenizer {
  /// Blocks nested deeper than this become bad tokens, so that no reader runs out of stack.
  static let maximumDepth = 200

  private let source: ContiguousArray<UInt8>
  private var position = 0
  private var tokens: ContiguousArray<CSSToken> = []
  private var openings: [Int] = []

  private init(_ source: ContiguousArray<UInt8>) {
    self.source = source
    tokens.reserveCapacity(source.count / 4)
  }

  /// The tokens of a source that `preprocess` has been through, without comments, all blocks closed.
  static func tokenize(_ source: ContiguousArray<UInt8>) -> ContiguousArray<CSSToken> {
    var tokenizer = Tokenizer(source)
    tokenizer.run()
    return tokenizer.tokens
  }

  /// §3.3: line ends become line feeds, NUL becomes U+FFFD.
  static func preprocess(_ text: some Sequence<UInt8>) -> ContiguousArray<UInt8> {
    var result: ContiguousArray<UInt8> = []
    result.reserveCapacity(text.underestimatedCount)
    var afterReturn = false
    for byte in text {
      switch byte {
      case 0x0D, 0x0C: result.append(0x0A)
      case 0x0A: if !afterReturn { result.append(byte) }
      case 0: result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      default: result.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return result
  }

  private mutating func run() {
    while true {
      skipComments()
      guard position < source.count else { break }
      let start = position
      var token = consumeToken()
      token.start = Int32(clamping: start)
      token.end = Int32(clamping: position)
      append(token)
    }
    while let opening = openings.popLast() { close(opening, with: made(tokens[opening])) }
  }

  private func made(_ opening: CSSToken) -> CSSToken {
    var token = CSSToken(opening.closing ?? .closeParen)
    token.start = Int32(clamping: source.count)
    token.end = token.start
    return token
  }

  private mutating func append(_ token: CSSToken) {
    if token.closing != nil {
      guard openings.count < Self.maximumDepth else {
        tokens.append(CSSToken(.badString))
        return
      }
      openings.append(tokens.count)
    } else if let opening = openings.last, tokens[opening].closing == token.kind {
      openings.removeLast()
      close(opening, with: token)
      return
    }
    tokens.append(token)
  }

  private mutating func close(_ opening: Int, with token: CSSToken) {
    tokens.append(token)
    tokens[opening].span = Int32(clamping: tokens.count - opening)
  }

  // MARK: Reading bytes

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < source.count ? source[position + ahead] : nil
  }

  private mutating func skipComments() {
    while peek() == ASCII.slash, peek(1) == ASCII.asterisk {
      position += 2
      while position < source.count {
        if source[position] == ASCII.asterisk, peek(1) == ASCII.slash { break }
        position += 1
      }
      position = min(position + 2, source.count)
    }
  }

  // MARK: §4.3.1 Consume a token

  private mutating func consumeToken() -> CSSToken {
    let byte = source[position]
    switch byte {
    case _ where ASCII.isWhitespace(byte):
      while let next = peek(), ASCII.isWhitespace(next) { position += 1 }
      return CSSToken(.whitespace)
    case ASCII.quote, ASCII.apostrophe: return consumeString(byte)
    case ASCII.hash: return consumeHash()
    case ASCII.openParen: return single(.openParen)
    case ASCII.closeParen: return single(.closeParen)
    case ASCII.plus, ASCII.period: return startsNumber(0) ? consumeNumeric() : consumeDelim()
    case ASCII.comma: return single(.comma)
    case ASCII.minus: return consumeMinus()
    case ASCII.colon: return single(.colon)
    case ASCII.semicolon: return single(.semicolon)
    case ASCII.less:
      if matches("<!--") {
        position += 4
        return CSSToken(.cdo)
      }
      return consumeDelim()
    case ASCII.at:
      guard startsIdentifier(1) else { return consumeDelim() }
      position += 1
      return CSSToken(.atKeyword, consumeName())
    case ASCII.openSquare: return single(.openSquare)
    case ASCII.closeSquare: return single(.closeSquare)
    case ASCII.openCurly: return single(.openCurly)
    case ASCII.closeCurly: return single(.closeCurly)
    case ASCII.backslash: return startsIdentifier(0) ? consumeIdentLike() : consumeDelim()
    case _ where ASCII.isDigit(byte): return consumeNumeric()
    case _ where ASCII.isNameStart(byte): return consumeIdentLike()
    default: return consumeDelim()
    }
  }

  private mutating func single(_ kind: CSSToken.Kind) -> CSSToken {
    position += 1
    return CSSToken(kind)
  }

  private mutating func consumeDelim() -> CSSToken {
    let byte = source[position]
    position += 1
    return CSSToken(.delim, String(UnicodeScalar(byte)))
  }

  private func matches(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      position + wanted.count <= source.count
        && wanted.indices.allSatisfy { source[position + $0] == wanted[$0] }
    }
  }

  private mutating func consumeMinus() -> CSSToken {
    if startsNumber(0) { return consumeNumeric() }
    if matches("-->") {
      position += 3
      return CSSToken(.cdc)
    }
    return startsIdentifier(0) ? consumeIdentLike() : consumeDelim()
  }

  private mutating func consumeHash() -> CSSToken {
    let isName = peek(1).map(ASCII.isName) ?? false
    guard isName || startsEscape(1) else { return consumeDelim() }
    let isID = startsIdentifier(1)
    position += 1
    var token = CSSToken(.hash, consumeName())
    token.isID = isID
    return token
  }

  // MARK: §4.3.3 Numbers

  private mutating func consumeNumeric() -> CSSToken {
    var token = consumeNumber()
    if startsIdentifier(0) {
      token.kind = .dimension
      token.text = consumeName().lowercasedASCII
    } else if peek() == ASCII.percent {
      position += 1
      token.kind = .percentage
    }
    return token
  }

  private mutating func consumeNumber() -> CSSToken {
    var token = CSSToken(.number)
    token.isInteger = true
    let start = position
    if peek() == ASCII.plus || peek() == ASCII.minus {
      token.hasSign = true
      position += 1
    }
    skipDigits()
    if peek() == ASCII.period, let next = peek(1), ASCII.isDigit(next) {
      token.isInteger = false
      position += 1
      skipDigits()
    }
    if let e = peek(), e | 0x20 == 0x65 {
      let signed = peek(1) == ASCII.plus || peek(1) == ASCII.minus
      if let digit = peek(signed ? 2 : 1), ASCII.isDigit(digit) {
        token.isInteger = false
        position += signed ? 2 : 1
        skipDigits()
      }
    }
    token.number = Self.number(source[start..<position])
    return token
  }

  private mutating func skipDigits() {
    while let byte = peek(), ASCII.isDigit(byte) { position += 1 }
  }

  /// The value of a number's text; short plain integers, by far the most, without a detour.
  private static func number(_ text: some Collection<UInt8>) -> Double {
    if text.count <= 8, text.allSatisfy(ASCII.isDigit) {
      return Double(text.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    var spelled = String(decoding: text, as: UTF8.self)
    if spelled.hasPrefix("+") { spelled.removeFirst() }
    let largest = Double(Float.greatestFiniteMagnitude)
    return min(max(Double(spelled) ?? 0, -largest), largest)
  }

  // MARK: §4.3.4 Identifiers, functions, URLs

  private mutating func consumeIdentLike() -> CSSToken {
    let name = consumeName()
    guard peek() == ASCII.openParen else { return CSSToken(.ident, name) }
    position += 1
    guard name.equalsIgnoringCase("url") else { return CSSToken(.function, name) }
    var ahead = 0
    while let byte = peek(ahead), ASCII.isWhitespace(byte) { ahead += 1 }
    if let byte = peek(ahead), byte == ASCII.quote || byte == ASCII.apostrophe {
      return CSSToken(.function, name)
    }
    return consumeURL()
  }

  private mutating func skipWhitespace() {
    while let byte = peek(), ASCII.isWhitespace(byte) { position += 1 }
  }

  /// §4.3.6
  private mutating func consumeURL() -> CSSToken {
    skipWhitespace()
    var value: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case ASCII.closeParen:
        position += 1
        return CSSToken(.url, String(decoding: value, as: UTF8.self))
      case _ where ASCII.isWhitespace(byte):
        skipWhitespace()
        if let next = peek(), next != ASCII.closeParen { return consumeBadURL() }
      case ASCII.quote, ASCII.apostrophe, ASCII.openParen, 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F:
        return consumeBadURL()
      case ASCII.backslash:
        guard startsEscape(0) else { return consumeBadURL() }
        position += 1
        consumeEscape(into: &value)
      default:
        value.append(byte)
        position += 1
      }
    }
    return CSSToken(.url, String(decoding: value, as: UTF8.self))
  }

  /// §4.3.14
  private mutating func consumeBadURL() -> CSSToken {
    while let byte = peek() {
      if startsEscape(0) {
        position += 1
        var discarded: [UInt8] = []
        consumeEscape(into: &discarded)
        continue
      }
      position += 1
      if byte == ASCII.closeParen { break }
    }
    return CSSToken(.badURL)
  }

  /// §4.3.5
  private mutating func consumeString(_ quote: UInt8) -> CSSToken {
    position += 1
    var value: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case quote:
        position += 1
        return CSSToken(.string, String(decoding: value, as: UTF8.self))
      case ASCII.lineFeed: return CSSToken(.badString)
      case ASCII.backslash:
        position += 1
        guard let next = peek() else { break }
        if next == ASCII.lineFeed { position += 1 } else { consumeEscape(into: &value) }
      default:
        value.append(byte)
        position += 1
      }
    }
    return CSSToken(.string, String(decoding: value, as: UTF8.self))
  }

  /// §4.3.12
  private mutating func consumeName() -> String {
    let start = position
    while let byte = peek(), ASCII.isName(byte) { position += 1 }
    if !startsEscape(0) { return String(decoding: source[start..<position], as: UTF8.self) }
    var name = Array(source[start..<position])
    while let byte = peek() {
      if ASCII.isName(byte) {
        name.append(byte)
        position += 1
      } else if startsEscape(0) {
        position += 1
        consumeEscape(into: &name)
      } else {
        break
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// §4.3.7, after the backslash.
  private mutating func consumeEscape(into value: inout [UInt8]) {
    guard let first = peek() else {
      value.append(contentsOf: "\u{FFFD}".utf8)
      return
    }
    guard ASCII.hexValue(first) != nil else {
      value.append(first)
      position += 1
      return
    }
    var code: UInt32 = 0
    var count = 0
    while count < 6, let digit = peek().flatMap(ASCII.hexValue) {
      code = code * 16 + UInt32(digit)
      position += 1
      count += 1
    }
    if let byte = peek(), ASCII.isWhitespace(byte) { position += 1 }
    let scalar = code == 0 ? nil : UnicodeScalar(code)
    value.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
  }

  // MARK: §4.3.8–10 Look-ahead

  private func startsEscape(_ ahead: Int) -> Bool {
    guard peek(ahead) == ASCII.backslash else { return false }
    return peek(ahead + 1) != ASCII.lineFeed
  }

  private func startsIdentifier(_ ahead: Int) -> Bool {
    guard let first = peek(ahead) else { return false }
    if first == ASCII.minus {
      guard let second = peek(ahead + 1) else { return false }
      return ASCII.isNameStart(second) || second == ASCII.minus || startsEscape(ahead + 1)
    }
    return ASCII.isNameStart(first) || startsEscape(ahead)
  }

  private func startsNumber(_ ahead: Int) -> Bool {
    guard var byte = peek(ahead) else { return false }
    var next = ahead + 1
    if byte == ASCII.plus || byte == ASCII.minus {
      guard let second = peek(next) else { return false }
      byte = second
      next += 1
    }
    if ASCII.isDigit(byte) { return true }
    return byte == ASCII.period && (peek(next).map(ASCII.isDigit) ?? false)
  }
}
