import Markup

/// Fieldsets and their legends. `[HTML, §15.3.13]`
extension BoxGeneration {
  /// Turns a fieldset's box into one that shows a legend in its border.
  ///
  /// - Returns: the anonymous box that lays out its content in its stead; nil for other elements.
  mutating func fieldsetContent(of node: NodeID, in box: BoxID) -> BoxID? {
    guard document.tag(of: node) == "fieldset" else { return nil }
    let style = tree.style(of: box)
    var inner = style.inherited()
    inner.box.display = .flowRoot
    let kind: Box.Kind
    switch tree[box].kind {
    case .flex, .grid:
      kind = tree[box].kind
      inner.box.display = kind == .flex ? .flex : .grid
    case .block, .inline, .table: kind = .block
    default: return nil
    }
    inner.container = style.container
    inner.box.padding = style.box.padding
    inner.box.overflowX = style.box.overflowX
    inner.box.overflowY = style.box.overflowY
    inner.box.unicodeBidi = style.box.unicodeBidi
    inner.box.textOverflow = style.box.textOverflow
    var outer = style
    outer.container = style.container.ofItem
    outer.box.overflowX = .visible
    outer.box.overflowY = .visible
    tree[box].kind = .fieldset
    tree[box].style = tree.add(outer)
    let content = tree.add(Box(kind: kind, level: .block, style: tree.add(inner), node: nil))
    tree[content].isAnonymous = true
    tree.append(content, to: box)
    return content
  }

  /// Whether an element is a fieldset's own legend.
  func isLegend(_ node: NodeID, in parent: BoxID) -> Bool {
    guard document.tag(of: node) == "legend", let fieldset = tree[parent].parent,
      tree[fieldset].kind == .fieldset
    else { return false }
    return document[node].parentID == tree[fieldset].node
  }

  /// Moves the first legend in flow out of the content, ahead of it.
  mutating func liftLegend(from content: BoxID, to fieldset: BoxID) {
    var children = tree.childList(of: content)
    guard
      let index = children.firstIndex(where: { child in
        tree[child].isInFlow && tree[child].pseudo == nil
          && tree[child].node.map { isLegend($0, in: content) } ?? false
      })
    else { return }
    let legend = children.remove(at: index)
    tree[legend].isFlexOrGridItem = false
    tree.setChildren(children, of: content)
    tree.setChildren([legend, content], of: fieldset)
  }
}
