/// Something that has a value: a literal, a name with what follows it, a range.
indirect enum Expression: Sendable {
  case literal(Cell)
  case variable(Lookup)
  case range(Expression, Expression)
}

/// `tracks[0].title`: a name and the steps from there.
final class Lookup: Sendable {
  enum Root: Sendable {
    case name(String, slot: Int)
    /// `[expression]`: the name itself is computed.
    case computed(Expression)
  }

  enum Step: Sendable {
    /// `.title`; also `size`, `first` and `last`.
    case member(String, SourceLocation)
    /// `[expression]`
    case index(Expression, SourceLocation)
  }

  let root: Root
  let steps: [Step]
  let location: SourceLocation

  init(root: Root, steps: [Step], location: SourceLocation) {
    self.root = root
    self.steps = steps
    self.location = location
  }
}

/// An expression with its filters.
struct Pipeline: Sendable {
  var base: Expression
  var filters: [FilterCall]
  var location: SourceLocation
}

/// One `| name: argument, key: argument`.
struct FilterCall: Sendable {
  var name: String
  /// Nil for a filter that does not exist, which lax mode passes over.
  var definition: FilterDefinition?
  var arguments: [Expression]
  var keywords: [KeywordArgument]
  var location: SourceLocation
}

/// `limit: 3` after a filter's or a tag's other arguments.
struct KeywordArgument: Sendable {
  var name: String
  var value: Expression
  var location: SourceLocation
}

/// What `if`, `unless` and `where` ask.
indirect enum Condition: Sendable {
  case value(Expression)
  case comparison(Expression, Operator, Expression, SourceLocation)
  /// `and` and `or` bind to the right, without precedence, as in standard Liquid.
  case and(Condition, Condition)
  case or(Condition, Condition)

  enum Operator: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains
  }
}
