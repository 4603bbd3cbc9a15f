import Markup

/// `@container card (width > 40em) and style(--wide)`: asked of an ancestor of the element that a rule
/// is about. `[CSS Conditional 5, §5]`
struct ContainerQuery: Sendable {
  /// The name that the ancestor must have.
  let name: String?
  private let condition: Condition<Leaf>?
  /// Axes that the ancestor must answer for.
  private let axes: ContainerAxes

  enum Leaf: Sendable {
    case size(ContainerFeature)
    /// A custom property with its text; nil asks whether it has any value.
    case style(name: String, value: ComponentValues?)
  }

  /// Nil where the prelude is not understood.
  init?(_ prelude: ComponentValues) {
    var cursor = prelude.cursor
    var name: String?
    if let token = cursor.peek, token.kind == .ident, !token.isIdent("not") {
      name = token.text
      _ = cursor.next()
    }
    self.name = name
    guard !cursor.isDone else {
      guard name != nil else { return nil }
      condition = nil
      axes = []
      return
    }
    var axes: ContainerAxes = []
    guard
      let condition = Condition<Leaf>.parse(&cursor, leaf: { Self.leaf(&$0, &axes) }),
      cursor.isDone
    else { return nil }
    self.condition = condition
    self.axes = axes
  }

  private static func leaf(
    _ cursor: inout ValueCursor, _ axes: inout ContainerAxes
  ) -> Condition<Leaf>? {
    if cursor.peek?.isFunction("style") == true {
      guard let inner = cursor.block() else { return nil }
      return style(inner)
    }
    guard let feature = ContainerFeature.parse(&cursor) else { return nil }
    axes.formUnion(feature.axes)
    return .leaf(.size(feature))
  }

  /// `--name` or `--name: value`, alone or in a condition of its own.
  private static func style(_ start: ValueCursor) -> Condition<Leaf>? {
    var cursor = start
    if let token = cursor.next(), token.kind == .ident, token.text.hasPrefix("--") {
      if cursor.isDone { return .leaf(.style(name: token.text, value: nil)) }
      guard cursor.consume(.colon) else { return nil }
      return .leaf(.style(name: token.text, value: cursor.rest.trimmed))
    }
    cursor = start
    let condition = Condition<Leaf>.parse(
      &cursor,
      leaf: { cursor in
        guard let inner = cursor.block() else { return nil }
        return style(inner)
      })
    return cursor.isDone ? condition : nil
  }

  /// Whether an element may answer: it has the name, and containment for what is asked.
  func mayBeAnswered(by style: ComputedStyle) -> Bool {
    if let name, !style.box.containerNames.contains(name) { return false }
    return axes.isSubset(of: style.containerAxes)
  }

  /// - Parameters:
  ///   - container: the style of the element that answers.
  ///   - size: of its content box; nil while that is not known.
  ///   - context: has the root's font; its own font becomes the container's.
  func holds(
    _ container: ComputedStyle, size: ContainerSizes.Size?, _ context: ComputeContext
  ) -> Bool {
    guard let condition else { return true }
    return condition.evaluate { leaf in
      switch leaf {
      case .size(let feature):
        guard let size else { return nil }
        let outer = context.font
        context.font = container.font
        defer { context.font = outer }
        return feature.matches(
          size, isVertical: container.text.writingMode.isVertical, context)
      case .style(let name, let wanted):
        let value = container.custom.values[name]?.trimmed
        guard let wanted else { return value != nil }
        return value?.text == wanted.text
      }
    } ?? false
  }
}

/// The axes along which a container answers questions about its size.
struct ContainerAxes: OptionSet, Sendable {
  let rawValue: Int
  static let inline = ContainerAxes(rawValue: 1)
  static let block = ContainerAxes(rawValue: 2)
  /// Asked for by `width`, which is one of the two.
  static let horizontal = ContainerAxes(rawValue: 4)
  static let vertical = ContainerAxes(rawValue: 8)
}

extension ComputedStyle {
  /// What `container-type` lets others ask about. `[CSS Conditional 5, §4]`
  var containerAxes: ContainerAxes {
    let isVertical = text.writingMode.isVertical
    switch box.containerType {
    case .normal: return []
    case .size: return [.inline, .block, .horizontal, .vertical]
    case .inlineSize: return [.inline, isVertical ? .vertical : .horizontal]
    }
  }
}
