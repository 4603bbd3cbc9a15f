extension DisplayCommand {
  /// The device pixels that the command may change, before clips.
  func bounds(transform: AffineTransform) -> DeviceRect {
    switch self {
    case .fill(let fill):
      return DeviceRect(enclosing: transform.apply(fill.shape.bounds))
    case .stroke(let stroke):
      // Caps and mitres reach at most this far from the path.
      let reach = stroke.width * 2
      let area = stroke.path.bounds.insetBy(-max(reach, 0.5))
      return DeviceRect(enclosing: transform.apply(area))
    case .glyphs(let run):
      return DeviceRect(enclosing: transform.apply(run.inkBounds)).outset(x: 1, y: 1)
    case .textLine(let line):
      return DeviceRect(enclosing: transform.apply(line.rect))
    case .boxShadow(let shadow):
      if shadow.isInset { return DeviceRect(enclosing: transform.apply(shadow.box.rect)) }
      let area = shadow.shape.rect.insetBy(-(shadow.sigma * 3 + 1))
      return DeviceRect(enclosing: transform.apply(area))
    case .textShadow(let shadow):
      let area = shadow.run.inkBounds.insetBy(-(shadow.sigma * 3 + 2))
      return DeviceRect(enclosing: transform.apply(area)).outset(x: 1, y: 1)
    case .group(let group):
      var area = group.items.reduce(DeviceRect.empty) { $0.union($1.bounds) }
      for filter in group.filters { area = filter.outset(area) }
      if let projection = group.projection { area = area.projected(by: projection) }
      if let mask = group.mask {
        area = area.intersection(mask.items.reduce(DeviceRect.empty) { $0.union($1.bounds) })
      }
      return area
    case .backdrop(let backdrop):
      return DeviceRect(enclosing: transform.apply(backdrop.shape.bounds))
    }
  }
}

extension GlyphRun {
  /// A box that holds every glyph's ink, whatever the face: two ems around each origin.
  var inkBounds: Rect {
    guard let first = glyphs.first else { return .zero }
    var left = first.x
    var right = first.x
    var top = first.y
    var bottom = first.y
    for glyph in glyphs {
      left = min(left, glyph.x)
      right = max(right, glyph.x)
      top = min(top, glyph.y)
      bottom = max(bottom, glyph.y)
    }
    let reach = font.size * 2 + strokeWidth
    return Rect(x: left, y: top, width: right - left, height: bottom - top).insetBy(-reach)
  }
}

extension DeviceRect {
  /// The pixels that a perspective map makes of these; everything where a corner lies behind the eye.
  package func projected(by m: [Double]) -> DeviceRect {
    guard m.count == 9, !isEmpty else { return .everything }
    var result: Rect?
    for (x, y) in [(left, top), (right, top), (right, bottom), (left, bottom)] {
      let px = Double(x)
      let py = Double(y)
      let w = m[6] * px + m[7] * py + m[8]
      guard w > 1e-6 else { return .everything }
      let corner = Rect(
        x: (m[0] * px + m[1] * py + m[2]) / w - 1, y: (m[3] * px + m[4] * py + m[5]) / w - 1,
        width: 2, height: 2)
      result = result?.union(corner) ?? corner
    }
    return DeviceRect(enclosing: result ?? .zero)
  }
}
