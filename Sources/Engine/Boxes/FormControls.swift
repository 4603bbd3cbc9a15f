import Markup

/// Form controls as still pictures: boxes with the text that they would show. `[HTML, §15.5]`
extension BoxGeneration {
  /// The text of a control whose content does not come from its children; nil for other elements.
  func formControlText(_ node: NodeID) -> String? {
    switch document.tag(of: node) {
    case "input":
      switch document.attribute("type", of: node)?.lowercased() ?? "text" {
      case "checkbox", "radio", "range", "color", "hidden": return ""
      case "submit": return document.attribute("value", of: node) ?? "Submit"
      case "reset": return document.attribute("value", of: node) ?? "Reset"
      case "password":
        let count = document.attribute("value", of: node)?.count ?? 0
        return String(repeating: "•", count: min(count, 256))
      default: return shown(document.attribute("value", of: node), of: node)
      }
    case "textarea": return shown(document.textContent(of: node), of: node)
    case "select": return selectedOption(of: node)
    case "progress", "meter": return ""
    default: return nil
    }
  }

  /// A value, or what stands for one that is empty: a line has its height in any case.
  private func shown(_ value: String?, of node: NodeID) -> String {
    if let value, !value.isEmpty { return value }
    let placeholder = document.attribute("placeholder", of: node) ?? ""
    return placeholder.isEmpty ? "\u{200B}" : placeholder
  }

  private func selectedOption(of node: NodeID) -> String {
    var first: NodeID?
    var selected: NodeID?
    var pending = Array(document.children(of: node))
    while let child = pending.first {
      pending.removeFirst()
      switch document.tag(of: child) {
      case "optgroup": pending.insert(contentsOf: Array(document.children(of: child)), at: 0)
      case "option":
        if first == nil { first = child }
        if document.attribute("selected", of: child) != nil { selected = child }
      default: break
      }
    }
    guard let option = selected ?? first else { return "" }
    return document.children(of: option).map { document.text(of: $0) }.joined().trimmingSpaces
  }
}
