import Markup
import Scene

/// List items and their markers. `[CSS Lists 3, §3]`
extension BoxGeneration {
  /// Puts the marker of a list item before its content; nothing for other boxes.
  mutating func appendMarker(of node: NodeID, to item: BoxID, display: Display) {
    guard display.isListItem else { return }
    let itemStyle = tree.style(of: item)
    let isOutside = itemStyle.text.listStylePosition == .outside && tree[item].kind == .block
    let markerStyle = tree[item].pseudo == nil ? styled.pseudoStyles[node]?.marker : nil
    var style = markerStyle.map { tree.styles[$0.index] } ?? itemStyle.inherited()
    if style.generated.content == .none { return }
    style.box.display = isOutside ? .inlineBlock : .inline
    style.text.whiteSpaceCollapse = .preserve
    style.text.textWrapMode = .nowrap
    style.text.transform = TextTransform()
    style.text.indent = .zero
    style.box.unicodeBidi = .isolate
    if case .items(let items) = style.generated.content {
      let box = addMarkerBox(isOutside: isOutside, style: style, node: node)
      append(items, to: box, style: tree[box].style, node: node, pseudo: .marker)
      attach(box, to: item)
      return
    }
    if let image = itemStyle.text.listStyleImage, case .url(let reference) = image,
      case .image(let info) = images.image(reference, isOriented: style.text.orientImages)
    {
      attachImage(info, reference, of: node, to: item, isOutside: isOutside, style: style)
      return
    }
    if let image = itemStyle.text.listStyleImage, case .gradient = image {
      attachPainted(image, of: node, to: item, isOutside: isOutside, style: style)
      return
    }
    let reference = itemStyle.text.listStyleType
    if case .named(let name) = reference, let symbol = ListSymbol(rawValue: name) {
      attachSymbol(symbol, of: node, to: item, isOutside: isOutside, style: style)
      return
    }
    let text = CounterText.marker(
      of: counters.value(of: CounterScopes.listItem), style: reference)
    guard !text.isEmpty else { return }
    let box = addMarkerBox(isOutside: isOutside, style: style, node: node)
    appendText(text, node: node, to: box)
    attach(box, to: item)
  }

  private mutating func addMarkerBox(
    isOutside: Bool, style: ComputedStyle, node: NodeID
  ) -> BoxID {
    var box = Box(
      kind: isOutside ? .block : .inline, level: .inline, style: tree.add(style), node: node)
    box.pseudo = .marker
    box.isOutsideMarker = isOutside
    return tree.add(box)
  }

  private mutating func attach(_ marker: BoxID, to item: BoxID) {
    finish(marker)
    tree.append(marker, to: item)
  }

  private mutating func attachImage(
    _ info: ImageInfo, _ reference: String, of node: NodeID, to item: BoxID, isOutside: Bool,
    style: ComputedStyle
  ) {
    var inner = style.inherited()
    inner.box.display = .inline
    inner.box.margin = pictureMargin(style, isOutside: isOutside)
    attachReplaced(
      .image(info, reference: reference), inner: inner, of: node, to: item, isOutside: isOutside,
      style: style)
  }

  /// A bullet that is an image without a natural size.
  private mutating func attachPainted(
    _ image: StyleImage, of node: NodeID, to item: BoxID, isOutside: Bool, style: ComputedStyle
  ) {
    var inner = style.inherited()
    inner.box.display = .inline
    inner.box.margin = pictureMargin(style, isOutside: isOutside)
    var layer = BackgroundLayer()
    layer.image = image
    inner.background.layers = [layer]
    attachReplaced(
      .painted, inner: inner, of: node, to: item, isOutside: isOutside, style: style)
  }

  private func pictureMargin(_ style: ComputedStyle, isOutside: Bool) -> Sides<AutoLength> {
    let gap = AutoLength.value(.length(isOutside ? 0 : 7))
    return style.text.direction == .ltr
      ? Sides(top: .zero, right: gap, bottom: .zero, left: .zero)
      : Sides(top: .zero, right: .zero, bottom: .zero, left: gap)
  }

  private mutating func attachSymbol(
    _ symbol: ListSymbol, of node: NodeID, to item: BoxID, isOutside: Bool, style: ComputedStyle
  ) {
    var inner = style.inherited()
    inner.box.display = .inline
    attachReplaced(
      .symbol(symbol), inner: inner, of: node, to: item, isOutside: isOutside, style: style)
  }

  private mutating func attachReplaced(
    _ content: ReplacedContent, inner: ComputedStyle, of node: NodeID, to item: BoxID,
    isOutside: Bool, style: ComputedStyle
  ) {
    let box = addMarkerBox(isOutside: isOutside, style: style, node: node)
    var replaced = Box(kind: .replaced, level: .inline, style: tree.add(inner), node: node)
    replaced.isAnonymous = true
    replaced.pseudo = .marker
    replaced.content = addReplaced(content)
    let id = tree.add(replaced)
    tree.append(id, to: box)
    attach(box, to: item)
  }
}
