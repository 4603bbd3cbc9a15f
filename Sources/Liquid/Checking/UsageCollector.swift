import Dataset

/// Finds out which names a program reads, following loops' variables and assigned names back to where
/// their values come from.
struct UsageCollector {
  private var usage = NameUsage()
  private let snippets: [CompiledSnippet]
  /// What local names stand for; nil for what is no data: counters, computed texts.
  private var locals: [String: String?] = [:]
  private var isSnippet = false
  private var active: Set<Int> = []

  private enum Purpose { case value, printed, compared }

  static func usage(
    of body: [Node], condition: Condition?, snippets: [CompiledSnippet]
  ) -> NameUsage {
    var collector = UsageCollector(snippets: snippets)
    collector.visit(body)
    if let condition { collector.visit(condition) }
    return collector.usage
  }

  private init(snippets: [CompiledSnippet]) { self.snippets = snippets }

  private mutating func visit(_ nodes: [Node]) {
    for node in nodes { visit(node) }
  }

  private mutating func visit(_ node: Node) {
    switch node {
    case .text, .verbatim, .interruption: break
    case .output(let pipeline, _): visit(pipeline, .printed)
    case .assignment(let variable, let pipeline):
      let path = visit(pipeline, .value)
      locals[variable.name] = .some(pipeline.filters.isEmpty ? path : nil)
    case .capture(let variable, let body, _):
      visit(body)
      locals[variable.name] = .some(nil)
    case .increment(let variable, _): locals[variable.name] = .some(nil)
    case .branches(let branches):
      for branch in branches.branches {
        usage.branches.insert(Branch(branch.location, .taken))
        if let condition = branch.condition { visit(condition) }
        visit(branch.body)
      }
      if let first = branches.branches.first, branches.branches.last?.condition != nil {
        usage.branches.insert(Branch(first.location, .passed))
      }
    case .choice(let choice):
      visit(choice.subject, .compared)
      for branch in choice.branches {
        usage.branches.insert(Branch(branch.location, .taken))
        for value in branch.values ?? [] { visit(value, .compared) }
        visit(branch.body)
      }
      if let first = choice.branches.first, choice.branches.allSatisfy({ $0.values != nil }) {
        usage.branches.insert(Branch(first.location, .passed))
      }
    case .loop(let loop): visit(loop)
    case .tableRow(let row):
      for case .some(let expression) in [row.limit, row.offset, row.columns] {
        visit(expression, .value)
      }
      visitItems(of: row.collection, as: row.variable.name, "tablerowloop", row.body)
    case .cycle(let cycle):
      if let group = cycle.group { visit(group, .value) }
      for value in cycle.values { visit(value, .printed) }
    case .snippet(let call): visit(call)
    case .changed(let body): visit(body)
    }
  }

  private mutating func visit(_ loop: Loop) {
    if let limit = loop.limit { visit(limit, .value) }
    if case .value(let offset) = loop.offset { visit(offset, .value) }
    visitItems(of: loop.collection, as: loop.variable.name, "forloop", loop.body)
    for way in [Branch.Way.taken, .passed] { usage.branches.insert(Branch(loop.location, way)) }
    if let alternative = loop.alternative { visit(alternative) }
  }

  private mutating func visitItems(
    of collection: Expression, as name: String, _ state: String, _ body: [Node]
  ) {
    let path = visit(collection, .compared)
    let outer = (locals[name], locals[state])
    locals[name] = .some(path)
    locals[state] = .some(nil)
    visit(body)
    locals[name] = outer.0
    locals[state] = outer.1
  }

  private mutating func visit(_ call: SnippetCall) {
    let bound = call.bound.map { visit($0, .value) }
    var passed: [String: String?] = [:]
    for argument in call.arguments { passed[argument.name] = visit(argument.value, .value) }
    if let alias = call.alias, let bound { passed[alias.name] = bound }
    guard case .compiled(let index) = call.target else {
      usage.readsAnyName = true
      return
    }
    guard active.insert(index).inserted else { return }
    defer { active.remove(index) }
    let outer = (locals, isSnippet)
    if call.kind == .render {
      locals = passed
      locals["forloop"] = .some(nil)
      isSnippet = true
      visit(snippets[index].body)
      locals = outer.0
    } else {
      locals.merge(passed) { $1 }
      visit(snippets[index].body)
      for name in passed.keys { locals[name] = outer.0[name] }
    }
    isSnippet = outer.1
  }

  private mutating func visit(_ condition: Condition) {
    switch condition {
    case .value(let expression): visit(expression, .compared)
    case .comparison(let a, _, let b, _):
      visit(a, .compared)
      visit(b, .compared)
    case .and(let a, let b), .or(let a, let b):
      visit(a)
      visit(b)
    }
  }

  @discardableResult
  private mutating func visit(_ pipeline: Pipeline, _ purpose: Purpose) -> String? {
    for filter in pipeline.filters {
      for argument in filter.arguments { visit(argument, .value) }
      for keyword in filter.keywords { visit(keyword.value, .value) }
    }
    return visit(pipeline.base, purpose)
  }

  /// - Returns: the path that the expression reads, where it is one.
  @discardableResult
  private mutating func visit(_ expression: Expression, _ purpose: Purpose) -> String? {
    switch expression {
    case .literal: return nil
    case .range(let first, let last):
      visit(first, .value)
      visit(last, .value)
      return nil
    case .variable(let lookup): return visit(lookup, purpose)
    }
  }

  private mutating func visit(_ lookup: Lookup, _ purpose: Purpose) -> String? {
    for case .index(let index, _) in lookup.steps { visit(index, .value) }
    guard case .name(let name, _) = lookup.root else {
      if case .computed(let expression) = lookup.root { visit(expression, .value) }
      usage.readsAnyName = true
      return nil
    }
    var path: String
    if let local = locals[name] {
      guard let found = local else { return nil }
      path = found
    } else {
      if isSnippet && !Frame.sharedNames.contains(name) { return nil }
      path = name
      usage.names.insert(name)
    }
    for step in lookup.steps {
      switch step {
      case .member(let member, _), .index(.literal(.data(.string(let member))), _):
        if !["first", "last", "size"].contains(member) { path += "." + member }
      case .index: break
      }
    }
    usage.paths.insert(path)
    switch purpose {
    case .value: break
    case .printed: usage.printed.insert(path)
    case .compared: usage.compared.insert(path)
    }
    return path
  }
}
