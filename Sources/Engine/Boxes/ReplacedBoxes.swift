import Markup
import Scene

/// Elements that show something from outside of CSS. `[HTML, §15.4]`
extension BoxGeneration {
  /// The box of a replaced element; nil where the element generates ordinary boxes.
  mutating func replacedBox(for node: NodeID, style: StyleID, parent: BoxID) -> BoxID? {
    let computed = tree.styles[style.index]
    if case .items(let items) = computed.generated.content, items.count == 1,
      case .image(.url(let reference)) = items[0],
      case .image(let info) = images.image(reference, isOriented: computed.text.orientImages)
    {
      return makeReplaced(.image(info, reference: reference), node, style, parent)
    }
    let entry = document[node]
    if entry.namespace == .svg {
      guard document.tag(of: node) == "svg" else { return nil }
      return makeReplaced(
        inlineSVG.content(of: node), node,
        sizedBySVG(node, style), parent)
    }
    switch document.tag(of: node) {
    case "img":
      let choice = styled.imageChoices[node]
      return imageBox(
        choice?.url ?? document.attribute("src", of: node), density: choice?.density ?? 1,
        node: node, style: style, parent: parent)
    case "video":
      let poster = document.attribute("poster", of: node)
      return makeReplaced(pictured(by: poster, style) ?? .frame(300, 150), node, style, parent)
    case "canvas":
      let width = pixels("width", of: node) ?? 300
      let height = pixels("height", of: node) ?? 150
      return makeReplaced(.frame(width, height), node, style, parent)
    case "iframe", "embed":
      return makeReplaced(
        pictured(by: document.attribute("src", of: node), style) ?? .frame(300, 150), node, style,
        parent)
    case "object":
      guard let picture = pictured(by: document.attribute("data", of: node), style) else {
        return nil
      }
      return makeReplaced(picture, node, style, parent)
    case "input" where document.attribute("type", of: node)?.lowercased() == "image":
      return imageBox(document.attribute("src", of: node), node: node, style: style, parent: parent)
    default:
      return nil
    }
  }

  /// Percentages in an `<svg>` element's `width` and `height` are as good as style. `[SVG 2, §7.3]`
  private mutating func sizedBySVG(_ node: NodeID, _ style: StyleID) -> StyleID {
    func percentage(_ name: String) -> SizeValue? {
      guard let text = document.attribute(name, of: node)?.trimmingSpaces, text.hasSuffix("%"),
        let value = Double(text.dropLast()), value.isFinite, value >= 0
      else { return nil }
      return .lengthPercentage(.percentage(value))
    }
    var computed = tree.styles[style.index]
    let width = computed.box.width.isAuto ? percentage("width") : nil
    let height = computed.box.height.isAuto ? percentage("height") : nil
    guard width != nil || height != nil else { return style }
    if let width { computed.box.width = width }
    if let height { computed.box.height = height }
    return tree.add(computed)
  }

  private mutating func imageBox(
    _ source: String?, density: Double = 1, node: NodeID, style: StyleID, parent: BoxID
  ) -> BoxID? {
    if let picture = pictured(by: source, style, density: density) {
      return makeReplaced(picture, node, style, parent)
    }
    // An image that cannot be shown stands for its alternative text. [HTML, §15.4.2]
    guard let text = document.attribute("alt", of: node), !text.isEmpty else {
      return makeReplaced(.empty, node, style, parent)
    }
    let box = makeBox(
      node: node, pseudo: nil, style: style, display: tree.styles[style.index].box.display,
      parent: parent)
    appendText(text, node: node, to: box)
    finish(box)
    return box
  }

  /// - Parameter density: image pixels per CSS pixel.
  private func pictured(by source: String?, _ style: StyleID, density: Double = 1)
    -> ReplacedContent?
  {
    let isOriented = tree.styles[style.index].text.orientImages
    guard let source, !source.isEmpty,
      case .image(var info) = images.image(source, isOriented: isOriented)
    else { return nil }
    info.width = info.width.map { $0 / density }
    info.height = info.height.map { $0 / density }
    return .image(info, reference: source)
  }

  private func pixels(_ name: String, of node: NodeID) -> Double? {
    document.attribute(name, of: node).flatMap { Double($0) }.flatMap {
      $0.isFinite && $0 >= 0 ? $0 : nil
    }
  }

  private mutating func makeReplaced(
    _ content: ReplacedContent, _ node: NodeID, _ style: StyleID, _ parent: BoxID
  ) -> BoxID {
    var display = tree.styles[style.index].box.display
    // A replaced element is no table part. [CSS Display 3, §2.4]
    if display.boxLevel == .tableInternal { display = .inline }
    let id = makeBox(node: node, pseudo: nil, style: style, display: display, parent: parent)
    tree[id].kind = .replaced
    tree[id].content = addReplaced(content)
    return id
  }
}

extension ReplacedContent {
  /// A frame of a natural size that shows nothing.
  static func frame(_ width: Double, _ height: Double) -> ReplacedContent {
    .svg(markup: "", width: width, height: height, ratio: height > 0 ? width / height : nil)
  }
}
