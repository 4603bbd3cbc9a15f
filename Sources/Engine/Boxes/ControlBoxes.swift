import Markup

/// What stands in a form control. `[HTML, §15.5]`
extension BoxGeneration {
  /// The box that holds a control's content: an anonymous one in the middle of the control's, or the
  /// box itself where that is no control or lays out its content in another way.
  mutating func contentBox(of node: NodeID, in box: BoxID) -> BoxID {
    if let content = fieldsetContent(of: node, in: box) { return content }
    let style = tree.style(of: box)
    guard let control = style.box.control, tree[box].kind == .block, control.rows == nil else {
      return box
    }
    tree[box].kind = .flex
    var outer = style
    outer.container = style.container.ofItem
    tree[box].style = tree.add(outer)
    var inner = style.inherited()
    inner.box.display = .block
    inner.box.unicodeBidi = style.box.unicodeBidi
    inner.container.flexGrow = 1
    inner.box.minWidth = .lengthPercentage(.zero)
    if document.tag(of: node) == "textarea" {
      inner.box.height = control.height.map { .lengthPercentage(.length($0)) } ?? .auto
      inner.container.alignSelf = SelfAlignment(.start)
    } else {
      inner.container.alignSelf = SelfAlignment(.center, isSafe: true)
    }
    if document.tag(of: node) == "select" {
      // Beside the arrow.
      inner.box.padding = Sides(
        top: .length(1), right: .length(16), bottom: .length(1), left: .length(4))
    }
    if document.tag(of: node) == "input" {
      inner.text.whiteSpaceCollapse = .preserve
      inner.text.textWrapMode = .nowrap
      inner.box.overflowX = .clip
    }
    let id = tree.add(Box(kind: .block, level: .block, style: tree.add(inner), node: nil))
    tree[id].isAnonymous = true
    tree[id].isFlexOrGridItem = true
    tree.append(id, to: box)
    return id
  }

  /// The style of what stands in a control without a value.
  func placeholderStyle(of node: NodeID) -> StyleID? {
    guard document.attribute("placeholder", of: node) != nil else { return nil }
    switch document.tag(of: node) {
    case "input":
      return document.attribute("value", of: node)?.isEmpty ?? true
        ? styled.pseudoStyles[node]?.placeholder : nil
    case "textarea":
      return document.textContent(of: node).isEmpty ? styled.pseudoStyles[node]?.placeholder : nil
    default: return nil
    }
  }
}

extension ContainerStyle {
  /// What these say of the box as an item of its own container, and nothing of what is in it.
  var ofItem: ContainerStyle {
    var item = ContainerStyle()
    item.flexGrow = flexGrow
    item.flexShrink = flexShrink
    item.flexBasis = flexBasis
    item.order = order
    item.justifySelf = justifySelf
    item.alignSelf = alignSelf
    item.gridColumnStart = gridColumnStart
    item.gridColumnEnd = gridColumnEnd
    item.gridRowStart = gridRowStart
    item.gridRowEnd = gridRowEnd
    return item
  }
}
