import Markup

/// Form controls as still pictures: boxes with the text that they would show. `[HTML, §15.5]`
extension BoxGeneration {
  /// The text of a control whose content does not come from its children; nil for other elements.
  func formControlText(_ node: NodeID) -> String? {
    switch document.tag(of: node) {
    case "input":
      switch document.attribute("type", of: node)?.lowercased() ?? "text" {
      case "checkbox", "radio", "range", "color", "hidden": return ""
      case "submit": return shown(document.attribute("value", of: node) ?? "Submit", of: node)
      case "reset": return shown(document.attribute("value", of: node) ?? "Reset", of: node)
      case "password":
        let count = document.attribute("value", of: node)?.count ?? 0
        return shown(String(repeating: "•", count: min(count, 256)), of: node)
      case "file": return nil
      default: return shown(document.attribute("value", of: node), of: node)
      }
    case "textarea": return shown(document.textContent(of: node), of: node)
    case "option":
      let label = document.attribute("label", of: node) ?? ""
      return label.isEmpty ? nil : label
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
}
