/// `for` and `tablerow`.
extension TemplateParser {
  /// What stands in the tag of a loop.
  private struct Header {
    var variable: String
    var collection: Expression
    var name: String
    var isReversed = false
    var limit: Expression?
    var offset = Loop.Offset.none
    var columns: Expression?
  }

  mutating func loop(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    let header = header(token, attributes: ["limit", "offset"], canReverse: true)
    let entry = state
    var (nodes, end) = body(of: "for", openedAt: token.start, until: ["else", "endfor"])
    var exits = [state]
    var alternative: [Node]?
    while let branch = end, branch.name == "else" {
      state = entry
      let (nodes, next) = body(of: "for", openedAt: token.start, until: ["else", "endfor"])
      // Only the first `else` counts.
      if alternative == nil { alternative = nodes }
      exits.append(state)
      end = next
    }
    if alternative == nil { exits.append(entry) }
    join(exits, at: token.start)
    if nodes.isBlank, (alternative ?? []).isBlank {
      nodes.removeText()
      alternative?.removeText()
    }
    guard let header else { return nil }
    return .loop(
      Loop(
        variable: compilation.variable(header.variable),
        forloopSlot: compilation.symbols.slot(of: "forloop"), collection: header.collection,
        name: header.name, limit: header.limit, offset: header.offset,
        isReversed: header.isReversed, body: nodes, alternative: alternative,
        location: source.location(at: token.start)))
  }

  mutating func tableRow(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    let header = header(token, attributes: ["limit", "offset", "cols"], canReverse: false)
    let entry = state
    let (nodes, _) = body(of: "tablerow", openedAt: token.start, until: ["endtablerow"])
    join([state, entry], at: token.start)
    guard let header else { return nil }
    var offset: Expression?
    if case .value(let value) = header.offset { offset = value }
    return .tableRow(
      TableRow(
        variable: compilation.variable(header.variable),
        loopSlot: compilation.symbols.slot(of: "tablerowloop"), collection: header.collection,
        limit: header.limit, offset: offset, columns: header.columns, body: nodes,
        location: source.location(at: token.start)))
  }

  private mutating func header(
    _ token: TemplateToken, attributes: Set<String>, canReverse: Bool
  ) -> Header? {
    attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: token.range)
      let variable = try expressions.expect(.identifier, "the name of the loop’s variable").text
      guard expressions.take(word: "in") else { throw expressions.unexpected("“in”") }
      let start = expressions.token.range.lowerBound
      let collection = try expressions.expression()
      let written = parser.source.trimmed(start..<expressions.token.range.lowerBound)
      var header = Header(
        variable: variable, collection: collection,
        name: variable + "-" + parser.source.text(written))
      if canReverse { header.isReversed = expressions.take(word: "reversed") }
      while !expressions.isAtEnd {
        _ = expressions.take(.comma)
        try parser.attribute(&header, from: &expressions, known: attributes)
      }
      return header
    }
  }

  private func attribute(
    _ header: inout Header, from expressions: inout ExpressionParser, known: Set<String>
  ) throws(SyntaxFault) {
    let isLax = compilation.mode == .lax
    let wanted = "one of " + known.sorted().map { "“\($0):”" }.joined(separator: ", ")
    guard expressions.isAtKeyword, isLax || known.contains(expressions.token.text) else {
      // Standard Liquid passes over a `reversed` that stands behind other attributes.
      if isLax, expressions.take(word: "reversed") { return }
      throw expressions.unexpected(wanted)
    }
    let name = expressions.token.text
    expressions.advance()
    expressions.advance()
    if name == "offset", expressions.take(word: "continue") {
      header.offset = .continued
      return
    }
    let value = try expressions.expression()
    switch name {
    case "limit": header.limit = value
    case "offset": header.offset = .value(value)
    case "cols": header.columns = value
    default: break
    }
  }
}
