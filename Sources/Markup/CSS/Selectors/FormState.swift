/// States that HTML derives from attributes alone.
extension SelectorMatcher {
  func matchesFormState(_ pseudoClass: PseudoClass, _ element: NodeID) -> Bool {
    let tag = document.tag(of: element)
    switch pseudoClass {
    case .checked: return isChecked(element, tag)
    case .disabled: return isDisabled(element, tag)
    case .enabled: return Self.disableable.contains(tag) && !isDisabled(element, tag)
    case .required: return Self.requirable.contains(tag) && has("required", element)
    case .optional: return Self.requirable.contains(tag) && !has("required", element)
    case .readWrite: return isReadWrite(element, tag)
    case .readOnly: return !isReadWrite(element, tag)
    case .placeholderShown:
      guard tag == "input" || tag == "textarea", has("placeholder", element) else { return false }
      return tag == "input"
        ? (attribute("value", of: element) ?? "").isEmpty
        : document[element].firstChildID == nil
    case .defaultOption:
      return tag == "option" ? has("selected", element) : tag == "input" && has("checked", element)
    case .indeterminate: return tag == "progress" && !has("value", element)
    case .defined: return true
    case .open: return (tag == "details" || tag == "dialog") && has("open", element)
    default: return false
    }
  }

  private static let disableable: Set<String> = [
    "button", "input", "select", "textarea", "optgroup", "option", "fieldset",
  ]
  private static let requirable: Set<String> = ["input", "select", "textarea"]

  private func has(_ name: String, _ element: NodeID) -> Bool {
    attribute(name, of: element) != nil
  }

  private func isChecked(_ element: NodeID, _ tag: String) -> Bool {
    if tag == "option" { return has("selected", element) }
    guard tag == "input", has("checked", element) else { return false }
    let type = attribute("type", of: element)?.lowercasedASCII
    return type == "checkbox" || type == "radio"
  }

  private func isDisabled(_ element: NodeID, _ tag: String) -> Bool {
    guard Self.disableable.contains(tag) else { return false }
    if has("disabled", element) { return true }
    var ancestor = parentElement(element)
    var child = element
    while let candidate = ancestor {
      let name = document.tag(of: candidate)
      if name == "fieldset", tag != "option", has("disabled", candidate) {
        // The first legend of a disabled fieldset stays enabled.
        return !(document.tag(of: child) == "legend" && firstLegend(of: candidate) == child)
      }
      if name == "optgroup", tag == "option", has("disabled", candidate) { return true }
      child = candidate
      ancestor = parentElement(candidate)
    }
    return false
  }

  private func firstLegend(of fieldset: NodeID) -> NodeID? {
    document.children(of: fieldset).first { document.tag(of: $0) == "legend" }
  }

  private func isReadWrite(_ element: NodeID, _ tag: String) -> Bool {
    if tag == "textarea" || tag == "input" {
      if has("readonly", element) || isDisabled(element, tag) { return false }
      let type = attribute("type", of: element)?.lowercasedASCII ?? "text"
      let fixed: Set<String> = [
        "hidden", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset",
        "button",
      ]
      return tag == "textarea" || !fixed.contains(type)
    }
    let editable = attribute("contenteditable", of: element)?.lowercasedASCII
    return editable == "" || editable == "true" || editable == "plaintext-only"
  }
}
