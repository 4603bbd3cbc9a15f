import Scene

extension Shape {
  /// A border as the sides that it has. Where the outer and the inner edge of a ring meet, viewers that
  /// smooth edges leave a hairline of the border's color.
  var withoutSlits: Shape {
    guard case .ring(let outer, let inner) = self, outer.isRect, inner.isRect else { return self }
    let (out, hole) = (outer.rect, inner.rect)
    let sides = [
      Rect(x: out.x, y: out.y, width: out.width, height: hole.y - out.y),
      Rect(x: out.x, y: hole.maxY, width: out.width, height: out.maxY - hole.maxY),
      Rect(x: out.x, y: hole.y, width: hole.x - out.x, height: hole.height),
      Rect(x: hole.maxX, y: hole.y, width: out.maxX - hole.maxX, height: hole.height),
    ].filter { $0.width > 0 && $0.height > 0 }
    guard sides.count < 4 else { return self }
    var path = Path()
    for side in sides { path.append(side) }
    return .path(path, evenOdd: false)
  }
}
