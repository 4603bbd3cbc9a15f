/// A parsed value: known already, or known once the element's font, color and page are.
enum Specified<Value: Sendable>: Sendable {
  case constant(Value)
  case computed(@Sendable (ComputeContext) -> Value)

  func resolve(_ context: ComputeContext) -> Value {
    switch self {
    case .constant(let value): value
    case .computed(let compute): compute(context)
    }
  }

  func map<Result: Sendable>(_ transform: @escaping @Sendable (Value) -> Result)
    -> Specified<Result>
  {
    switch self {
    case .constant(let value): .constant(transform(value))
    case .computed(let compute): .computed { transform(compute($0)) }
    }
  }

  /// Both values as one.
  func with<Other: Sendable>(_ other: Specified<Other>) -> Specified<(Value, Other)> {
    if case .constant(let a) = self, case .constant(let b) = other { return .constant((a, b)) }
    return .computed { (resolve($0), other.resolve($0)) }
  }
}

extension Array {
  /// A list of parsed values as a parsed list.
  func gathered<Value: Sendable>() -> Specified<[Value]> where Element == Specified<Value> {
    var constants: [Value] = []
    for case .constant(let value) in self { constants.append(value) }
    if constants.count == count { return .constant(constants) }
    return .computed { context in map { $0.resolve(context) } }
  }
}

extension Optional {
  /// A parsed value that may be left out.
  func lifted<Value: Sendable>() -> Specified<Value?> where Wrapped == Specified<Value> {
    switch self {
    case .none: .constant(nil)
    case .some(let value): value.map { $0 }
    }
  }
}
