import Markup

/// The counters in scope while the document is walked. `[CSS Lists 3, §4]`
struct CounterScopes {
  private struct Instance {
    var value: Int
    /// The element level whose children's walk removes the counter.
    var level: Int
    var isReversed: Bool
  }

  private var stacks: [String: [Instance]] = [:]
  private var namesByLevel: [[String]] = [[]]
  private var level: Int { namesByLevel.count - 1 }

  static let listItem = "list-item"

  /// Applies an element's counter properties and opens the scope of its children.
  mutating func enter(_ node: NodeID, style: ComputedStyle, document: Document) {
    let tag = document.tag(of: node)
    let isList = tag == "ol" || tag == "ul" || tag == "menu"
    var resets = style.generated.counterReset
    if isList {
      resets.removeAll { $0.name == Self.listItem && $0.value == 0 && !$0.isReversed }
      if !resets.contains(where: { $0.name == Self.listItem }) {
        resets.append(Self.listReset(node, tag: tag, document: document))
      }
    }
    var sets = style.generated.counterSet
    if tag == "li", let text = document.attribute("value", of: node), let value = Int(text) {
      sets.insert(CounterChange(name: Self.listItem, value: value), at: 0)
    }
    apply(
      resets: resets, increments: style.generated.counterIncrement, sets: sets,
      incrementsListItem: style.box.display.isListItem)
    namesByLevel.append([])
  }

  mutating func enterPseudo(style: ComputedStyle) {
    apply(
      resets: style.generated.counterReset, increments: style.generated.counterIncrement,
      sets: style.generated.counterSet, incrementsListItem: style.box.display.isListItem)
    namesByLevel.append([])
  }

  /// Ends the scope of an element's children.
  mutating func leave() {
    for name in namesByLevel.removeLast() { stacks[name]?.removeLast() }
  }

  func value(of name: String) -> Int { stacks[name]?.last?.value ?? 0 }

  func values(of name: String) -> [Int] {
    let values = stacks[name]?.map(\.value) ?? []
    return values.isEmpty ? [0] : values
  }

  private mutating func apply(
    resets: [CounterChange], increments: [CounterChange], sets: [CounterChange],
    incrementsListItem: Bool
  ) {
    for reset in resets {
      create(reset.name, value: reset.value, isReversed: reset.isReversed)
    }
    if incrementsListItem, !increments.contains(where: { $0.name == Self.listItem }) {
      let step = stacks[Self.listItem]?.last?.isReversed ?? false ? -1 : 1
      change(Self.listItem) { value in
        let sum = value.addingReportingOverflow(step)
        return sum.overflow ? value : sum.partialValue
      }
    }
    for increment in increments {
      change(increment.name) { value in
        let sum = value.addingReportingOverflow(increment.value)
        return sum.overflow ? value : sum.partialValue
      }
    }
    for set in sets { change(set.name) { _ in set.value } }
  }

  private mutating func create(_ name: String, value: Int, isReversed: Bool = false) {
    if let last = stacks[name]?.last, last.level == level {
      stacks[name]?.removeLast()
    } else {
      namesByLevel[level].append(name)
    }
    stacks[name, default: []].append(
      Instance(value: value, level: level, isReversed: isReversed))
  }

  private mutating func change(_ name: String, by update: (Int) -> Int) {
    if stacks[name]?.isEmpty ?? true { create(name, value: 0) }
    guard var stack = stacks[name], let last = stack.indices.last else { return }
    stack[last].value = update(stack[last].value)
    stacks[name] = stack
  }

  private static func listReset(
    _ node: NodeID, tag: String, document: Document
  ) -> CounterChange {
    guard tag == "ol" else { return CounterChange(name: listItem, value: 0) }
    let reversed = document.attribute("reversed", of: node) != nil
    let start = document.attribute("start", of: node).flatMap { Int($0) }
    if reversed {
      let items = document.children(of: node).filter { document.tag(of: $0) == "li" }.count
      let first = start ?? items
      let value = first.addingReportingOverflow(1)
      return CounterChange(
        name: listItem, value: value.overflow ? first : value.partialValue, isReversed: true)
    }
    let value = (start ?? 1).subtractingReportingOverflow(1)
    return CounterChange(name: listItem, value: value.overflow ? 0 : value.partialValue)
  }
}
