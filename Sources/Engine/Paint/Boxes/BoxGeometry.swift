import Scene

/// A fragment's boxes at device pixels, in CSS pixels.
struct BoxGeometry {
  /// The border edge with its corners.
  var border: RoundedRect
  /// The padding edge with its corners.
  var padding: RoundedRect
  var content: Rect
  /// Widths of the border in whole device pixels.
  var widths: Sides<Double>
}

extension PagePainter {
  func geometry(of id: FragmentID) -> BoxGeometry {
    let fragment = tree[id]
    let style = tree.style(of: id)
    let whole = wholeBox(of: id)
    let rect = whole.inset(by: fragment.legendGap?.inset ?? .zero)
    let outer = snap(rect)
    let widths = Sides(
      top: snapWidth(fragment.border.top), right: snapWidth(fragment.border.right),
      bottom: snapWidth(fragment.border.bottom), left: snapWidth(fragment.border.left))
    var border = roundedRect(
      outer, style.border.radii,
      size: Size(
        width: rect.width.pixels, height: rect.height.pixels))
    if case .inlineBox = fragment.kind {
      border = border.keepingEdges(
        start: fragment.hasStartEdge, end: fragment.hasEndEdge,
        isRightToLeft: style.text.direction == .rtl)
    }
    let padding = border.inset(
      top: widths.top, right: widths.right, bottom: widths.bottom, left: widths.left)
    let content = snap(whole.inset(by: fragment.border + fragment.padding))
    return BoxGeometry(border: border, padding: padding, content: content, widths: widths)
  }

  /// The border box, with the parts of it on other pages.
  func wholeBox(of id: FragmentID) -> LayoutRect {
    LayoutRect(origin: nodes[id.index].offset, size: tree[id].rect.size)
      .outset(by: tree[id].cutOff)
  }

  /// Percentages of radii are of the box's own width and height. `[CSS Backgrounds 3, §5.1]`
  func roundedRect(_ rect: Rect, _ radii: Corners<Pair<LengthPercentage>>, size: Size)
    -> RoundedRect
  {
    func radius(_ pair: Pair<LengthPercentage>) -> Size {
      Size(
        width: max(0, pair.x.resolve(pixels: size.width)),
        height: max(0, pair.y.resolve(pixels: size.height)))
    }
    return RoundedRect(
      rect, topLeft: radius(radii.topLeft), topRight: radius(radii.topRight),
      bottomRight: radius(radii.bottomRight), bottomLeft: radius(radii.bottomLeft)
    ).constrained()
  }
}

extension BoxGeometry {
  /// The edge of one of the boxes that backgrounds and masks refer to.
  func edge(_ box: BackgroundBox) -> RoundedRect {
    switch box {
    case .paddingBox: padding
    case .contentBox, .fillBox:
      padding.inset(
        top: max(0, content.y - padding.rect.y),
        right: max(0, padding.rect.maxX - content.maxX),
        bottom: max(0, padding.rect.maxY - content.maxY),
        left: max(0, content.x - padding.rect.x))
    case .borderBox, .text, .noClip, .strokeBox, .viewBox, .marginBox: border
    }
  }
}

extension RoundedRect {
  /// Square corners on the sides where a broken inline box goes on.
  fileprivate func keepingEdges(start: Bool, end: Bool, isRightToLeft: Bool) -> RoundedRect {
    let left = isRightToLeft ? end : start
    let right = isRightToLeft ? start : end
    var result = self
    if !left {
      result.topLeft = .zero
      result.bottomLeft = .zero
    }
    if !right {
      result.topRight = .zero
      result.bottomRight = .zero
    }
    return result
  }
}
