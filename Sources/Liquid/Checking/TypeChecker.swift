import Dataset
import Findings

/// Walks through a program with the types of its names and reports what cannot be right. Snippets are
/// checked at every call, with the types that it passes.
struct TypeChecker {
  typealias Entry = TypeEnvironment.Entry

  let program: Program
  let globals: TypeEnvironment
  let limits: RenderLimits
  let reporter = Reporter()
  /// What `assign` and `capture` set, and what a snippet was passed.
  var assigned: [String: Entry] = [:]
  /// Loops' variables and the arguments of `include`, which hide everything else.
  var scoped: [String: Entry] = [:]
  var isSnippet = false
  /// Paths that a condition around here looked at.
  var guarded: Set<String> = []
  /// Inside a branch or a loop, where it is open whether an assignment happens.
  private var isConditional = false
  /// Turns that loops over literal ranges surely take here.
  private var turns = 1
  private var totalTurns = 0
  private var depth = 0
  private var calls: Set<Call> = []

  /// A snippet with what it sees: checked once.
  private struct Call: Hashable {
    var snippet: Int
    var isSnippet: Bool
    var assigned: [String: Entry]
    var scoped: [String: Entry]
    var guarded: Set<String>
  }

  /// Calls that are followed; what lies deeper repeats what was seen.
  private static let maximumCalls = 2_000

  static func check(
    _ program: Program, against names: TypeEnvironment, limits: RenderLimits
  ) -> [Finding] {
    var checker = TypeChecker(program: program, globals: names, limits: limits)
    checker.check(program.body)
    if let condition = program.condition { checker.check(condition) }
    return checker.reporter.sorted
  }

  private init(program: Program, globals: TypeEnvironment, limits: RenderLimits) {
    self.program = program
    self.globals = globals
    self.limits = limits
  }

  private mutating func check(_ nodes: [Node]) {
    for node in nodes { check(node) }
  }

  private mutating func check(_ node: Node) {
    switch node {
    case .text, .verbatim, .interruption: break
    case .output(let pipeline, _): checkPrinted(known(pipeline), at: pipeline.location)
    case .assignment(let variable, let pipeline):
      let value = known(pipeline)
      assign(variable.name, Entry(type: value.type, isOptional: isUnguarded(value)))
    case .capture(let variable, let body, _):
      check(body)
      assign(variable.name, Entry(type: .string, isOptional: false))
    case .increment(let variable, _):
      assign(variable.name, Entry(type: .integer, isOptional: false))
    case .branches(let branches): check(branches)
    case .choice(let choice): check(choice)
    case .loop(let loop): check(loop)
    case .tableRow(let row): check(row)
    case .cycle(let cycle):
      if let group = cycle.group { _ = known(group) }
      for value in cycle.values { checkPrinted(known(value), at: cycle.location) }
    case .snippet(let call): check(call)
    case .changed(let body): check(body)
    }
  }

  private mutating func assign(_ name: String, _ entry: Entry) {
    guard isConditional, let before = assigned[name] else {
      assigned[name] = entry
      return
    }
    let type = before.type == entry.type ? entry.type : StaticType.unknown
    assigned[name] = Entry(type: type, isOptional: before.isOptional || entry.isOptional)
  }

  private func checkPrinted(_ value: Known, at location: SourceLocation) {
    switch value.type {
    case .object:
      reporter.report(
        .notPrintable, "\(value.name) is an object: print one of its fields", at: location)
    case .list:
      reporter.report(
        .notPrintable, "\(value.name) is a list: loop over it, or use “join” or “list”",
        at: location)
    default: break
    }
    if isUnguarded(value) {
      reporter.report(
        .unguardedField, "\(value.name) may be empty and is printed without a guard",
        at: location)
    }
  }

  /// Whether the value may be nil and nothing around here asked.
  func isUnguarded(_ value: Known) -> Bool {
    value.optionalPaths.contains { path in
      !guarded.contains { $0 == path || $0.hasPrefix(path + ".") }
    }
  }

  /// Checks a part under further guards, and what it assigns as conditional.
  private mutating func conditionally(
    guarding paths: Set<String> = [], _ check: (inout TypeChecker) -> Void
  ) {
    let outer = (guarded, isConditional)
    guarded.formUnion(paths)
    isConditional = true
    check(&self)
    (guarded, isConditional) = outer
  }

  private mutating func check(_ branches: Branches) {
    var paths: Set<String> = []
    for branch in branches.branches {
      if let condition = branch.condition {
        check(condition)
        paths.formUnion(Self.paths(in: condition))
      }
      conditionally(guarding: paths) { $0.check(branch.body) }
    }
  }

  private mutating func check(_ choice: Choice) {
    let subject = known(choice.subject)
    var paths = Self.paths(in: choice.subject)
    for branch in choice.branches {
      for value in branch.values ?? [] {
        compare(subject, known(value), .equal, at: branch.location)
        paths.formUnion(Self.paths(in: value))
      }
      conditionally(guarding: paths) { $0.check(branch.body) }
    }
  }

  // MARK: Loops

