import Markup

/// Puts variables into one another and finds cycles. `[CSS Variables 1, §§2–3]`
struct CustomPropertyResolver {
  private let declared: [String: ComponentValues]
  private let inherited: [String: ComponentValues]
  private let registrations: [String: PropertyRegistration]
  private let context: ComputeContext
  private let attribute: (String) -> String?

  private var values: [String: ComponentValues] = [:]
  private var finished: Set<String> = []

  init(
    declared: [String: ComponentValues], inherited: [String: ComponentValues],
    registrations: [String: PropertyRegistration], context: ComputeContext,
    attribute: @escaping (String) -> String?
  ) {
    self.declared = declared
    self.inherited = inherited
    self.registrations = registrations
    self.context = context
    self.attribute = attribute
  }

  /// - Parameter base: the values of properties that are not declared.
  mutating func resolve(_ order: [String], into base: [String: ComponentValues])
    -> [String: ComponentValues]
  {
    values = base
    let cyclic = findCycles(order)
    for name in cyclic {
      values[name] = invalidValue(of: name)
      finished.insert(name)
    }
    for name in order { resolve(name) }
    return values
  }

  // MARK: Cycles

  /// The declared properties that any `var()` in a value names, those in fallbacks included.
  private func references(_ name: String) -> [String] {
    guard let value = declared[name] else { return [] }
    var names: [String] = []
    let tokens = value.buffer.tokens
    for index in value.range where tokens[index].isFunction("var") {
      let inner = ComponentValues(value.buffer, index + 1..<index + Int(tokens[index].span) - 1)
      var cursor = inner.cursor
      if let token = cursor.next(), token.kind == .ident { names.append(token.text) }
    }
    return names
  }

  /// Members of strongly connected components: Tarjan's algorithm without recursion.
  private func findCycles(_ order: [String]) -> [String] {
    var index: [String: Int] = [:]
    var low: [String: Int] = [:]
    var onStack: Set<String> = []
    var stack: [String] = []
    var cyclic: [String] = []
    for start in order where index[start] == nil {
      var calls: [(name: String, references: [String], next: Int)] = []
      func open(_ name: String) {
        index[name] = index.count
        low[name] = index[name]
        stack.append(name)
        onStack.insert(name)
        calls.append((name, references(name).filter { declared[$0] != nil }, 0))
      }
      open(start)
      while let call = calls.last {
        if call.next < call.references.count {
          calls[calls.count - 1].next += 1
          let target = call.references[call.next]
          if index[target] == nil {
            open(target)
          } else if onStack.contains(target) {
            low[call.name] = min(low[call.name] ?? 0, index[target] ?? 0)
          }
          continue
        }
        calls.removeLast()
        if let caller = calls.last {
          low[caller.name] = min(low[caller.name] ?? 0, low[call.name] ?? 0)
        }
        guard low[call.name] == index[call.name] else { continue }
        var members: [String] = []
        while let member = stack.popLast() {
          onStack.remove(member)
          members.append(member)
          if member == call.name { break }
        }
        if members.count > 1 || call.references.contains(call.name) { cyclic += members }
      }
    }
    return cyclic
  }

  // MARK: Values

  private mutating func resolve(_ name: String) {
    // What it needs comes first; chains are as long as the style sheet makes them, so no recursion.
    var pending = [name]
    while let current = pending.last {
      guard !finished.contains(current), let value = declared[current] else {
        pending.removeLast()
        continue
      }
      let missing = references(current).filter { declared[$0] != nil && !finished.contains($0) }
      guard missing.isEmpty else {
        pending += missing
        continue
      }
      pending.removeLast()
      finished.insert(current)
      values[current] = computed(current, value)
    }
  }

  private func computed(_ name: String, _ value: ComponentValues) -> ComponentValues? {
    if let keyword = DeclarationParser.wideKeyword(value) { return wide(keyword, name) }
    var result = value
    if DeclarationParser.hasSubstitution(value) {
      let values = values
      let registrations = registrations
      let substitution = Substitution(
        variable: { values[$0] ?? registrations[$0]?.initialValue }, attribute: attribute)
      guard let substituted = substitution.apply(value) else { return invalidValue(of: name) }
      result = substituted.trimmed
      if let keyword = DeclarationParser.wideKeyword(result) { return wide(keyword, name) }
    }
    guard let registration = registrations[name] else { return result }
    guard registration.syntax.accepts(result) else { return invalidValue(of: name) }
    return registration.syntax.computed(result, context)
  }

  private func wide(_ keyword: CSSWideKeyword, _ name: String) -> ComponentValues? {
    switch keyword {
    case .initial: registrations[name]?.initialValue
    case .inherit: inherited[name] ?? registrations[name]?.initialValue
    case .unset, .revert, .revertLayer: invalidValue(of: name)
    }
  }

  /// What a property has that is invalid at computed-value time: as if unset.
  private func invalidValue(of name: String) -> ComponentValues? {
    guard let registration = registrations[name] else {
      // Without a registration, a property inherits only where nothing is declared: a cycle or a
      // missing variable makes it guaranteed-invalid.
      guard let value = declared[name], DeclarationParser.wideKeyword(value) != nil else {
        return nil
      }
      return inherited[name]
    }
    return registration.inherits
      ? inherited[name] ?? registration.initialValue : registration.initialValue
  }
}
