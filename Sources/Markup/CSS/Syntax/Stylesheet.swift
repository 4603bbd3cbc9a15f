/// A parsed style sheet: rules in source order, nothing resolved.
package struct Stylesheet: Sendable {
  package var rules: [Rule]

  package init(rules: [Rule] = []) { self.rules = rules }
}

/// One rule of a style sheet or of a rule's block.
package enum Rule: Sendable {
  case style(StyleRule)
  case at(AtRule)
  /// Declarations that stand directly in a nested grouping rule, or after nested rules.
  case declarations([Declaration])
}

/// A qualified rule, its prelude not yet read as selectors.
package struct StyleRule: Sendable {
  package var prelude: ComponentValues
  /// The declarations before the first nested rule.
  package var declarations: [Declaration]
  /// Nested rules, and declarations after the first of them, in order.
  package var children: [Rule]
}

package struct AtRule: Sendable {
  /// Without the `@`, in lower case.
  package var name: String
  package var prelude: ComponentValues
  /// What stands between the braces; nil for a statement.
  package var block: ComponentValues?
}

/// `property: value`, the value not yet read.
package struct Declaration: Sendable {
  /// In lower case, except custom properties.
  package var name: String
  package var value: ComponentValues
  package var isImportant: Bool
  /// The index of the name's token in the value's buffer.
  package var token: Int

  package var isCustomProperty: Bool { name.hasPrefix("--") }
}
