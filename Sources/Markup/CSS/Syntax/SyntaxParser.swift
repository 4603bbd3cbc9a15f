package import Findings

/// The parser of CSS Syntax 3 §5: from tokens to rules and declarations, dropping what is malformed
/// exactly as far as the specification drops it, with a finding for each drop.
package struct SyntaxParser {
  package private(set) var findings: [Finding] = []

  package init() {}

  /// §5.4.1: the rules of a whole style sheet.
  package mutating func parseStylesheet(_ buffer: TokenBuffer) -> Stylesheet {
    Stylesheet(rules: consumeRules(buffer.all, topLevel: true))
  }

  /// The rules of a grouping at-rule that is not nested in a style rule.
  package mutating func parseRules(_ contents: ComponentValues) -> [Rule] {
    consumeRules(contents, topLevel: false)
  }

  /// The contents of a style attribute, `@font-face`, `@page`: declarations alone; rules are dropped.
  package mutating func parseDeclarations(_ contents: ComponentValues) -> [Declaration] {
    var cursor = contents.cursor
    return consumeBlockContents(&cursor, nested: false).declarations
  }

  /// The contents of a style rule: declarations first, then nested rules and what follows them.
  package mutating func parseBlock(_ contents: ComponentValues) -> (
    declarations: [Declaration], children: [Rule]
  ) {
    var cursor = contents.cursor
    return consumeBlockContents(&cursor, nested: true)
  }

  // MARK: Rules

  private mutating func consumeRules(_ contents: ComponentValues, topLevel: Bool) -> [Rule] {
    var cursor = contents.cursor
    var rules: [Rule] = []
    while let token = cursor.current {
      switch token.kind {
      case .whitespace: cursor.position += 1
      case .cdo where topLevel, .cdc where topLevel: cursor.position += 1
      case .atKeyword: rules.append(.at(consumeAtRule(&cursor, nested: false)))
      default:
        if let rule = consumeQualifiedRule(&cursor, nested: false) { rules.append(.style(rule)) }
      }
    }
    return rules
  }

  /// §5.5.2
  private mutating func consumeAtRule(_ cursor: inout ValueCursor, nested: Bool) -> AtRule {
    let name = cursor.current?.text.lowercasedASCII ?? ""
    cursor.position += 1
    let start = cursor.position
    while let token = cursor.current {
      switch token.kind {
      case .semicolon:
        let prelude = cursor.values(from: start)
        cursor.position += 1
        return AtRule(name: name, prelude: prelude, block: nil)
      case .openCurly:
        let prelude = cursor.values(from: start)
        return AtRule(name: name, prelude: prelude, block: cursor.block()?.rest)
      default: _ = cursor.nextRaw()
      }
    }
    return AtRule(name: name, prelude: cursor.values(from: start), block: nil)
  }

  /// §5.5.3; nil for what ends before its block.
  private mutating func consumeQualifiedRule(
    _ cursor: inout ValueCursor, nested: Bool
  ) -> StyleRule? {
    let start = cursor.position
    while let token = cursor.current {
      if token.kind == .openCurly {
        let prelude = cursor.values(from: start)
        guard let contents = cursor.block()?.rest else { return nil }
        if Self.looksLikeCustomProperty(prelude) {
          report(
            .invalidCSS, "“\(prelude.text)” starts a declaration where a rule is expected", start,
            cursor.buffer)
          return nil
        }
        let block = parseBlock(contents)
        return StyleRule(
          prelude: prelude, declarations: block.declarations, children: block.children)
      }
      if nested, token.kind == .semicolon { break }
      _ = cursor.nextRaw()
    }
    report(
      .invalidCSS, "“\(shortened(cursor.values(from: start).text))” is no rule: it has no block",
      start, cursor.buffer)
    return nil
  }

  private static func looksLikeCustomProperty(_ prelude: ComponentValues) -> Bool {
    var cursor = prelude.cursor
    guard let name = cursor.next(), name.kind == .ident, name.text.hasPrefix("--") else {
      return false
    }
    return cursor.next()?.kind == .colon
  }

  // MARK: Block contents

  /// §5.5.4
  private mutating func consumeBlockContents(
    _ cursor: inout ValueCursor, nested: Bool
  ) -> (declarations: [Declaration], children: [Rule]) {
    var leading: [Declaration] = []
    var trailing: [Declaration] = []
    var children: [Rule] = []
    func flush() {
      if !trailing.isEmpty { children.append(.declarations(trailing)) }
      trailing = []
    }
    while let token = cursor.current {
      switch token.kind {
      case .whitespace, .semicolon: cursor.position += 1
      case .atKeyword:
        let start = cursor.position
        let rule = consumeAtRule(&cursor, nested: true)
        guard nested else {
          report(
            .invalidCSS, "@\(rule.name) cannot stand among these declarations", start, cursor.buffer
          )
          continue
        }
        flush()
        children.append(.at(rule))
      default:
        let start = cursor.position
        if let declaration = consumeDeclaration(&cursor) {
          if children.isEmpty { leading.append(declaration) } else { trailing.append(declaration) }
          continue
        }
        cursor.position = start
        if nested, Self.opensBlockBeforeSemicolon(cursor) {
          if let rule = consumeQualifiedRule(&cursor, nested: true) {
            flush()
            children.append(.style(rule))
          }
        } else {
          skipBadDeclaration(&cursor)
        }
      }
    }
    flush()
    return (leading, children)
  }

  private static func opensBlockBeforeSemicolon(_ start: ValueCursor) -> Bool {
    var cursor = start
    while let token = cursor.nextRaw() {
      if token.kind == .openCurly { return true }
      if token.kind == .semicolon { return false }
    }
    return false
  }

  private mutating func skipBadDeclaration(_ cursor: inout ValueCursor) {
    let start = cursor.position
    while let token = cursor.current, token.kind != .semicolon { _ = cursor.nextRaw() }
    let text = shortened(cursor.values(from: start).text)
    let first = cursor.buffer.tokens[start]
    let isHack = first.kind == .delim && ["*", "#", "!", "&", "$", "/"].contains(first.text)
    report(
      isHack ? .cssHack : .invalidCSS, "“\(text)” is no declaration and was ignored", start,
      cursor.buffer)
  }

  /// §5.5.6; nil, wherever the cursor then stands, for what is no declaration.
  private mutating func consumeDeclaration(_ cursor: inout ValueCursor) -> Declaration? {
    guard let name = cursor.current, name.kind == .ident else { return nil }
    let nameIndex = cursor.position
    cursor.position += 1
    cursor.skipWhitespace()
    guard cursor.current?.kind == .colon else { return nil }
    cursor.position += 1
    cursor.skipWhitespace()
    let start = cursor.position
    var hasBlock = false
    var hasOther = false
    while let token = cursor.current, token.kind != .semicolon {
      switch token.kind {
      case .openCurly: hasBlock = true
      case .whitespace: break
      case .badString, .badURL, .closeCurly, .closeParen, .closeSquare: return nil
      default: hasOther = true
      }
      _ = cursor.nextRaw()
    }
    let isCustom = name.text.hasPrefix("--")
    // A block among other values makes a nested rule of it, unless the property is custom.
    if hasBlock, hasOther, !isCustom { return nil }
    var value = cursor.values(from: start).trimmed
    let isImportant = Self.removeImportant(&value)
    return Declaration(
      name: isCustom ? name.text : name.text.lowercasedASCII, value: value,
      isImportant: isImportant, token: nameIndex)
  }

  private static func removeImportant(_ value: inout ComponentValues) -> Bool {
    let tokens = value.buffer.tokens
    let last = value.range.upperBound - 1
    guard last > value.range.lowerBound, tokens[last].isIdent("important") else { return false }
    var bang = last - 1
    while bang > value.range.lowerBound, tokens[bang].kind == .whitespace { bang -= 1 }
    guard tokens[bang].isDelim("!") else { return false }
    value = ComponentValues(value.buffer, value.range.lowerBound..<bang).trimmed
    return true
  }

  // MARK: Findings

  private mutating func report(
    _ code: FindingCode, _ message: String, _ token: Int, _ buffer: TokenBuffer
  ) {
    findings.append(Finding(code, message, at: buffer.place(ofTokenAt: token)))
  }
}

/// A source text as a finding quotes it: one line, at most 60 characters.
package func shortened(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return line.count > 60 ? line.prefix(59) + "…" : line
}
