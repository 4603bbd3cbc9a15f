import Markup

/// `[CSS Multi-column 1]`
extension PropertyTable {
  mutating func addColumnProperties() {
    add("column-count", .container(\.columnCount)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      return cursor.integer(minimum: 1)?.map { $0 }
    }
    add("column-width", .container(\.columnWidth)) { cursor in
      if cursor.consumeIdent("auto") { return .constant(nil) }
      return cursor.length(.nonNegative)?.map { $0 }
    }
    add(keywords: "column-fill", .container(\.columnFill))
    add(choices: "column-span", .container(\.columnSpanAll), ["none": false, "all": true])
    add("column-rule-width", .pending(\.columnRuleWidth)) { $0.lineWidth() }
    add(keywords: "column-rule-style", .container(\.columnRule.style), except: ["auto"])
    add("column-rule-color", .container(\.columnRule.color)) { $0.color() }
  }
}
