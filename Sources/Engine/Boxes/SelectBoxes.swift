import Markup
import Scene

/// The contents of controls that come in parts: selects, groups of options and file selectors.
/// `[HTML, §15.5]`
extension BoxGeneration {
  /// - Returns: false, with nothing appended, where the element's content is its children alone.
  mutating func appendControlParts(of node: NodeID, to box: BoxID) -> Bool {
    switch document.tag(of: node) {
    case "select" where ControlKind.rows(of: node, document) == nil:
      appendOptions(of: node, to: box)
      return true
    case "optgroup":
      appendLabel(of: node, to: box)
      return false
    case "input" where document.attribute("type", of: node)?.lowercasedASCII == "file":
      appendFileSelector(of: node, to: box)
      return true
    default: return false
    }
  }

  private struct Option {
    var text: String
    var isInGroup: Bool
    var isSelected: Bool
  }

  /// What a select shows of its options; the others only make it as wide as the longest.
  private mutating func appendOptions(of node: NodeID, to box: BoxID) {
    let options = self.options(of: node)
    let chosen = options.last { $0.isSelected } ?? options.first
    appendLine(chosen.map(\.text).flatMap { $0.isEmpty ? nil : $0 } ?? "\u{200B}", node, to: box)
    var seen: Set<String> = []
    for option in options {
      // Options of a group are set in by as much as these.
      let text = (option.isInGroup ? "    " : "") + option.text
      guard seen.insert(text).inserted else { continue }
      tree[appendLine(text, node, to: box)].isMeasuredOnly = true
    }
  }

  private func options(of node: NodeID, isInGroup: Bool = false) -> [Option] {
    document.children(of: node).flatMap { child -> [Option] in
      switch document.tag(of: child) {
      case "optgroup": return options(of: child, isInGroup: true)
      case "option":
        let label = document.attribute("label", of: child) ?? ""
        let text = label.isEmpty ? document.textContent(of: child) : label
        return [
          Option(
            text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            isInGroup: isInGroup, isSelected: document.attribute("selected", of: child) != nil)
        ]
      default: return []
      }
    }
  }

  @discardableResult
  private mutating func appendLine(_ text: String, _ node: NodeID, to box: BoxID) -> BoxID {
    let line = addAnonymous(.block, .block, inside: box)
    tree[line].hasInlineChildren = true
    appendText(text, node: node, to: line)
    tree.append(line, to: box)
    return line
  }

  /// The name of a group stands above its options as if it were one.
  private mutating func appendLabel(of group: NodeID, to box: BoxID) {
    guard let label = document.attribute("label", of: group) else { return }
    let line = appendLine(label, group, to: box)
    var style = tree.style(of: line)
    style.box.padding = Sides(top: .zero, right: .length(2), bottom: .length(1), left: .length(2))
    style.box.minHeight = .lengthPercentage(.length(style.font.size * 1.2))
    tree[line].style = tree.add(style)
  }

  /// A button and what it has chosen: nothing.
  private mutating func appendFileSelector(of node: NodeID, to box: BoxID) {
    var style = tree.style(of: box).inherited()
    style.box.display = .inlineBlock
    style.box.padding = Sides(
      top: .length(1), right: .length(6), bottom: .length(1), left: .length(6))
    style.box.margin.right = .value(.length(4))
    var edge = BorderSide()
    edge.width = 2
    edge.style = .solid
    edge.color = .transparent
    style.border.sides = Sides(edge)
    style.border.radii = Corners(Pair(.length(3), .length(3)))
    style.background.color = .color(Color(r: 0xEF, g: 0xEF, b: 0xEF))
    var outline = BorderSide()
    outline.width = 1
    outline.style = .solid
    outline.color = .color(Color(r: 0x76, g: 0x76, b: 0x76))
    style.border.outline = outline
    style.border.outlineOffset = -1
    var button = Box(kind: .block, level: .inline, style: tree.add(style), node: nil)
    button.isAnonymous = true
    button.hasInlineChildren = true
    let id = tree.add(button)
    let isMultiple = document.attribute("multiple", of: node) != nil
    appendText(isMultiple ? "Choose Files" : "Choose File", node: node, to: id)
    tree.append(id, to: box)
    appendText("No file chosen", node: node, to: box)
  }
}
