/// `if`, `unless` and `case`.
extension TemplateParser {
  mutating func branches(_ token: TemplateToken, name: String) throws(SyntaxFault) -> Node? {
    let ends: Set = ["elsif", "else", "end" + name]
    let entry = state
    var exits: [MarkupState] = []
    var branches: [Branches.Branch] = []
    var condition: Condition? = condition(in: token.range)
    var isNegated = name == "unless"
    var location = source.location(at: token.start)
    var hasElse = false
    while true {
      let (nodes, end) = body(of: name, openedAt: token.start, until: ends)
      branches.append(
        Branches.Branch(
          condition: condition, isNegated: isNegated, body: nodes, location: location))
      exits.append(state)
      guard let end, end.name != "end" + name else { break }
      state = entry
      isNegated = false
      location = end.location
      if end.name == "else" {
        condition = nil
        hasElse = true
      } else {
        condition = self.condition(in: end.range)
      }
    }
    if !hasElse { exits.append(entry) }
    join(exits, at: token.start)
    if branches.allSatisfy({ $0.body.isBlank }) {
      for index in branches.indices { branches[index].body.removeText() }
    }
    return .branches(Branches(branches: branches))
  }

  /// A condition; where it cannot be read, which is reported, one that holds.
  private mutating func condition(in range: Range<Int>) -> Condition {
    let condition: Condition? = attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: range)
      let condition = try expressions.condition()
      try expressions.expectEnd()
      return condition
    }
    return condition ?? .value(.literal(.bool(true)))
  }

  mutating func choice(_ token: TemplateToken) throws(SyntaxFault) -> Node? {
    let ends: Set = ["when", "else", "endcase"]
    let entry = state
    let subject: Expression? = attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: token.range)
      let subject = try expressions.expression()
      try expressions.expectEnd()
      return subject
    }
    // What stands before the first `when` is read for its faults and never printed.
    var (header, end) = body(of: "case", openedAt: token.start, until: ends)
    var branches: [Choice.Branch] = []
    var exits: [MarkupState] = []
    while let branch = end, branch.name != "endcase" {
      state = entry
      let values = branch.name == "when" ? self.values(in: branch.range) : nil
      let (nodes, next) = body(of: "case", openedAt: token.start, until: ends)
      branches.append(Choice.Branch(values: values, body: nodes, location: branch.location))
      exits.append(state)
      end = next
    }
    if !branches.contains(where: { $0.values == nil }) { exits.append(entry) }
    join(exits, at: token.start)
    if header.isBlank, branches.allSatisfy({ $0.body.isBlank }) {
      for index in branches.indices { branches[index].body.removeText() }
    }
    header = []
    return subject.map { .choice(Choice(subject: $0, branches: branches)) }
  }

  /// The values of a `when`, between commas or `or`.
  private mutating func values(in range: Range<Int>) -> [Expression] {
    let values: [Expression]? = attempt { (parser) throws(SyntaxFault) in
      var expressions = try parser.expressions(in: range)
      var values = [try expressions.expression()]
      while expressions.take(.comma) != nil || expressions.take(word: "or") {
        values.append(try expressions.expression())
      }
      // Standard Liquid passes over what it does not understand here.
      if parser.compilation.mode == .strict { try expressions.expectEnd() }
      return values
    }
    return values ?? []
  }
}

extension [Node] {
  /// Nothing but white space and tags that print nothing: such blocks print nothing at all.
  var isBlank: Bool { allSatisfy(\.isBlank) }

  mutating func removeText() {
    removeAll { node in
      if case .text = node { return true }
      return false
    }
  }
}

extension Node {
  fileprivate var isBlank: Bool {
    switch self {
    case .text(let text, _): text.utf8.allSatisfy { $0 == 32 || (9...13).contains($0) }
    case .verbatim(let text, _): text.isEmpty
    case .assignment, .capture: true
    case .branches(let branches): branches.branches.allSatisfy { $0.body.isBlank }
    case .choice(let choice): choice.branches.allSatisfy { $0.body.isBlank }
    case .loop(let loop): loop.body.isBlank && (loop.alternative ?? []).isBlank
    case .tableRow(let row): row.body.isBlank
    case .changed(let body): body.isBlank
    case .output, .cycle, .increment, .interruption, .snippet: false
    }
  }
}
