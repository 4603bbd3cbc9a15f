import Markup

/// The kinds of form controls that have looks or sizes of their own. `[HTML, §15.5]`
enum ControlKind {
  case button, field, area, checkbox, radio, select, list, file, progress, meter, range, color

  /// Nil for elements that are no controls, and for controls without a look.
  init?(_ node: NodeID, _ document: Document) {
    switch document.tag(of: node) {
    case "button": self = .button
    case "textarea": self = .area
    case "select": self = Self.rows(of: node, document) == nil ? .select : .list
    case "progress": self = .progress
    case "meter": self = .meter
    case "input":
      switch document.attribute("type", of: node)?.lowercasedASCII {
      case "button", "submit", "reset": self = .button
      case "checkbox": self = .checkbox
      case "radio": self = .radio
      case "range": self = .range
      case "color": self = .color
      case "file": self = .file
      case "hidden", "image": return nil
      default: self = .field
      }
    default: return nil
    }
  }

  /// How many rows a select shows at a time; nil for one that drops down. `[HTML, §15.5.16]`
  static func rows(of select: NodeID, _ document: Document) -> Int? {
    let stated = document.attribute("size", of: select).flatMap { Int($0) } ?? 0
    let shown = min(max(stated, 0), 1000)
    if document.attribute("multiple", of: select) != nil { return shown > 0 ? shown : 4 }
    return shown > 1 ? shown : nil
  }
}