  private mutating func check(_ loop: Loop) {
    if let limit = loop.limit { checkNumber(limit, "limit", at: loop.location) }
    if case .value(let offset) = loop.offset { checkNumber(offset, "offset", at: loop.location) }
    let item = items(of: loop.collection, at: loop.location)
    let repeated = Self.literalCount(of: loop.collection, limit: loop.limit)
    checkBody(
      loop.body, repeated, [(loop.variable.name, item), ("forloop", Self.forloop)],
      at: loop.location)
    if let alternative = loop.alternative { conditionally { $0.check(alternative) } }
  }

  private mutating func check(_ row: TableRow) {
    let numbers = [("limit", row.limit), ("offset", row.offset), ("cols", row.columns)]
    for case (let name, let expression?) in numbers {
      checkNumber(expression, name, at: row.location)
    }
    let item = items(of: row.collection, at: row.location)
    let repeated = Self.literalCount(of: row.collection, limit: row.limit)
    checkBody(
      row.body, repeated, [(row.variable.name, item), ("tablerowloop", Self.tableRowLoop)],
      at: row.location)
  }

  private mutating func checkBody(
    _ body: [Node], _ repeated: Int?, _ variables: [(String, StaticType)],
    at location: SourceLocation
  ) {
    let outer = (scoped, turns)
    if let repeated {
      let (product, overflow) = turns.multipliedReportingOverflow(by: repeated)
      turns = overflow ? .max : product
      totalTurns = totalTurns.addingReportingOverflow(turns).overflow ? .max : totalTurns + turns
      if totalTurns > limits.loopTurns {
        reporter.report(
          .loopLimit,
          "the loops take more than \(limits.loopTurns) turns (setting limits.loop_turns)",
          at: location)
      }
    }
    for (name, type) in variables { scoped[name] = Entry(type: type, isOptional: false) }
    conditionally { $0.check(body) }
    (scoped, turns) = outer
  }

  /// The turns that a loop over a literal range takes.
  private static func literalCount(of collection: Expression, limit: Expression?) -> Int? {
    guard
      case .range(.literal(.data(.integer(let first))), .literal(.data(.integer(let last)))) =
        collection
    else { return nil }
    let (length, overflow) = last.subtractingReportingOverflow(first)
    let count = overflow ? Int.max : max(0, Int(length) &+ 1)
    guard let limit else { return count }
    guard case .literal(.data(.integer(let most))) = limit else { return nil }
    return min(count, max(0, Int(most)))
  }

  private mutating func items(
    of collection: Expression, at location: SourceLocation
  ) -> StaticType {
    let value = known(collection)
    switch value.type {
    case .list(let item): return item
    case .unknown, .null: return .unknown
    default:
      reporter.report(
        .notAList, "\(value.name) is \(value.type.description), not a list", at: location)
      return .unknown
    }
  }

  private mutating func checkNumber(
    _ expression: Expression, _ name: String, at location: SourceLocation
  ) {
    let value = known(expression)
    guard let kind = value.type.kind, kind != .number, !value.isNumericText else { return }
    reporter.report(
      .typeMismatch, "“\(name)” takes a number, not \(value.type.description)", at: location)
  }

  private static let forloop: StaticType = {
    var members = TypeEnvironment()
    for name in LoopState.members { members.declare(name, .integer) }
    members.declare("first", .boolean)
    members.declare("last", .boolean)
    members.declare("name", .string)
    members.declare("parentloop", .unknown)
    return .object(members)
  }()

  private static let tableRowLoop: StaticType = {
    var members = TypeEnvironment()
    for name in TableRowState.members { members.declare(name, .integer) }
    for name in ["first", "last", "col_first", "col_last"] { members.declare(name, .boolean) }
    return .object(members)
  }()

  // MARK: Snippets

  private mutating func check(_ call: SnippetCall) {
    var passed: [String: Entry] = [:]
    for argument in call.arguments {
      let value = known(argument.value)
      passed[argument.name] = Entry(type: value.type, isOptional: isUnguarded(value))
    }
    if let bound = call.bound {
      let value = known(bound)
      var type = value.type
      if call.isLoop || call.kind == .include, case .list(let item) = type { type = item }
      if let alias = call.alias {
        passed[alias.name] = Entry(type: type, isOptional: isUnguarded(value))
      }
    }
    guard case .compiled(let index) = call.target else { return }
    let outer = (assigned, scoped, isSnippet, guarded)
    if call.kind == .render {
      assigned = passed
      scoped = call.isLoop ? ["forloop": Entry(type: Self.forloop, isOptional: false)] : [:]
      isSnippet = true
      // Paths inside a snippet mean other values than those outside.
      guarded = []
    } else {
      scoped.merge(passed) { $1 }
    }
    let key = Call(
      snippet: index, isSnippet: isSnippet, assigned: assigned, scoped: scoped, guarded: guarded)
    if calls.count < Self.maximumCalls, depth < Compilation.maximumDepth,
      calls.insert(key).inserted
    {
      depth += 1
      check(program.snippets[index].body)
      depth -= 1
    }
    (scoped, isSnippet, guarded) = (outer.1, outer.2, outer.3)
    if call.kind == .render { assigned = outer.0 }
  }
}
