/// `assign`, `capture`, `increment`, `decrement`, `cycle` and `ifchanged`.
extension TemplateParser {
  mutating func assign(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    var expressions = try expressions(in: token.range)
    // Standard Liquid takes numbers for names as well, though no expression can read them.
    let kind: ExpressionToken.Kind =
      compilation.mode == .lax && expressions.token.kind == .number ? .number : .identifier
    let name = try expressions.expect(kind, "a variable’s name").text
    try expressions.expect(.equals)
    let pipeline = try expressions.pipeline()
    try expressions.expectEnd()
    check(pipeline)
    return .assignment(compilation.assignedVariable(name), pipeline)
  }

  mutating func capture(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    let name: String? = attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: token.range)
      if let quoted = expressions.take(.string) {
        try expressions.expectEnd()
        return quoted.text
      }
      let name = try expressions.expect(.identifier, "a variable’s name").text
      try expressions.expectEnd()
      return name
    }
    let outside = state
    state = .captured
    let (nodes, _) = body(of: "capture", openedAt: token.start, until: ["endcapture"])
    state = outside
    return name.map {
      .capture(compilation.assignedVariable($0), nodes, source.location(at: token.start))
    }
  }

  mutating func increment(_ token: TemplateToken, by step: Int64) throws(SyntaxFault) -> Node? {
    var expressions = try expressions(in: token.range)
    let name = try expressions.expect(.identifier, "a counter’s name").text
    try expressions.expectEnd()
    _ = outputContext()
    return .increment(compilation.assignedVariable(name), by: step)
  }

  mutating func cycle(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    var expressions = try expressions(in: token.range)
    var group: Expression?
    var start = expressions.token.range.lowerBound
    var values = [try expressions.expression()]
    if expressions.take(.colon) != nil {
      group = values.removeFirst()
      start = expressions.token.range.lowerBound
      values.append(try expressions.expression())
    }
    while expressions.take(.comma) != nil, !expressions.isAtEnd {
      values.append(try expressions.expression())
    }
    try expressions.expectEnd()
    return .cycle(
      Cycle(
        group: group, source: source.text(start..<token.range.upperBound), values: values,
        context: outputContext(), location: source.location(at: token.start)))
  }

  mutating func changed(_ token: TemplateToken) -> Node? {
    .changed(body(of: "ifchanged", openedAt: token.start, until: ["endifchanged"]).nodes)
  }
}
