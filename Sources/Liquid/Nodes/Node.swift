/// A piece of a template, in the order of the source.
enum Node: Sendable {
  case text(String, SourceLocation)
  /// The text of `raw`.
  case verbatim(String, SourceLocation)
  case output(Pipeline, EscapeContext)
  case branches(Branches)
  case choice(Choice)
  case loop(Loop)
  case tableRow(TableRow)
  case assignment(Variable, Pipeline)
  case capture(Variable, [Node], SourceLocation)
  case cycle(Cycle)
  case increment(Variable, by: Int64)
  case interruption(Flow)
  case snippet(SnippetCall)
  case changed([Node])
}

/// A name that a tag sets.
struct Variable: Sendable {
  var name: String
  var slot: Int
}

/// What the rest of a body does after a node.
enum Flow: Sendable {
  case next, stopsLoop, continuesLoop
}

/// `if` and `unless` with their `elsif` and `else`.
struct Branches: Sendable {
  struct Branch: Sendable {
    /// Nil for `else`.
    var condition: Condition?
    /// `unless`
    var isNegated = false
    var body: [Node]
    var location: SourceLocation
  }
  var branches: [Branch]
}

/// `case` with its `when` and `else`, in their order: every `when` that matches is rendered, once for
/// each of its values that does; an `else` when none before it matched.
struct Choice: Sendable {
  struct Branch: Sendable {
    /// Nil for `else`.
    var values: [Expression]?
    var body: [Node]
    var location: SourceLocation
  }
  var subject: Expression
  var branches: [Branch]
}

/// `for`.
final class Loop: Sendable {
  enum Offset: Sendable {
    case none
    case value(Expression)
    /// Where the last loop of this name stopped.
    case continued
  }
  let variable: Variable
  let forloopSlot: Int
  let collection: Expression
  /// `item-tracks`, what `forloop.name` says and `offset: continue` goes by.
  let name: String
  let limit: Expression?
  let offset: Offset
  let isReversed: Bool
  let body: [Node]
  let alternative: [Node]?
  let location: SourceLocation

  init(
    variable: Variable, forloopSlot: Int, collection: Expression, name: String,
    limit: Expression?, offset: Offset, isReversed: Bool, body: [Node], alternative: [Node]?,
    location: SourceLocation
  ) {
    self.variable = variable
    self.forloopSlot = forloopSlot
    self.collection = collection
    self.name = name
    self.limit = limit
    self.offset = offset
    self.isReversed = isReversed
    self.body = body
    self.alternative = alternative
    self.location = location
  }
}

/// `tablerow`.
final class TableRow: Sendable {
  let variable: Variable
  let loopSlot: Int
  let collection: Expression
  let limit: Expression?
  let offset: Expression?
  let columns: Expression?
  let body: [Node]
  let location: SourceLocation

  init(
    variable: Variable, loopSlot: Int, collection: Expression, limit: Expression?,
    offset: Expression?, columns: Expression?, body: [Node], location: SourceLocation
  ) {
    self.variable = variable
    self.loopSlot = loopSlot
    self.collection = collection
    self.limit = limit
    self.offset = offset
    self.columns = columns
    self.body = body
    self.location = location
  }
}

/// `cycle`.
struct Cycle: Sendable {
  /// The group's name; nil where the values themselves are the group.
  var group: Expression?
  /// The values as written, to tell unnamed groups apart.
  var source: String
  var values: [Expression]
  var context: EscapeContext
  var location: SourceLocation
}

/// `render` and `include`.
final class SnippetCall: Sendable {
  enum Kind: Sendable { case render, include }
  enum Target: Sendable {
    /// An index into the program's snippets.
    case compiled(Int)
    /// Lax mode: the name is known when rendering.
    case named(Expression, MarkupState)
  }
  let kind: Kind
  let target: Target
  /// The name as written, without its folder: what `with` binds to unless `as` says otherwise.
  let name: String
  /// The value of `with` or `for`.
  let bound: Expression?
  let isLoop: Bool
  /// The name and slot that `bound` gets; nil where the snippet's name is computed.
  let alias: Variable?
  let forloopSlot: Int
  let arguments: [(name: String, slot: Int, value: Expression)]
  let location: SourceLocation

  init(
    kind: Kind, target: Target, name: String, bound: Expression?, isLoop: Bool,
    alias: Variable?, forloopSlot: Int,
    arguments: [(name: String, slot: Int, value: Expression)], location: SourceLocation
  ) {
    self.kind = kind
    self.target = target
    self.name = name
    self.bound = bound
    self.isLoop = isLoop
    self.alias = alias
    self.forloopSlot = forloopSlot
    self.arguments = arguments
    self.location = location
  }
}
