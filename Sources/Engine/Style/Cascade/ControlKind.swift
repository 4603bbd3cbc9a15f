import Markup

/// The kinds of form controls that have looks or sizes of their own. `[HTML, §15.5]`
enum ControlKind {
  case button, field, area, checkbox, radio, select, progress, meter, range, color

  /// Nil for elements that are no controls, and for controls without a look.
  init?(_ node: NodeID, _ document: Document) {
    switch document.tag(of: node) {
    case "button": self = .button
    case "textarea": self = .area
    case "select": self = .select
    case "progress": self = .progress
    case "meter": self = .meter
    case "input":
      switch document.attribute("type", of: node)?.lowercasedASCII {
      case "button", "submit", "reset": self = .button
      case "checkbox": self = .checkbox
      case "radio": self = .radio
      case "range": self = .range
      case "color": self = .color
      case "file", "hidden", "image": return nil
      default: self = .field
      }
    default: return nil
    }
  }
}
